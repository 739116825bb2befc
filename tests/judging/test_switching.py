"""The lots before decide how severely the next one is inspected."""

from pathlib import Path

import polars as pl
import pytest
from sampled import BAD, judged, outcomes, rows, spec, written

SWITCHING = "  w: {lower: 50, upper: 60, accept: {plan: {aql: 1.0, switching: true}}}\n"


@pytest.mark.parametrize("order", ["rows", "time"])
@pytest.mark.parametrize("frame", [False, True])
def test_the_lots_before_decide_how_severely_the_next_is_inspected(tmp_path: Path, order: str, frame: bool) -> None:
    lots = {f"L{n}": 80 for n in (3, 1, 2, 5, 4)}
    bad = {f"{lot}_{n}": BAD for lot in ("L3", "L1") for n in range(3)} | {f"L2_{n}": BAD for n in range(2)}
    made = rows(lots, **bad)
    if order == "time":
        days = {lot: f"2026-03-0{n}" for n, lot in enumerate(lots, start=1)}
        made = [row | {"made": days[row["batch"]]} for row in sorted(made, key=lambda row: row["batch"])]
    text = spec(SWITCHING, samples=", time: made" if order == "time" else "")
    found = judged(written(tmp_path, made, text), samples=pl.DataFrame(made) if frame else None)

    assert outcomes(found, "w::limits[") == {
        "batch=L3]": "failed",
        "batch=L1]": "failed",
        "batch=L2]": "failed",
        "batch=L5]": "passed",
        "batch=L4]": "passed",
    }
    lot = found["w::limits[batch=L2]"]
    assert lot.accept == 1
    assert lot.convention.endswith("tightened inspection by the switching rules")
    assert "normal inspection" in found["w::limits[batch=L1]"].message


def test_a_lot_without_a_place_in_the_order_is_not_decided(tmp_path: Path) -> None:
    made = [row | ({"made": ""} if row["batch"] == "B2" else {}) for row in rows({"B1": 80, "B2": 80})]
    found = judged(written(tmp_path, made, spec(SWITCHING, samples=", time: made")))

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "not_inspected"}


def test_discontinued_inspection_accepts_nothing(tmp_path: Path) -> None:
    lots = [f"L{n}" for n in range(1, 10)]
    bad = {f"{lot}_{n}": BAD for lot in lots[:7] for n in range(3)}
    found = judged(written(tmp_path, rows(dict.fromkeys(lots, 80), **bad), spec(SWITCHING)))

    assert [found[f"w::limits[batch={lot}]"].outcome.value for lot in lots] == ["failed"] * 7 + ["not_inspected"] * 2
    assert "inspection is discontinued" in found["w::limits[batch=L8]"].message


def test_reduced_inspection_is_only_for_who_asks_for_it(tmp_path: Path) -> None:
    lots = {f"L{n:02}": 80 for n in range(14)}
    asked = SWITCHING.replace("switching: true", "switching: {reduced: true}")
    sizes = [
        judged(written(tmp_path, rows(lots), spec(text)))["w::limits[batch=L13]"].plan for text in (SWITCHING, asked)
    ]

    assert [plan and plan["n"] for plan in sizes] == [80, 32]
