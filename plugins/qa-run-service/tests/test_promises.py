from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome, SpecErrors, Verdict
from qa_run.testing import conformance

from qa_run_service.promises import Promise

SPEC = """procedure: tested
samples: {{from: rows.csv, item: id, time_zone: Europe/Rome, format: {{yes_no: {{true: [sì], false: [no]}}}}}}
calendar: {{hours: {{mon-fri: "09:00-18:00"}}}}
characteristics:
  outcome: {{promise: {{promised: by, done: at, {more}}}}}
"""


def judged(folder: Path, service: dict[str, Any], more: str, *rows: str) -> Verdict:
    lines = ["id,by,at,told,offered", *(f"{number},{row}" for number, row in enumerate(rows, 1))]
    (folder / "rows.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "spec.yaml").write_text(SPEC.format(more=more), encoding="utf-8")
    _, verdict = qa_run.run(folder / "spec.yaml", as_of=datetime(2026, 12, 31, 12), **service).verdicts
    return verdict


def found(verdict: Verdict) -> list[tuple[str | None, str]]:
    return [(item.item, item.finding) for item in verdict.items]


def test_it_conforms_to_the_contract() -> None:
    conformance(Promise)


def test_in_the_hour_that_clocks_show_twice_both_readings_must_agree(tmp_path: Path, service: dict[str, Any]) -> None:
    verdict = judged(
        tmp_path,
        service,
        "grace: 10 min",
        "2026-10-25 02:30,2026-10-25 02:35,,",
        "2026-10-25 02:30,2026-10-25 03:50,,",
        "2026-10-25 03:00,2026-10-25 02:59,,",
    )

    assert found(verdict) == [("1", "unreadable"), ("2", "late")]


def test_what_is_told_in_time_with_an_offer_may_be_marginal(tmp_path: Path, service: dict[str, Any]) -> None:
    late = "2026-03-03 10:00,2026-03-03 12:00,2026-03-02 16:00"
    more = "notice: told, ahead: 3 business hours, alternative: offered"
    strict = judged(tmp_path, service, more, f"{late},sì", f"{late},no", f"{late},maybe")
    mild = judged(tmp_path, service, f"{more}, excused: true", f"{late},sì")

    told = "late but told beforehand"
    assert found(strict) == [("1", "late but told with an offer"), ("2", told), ("3", told)]
    assert mild.outcome is Outcome.MARGINAL


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("ahead: 2 h", "write notice: and its column beside it"),
        ("notice: told, excused: true", "write alternative: and its column beside it"),
        ("grace: -2 h", "5:54: grace is a length of time above nothing"),
        ("grace: 2 business weeks", "'business weeks' is no unit of business time"),
        ("grace: 2 lunches", "'lunches' is no unit of time"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, service: dict[str, Any], more: str, message: str) -> None:
    with pytest.raises(SpecErrors, match=message):
        judged(tmp_path, service, more, "2026-03-03 10:00,2026-03-03 12:00,,")
