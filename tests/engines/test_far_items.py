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


@pytest.mark.parametrize("unique", ["item: id", "item: {column: id, repeats: allowed}"])
def test_items_all_over_a_large_text_file_have_their_own_lines(tmp_path: Path, unique: str) -> None:
    """More of them than DuckDB looks for one by one, in a file that it reads in several parts at once."""
    import duckdb

    rows, every = 700_000, 35_000
    duckdb.sql(
        f"copy (select 'item-' || (i - (i % {every} = 1)::int)::varchar as id, if(i % {every} = 2, 9, 1) n, "
        f"'something to fill the file with' as t from range({rows}) t(i)) to '{tmp_path / 'b.csv'}' (format csv)"
    )
    assert (tmp_path / "b.csv").stat().st_size > 30_000_000
    text = f"procedure: p\nsamples: {{from: b.csv, {unique}}}\ncharacteristics:\n  n: {{upper: 3}}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    report = qa_run.run([tmp_path / "p.yaml"], items=100, here=tmp_path)

    places = {verdict.id.partition("::")[2]: [item.place for item in verdict.items] for verdict in report.verdicts}
    starts = range(0, rows, every)  # the header is line 1
    assert places["n::limits"] == [f"b.csv:{start + 4}" for start in starts]
    if "allowed" not in unique:
        twice = [line for start in starts for line in (start + 2, start + 3)]
        assert next(found for name, found in places.items() if "unique" in name) == [f"b.csv:{line}" for line in twice]


def test_names_of_machines_are_texts_whatever_the_file_calls_them(tmp_path: Path) -> None:
    """A UUID in a Parquet file: of few values, as an item that stands twice, and in a small file."""
    import duckdb

    name = "6f9619ff-8b86-d011-b42d-00c04fc964f"
    for rows in (50, 250_000):
        duckdb.sql(
            f"copy (select ('{name}' || (i % 5))::uuid as machine, if(i = 3, 2, i) as n from range({rows}) t(i)) "
            f"to '{tmp_path / 'b.parquet'}' (format parquet)"
        )
        text = (
            f"procedure: p\nsamples: {{from: b.parquet, item: n}}\ncharacteristics:\n  machine: {{one_of: [{name}0]}}\n"
        )
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

        *_, verdict = qa_run.run([tmp_path / "p.yaml"], here=tmp_path).verdicts

        assert verdict.message.startswith(f"{rows * 4 // 5} of {rows} items: {rows * 4 // 5} not allowed")
        assert verdict.items[0].value == f"{name}1"

    text = "procedure: p\nsamples: {from: b.parquet}\ncharacteristics:\n  machine: {unique: true}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    (verdict,) = qa_run.run([tmp_path / "p.yaml"], here=tmp_path).verdicts
    assert verdict.items_total == 250_000


def test_of_equals_at_one_time_the_first_is_the_same_in_every_form(tmp_path: Path) -> None:
    import duckdb

    rows = (
        "select 'i' || (i % 3) as id, i % 4 as v, timestamp '2026-01-01' + interval (i % 4) hour as t "
        "from range(60000) r(i)"
    )
    text = (
        "procedure: p\nsamples: {{from: a.{form}, item: {{column: id, repeats: allowed}}}}\n"
        "characteristics:\n  v: {{increases: {{by: t}}}}\n"
    )
    found = []
    for form in ("csv", "csv", "parquet"):
        duckdb.sql(f"copy ({rows}) to '{tmp_path / f'a.{form}'}' (format {form})")
        (tmp_path / "p.yaml").write_text(text.format(form=form), encoding="utf-8")
        (verdict,) = qa_run.run([tmp_path / "p.yaml"], items=60_000, here=tmp_path).verdicts
        places = [int(item.place.rpartition(":")[2].removeprefix("row ")) for item in verdict.items]
        found.append(set(range(1, 60_001)) - {place - (form == "csv") for place in places})

    # of each of the four hours the first row, by the name of the item, is more than what was before it
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 4
