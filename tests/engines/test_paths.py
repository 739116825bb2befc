"""What stands in a path changes nothing of what is recorded, unless a procedure asks for it."""

from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from qa_run import Report, run

SPEC = """\
procedure: p
samples: {{from: {files}, item: id{more}}}
characteristics:
  grams: {{lower: 10}}
"""
FRAME = {"id": "a", "grams": 9.5, "shop": "Bari"}
WRITERS: dict[str, Callable[[polars.DataFrame, Path], object]] = {
    "csv": lambda frame, path: frame.write_csv(path),
    "jsonl": lambda frame, path: frame.write_ndjson(path),
    "parquet": lambda frame, path: frame.write_parquet(path),
}


def put(path: Path, item: str, **more: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    row = FRAME | {"id": item} | more
    WRITERS[path.suffix[1:]](
        polars.DataFrame({name: [value] for name, value in row.items() if value is not None}), path
    )


def judged(here: Path, files: str, more: str = "") -> Report:
    (here / "p.yaml").write_text(SPEC.format(files=files, more=more), encoding="utf-8")
    report = run("p.yaml", here=here)
    list(report.verdicts)
    return report


def items(report: Report) -> set[tuple[str, str]]:
    """The items that weigh too little, with the files where they stand."""
    (verdict,) = (each for each in report.verdicts if each.id.endswith("grams::limits"))
    return {(item.item, item.place.rpartition(":")[0]) for item in verdict.items}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", ["x[1]", "x[12]", "x*", "x?", "[x]", "x\\[1]"])
def test_a_file_whose_name_would_fit_others_is_read_itself(name: str, kind: str, tmp_path: Path) -> None:
    """DuckDB takes such names for patterns: `x1.csv` would be judged twice, and `x[1].csv` never."""
    put(tmp_path / "in" / f"{name}.{kind}", "itself")
    put(tmp_path / "in" / f"x1.{kind}", "another")

    assert items(judged(tmp_path, "in")) == {("itself", f"in/{name}.{kind}"), ("another", f"in/x1.{kind}")}
    (tmp_path / "in" / f"x1.{kind}").unlink()
    assert items(judged(tmp_path, "in")) == {("itself", f"in/{name}.{kind}")}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("many", [1, 3])
def test_a_folder_does_not_stand_in_for_what_is_recorded(kind: str, many: int, tmp_path: Path) -> None:
    """DuckDB takes the shop of `shop=Roma/0.csv` to be Roma, whatever the file says."""
    for number in range(many):
        put(tmp_path / "in" / "shop=Roma" / f"{number}.{kind}", str(number))
    report = judged(tmp_path, "in/*/*", ", per: [shop]")

    assert {each.id.rpartition("[")[2] for each in report.verdicts if "shop=" in each.id} == {"shop=Bari]"}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("many", [1, 3])
def test_what_only_a_folder_says_is_asked_for(kind: str, many: int, tmp_path: Path) -> None:
    for number in range(many):
        put(tmp_path / "in" / "shop=Roma" / f"{number}.{kind}", str(number), shop=None)
    asked = judged(tmp_path, '"in/shop={shop}/*"', ", per: [shop]")
    silent = judged(tmp_path, "in/*/*", ", per: [shop]")

    assert {each.id.rpartition("[")[2] for each in asked.verdicts if "shop=" in each.id} == {"shop=Roma]"}
    assert silent.exit_code == 1
    assert any("no column 'shop'" in each.message for each in silent.verdicts)
