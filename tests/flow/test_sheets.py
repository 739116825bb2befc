"""The recording sheets of the shipped examples: filled in with the good and the bad batch, they are judged alike."""

from pathlib import Path

import pytest
from filled_sheets import fill, told

import qa_run
from qa_run.cli.main import main
from qa_run.loading.discovering import discovered

pytest.importorskip("xlsxwriter")

SPECS = Path(__file__).parents[2] / "specs"
SHIPPED = {one.path.relative_to(SPECS).with_suffix("").as_posix(): one.path for one in discovered([SPECS], SPECS)}


def batch(name: str, kind: str) -> Path:
    folder, _, stem = name.rpartition("/")
    sample = folder if stem.startswith("revision-") else stem  # revisions share one
    return SPECS / "samples" / (f"{sample}-good.csv" if kind == "good" else f"bad/{sample}.csv")


@pytest.mark.parametrize(("name", "kind"), [("ham", "good"), *((name, "bad") for name in sorted(SHIPPED))])
def test_a_sheet_filled_in_is_judged_as_the_batch_is(name: str, kind: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert main(["sheet", str(SHIPPED[name]), "-o", str(sheet), "--lot-size", "1200"]) == 0
    fill(sheet, batch(name, kind))
    from_text = qa_run.run(SHIPPED[name], samples=str(batch(name, kind)), items=1000)
    from_sheet = qa_run.run(SHIPPED[name], samples=str(sheet), items=1000)

    assert told(from_sheet) == told(from_text)
    assert from_sheet.exit_code == (0 if kind == "good" else 1)
