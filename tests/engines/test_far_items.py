"""Items that lie far apart in a large file."""

from pathlib import Path

import pytest

import qa_run

SPEC = "procedure: p\nsamples: {from: b.parquet}\ncharacteristics:\n  n: {upper: 3}\n"
FAR = (10, 2_000_000, 2_000_001, 2_400_000)


@pytest.mark.parametrize("items", [5, 6])
def test_who_asks_for_more_items_gets_them_from_everywhere(tmp_path: Path, items: int) -> None:
    import duckdb

    duckdb.sql(
        f"copy (select if(i in {FAR}, 9, 1) n from range(2500000) t(i)) to '{tmp_path / 'b.parquet'}' (format parquet)"
    )
    (tmp_path / "p.yaml").write_text(SPEC, encoding="utf-8")

    (verdict,) = qa_run.run([tmp_path / "p.yaml"], items=items, here=tmp_path).verdicts

    # unasked, a look at every row of a large file is spared: that there are more is told
    far = [place + 1 for place in (FAR if items > 5 else FAR[:1])]
    assert [item.place for item in verdict.items] == [f"b.parquet:row {place}" for place in far]
    assert verdict.items_total == len(FAR)
