"""The same rows as CSV, Parquet, JSON lines and a frame, small and large: the same verdicts, items and places.

Procedures and rows are random, with fixed seeds: values that are missing, blank, unreadable, not finite, with outer
spaces; conditions, strata, statistics, charts. Each engine has several roads; which one is gone must not be seen.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import qa_run
from qa_run.engines import duck_items, duck_measuring, duck_opened

polars = pytest.importorskip("polars")

HEADER = ["id", "shop", "kind", "word", "n0", "n1", "n2", "t", "t2"]
OF_NUMBERS = [
    "lower: 2, upper: 60",
    "upper: 30",
    "lower: 10",
    "lower: 1, upper: 50, accept: {at_most: 30 %}",
    "mean: {upper: 40}",
    "stdev: {upper: 30}",
    "median: {lower: 1}",
    "one_of: [1, 2, 75]",
    "no_more_than: {column: n2}",
    "no_less_than: {column: n0, times: 0.5}",
    "count: {lower: 3}",
    "range: {upper: 100}",
    "exactly: 4",
    "distinct: {upper: 9}",
    "total: {upper: 9999}",
    "share: {of: {lower: 1}, lower: 50 %}",
    "alike: {across: shop, mean_within: 20}",
    "increases: {by: t}",
    "chart: {type: i_mr, rules: nelson}",
    "unique: true",
]
OF_TEXTS = [
    "one_of: [A, B, C]",
    "matches: '^[A-Z]$'",
    "present: true",
    "length: {upper: 3}",
    "none_of: [D, zz]",
    "differs_from: shop",
    "unique: true",
    "equals: A",
    "absent: true",
]
COLUMNS = {**dict.fromkeys(("n0", "n1", "n2"), OF_NUMBERS), **dict.fromkeys(("kind", "word"), OF_TEXTS)}
ODD_NUMBERS = ["n/a", "hot", "nan", "inf", "1_0", "  ", " 4", "4 ", "-inf", "1e400", "0x1"]
ODD_TEXTS = ["  ", "zz", "d", " A", "A ", "é", "O'x"]


def procedure(chance: random.Random) -> str:
    samples = ["from: {file}", chance.choice(["item: id", "item: {column: id, repeats: allowed}"])]
    samples += [f"per: {per}" for per in (chance.choice(["", "[shop]", "[shop, kind]"]),) if per]
    lines = ["procedure: p", f"samples: {{{', '.join(samples)}}}"]
    lines += ["only: {kind: {one_of: [A, B]}}"] if chance.random() < 0.2 else []
    lines.append("characteristics:")
    for column, kinds in COLUMNS.items():
        body = "optional: true, " if chance.random() < 0.4 else ""
        body += f"when: {{kind: {{one_of: [{chance.choice(['A', 'B, C'])}]}}}}, " if chance.random() < 0.2 else ""
        drawn = [each for each in chance.sample(kinds, 3) if each != "present: true" or "optional" not in body]
        asked = ", ".join(f"{{id: r{n}, {each}}}" for n, each in enumerate(drawn))
        lines.append(f"  {column}: {{{body}requirements: [{asked}]}}")
    lines.append("  t: {requirements: [{id: later, later_than: {column: t2}}]}")
    return "\n".join(lines) + "\n"


def rows_of(chance: random.Random) -> list[list[str]]:
    many = chance.choice([3, 40, 300])
    blank, odd = chance.choice([0, 0.02, 0.2]), chance.choice([0, 0, 0.01, 0.3])
    twice = chance.choice([0, 0.05])

    def one(usual: str, odds: list[str]) -> str:
        drawn = chance.random()
        return "" if drawn < blank else chance.choice(odds) if drawn < blank + odd else usual

    def number() -> str:
        usual = ["4", "4.90", "75", "1e1", "-3", "0", "99.9", "2", str(chance.randint(0, 80))]
        return one(chance.choice([*usual, f"{chance.uniform(-9, 99):.2f}"]), ODD_NUMBERS)

    def moment() -> str:
        return one(f"2026-03-{chance.randint(1, 28):02} {chance.randint(0, 23):02}:05:00", ["soon", "2026-13-01", " "])

    return [
        [
            f"i{chance.randrange(many) if chance.random() < twice else place:04}",
            *(one(chance.choice(usual), ODD_TEXTS) for usual in ("XYZ", "ABCD", ["A", "bb", "ccc", "dddd"])),
            *(number() for _ in range(3)),
            *(moment() for _ in range(2)),
        ]
        for place in range(many)
    ]


def written(where: Path, rows: list[list[str]]) -> None:
    (where / "a.csv").write_text("\n".join(map(",".join, [HEADER, *rows])) + "\n", "utf-8")
    objects = [{name: value or None for name, value in zip(HEADER, row, strict=True)} for row in rows]
    (where / "a.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in objects), "utf-8")
    columns = dict.fromkeys(HEADER, "VARCHAR")
    duckdb.sql(
        f"copy (select * from read_csv('{where / 'a.csv'}', header=true, auto_detect=false, delim=',', nullstr='', "
        f"columns={columns})) to '{where / 'a.parquet'}' (format parquet)"
    )


def told(report: qa_run.Report) -> Iterator[tuple[object, ...]]:
    """What is said of each verdict, but for what only small files, or only files, tell."""
    assert not report.refused
    for verdict in report.verdicts:
        numbers = {
            name: round(value, 7) if isinstance(value, float) else value
            for name, value in verdict.measured.items()
            if name not in ("min", "max", "surplus")
        }
        items = [(item.item, str(item.value), item.finding) for item in verdict.items]
        name = verdict.id.partition("::")[2]
        yield name, verdict.outcome, verdict.message, verdict.buckets, numbers, items


def rows_shown(report: qa_run.Report, header: int) -> list[list[int]]:
    """Of the items that are shown the number of the row, from 1; strata that stand for items have none."""
    places = [[item.place.replace("row ", "").rpartition(":")[2] for item in each.items] for each in report.verdicts]
    return [[int(place) - header for place in found if place.isdigit()] for found in places]


@pytest.mark.parametrize("seed", range(10))
def test_forms_and_roads_agree(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    text, rows = procedure(chance), rows_of(chance)
    written(tmp_path, rows)
    found, places = {}, {}

    def inspected(form: str, **options: object) -> None:
        (tmp_path / "p.yaml").write_text(text.replace("{file}", form if "." in form else "a.csv"), "utf-8")
        report = qa_run.run(["p.yaml"], as_of="2026-06-30", here=tmp_path, **options)
        size = "large" if duck_opened.LARGE_FILE == 0 else "small"
        found[form, size], places[form, size] = list(told(report)), rows_shown(report, int(form == "a.csv"))

    frame = polars.DataFrame([[value or None for value in row] for row in rows], HEADER, orient="row")
    inspected("frame", samples=frame.lazy())
    for form in ("a.csv", "a.parquet", "a.jsonl"):
        inspected(form)
    for name in ("LARGE_FILE", "LARGE_COLUMNS"):
        monkeypatch.setattr(duck_opened, name, 0)
    monkeypatch.setattr(duck_measuring, "FEW_ROWS", 4)
    monkeypatch.setattr(duck_measuring, "SMALL", 0)
    monkeypatch.setattr(duck_items, "LOOKS", (8, 32, 100))
    monkeypatch.setattr(duck_items, "FAR", 1 << 40)
    for form in ("a.csv", "a.parquet", "a.jsonl"):
        inspected(form)

    for form, told_of in found.items():
        assert told_of == found["a.csv", "small"], form
        assert places[form] == places["a.csv", "small"], form
