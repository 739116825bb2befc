"""The texts of the points of a sequence come as the same numbers from every engine, stratum by stratum."""

from pathlib import Path
from typing import Any

import narwhals as nw
import polars
import pytest
from attrs import frozen

import qa_run
from qa_run import Column, Judged, Number, Report, Subgroups, Text, column, criterion, hookimpl, labels

ROWS = {
    "shop": ["B", "A", "B", "A", "A", "B", "A"],
    "who": ["Zoë", " ann", "ann", "Bob", None, "Bob ", "Zoë"],
    "n": [1, 2, 3, 4, 5, None, 7],
    "id": ["i1", "i2", "i3", "i4", "i5", "i6", "i7"],
}
PROCEDURE = """
procedure: labels
samples: {from: rows.csv, item: id, per: [shop]}
characteristics:
  n: {optional: true, seen_texts: {who: who}}
"""
SEEN: list[Any] = []


@criterion("seen_texts")
@frozen
class SeenTexts:
    """Keeps what it sees."""

    who: Column = column(reads=Text)
    reads = Number
    over = Subgroups(ordered=False)

    def sentence(self, language: str) -> str:
        return "seen"

    def collects(self, value: nw.Expr) -> Any:
        return {"value": value, "who": labels(self.who.value), "item": labels()}

    def judge(self, arrays: Any) -> Judged:
        who = arrays["who"]
        SEEN.append((arrays["stratum"], who.texts.tolist(), who.codes.tolist(), arrays["item"].texts.tolist()))
        assert list(who.names) == sorted(who.names)
        return Judged(True, undecided="only seen", told=str(who.lacking))


def judged(folder: Path, samples: Any) -> Report:
    SEEN.clear()
    plugin: Any = type(qa_run)("seen")
    plugin.qa_criteria = hookimpl(lambda: [SeenTexts])
    plugin.qa_criteria.__name__ = "qa_criteria"
    path = folder / "labels.yaml"
    path.write_text(PROCEDURE, encoding="utf-8")
    return qa_run.run(path, samples=samples, here=folder, more_plugins=[("seen", plugin)])


def samples_of(kind: str, folder: Path) -> Any:
    frame = polars.DataFrame(ROWS)
    if kind == "csv":
        frame.write_csv(folder / "rows.csv")
        return folder / "rows.csv"
    if kind == "parquet":
        frame.write_parquet(folder / "rows.parquet")
        return folder / "rows.parquet"
    if kind == "pandas":
        pytest.importorskip("pandas")
        return frame.to_pandas()
    return {"polars": frame, "lazy": frame.lazy(), "arrow": frame.to_arrow()}[kind]


@pytest.mark.parametrize("kind", ["csv", "parquet", "polars", "lazy", "arrow", "pandas"])
def test_texts_are_trimmed_sorted_and_cut_into_strata(kind: str, tmp_path: Path) -> None:
    report = judged(tmp_path, samples_of(kind, tmp_path))

    assert [verdict.message for verdict in report.verdicts if "seen" in verdict.id] == [
        "1; only seen",
        "1; only seen",
        "0; only seen",
    ]
    assert sorted(SEEN) == [
        ("", ["Zoë", "ann", "ann", "Bob", "", "Zoë"], [1, 2, 2, 0, -1, 1], ["i1", "i2", "i3", "i4", "i5", "i7"]),
        ("shop=A", ["ann", "Bob", "", "Zoë"], [2, 0, -1, 1], ["i2", "i4", "i5", "i7"]),
        ("shop=B", ["Zoë", "ann"], [1, 2], ["i1", "i3"]),
    ]


@pytest.mark.parametrize("kind", ["csv", "polars", "arrow"])
def test_a_column_without_any_text_has_no_names(kind: str, tmp_path: Path) -> None:
    frame = polars.DataFrame({**ROWS, "who": [None] * 7}, schema_overrides={"who": polars.String})
    frame.write_csv(tmp_path / "rows.csv")
    judged(tmp_path, {"csv": tmp_path / "rows.csv", "polars": frame, "arrow": frame.to_arrow()}[kind])

    assert sorted(SEEN)[0][1:3] == ([""] * 6, [-1] * 6)


def test_a_procedure_that_names_no_item_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text(
        "procedure: p\nsamples: {from: rows.csv}\ncharacteristics:\n"
        "  who: {agreement: {rater: shop, kappa: {lower: .7}}}\n"
    )
    polars.DataFrame(ROWS).write_csv(tmp_path / "rows.csv")

    report = qa_run.run(path, here=tmp_path)

    assert report.exit_code == 4
    assert "plain.yaml:4:9: the samples name no item: write item: COLUMN under samples" in str(report.refused)
