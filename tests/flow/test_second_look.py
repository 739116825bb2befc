"""The items of what failed: only the strata that failed are told apart, and the very same items come out."""

import random
from pathlib import Path
from textwrap import dedent

import polars
import pytest
from scans import asked

from qa_run import Outcome, run
from qa_run.engines.table import OUTER_SPACES

SHOPS = ("", "None", "Milano", " Roma ", "Como\t", "Pisa\u00a0", "O'Hara", "x=y,z")
SPEC = """
    procedure: p
    samples: {from: x.csv, item: id, per: [[shop], [batch], [shop, batch]]}
    characteristics:
      g: {upper: 9, accept: {at_most: 3}}
      h: {lower: 2, per: [[batch]], accept: {at_most: 2}}
      k: {above: 0, per: [], accept: {at_most: 1}}
"""
BAD = {"g": lambda v: v > 9, "h": lambda v: v < 2, "k": lambda v: v <= 0}


def test_outer_spaces_are_those_of_python() -> None:
    assert set(OUTER_SPACES) == set(filter(str.isspace, map(chr, range(0x110000))))


def rows_of(seed: int) -> list[tuple[str, str, str, int, int, int]]:
    chance = random.Random(seed)
    found = []
    for place in range(600):
        batch = chance.randrange(40)
        worse = 5 if batch in (3, 17) else 0
        g, h, k = (chance.randrange(low, 11) for low in (worse, 1 - worse, 0))
        found.append((f"I{place}", chance.choice(SHOPS), f"B{batch}", g, h, k))
    return found


@pytest.fixture(params=["csv", "parquet", "duck frame", "polars"])
def samples(request, tmp_path):
    def given(rows):
        frame = polars.DataFrame(rows, schema=["id", "shop", "batch", "g", "h", "k"], orient="row")
        if request.param == "csv":
            lines = [",".join(f'"{cell}"' for cell in row) for row in [frame.columns, *rows]]
            (tmp_path / "x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            return tmp_path / "x.csv"
        if request.param == "parquet":
            frame.write_parquet(tmp_path / "x.parquet")
            return tmp_path / "x.parquet"
        return frame.to_arrow() if request.param == "duck frame" else frame

    return given


@pytest.mark.parametrize("seed", range(3))
def test_every_failed_stratum_shows_its_first_items(seed: int, samples, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(dedent(SPEC), encoding="utf-8")
    rows = rows_of(seed)

    report = run("p.yaml", here=tmp_path, samples=samples(rows), items=4)

    shown = {"failed": 0, "passed": 0}
    for verdict in report.verdicts:
        if verdict.characteristic not in BAD:
            continue
        place = {"g": 3, "h": 4, "k": 5}[verdict.characteristic]
        bad = [
            (row[0], row[place])
            for row in rows
            if BAD[verdict.characteristic](row[place])
            and all(row[1 if key == "shop" else 2].strip() == value for key, value in verdict.per.items())
        ]
        failed = verdict.outcome is Outcome.FAILED
        found = [(each.item, int(each.value)) for each in verdict.items]
        assert found == (bad[:4] if failed else []), verdict.id
        shown["failed" if failed else "passed"] += 1
    assert min(shown.values()) > 5


def test_thousands_of_lots_that_passed_are_not_grouped(tmp_path: Path) -> None:
    rows = [
        f"I{place},B{place // 3},{99 if place // 3 == 700 else 11 if place % 9 == 0 else 5}" for place in range(9000)
    ]
    (tmp_path / "x.csv").write_text("\n".join(["id,batch,g", *rows]) + "\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: id, per: [batch]}\n"
        "characteristics: {g: {upper: 9, accept: {at_most: 2}}}\n",
        encoding="utf-8",
    )
    with asked() as told:
        report = run("p.yaml", here=tmp_path)
        found = {verdict.id: [each.item for each in verdict.items] for verdict in report.verdicts if verdict.items}

    looks = [one for one in told if one.purpose.startswith("first")]
    assert [one.rows for one in looks] == [2], "the lot that failed, and all others together"
    assert found["p.yaml::g::limits[batch=B700]"] == ["I2100", "I2101", "I2102"]
    assert found["p.yaml::g::limits"][:3] == ["I0", "I9", "I18"]
