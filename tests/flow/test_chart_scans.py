"""A chart brings arrays into Python, and rows only of what it shows: whatever the number of strata and of points."""

from pathlib import Path

import pytest
from scans import asked

from qa_run import run


def judged(folder: Path, strata: int, subgroups: int) -> tuple[int, int]:
    """How many queries were asked, and how many rows they gave."""
    lines = ["x,s,m,id"]
    for stratum in range(strata):
        for place in range(subgroups * 5):
            value = 99 if place % 100 == 50 else 10 + place % 7
            lines.append(f"{value},{place // 5},M{stratum},I{stratum}-{place}")
    (folder / "x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: {column: id, repeats: allowed}, per: [m]}\n"
        "characteristics: {x: {chart: {type: xbar_r, subgroup: s}}}\n",
        encoding="utf-8",
    )
    with asked() as told:
        report = run(folder / "p.yaml", here=folder, items=2)
        assert all(verdict.items for verdict in report.verdicts if verdict.per)
    return len(told), sum(each.rows for each in told)


@pytest.mark.parametrize(("strata", "subgroups"), [(2, 40), (20, 40), (2, 400)])
def test_rows_come_into_python_only_for_strata_and_for_what_is_shown(
    tmp_path: Path, strata: int, subgroups: int
) -> None:
    queries, rows = judged(tmp_path, strata, subgroups)

    assert queries <= 6
    assert rows <= 2 * strata + 2 * strata + 10
