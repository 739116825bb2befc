"""A checklist with a row for each line answered: the same visits, found to be the same as with a row for each visit."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from batches import ROOT
from reported import Line, lines_of, said_by, unexplained
from sow import EXAMPLES, Fault, Row, faults, sow

from qa_run import Report, run

NAME = "mystery_visit"
LINES = ("front", "greeting", "please", "clean_hands", "order_right", "mended", "thanks", "farewell")
ALSO = {"greeted_s": "greeted_after", "receipt": "given"}
EACH = [pytest.param(fault, id=fault.name) for fault in faults(NAME)]


def spec_of(folder: Path) -> Path:
    """The shipped procedure, which reads its lines from rows, and what else is recorded, too."""
    text = (ROOT / EXAMPLES[NAME].spec).read_text(encoding="utf-8")
    for old, new in (
        (
            "  from: samples/mystery_visit-good.csv\n",
            f"  from: ../long.csv\n  of: rows\n  events: {{name: line, kinds: [{', '.join(LINES)}]}}\n",
        ),
        (
            "observations:\n",
            "observations:\n  greeted_s: {value: {column: greeted_after, at: first, as: number}}\n"
            "  receipt: {value: {column: given, at: first}}\n",
        ),
        ("      partly: partly\n", "      partly: partly\n      line: line\n      answer: answer\n"),
        ("{lines: *lines, partly", "{lines: *lines, line: line, answer: answer, partly"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / EXAMPLES[NAME].spec
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def melted(rows: Sequence[Row], blanks: bool) -> Iterator[Row]:
    """A row for each line answered, with what is recorded of the visit; a blank one has a row of its own, or none."""
    for row in rows:
        visit = {column: row[column] for column in ("visit_id", "shop", "visited_at")}
        visit |= {header: row[column] for column, header in ALSO.items()}
        for line in LINES:
            if blanks or row[line]:
                yield visit | {"line": line, "answer": row[line]}


def in_long(line: Line) -> Line:
    """The finding; a visit that is recorded twice has each of its lines answered twice, and the first is named."""
    return (line[0], "visit", f"answered twice: {LINES[0]}") if line[1:] == ("@item", "repeated") else line


def judged(rows: Sequence[Row], folder: Path, delimiter: str = ",") -> Report:
    with (folder / "long.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return run(spec_of(folder), here=folder, items=10_000)


def check(
    chosen: Sequence[Fault], folder: Path, blanks: bool = True, mixed: bool = False, delimiter: str = ","
) -> None:
    wide, answer = sow(NAME, chosen)
    rows = list(melted(wide, blanks))
    if mixed:
        random.Random(NAME).shuffle(rows)
    report = judged(rows, folder, delimiter)

    assert report.errors == report.refused == ()
    assert said_by(report) == set(map(in_long, lines_of(answer, report)))
    assert unexplained(report) == []


def test_the_good_visits_pass(tmp_path: Path) -> None:
    check([], tmp_path)


@pytest.mark.parametrize("fault", EACH)
def test_a_fault_alone_is_told_and_nothing_else(fault: Fault, tmp_path: Path) -> None:
    check([fault], tmp_path)


@pytest.mark.parametrize("form", [{"blanks": False}, {"mixed": True}, {"delimiter": ";"}], ids=str)
def test_all_faults_together_in_each_form(form: dict[str, bool], tmp_path: Path) -> None:
    check(faults(NAME), tmp_path, **form)
