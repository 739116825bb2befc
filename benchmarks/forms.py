"""The same 200,000 rows in every form in which people keep them: what each takes beside plain CSV; a table in Markdown.

    python benchmarks/forms.py [--rounds 3] [--qa-run COMMAND]

The twenty requirements of `specs/bench_overall.yaml`, whole processes in turns. The first rows of `data/M.csv` are
written anew in each form; no target is set: a form that takes many times as long as others is one to look into.
Stops with exit code 1 where two forms that hold the same do not give the same counts.
"""

import argparse
import csv
import gzip
import json
import shlex
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median

import duckdb
from measuring import Run, measure

HERE = Path(__file__).parent
ROWS, FILES = 200_000, {"csv": 500, "jsonl": 300, "parquet": 300}
NUMBERS = range(5, 13)
Rows = Sequence[Sequence[str]]


def write(path: Path, head: Sequence[str], rows: Rows, **how: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, **{"lineterminator": "\n", **how})  # type: ignore[arg-type]
        writer.writerow(head)
        writer.writerows(rows)


def changed(rows: Rows, change: Callable[[int, str], str]) -> Rows:
    return [[change(place, value) for place, value in enumerate(row)] for row in rows]


def lines_of(head: Sequence[str], rows: Rows) -> str:
    """JSON lines, in which numbers are numbers and what is missing is null."""
    objects = (dict(zip(head, typed(row), strict=True)) for row in rows)
    return "".join(f"{json.dumps(each)}\n" for each in objects)


def typed(row: Sequence[str]) -> list[object]:
    return [None if not value else float(value) if place in NUMBERS else value for place, value in enumerate(row)]


def texts(folder: Path, head: Sequence[str], rows: Rows) -> dict[str, Path]:
    """Delimited text, by what it is called."""
    last = len(head) - 1
    found: dict[str, Path] = {}
    for name, how, change in (
        ("plain CSV", {}, None),
        ("every field quoted", {"quoting": csv.QUOTE_ALL}, None),
        ("Windows line ends", {"lineterminator": "\r\n"}, None),
        ("decimal comma", {"delimiter": ";"}, lambda at, value: value.replace(".", ",") if at in NUMBERS else value),
        ("line ends in a field", {}, lambda at, value: f"{value}\n" if at == last else value),
        ("quotes in a field", {}, lambda at, value: f'{value} "x"' if at == last else value),
    ):
        found[name] = folder / f"{len(found)}.csv"
        write(found[name], head, changed(rows, change) if change else rows, **how)
    found["gzip"] = folder / "packed.csv.gz"
    found["gzip"].write_bytes(gzip.compress(found["plain CSV"].read_bytes(), 6))
    return found


def others(folder: Path, head: Sequence[str], rows: Rows, plain: Path) -> dict[str, Path]:
    """Files that know kinds of values."""
    found = {
        "JSON lines": folder / "rows.jsonl",
        "Parquet": folder / "rows.parquet",
        "SQLite": folder / "rows.sqlite",
    }
    found["JSON lines"].write_text(lines_of(head, rows), encoding="utf-8")
    duckdb.sql(f"copy (select * from read_csv('{plain}', sample_size=-1)) to '{found['Parquet']}'")
    with closing(sqlite3.connect(found["SQLite"])) as database, database:
        database.execute(f"create table t ({', '.join(head)})")
        database.executemany(f"insert into t values ({', '.join('?' * len(head))})", map(typed, rows))
    return found


def parts(folder: Path, head: Sequence[str], rows: Rows, parquet: Path) -> dict[str, Path]:
    """Folders of many files."""
    found = {f"{many} files of {kind}": folder / kind for kind, many in FILES.items()}
    for (kind, many), into in zip(FILES.items(), found.values(), strict=True):
        into.mkdir()
        size = -(-len(rows) // many)
        for number, start in enumerate(range(0, len(rows), size)):
            some, path = rows[start : start + size], into / f"{number:03d}.{kind}"
            if kind == "csv":
                write(path, head, some)
            elif kind == "jsonl":
                path.write_text(lines_of(head, some), encoding="utf-8")
            else:
                duckdb.sql(f"copy (select * from '{parquet}' limit {size} offset {start}) to '{path}'")
    return found


def run(command: list[str], samples: Path, report: Path) -> tuple[Run, dict[str, int]]:
    """The run, and how many items each requirement found nonconforming."""
    words = [str(HERE / "specs" / "bench_overall.yaml"), "--samples", f"bench-overall={samples}", "--json", str(report)]
    done = measure([*command, *words, "-q", "--no-history"])
    if done.exit_code != 1:
        sys.exit(f"{shlex.join(command)}: exit code {done.exit_code}\n{done.complained}")
    verdicts = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    return done, {one["id"].partition("::")[2]: one["nonconforming"] for one in verdicts}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--qa-run", type=shlex.split, default=[str(Path(sys.executable).with_name("qa-run"))])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, (HERE / "data" / "M.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        folder, rows = Path(name), list(islice(reader, ROWS))
        every = texts(folder, head, rows)
        every |= others(folder, head, rows, every["plain CSV"])
        every |= parts(folder, head, rows, every["Parquet"])
        found: dict[str, list[Run]] = {each: [] for each in every}
        counts: dict[str, dict[str, int]] = {}
        for _ in range(options.rounds):  # in turns, so that what else goes on here meets all alike
            for each, samples in every.items():
                done, counts[each] = run(options.qa_run, samples, folder / "report.json")
                found[each].append(done)
    wrong = [each for each in every if "in a field" not in each and counts[each] != counts["plain CSV"]]
    wall = {each: median(one.wall_s for one in runs) for each, runs in found.items()}
    print(f"| {ROWS:,} rows | s | times plain CSV |\n|---|--:|--:|")
    for each in every:
        print(f"| {each} | {wall[each]:.2f} | {wall[each] / wall['plain CSV']:.1f} |")
    if wrong:
        sys.exit(f"not the same counts as of plain CSV: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
