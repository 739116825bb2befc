"""The recording sheets of the procedures that plugins ship: filled in with their bad batches, they are judged alike."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_sheets import fill, told

import qa_run
from qa_run.cli.main import main
from qa_run.host import Host
from qa_run.loading.discovering import discovered
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.session import Options, host_of

pytest.importorskip("xlsxwriter")

PLUGINS = Path(__file__).parents[2] / "plugins"
SHIPPED = {
    f"{specs.parent.name}/{one.path.relative_to(specs).with_suffix('').as_posix()}": one.path
    for specs in sorted(PLUGINS.glob("*/specs"))
    for one in discovered([specs], specs)
}
#: What comes with a bad batch: which items there are, the pictures, the training records.
BESIDE = {
    "attendant-calls": {"of": "samples/attendant_calls-exchange.csv"},
    "dispensing": dict.fromkeys(("making", "checking", "trainers"), "samples/dispensing-bad-training.csv"),
    "frames": {"of": "samples/frames-orders-bad.csv"},
    "low-rating-plan": {"complaints": "samples/low_rating_plan-bad-training.csv"},
    "low-ratings": {"complaints": "samples/low_ratings-bad-training.csv"},
    "visual-audit": {"photos": "audits-bad.photos"},
}
#: Those of which no sheet is made, and why.
NO_SHEET = {"qa-run-voice/attendant": "its columns are worked out by the reader of menus"}
#: What is judged of those that take long to judge: their other requirements read the same columns.
PARTS = {
    "calls": ("requests", "amends", "respect"),
    "front_desk": ("request", "amends", "answered_after"),
    "night_parcels": ("outcome",),
}
#: So many items without a fault are enough beside those that have one.
FAULTLESS = 20
LATER = dt.datetime(2026, 12, 31, 12)


@pytest.fixture(scope="module")
def host() -> Host:
    return host_of(Options())


def given(procedure: Procedure, specs: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The bad batch and what comes with it, by the names under which they are handed over, as few items as will do."""
    named = procedure.path.rpartition("specs/")[2].partition("/")[0].removesuffix(".yaml")
    recorded = specs / "samples" / f"{named}-bad.csv"
    answer = recorded.with_suffix(".json")
    samples = procedure.samples
    items: set[str] | None = None
    if samples.lot is None and answer.exists():  # of a lot all are weighed
        items = _chosen(recorded, samples.header_of(samples.item), answer.read_text(encoding="utf-8"))
    yield procedure.name, _cut(recorded, samples.header_of(samples.item), items, folder)
    for name, way in BESIDE.get(procedure.name, {}).items():
        path = specs / way
        yield f"{procedure.name}.{name}", _cut(path, samples.item, items, folder) if name == "of" else path


def _chosen(recorded: Path, item: str, answer: str) -> set[str]:
    """Those of the answer, and the first others."""
    names = dict.fromkeys(row[item] for row in _rows(recorded))
    wrong = {name for name in names if f'"{name}"' in answer}
    return wrong | set([name for name in names if name not in wrong][:FAULTLESS])


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cut(path: Path, item: str, items: set[str] | None, folder: Path) -> Path:
    if items is None:
        return path
    rows = _rows(path)
    with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row[item] in items)
    return folder / path.name


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_sheet_filled_in_is_judged_as_the_batch_is(
    name: str, host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, spec = tmp_path / "sheet.xlsx", SHIPPED[name]
    code = main(["sheet", str(spec), "-o", str(sheet), "--lot-size", "1200"])
    if name in NO_SHEET:
        assert (code, "no sheet can stand for them" in capsys.readouterr().err) == (4, True)
        pytest.skip(f"{name}: no sheet is made of it: {NO_SHEET[name]}")
    assert code == 0
    (procedure,) = load([str(spec)], host, PLUGINS)
    batch = dict(given(procedure, PLUGINS / name.partition("/")[0] / "specs", tmp_path))
    fill(sheet, batch[procedure.name])
    asked = {"select": [f"{spec}::{part}" for part in PARTS.get(spec.stem, ())] or None, "items": 1000, "as_of": LATER}
    from_text = qa_run.run(spec, samples=batch, **asked)
    from_sheet = qa_run.run(spec, samples={**batch, procedure.name: sheet}, **asked)

    assert told(from_sheet) == told(from_text)
    assert from_sheet.exit_code == 1
