"""A sample in many files is asked as if it were one; each item is found in its file, on the line where it stands."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest
from scans import asked

from qa_run import Outcome, Report, run
from qa_run.engines.duck import Duck

PROCEDURE = """\
procedure: p
samples: {from: "in/{site}/*", item: id, per: [site], rejected: {at_most: 99}}
characteristics:
  id: {unique: true}
  grams: {lower: 10}
  site: {none_of: [site7]}
"""
FILES, ROWS = 60, 5


def text(number: int, end: str = "\n", delimiter: str = ",", decimal: str = ".") -> str:
    """A file of which the third row weighs too little, on line 4."""
    rows = [f"{number}-{row}{delimiter}{9 if row == 2 else 11}{decimal}5" for row in range(ROWS)]
    return end.join([delimiter.join(["id", "grams"]), *rows, ""])


def judged(here: Path, **given: Any) -> Report:
    (here / "p.yaml").write_text(PROCEDURE, encoding="utf-8")
    report = run("p.yaml", here=here, items=1000, **given)
    assert report.errors == ()
    return report


def path_of(here: Path, number: int, suffix: str = "csv") -> Path:
    """Where the file of that number stands, in a folder that is there."""
    folder = here / "in" / f"site{number % 10}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{number:03d}.{suffix}"


def put_all(here: Path, many: int = FILES) -> None:
    for number in range(many):
        path_of(here, number).write_text(text(number), encoding="utf-8")


def found(report: Report, node: str) -> dict[str, str]:
    """The items of one requirement over all, with the files and lines where they stand."""
    (verdict,) = (each for each in report.verdicts if each.id.endswith(node))
    return {item.item: item.place for item in verdict.items}


def at_line_four(numbers: range, line: str = "4") -> dict[str, str]:
    return {f"{each}-2": f"in/site{each % 10}/{each:03d}.csv:{line}" for each in numbers}


def test_a_query_of_many_files_is_no_longer_than_one_of_a_few(tmp_path: Path) -> None:
    sizes = []
    for many in (2, FILES):
        put_all(tmp_path / str(many), many)
        with pytest.MonkeyPatch.context() as patch:
            queries: list[str] = []
            patch.setattr(Duck, "_asked", noting(queries))
            report = judged(tmp_path / str(many))
        assert found(report, "grams::limits") == at_line_four(range(many))
        sizes.append(max(map(len, queries)))
    paths = FILES * 4 * (len(str(tmp_path)) + 40)  # once for the rows, and three times what is known of each of them

    assert sizes[1] < sizes[0] + paths


def noting(queries: list[str]) -> Callable[..., Any]:
    ask = Duck._asked

    def noted(self: Duck, query: str, on: Any = None) -> Any:
        queries.append(query)
        return ask(self, query, on)

    return noted


def test_each_file_is_read_once_for_all_that_is_measured(tmp_path: Path) -> None:
    put_all(tmp_path)
    with asked() as told:
        judged(tmp_path)

    assert [one.scans for one in told if one.purpose == "aggregate" and one.scans] == [1]


def test_files_that_are_written_otherwise_are_read_as_they_are_written(tmp_path: Path) -> None:
    for number in range(FILES):
        how = {
            7: {"delimiter": ";", "decimal": ","},
            8: {"delimiter": ";", "decimal": ","},
            9: {"end": "\r\n"},
            10: {"delimiter": "\t"},
        }.get(number, {})
        path_of(tmp_path, number).write_bytes(text(number, **how).encode())
    path_of(tmp_path, 20).write_text("id,grams\n", encoding="utf-8")  # nothing but a header
    path_of(tmp_path, 21).write_text("grams,id\n9,21-0\n9,21-1\n", encoding="utf-8")  # in another order
    expected = at_line_four(range(FILES))
    del expected["20-2"], expected["21-2"]
    expected |= {"21-0": "in/site1/021.csv:2", "21-1": "in/site1/021.csv:3"}

    report = judged(tmp_path)

    assert found(report, "grams::limits") == expected
    assert [source.items for one in report.procedures for source in one.sources] == [
        {20: 0, 21: 2}.get(number, ROWS) for number in sorted(range(FILES), key=lambda each: (each % 10, each))
    ]


def test_lines_that_cannot_be_read_are_told_of_their_files(tmp_path: Path) -> None:
    for number in range(FILES):
        body = text(number)
        if number % 3 == 0:
            lines = body.split("\n")
            body = "\n".join([lines[0], "too,many,fields", "1", *lines[1:]])
        path_of(tmp_path, number).write_text(body, encoding="utf-8")
    report = judged(tmp_path)
    shifted = at_line_four(range(FILES)) | {
        name: place.replace(":4", ":6") for name, place in at_line_four(range(0, FILES, 3)).items()
    }
    refused = [place for one in report.procedures for source in one.sources for place, _ in source.rejected]

    assert found(report, "grams::limits") == shifted
    assert sorted(refused) == sorted(
        f"in/site{number % 10}/{number:03d}.csv:{line}" for number in range(0, FILES, 3) for line in (2, 3)
    )


def test_lines_of_json_that_are_none_are_told_of_their_files(tmp_path: Path) -> None:
    for number in range(FILES):
        lines = [f'{{"id": "{number}-{row}", "grams": {9.5 if row == 2 else 11.5}}}' for row in range(ROWS)]
        lines[1:1] = ["[1]", "", "{broken"] if number % 3 == 0 else []
        path_of(tmp_path, number, "jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = judged(tmp_path)
    places = {
        f"{number}-2": f"in/site{number % 10}/{number:03d}.jsonl:{6 if number % 3 == 0 else 3}"
        for number in range(FILES)
    }
    refused = [place for one in report.procedures for source in one.sources for place, _ in source.rejected]

    assert found(report, "grams::limits") == places
    assert sorted(refused) == sorted(
        f"in/site{number % 10}/{number:03d}.jsonl:{line}" for number in range(0, FILES, 3) for line in (2, 4)
    )
    assert {source.items for one in report.procedures for source in one.sources} == {ROWS}


def test_what_a_path_says_holds_for_the_rows_of_its_file(tmp_path: Path) -> None:
    put_all(tmp_path)
    report = judged(tmp_path)
    seventh = {f"{number}-{row}" for number in range(7, FILES, 10) for row in range(ROWS)}

    assert set(found(report, "site::none_of")) == seventh
    assert {
        each.id.rpartition("site=")[2]: each.outcome for each in report.verdicts if "site::none_of[" in each.id
    } == {f"site{site}]": Outcome.FAILED if site == 7 else Outcome.PASSED for site in range(10)}


@pytest.mark.parametrize("suffix", ["csv.gz", "jsonl", "parquet"])
def test_other_kinds_of_files_are_no_different(suffix: str, tmp_path: Path) -> None:
    for number in range(FILES):
        path, ids = path_of(tmp_path, number, suffix), [f"{number}-{row}" for row in range(ROWS)]
        frame = polars.DataFrame({"id": ids, "grams": [9.5 if row == 2 else 11.5 for row in range(ROWS)]})
        if suffix == "csv.gz":
            path.write_bytes(gzip.compress(text(number).encode()))
        elif suffix == "jsonl":
            frame.write_ndjson(path)
        else:
            size = polars.Float32 if number == 3 else polars.Float64
            frame.with_columns(polars.col("grams").cast(size)).write_parquet(path)
    line = {"csv.gz": "4", "jsonl": "3", "parquet": "row 3"}[suffix]

    assert found(judged(tmp_path), "grams::limits") == {
        name: place.replace(".csv", f".{suffix}") for name, place in at_line_four(range(FILES), line).items()
    }


def test_all_items_are_written_with_their_places(tmp_path: Path) -> None:
    put_all(tmp_path)
    judged(tmp_path, items_out=tmp_path / "out.csv")
    out = polars.read_csv(tmp_path / "out.csv", infer_schema_length=0).filter(polars.col("characteristic") == "grams")

    assert dict(zip(out["item"], out["place"], strict=True)) == at_line_four(range(FILES))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["file_index", "File_Index", "@of {source}", "@of site", "@row|any", "@FILE|any"])
def test_a_column_that_is_called_as_the_engine_calls_its_own_stays_what_was_recorded(
    name: str, kind: str, tmp_path: Path
) -> None:
    for number in range(12):
        ids = [f"{number}-{row}" for row in range(ROWS)]
        grams = [9.5 if row == 2 else 11.5 for row in range(ROWS)]
        frame = polars.DataFrame({"id": ids, "grams": grams, name: [7] * ROWS})
        path = path_of(tmp_path, number, kind)
        frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    spec = PROCEDURE.replace("per: [site]", 'per: [site, "{source}"]') + f"  own: {{column: '{name}', exactly: 7}}\n"
    (tmp_path / "p.yaml").write_text(spec, encoding="utf-8")
    report = run("p.yaml", here=tmp_path, items=1000)
    line = "4" if kind == "csv" else "row 3"

    assert found(report, "grams::limits") == {
        item: place.replace(".csv", f".{kind}") for item, place in at_line_four(range(12), line).items()
    }
    assert {each.outcome for each in report.verdicts if "::own::" in each.id or "own" in each.id} == {Outcome.PASSED}
    sources = {each.id.rpartition("source}=")[2] for each in report.verdicts if "source}=" in each.id}
    assert len(sources) == 12
