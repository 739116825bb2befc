"""Large text files are looked at by roads of their own: they tell the same, item by item and place by place.

Files are large here from their first byte on; DuckDB reads them as it reads large ones.
"""

import json
import random
from pathlib import Path

import pytest

import qa_run
from qa_run.engines import duck_items, duck_measuring, duck_opened
from qa_run.engines.duck_order import keeps_order

SPECS = Path(__file__).parents[2] / "specs"
BAD = [path for path in sorted((SPECS / "samples" / "bad").glob("*.csv")) if (SPECS / f"{path.stem}.yaml").exists()]
AS_OF = "2026-06-30T12:00"
SMALL = duck_measuring.SMALL


def told(report: qa_run.Report) -> list[object]:
    """All that is said of each verdict; of a large file, the extremes are not measured."""
    found: list[object] = []
    for verdict in report.verdicts:
        measured = {name: value for name, value in verdict.measured.items() if name not in ("min", "max")}
        items = [(item.item, item.value, item.finding, item.place) for item in verdict.items]
        found.append((verdict.id, verdict.outcome, verdict.message, verdict.buckets, measured, items))
    return found


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on text files are large, and the first looks at them go over few rows."""
    monkeypatch.setattr(duck_opened, "LARGE_FILE", 0)
    monkeypatch.setattr(duck_measuring, "SMALL", 0)
    monkeypatch.setattr(duck_items, "LOOKS", (8, 64, 256))


def both(where: Path, monkeypatch: pytest.MonkeyPatch, items: int = 5) -> tuple[list[object], ...]:
    """What is told of the files of `where` as large ones, and as small ones."""
    found = told(qa_run.run([where / "spec.yaml"], as_of=AS_OF, items=items))
    monkeypatch.setattr(duck_opened, "LARGE_FILE", 1 << 40)
    monkeypatch.setattr(duck_measuring, "SMALL", SMALL)
    return found, told(qa_run.run([where / "spec.yaml"], as_of=AS_OF, items=items))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_shipped_samples_are_told_of_alike(path, large, monkeypatch):
    spec = SPECS / f"{path.stem}.yaml"
    found = told(qa_run.run([spec], samples=str(path), as_of=AS_OF))
    monkeypatch.setattr(duck_opened, "LARGE_FILE", 1 << 40)
    monkeypatch.setattr(duck_measuring, "SMALL", SMALL)

    assert found == told(qa_run.run([spec], samples=str(path), as_of=AS_OF))


VALUES = ["4.90", "75", "1e2", "-3", "80.125", "0", "99.9"]
ODD = {"": 12, "n/a": 5, "hot": 3}
LETTERS = ["A", "B", "C", "D", ""]


def table(rows: int, columns: int, seed: int) -> str:
    """Rows with values that are missing, that cannot be read, and that are out of every limit; some ids stand twice."""
    chance = random.Random(seed)
    lines = [",".join(["id", "shop", "kind", *(f"n{place}" for place in range(columns))])]
    for number in range(rows):
        key = chance.randrange(rows) if chance.random() < 0.02 else number
        numbers = [
            next((odd for odd, share in ODD.items() if chance.random() < share / 1000), chance.choice(VALUES))
            for _ in range(columns)
        ]
        lines.append(",".join([f"i{key:05}", chance.choice(["X", "Y", "A", ""]), chance.choice(LETTERS), *numbers]))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("per", ["", ", per: [shop]"])
@pytest.mark.parametrize("columns", [1, 4, 25])
def test_every_finding_of_every_column_is_told_alike(tmp_path, large, monkeypatch, columns, per):
    limits = [
        f"  n{place}: {{{'optional: true, ' if place % 2 else ''}lower: 1, upper: {90 - place}, "
        f"requirements: [{{id: mean, mean: {{upper: 70}}}}, {{id: few, lower: 0, accept: {{at_most: 50 %}}}}]}}"
        for place in range(columns)
    ]
    spec = f"procedure: p\nsamples: {{from: a.csv, item: id{per}}}\ncharacteristics:\n"
    spec += (
        "  kind: {requirements: [{id: set, one_of: [A, B, C]}, {id: other, differs_from: shop}]}\n"
        + "\n".join(limits)
        + "\n"
    )
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    (tmp_path / "a.csv").write_text(table(2_000, columns, seed=columns), "utf-8")

    found, expected = both(tmp_path, monkeypatch, items=50)

    assert found == expected


def test_values_that_cannot_be_numbers_are_found_out(tmp_path, large, monkeypatch):
    """Blanks, numbers that are not finite, and thousands with an underscore are read closely, as of any file."""
    spec = "procedure: p\nsamples: {from: a.csv, item: id}\ncharacteristics: {g: {lower: 1, upper: 2000}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    for odd in ("1_000", "  ", "nan", "inf", "-inf", " 7", "7 ", "1e400", "0x10"):
        (tmp_path / "a.csv").write_text(f"id,g\na_1,5\nb,{odd}\nc,3000\n", "utf-8")
        monkeypatch.setattr(duck_opened, "LARGE_FILE", 0)
        monkeypatch.setattr(duck_measuring, "SMALL", 0)

        found, expected = both(tmp_path, monkeypatch)

        assert found == expected, odd


def test_lines_of_json_that_are_none_do_not_move_the_places_of_others(tmp_path, large, monkeypatch):
    spec = (
        "procedure: p\nsamples: {from: a.jsonl, item: id, rejected: {at_most: 9}}\n"
        "characteristics: {g: {lower: 1, upper: 5}}\n"
    )
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    lines = [json.dumps({"id": f"i{number}", "g": 9 if number in (3, 8) else 2}) for number in range(10)]
    lines[1], lines[5] = "{broken", "[1]"
    lines += [lines[7]] * 2
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")

    found, expected = both(tmp_path, monkeypatch)

    assert found == expected
    places = {place.rpartition(":")[2] for *_, items in found for *_, place in items}
    assert places == {"4", "8", "9", "11", "12"}


def test_fields_over_several_lines_and_blank_ones_keep_their_places(tmp_path, large, monkeypatch):
    spec = "procedure: p\nsamples: {from: a.csv, item: id}\n"
    spec += "characteristics: {g: {lower: 1, upper: 5}, t: {present: true}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    rows = [f'i{number % 40},"two\nlines",{number % 7}' if number % 3 else f"i{number},t,2\n" for number in range(60)]
    (tmp_path / "a.csv").write_text('"id","t","g"\n' + "\n".join(rows) + "\n", "utf-8")

    found, expected = both(tmp_path, monkeypatch, items=60)

    assert found == expected


def test_a_table_whose_rows_are_mixed_up_is_not_asked_for_their_places(tmp_path):
    import duckdb

    path = tmp_path / "a.csv"
    path.write_text("x\n" + "\n".join(map(str, range(100))) + "\n", "utf-8")
    connection = duckdb.connect(config={"threads": 2})
    source = f"read_csv('{path}', columns={{'x': 'VARCHAR'}}, header=true)"
    many = ", ".join(f"'{number}'" for number in range(50))

    def ask(query: str) -> list[tuple[object, ...]]:
        return connection.execute(query).fetchall()

    assert keeps_order(ask, f"create temp table t as select x, x < '!' as b from {source}")
    assert not keeps_order(ask, f"create temp table t as select x in ({many}) as b from {source}")


def test_where_rows_would_be_mixed_up_they_are_numbered(tmp_path, large, monkeypatch):
    spec = "procedure: p\nsamples: {from: a.csv, item: id}\ncharacteristics: {n0: {lower: 1, upper: 90}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    (tmp_path / "a.csv").write_text(table(1_000, 1, seed=0), "utf-8")
    asked = []
    monkeypatch.setattr("qa_run.engines.duck.keeps_order", lambda _, statement: bool(asked.append(statement)))

    found, expected = both(tmp_path, monkeypatch)

    assert found == expected
    assert asked


def test_lines_that_are_refused_are_told_once(tmp_path, large, monkeypatch):
    spec = "procedure: p\nsamples: {from: a.csv, item: id, rejected: {at_most: 9}}\ncharacteristics: {g: {upper: 5}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    (tmp_path / "a.csv").write_text("id,g\na,1\nb,2,3\nc,9\nc,4\nd\n", "utf-8")

    (one,) = qa_run.run([tmp_path / "spec.yaml"], as_of=AS_OF).procedures

    told = [(place.rpartition("/")[2], why) for place, why in one.sources[0].rejected]
    assert told == [("a.csv:3", "too many fields"), ("a.csv:6", "too few fields")]


def test_mixed_line_ends_are_mended_whenever_they_are_met(tmp_path, large, monkeypatch):
    spec = "procedure: p\nsamples: {from: a.csv, item: id}\ncharacteristics: {g: {upper: 5}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    (tmp_path / "a.csv").write_bytes(b"id,g\r\na,1\r\nb,9\nc,2\r\na,3\n")

    found, expected = both(tmp_path, monkeypatch)

    assert found == expected


def test_what_stands_in_the_path_is_read_closely_though_nothing_in_the_file_has_an_underscore(tmp_path, monkeypatch):
    (tmp_path / "1_000").mkdir()
    (tmp_path / "1_000" / "a.csv").write_text("id,g\na,5\nb,6\n", "utf-8")
    spec = "procedure: p\nsamples: {from: '{lot}/a.csv', item: id}\ncharacteristics: {lot: {lower: 1, upper: 5000}}\n"
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    for size in (0, 1 << 40):
        monkeypatch.setattr(duck_opened, "LARGE_FILE", size)
        monkeypatch.setattr(duck_measuring, "SMALL", min(size, SMALL))

        *_, of_lot = qa_run.run([tmp_path / "spec.yaml"], as_of=AS_OF).verdicts

        assert of_lot.message.startswith("2 of 2 items: 2 unreadable")
