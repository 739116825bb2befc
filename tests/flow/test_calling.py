"""The call from Python: what is meant is understood, and what makes no sense is refused before anything is judged."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from batches import ROOT

from qa_run import Limits, SpecErrors, UsageError, criterion, hookimpl, inline, run
from qa_run.model.outcome import Outcome


def test_paths_and_times_may_be_text(tmp_path: Path) -> None:
    report = run(
        "specs/ham.yaml", here=str(ROOT), items_out=str(tmp_path / "items.csv"), as_of="2026-03-01T06:00:00+01:00"
    )

    assert set(report.summary) == {Outcome.PASSED}
    assert report.as_of == datetime(2026, 3, 1, 5, tzinfo=UTC)
    assert (tmp_path / "items.csv").exists()


def test_a_time_without_a_zone_is_local() -> None:
    report = run("specs/ham.yaml", here=ROOT, as_of=datetime(2026, 3, 1, 6))

    assert report.as_of == datetime(2026, 3, 1, 6).astimezone()
    assert report.as_of.tzinfo is not None


def test_promises_are_read_from_a_path_that_is_text() -> None:
    kept = ROOT / "specs/corrections.yaml"
    told, same = (run("specs/supplier.yaml", here=ROOT, corrections=each).corrections for each in (str(kept), kept))

    assert [each.as_dict() for each in told] == [each.as_dict() for each in same] != []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"itms": 3}, r"run\(itms=…\): there is no such option \(did you mean 'items'\?\)"),
        ({"samples": ""}, r"an empty path names no samples"),
        ({"samples": {"ham": ""}}, r"an empty path names no samples"),
        ({"here": 3}, r"run\(here=3\): this is no path"),
        ({"items": "5"}, r"run\(items='5'\): write a whole number, 0 or more"),
        ({"items": -1}, r"run\(items=-1\): write a whole number, 0 or more"),
        ({"maxfail": True}, r"run\(maxfail=True\): write a whole number, 0 or more"),
        ({"as_of": "yesterday"}, r"as_of yesterday: .*; write 2026-03-01 or"),
        ({"as_of": 20260301}, r"run\(as_of=20260301\): write a datetime, or text as in"),
        ({"plugins": "fod"}, r"-p fod: no plugin of that name"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run("specs/ham.yaml", here=options.pop("here", ROOT), **options)


def test_a_band_that_nobody_looks_at_is_refused(tmp_path: Path) -> None:
    @criterion("read_out")
    @frozen
    class ReadOut:
        """Within limits, without a band inside them."""

        within: Limits = inline()

        def sentence(self, language: str) -> str:
            return self.within.sentence(language)

        def conforms(self, value: Any) -> Any:
            return ~self.within.too_low(value)

    class Offering:
        @staticmethod
        @hookimpl
        def qa_criteria() -> list[type]:
            return [ReadOut]

    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: s.csv}\ncharacteristics:\n  g: {read_out: {lower: 2, marginal: 1}}\n"
    )
    (tmp_path / "s.csv").write_text("g\n2.5\n")
    with pytest.raises(SpecErrors, match=r"p\.yaml:4:\d+: marginal: it knows no band inside its limits"):
        run("p.yaml", here=tmp_path, more_plugins=[("mine", Offering())])
