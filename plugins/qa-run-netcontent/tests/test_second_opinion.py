"""Five hundred random lots of each standard, decided twice."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import qa_run
from decided_again import Decision, by_directive, by_handbook

LOTS = 500
EDGES = (1, 2, 5, 11, 12, 13, 40, 99, 100, 101, 250, 251, 400, 500, 501, 900, 3200, 3201, 5000, 9000)
SIZES = (1, 6, 11, 12, 20, 24, 29, 30, 48, 50, 60, 80, 100, 160)
RULES = {"the average": "average", "packages below T1": "T1", "packages below T2": "T2",
         "packages beyond the MAV": "MAV"}  # fmt: skip


def lots(draw: np.random.Generator, label: float, shortage: float, spread: float) -> list[tuple[int, np.ndarray]]:
    """Lots around every limit: of sizes and samples at the ends of the tables, means near the label, a few packages
    near T1 and T2."""
    found = []
    for _ in range(LOTS):
        lot = int(draw.choice(EDGES))
        n = min(int(draw.choice(SIZES)) + int(draw.integers(-1, 2)), lot + (draw.random() < 0.03))
        n = lot if draw.random() < 0.3 and lot <= 100 else max(n, 1)
        nets = draw.normal(label + draw.choice([0, 0.2, -0.1, -0.4, 1]) * spread, spread, n)
        for times, odds in ((1, 0.5), (2, 0.1)):
            if draw.random() < odds:
                few = draw.integers(0, n, int(draw.integers(1, 9)) if times == 1 else 1)
                nets[few] = label - times * shortage + draw.choice([-0.1, 0, 0.1], len(few))
        found.append((lot, np.round(nets, 1)))
    return found


@pytest.mark.parametrize(
    ("written", "shortage"),
    [("standard: hb133-a", 21.7), ("standard: eu-76-211", 15.0), ("standard: eu-76-211, test: destructive", 15.0)],
)
@pytest.mark.parametrize("tare", [False, True])
def test_every_lot_is_decided_alike(
    written: str, shortage: float, tare: bool, tmp_path: Path, netcontent: dict[str, Any]
) -> None:
    draw = np.random.default_rng(133 + tare)
    every = lots(draw, 500, shortage, 3)
    with (tmp_path / "rows.csv").open("w", encoding="utf-8") as file:
        file.write("lot,size,weight,tare\n")
        for number, (size, nets) in enumerate(every):
            for net in nets:
                own = round(float(draw.normal(12.4, 0.3)), 1)
                file.write(f"L{number:03},{size},{net + own * tare:.1f},{own}\n")
    beside = ", tare: tare" if tare else ""
    (tmp_path / "spec.yaml").write_text(
        "procedure: lots\n"
        "samples:\n"
        "  {from: rows.csv, item: {column: weight, repeats: allowed}, lot: {column: lot, size: {column: size}}}\n"
        f"characteristics: {{weight: {{unit: g, net_contents: {{label: 500 g, {written}{beside}}}}}}}\n",
        encoding="utf-8",
    )
    found: dict[str, Decision] = {}
    for verdict in qa_run.run(tmp_path / "spec.yaml", **netcontent).verdicts:
        if "[lot=" in verdict.id:
            rules = re.search(r"refused by (.*?):", verdict.message)
            names = frozenset(RULES[name] for name in rules[1].split(" and ")) if rules else frozenset()
            found[verdict.id[-5:-1]] = (verdict.outcome.value, names)

    expected = {
        f"L{number:03}": by_handbook(nets, size, 500, shortage)
        if "hb133" in written
        else by_directive(nets, size, 500, shortage, "destructive" in written)
        for number, (size, nets) in enumerate(every)
    }
    assert found == expected
    assert min(Counter(outcome for outcome, _ in expected.values()).values()) > 20
