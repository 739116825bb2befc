"""The shipped procedure, on samples whose faults are known: each alone, all together, and in other forms."""

import random
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome

SPECS = Path(__file__).parent.parent / "specs"
SPEC = SPECS / "front_desk.yaml"
RECORD = runpy.run_path(str(SPECS / "record_front_desk.py"))
FAULTS = RECORD["faults"](RECORD["good_rows"]())
MANY = 1000
Row = dict[str, str]


def plain(rows: Sequence[Row], folder: Path) -> str:
    RECORD["save"](folder / "batch.csv", rows)
    return str(folder / "batch.csv")


def shuffled(rows: Sequence[Row], folder: Path) -> str:
    mixed = list(rows)
    random.Random(3).shuffle(mixed)
    return plain(mixed, folder)


def split(rows: Sequence[Row], folder: Path) -> str:
    RECORD["save"](folder / "part-1.csv", rows[:300])
    RECORD["save"](folder / "part-2.csv", rows[300:])
    return str(folder / "part-*.csv")


def italian(rows: Sequence[Row], folder: Path) -> str:
    """`;` and a decimal comma, which are left to be found out."""
    written = [{**row, "answered_after": row["answered_after"].replace(".", ",")} for row in rows]
    RECORD["save"](folder / "batch.csv", written, ";")
    return str(folder / "batch.csv")


def excel(rows: Sequence[Row], folder: Path) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append([float(cell) if name == "answered_after" else cell or None for name, cell in row.items()])
    book.save(folder / "batch.xlsx")
    return str(folder / "batch.xlsx")


def renamed(rows: Sequence[Row], folder: Path) -> str:
    return plain([{f"{name.title()} (n.)": cell for name, cell in row.items()} for row in rows], folder)


FORMS: dict[str, Callable[[Sequence[Row], Path], str]] = {
    each.__name__: each for each in (plain, shuffled, split, italian, excel, renamed)
}


def told(report: qa_run.Report) -> list[tuple[str, str, str]]:
    return sorted(
        (item.item, verdict.characteristic, item.finding)
        for verdict in report.verdicts
        if not verdict.per
        for item in verdict.items
    )


def judged(chosen: Sequence[Any], form: str, folder: Path, voice: dict[str, Any]) -> tuple[Any, Any]:
    rows, answer = RECORD["sow"](chosen)
    spec = SPEC
    if form == "renamed":
        columns = ", ".join(f'{name}: "{name.title()} (n.)"' for name in rows[0])
        spec = folder / "front_desk.yaml"
        text = SPEC.read_text(encoding="utf-8").replace("samples:\n", f"samples:\n  columns: {{{columns}}}\n")
        spec.write_text(text, encoding="utf-8")
    report = qa_run.run(spec, samples=FORMS[form](rows, folder), items=MANY, **voice)
    return told(report), sorted({tuple(line) for line in answer})


def test_the_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    RECORD["write_all"](tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir() if "attendant" not in path.name}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_the_good_sample_passes_and_holds_utterances_in_every_language(voice: dict[str, Any]) -> None:
    report = qa_run.run(SPEC, **voice)
    rows = RECORD["good_rows"]()

    assert set(report.summary) == {Outcome.PASSED}
    assert len(rows) >= 500
    assert {row["lang"] for row in rows} == {"en", "it", "pl"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_alone_is_told_and_nothing_else(fault: Any, tmp_path: Path, voice: dict[str, Any]) -> None:
    found, answer = judged([fault], "plain", tmp_path, voice)

    assert sorted(set(found)) == answer


@pytest.mark.parametrize("form", FORMS)
def test_all_faults_together_are_told_and_nothing_else(form: str, tmp_path: Path, voice: dict[str, Any]) -> None:
    found, answer = judged(FAULTS, form, tmp_path, voice)

    assert sorted(set(found)) == answer
