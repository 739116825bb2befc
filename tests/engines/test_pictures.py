"""What is drawn is the same on every engine, and few rows come into Python, however large the sample is."""

import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from qa_run.engines.duck import Duck
from qa_run.engines.pictures import POINTS, STRATA
from qa_run.model.pictures import Pictures
from qa_run.session import Options, carry_out, host_of

SPEC = """
procedure: drawn
samples: {from: drawn.csv, item: item, time: made, per: [shop]}
characteristics:
  g: {unit: g, nominal: 80, tolerance: 4}
  slices: {exactly: 4, when: {stage: {one_of: [hot]}}}
"""


def batch(length: int, shops: int) -> pl.DataFrame:
    chance = random.Random(7)
    return pl.DataFrame(
        {
            "item": [f"I{place}" for place in range(length)],
            "made": [
                f"2026-01-{1 + place * 20 // length:02d} 0{place % 10}:00:0{place % 7}" for place in range(length)
            ],
            "shop": [f"S{place % shops:04d}" for place in range(length)],
            "stage": [chance.choice(["hot", "cold"]) for _ in range(length)],
            "g": [round(chance.gauss(80, 1.5), 1) if place % 11 else None for place in range(length)],
            "slices": [chance.choice([3, 4, 4, 4]) for _ in range(length)],
        }
    )


def pictures(tmp_path: Path, samples: Any = None) -> Pictures:
    (tmp_path / "drawn.yaml").write_text(SPEC, encoding="utf-8")
    asked = Options(paths=["drawn.yaml"], samples=samples, pictures=True, here=tmp_path)
    report = carry_out(asked, host_of(asked))
    assert report.refused == ()
    found = report.procedures[0].pictures
    assert found is not None
    assert found.notices == ()
    return found


def told(found: Pictures) -> list[Any]:
    """The numbers, as plain values, to the digits that every engine agrees upon."""
    return [
        (
            each.characteristic,
            each.case,
            each.n,
            each.histogram.edges,
            each.histogram.counts,
            (each.histogram.below, each.histogram.above, dict(each.histogram.ends)),
            [each.course.values, each.course.highs, list(each.course.places), each.course.times] if each.course else [],
            [
                (level.stratum, level.n, round(level.mean, 9), level.lower and round(level.lower, 6))
                for levels in each.levels
                for level in levels.levels
            ],
        )
        for each in found.values
    ]


@pytest.mark.parametrize(("length", "shops"), [(60, 3), (3000, 60)])
def test_frames_are_drawn_like_files(tmp_path: Path, length: int, shops: int) -> None:
    frame = batch(length, shops)
    frame.write_csv(tmp_path / "drawn.csv")
    of_file = told(pictures(tmp_path))

    assert told(pictures(tmp_path, frame)) == of_file
    assert told(pictures(tmp_path, frame.lazy())) == of_file
    assert told(pictures(tmp_path, frame.to_arrow())) == of_file


def test_few_rows_come_into_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[int] = []
    queries: list[str] = []
    ask = Duck._fetched

    def counted(self: Duck, query: str) -> list[tuple[Any, ...]]:
        rows = ask(self, query)
        if "qa_drawn" in query:
            fetched.append(len(rows))
            queries.append(query)
        return rows

    monkeypatch.setattr(Duck, "_fetched", counted)
    batch(20_000, 700).write_csv(tmp_path / "drawn.csv")
    found = pictures(tmp_path)

    assert sum(fetched) <= POINTS + 2 * STRATA + 10
    assert len(queries) <= 8
    levels = found.values[0].levels[0]
    assert (len(levels.levels), levels.of) == (STRATA, 700)


def test_every_value_is_in_one_bin_or_told_as_beyond(tmp_path: Path) -> None:
    frame = batch(3000, 3)
    frame.write_csv(tmp_path / "drawn.csv")
    for each in pictures(tmp_path).values:
        drawn = each.histogram
        assert sum(drawn.counts) + drawn.below + drawn.above == each.n


def test_a_value_on_a_limit_is_drawn_where_it_conforms(tmp_path: Path) -> None:
    values = [76, 76, 84, 84.0, 75.9, 84.1, 80, 80.5, 79.5, 80]
    lines = [f"I{place},2026-01-01,A,hot,{value},4" for place, value in enumerate(values)]
    (tmp_path / "drawn.csv").write_text("item,made,shop,stage,g,slices\n" + "\n".join(lines), encoding="utf-8")
    drawn = pictures(tmp_path).values[0].histogram
    inside = [
        n
        for n, start, end in zip(drawn.counts, drawn.edges, drawn.edges[1:], strict=False)
        if start >= 76 and end <= 84
    ]

    assert {76.0, 84.0} <= set(drawn.edges)
    assert sum(inside) == 8


def test_a_picture_that_cannot_be_made_takes_no_verdict_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Duck, "study", lambda *_: 1 / 0)
    batch(60, 3).write_csv(tmp_path / "drawn.csv")
    (tmp_path / "drawn.yaml").write_text(SPEC, encoding="utf-8")
    asked = Options(paths=["drawn.yaml"], pictures=True, here=tmp_path)
    report = carry_out(asked, host_of(asked))

    assert len(list(report.verdicts)) > 3
    assert report.procedures[0].pictures is not None
    assert report.procedures[0].pictures.notices == (
        "no picture of the values could be made: ZeroDivisionError: division by zero",
    )
