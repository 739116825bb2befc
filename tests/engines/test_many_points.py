"""More points than one row group of a file holds: they stay in their order, and what they keep is small."""

from pathlib import Path

import numpy as np
import pytest

from qa_run import run

pyarrow = pytest.importorskip("pyarrow")

MANY = 300_000


def sample(folder: Path, names: object) -> Path:
    import pyarrow.parquet

    table = pyarrow.table({"x": np.sin(np.arange(2.0 * MANY)), "s": names})
    pyarrow.parquet.write_table(table, folder / "x.parquet", row_group_size=100_000)
    return folder / "x.parquet"


@pytest.mark.parametrize("kind", [str, int])
def test_points_of_many_row_groups_stay_in_their_order(tmp_path: Path, kind: type) -> None:
    names = np.repeat(np.arange(MANY)[::-1], 2)
    text = "{type: xbar_r, subgroup: {column: s}, rules: {run: 5}, exclude: [{point: 7, because: dropped}]}"
    (tmp_path / "p.yaml").write_text(
        f"procedure: p\nsamples: {{from: x.parquet}}\ncharacteristics: {{x: {{chart: {text}}}}}\n", encoding="utf-8"
    )
    sample(tmp_path, pyarrow.array(names if kind is int else names.astype(str)))
    (found,) = [each for each in run(tmp_path / "p.yaml", here=tmp_path, items=3).verdicts if each.criterion == "chart"]
    means = np.sin(np.arange(2.0 * MANY)).reshape(-1, 2).mean(axis=1)
    means = np.delete(means, MANY - 8)
    above = means > np.delete(np.sin(np.arange(2.0 * MANY)).reshape(-1, 2), MANY - 8, axis=0).mean()
    run_of_5 = [at for at in range(4, 60) if len(set(above[at - 4 : at + 1])) == 1]

    assert "1 excluded: 7 (dropped)" in found.message
    assert found.measured["points"] == MANY
    assert [int(item.item) for item in found.items] == [MANY - 1 - at for at in run_of_5[:3]]
