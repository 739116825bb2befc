"""Menus of automatic attendants: what is computed, what is refused, and the shipped procedure on sown faults."""

import json
import random
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars
import pytest
import qa_run
from qa_run import Outcome
from qa_run.cli.main import main

from qa_run_voice.menus import MADE, computed

SPECS = Path(__file__).parent.parent / "specs"
SPEC = SPECS / "attendant.yaml"
RECORD = runpy.run_path(str(SPECS / "record_attendant.py"))
FAULTS = RECORD["faults"](RECORD["good_rows"]())
Row = dict[str, str]


def plain(rows: Sequence[Row], folder: Path) -> str:
    RECORD["save"](folder / "batch.menu", rows)
    return str(folder / "batch.menu")


def shuffled(rows: Sequence[Row], folder: Path) -> str:
    mixed = list(rows)
    random.Random(3).shuffle(mixed)
    return plain(mixed, folder)


def split(rows: Sequence[Row], folder: Path) -> str:
    for tens in sorted({row["menu"][:2] for row in rows}):
        RECORD["save"](folder / f"part-{tens}.menu", [row for row in rows if row["menu"].startswith(tens)])
    return str(folder / "part-*.menu")


def italian(rows: Sequence[Row], folder: Path) -> str:
    RECORD["save"](folder / "batch.menu", rows, ";")
    return str(folder / "batch.menu")


FORMS: dict[str, Callable[[Sequence[Row], Path], str]] = {each.__name__: each for each in (shuffled, split, italian)}


def told(report: qa_run.Report) -> list[tuple[str, str, str]]:
    return sorted({(str(i.item), v.characteristic, i.finding) for v in report.verdicts if not v.per for i in v.items})


def test_the_good_menus_pass(voice: dict[str, Any]) -> None:
    report = qa_run.run(SPEC, **voice)

    assert set(report.summary) == {Outcome.PASSED}
    assert len(RECORD["good_rows"]()) >= 500


def test_the_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    RECORD["write_all"](tmp_path)

    for path in tmp_path.iterdir():
        assert path.read_bytes() == (SPECS / "samples" / path.name).read_bytes()
    assert len(json.loads((tmp_path / "attendant-bad.json").read_text(encoding="utf-8"))) > 20


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_alone_is_told_and_nothing_else(fault: Any, tmp_path: Path, voice: dict[str, Any]) -> None:
    rows, answer = RECORD["sow"]([fault])

    assert told(qa_run.run(SPEC, samples=plain(rows, tmp_path), items=1000, **voice)) == answer


@pytest.mark.parametrize("form", FORMS)
def test_all_faults_together_are_told_and_nothing_else(form: str, tmp_path: Path, voice: dict[str, Any]) -> None:
    rows, answer = RECORD["sow"](FAULTS)

    assert told(qa_run.run(SPEC, samples=FORMS[form](rows, tmp_path), items=1000, **voice)) == answer


@pytest.mark.parametrize(
    ("prompt", "leads_to", "end"),
    [
        ("Please see our site", "", "website"),
        ("Please see our web site", "done", "website"),
        ("", "website", "website"),
        ("Write to www.example.com", "done", "website"),
        ("Tutto sul nostro sito", "", "website"),
        ("Zapraszamy na naszą stronę", "", "website"),
        ("Somebody will be with you; our site knows more", "human", "human"),
        ("This is the site of the works", "done", "done"),
        ("", "", "nothing"),
    ],
)
def test_where_a_menu_ends(prompt: str, leads_to: str, end: str) -> None:
    row = {"node": "a", "parent": "", "prompt": prompt, "leads_to": leads_to}

    assert computed([row])[0][MADE.index("ends_in")] == end


def test_who_presses_no_key_may_come_to_a_human() -> None:
    rows = [
        {"node": "a", "parent": "", "leads_to": "human", "prompt": "press 1 for our site, or wait"},
        {"node": "b", "parent": "a", "leads_to": "website", "prompt": ""},
    ]

    assert computed(rows) == [("yes", 0, 1, "human", "yes", 0, None), ("yes", 1, 0, "website", "yes", None, None)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", "holds no header"),
        ("node,key\na,1\n", "a menu has a column 'parent', and this has node, key"),
        ("node,parent,depth\na,,1\n", "the column 'depth' is computed"),
        ("node,parent\na,b\nb,a\n", "no node is without a parent"),
        ('node,parent\n"a,\n', "m.menu:2"),
        (b"node,parent\n\xe9,\n", "written in UTF-8"),
    ],
)
def test_what_is_no_menu_is_refused(text: str | bytes, refused: str, tmp_path: Path, voice: dict[str, Any]) -> None:
    (tmp_path / "m.menu").write_bytes(text if isinstance(text, bytes) else text.encode())
    report = qa_run.run(SPEC, samples=tmp_path / "m.menu", **voice)

    assert refused in str([*report.errors, *report.refused])


@pytest.mark.parametrize("form", ["a file", "a frame"])
def test_what_is_worked_out_cannot_be_typed(form: str, tmp_path: Path, voice: dict[str, Any]) -> None:
    text = "menu,node,prompt,reached,depth,choices,ends_in,way_out,keys_to_human,only_website\nA,a,hi,yes,0,1,,yes,1,\n"
    (tmp_path / "typed.csv").write_text(text, encoding="utf-8")
    given: Any = tmp_path / "typed.csv" if form == "a file" else polars.read_csv(tmp_path / "typed.csv")
    report = qa_run.run(SPEC, samples=given, **voice)

    assert "are worked out by the reader menu, and typed they prove nothing; give a file .menu" in str(
        [*report.errors, *report.refused]
    )
    assert report.exit_code == 4


def test_no_sheet_stands_for_a_menu(tmp_path: Path, voice: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    plugins = ["-p", "qa_run_voice"] if voice else []

    assert main(["sheet", str(SPEC), "-o", str(tmp_path / "menu.xlsx"), *plugins]) == 4
    assert "no sheet can stand for them" in capsys.readouterr().err


def test_a_parent_that_is_no_node_lets_nothing_pass(tmp_path: Path, voice: dict[str, Any]) -> None:
    (tmp_path / "m.menu").write_text(
        "menu,node,parent,prompt,leads_to\nA,a,,hello,human\nA,b,gone,x,human\n,,a,x,human\n"
    )
    report = qa_run.run(SPEC, samples=tmp_path / "m.menu", **voice)

    assert Outcome.PASSED not in report.summary
    assert report.procedures[0].sources[0].rejected == (
        (f"{tmp_path}/m.menu:3", "the parent 'gone' is no node"),
        (f"{tmp_path}/m.menu:4", "names no node"),
    )
