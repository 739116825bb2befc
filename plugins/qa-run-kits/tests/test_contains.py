"""What must be in the box, written in a procedure and in a file beside it."""

from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import SpecErrors, Verdict
from qa_run.testing import conformance, in_words

from qa_run_kits.contains import Contains

ROWS = """\
procedure: kits
samples: {{from: rows.csv, item: box, events: {{name: part}}, of: {{from: list.csv, key: box}}}}
characteristics:
  contents: {contents}
"""
COLUMNS = """\
procedure: kits
samples: {{from: rows.csv, item: box}}
characteristics:
  contents: {contents}
"""  # fmt: skip


def judged(folder: Path, kits: dict[str, Any], form: str, contents: str, *rows: str, bom: str = "") -> list[Verdict]:
    head = "box,part,qty" if form is ROWS else "box,size,hook,level,bolt"
    (folder / "rows.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    (folder / "list.csv").write_text("box,model\nA,S\nB,L\nC,L\nD,XL\n", encoding="utf-8")
    if bom:
        (folder / "bom.csv").write_text(bom, encoding="utf-8")
    (folder / "spec.yaml").write_text(form.format(contents=contents), encoding="utf-8")
    report = qa_run.run(folder / "spec.yaml", **kits)
    assert not report.errors
    return [verdict for verdict in report.verdicts if verdict.characteristic == "contents"]


def found(verdicts: list[Verdict]) -> list[tuple[str | None, str, str]]:
    return sorted((item.item, item.finding, str(item.value)) for verdict in verdicts for item in verdict.items)


def test_it_conforms_to_the_contract() -> None:
    conformance(Contains)


def test_a_case_says_only_what_differs(tmp_path: Path, kits: dict[str, Any]) -> None:
    contents = (
        "{contains: {hook: 2, level: 1}, cases: [{id: large, when: {size: L}, contains: {hook: 4, level: null}}]}"
    )
    verdicts = judged(tmp_path, kits, COLUMNS, contents, "A,S,2,1,", "B,L,4,0,", "C,L,2,1,", "D,S,2,0,")

    assert [verdict.id.rpartition("::")[2] for verdict in verdicts] == ["contains", "contains:large"]
    assert found(verdicts) == [("C", "too few hook", "hook 2 of 4"), ("D", "no level", "level 0 of 1")]


def test_a_box_of_the_list_without_rows_is_empty(tmp_path: Path, kits: dict[str, Any]) -> None:
    rows = [f"{box},{part},1" for box in "ABD" for part in ("hook", "hook", "level")]
    verdicts = judged(tmp_path, kits, ROWS, "{contains: {hook: 2, level: 1}}", *rows)

    assert found(verdicts) == [("C", "empty", "empty")]


def test_each_box_is_held_against_the_bill_of_its_variant(tmp_path: Path, kits: dict[str, Any]) -> None:
    bom = "\ufeffvariant;part;quantity;tolerance;or\nS;hook;2;;\nL;hook;4;;nail\nL;wire;1,5;-0,1/+0.2;\n"
    rows = ("A,hook,2", "A,wire,1", "B,hook,3", "B,nail,1", "B,wire,1.7", "C,hook,4", "C,wire,1.39", "D,hook,2")
    contents = "{contains: {bom: bom.csv, variant: {column: of.model}, count: qty}}"

    assert found(judged(tmp_path, kits, ROWS, contents, *rows, bom=bom)) == [
        ("A", "unknown part", "unknown part: wire"),
        ("C", "too few wire", "wire 1.39 of 1.4"),
        ("D", "no bill", "no bill for XL"),
    ]


def test_a_bill_without_variants_may_be_a_file_too(tmp_path: Path, kits: dict[str, Any]) -> None:
    verdicts = judged(tmp_path, kits, COLUMNS, "{contains: {bom: bom.csv}}", "A,S,2,1,0", "B,S,1,,0",
                      bom="part,quantity,or\nhook,2,bolt\nlevel,1,\n")  # fmt: skip

    assert found(verdicts) == [("B", "too few hook", "hook 1 of 2, level not counted")]


@pytest.mark.parametrize("blank", ["", ", blank: none"])
def test_what_a_blank_column_means_is_said(tmp_path: Path, kits: dict[str, Any], blank: str) -> None:
    verdicts = judged(tmp_path, kits, COLUMNS, f"{{contains: {{hook: 2, level: {{upper: 1}}{blank}}}}}",
                      "A,S,2,,", "B,S,,,", "C,S,,1,")  # fmt: skip

    told = [
        ("A", "level not counted", "level not counted"),
        ("B", "missing", "None"),
        ("C", "hook not counted", "hook not counted"),
    ]
    none = [("B", "no hook", "hook 0 of 2"), ("C", "no hook", "hook 0 of 2")]
    assert found(verdicts) == (none if blank else told)  # fmt: skip


def test_a_column_that_the_batch_lacks_is_told(tmp_path: Path, kits: dict[str, Any]) -> None:
    (verdict,) = judged(tmp_path, kits, COLUMNS, "{contains: {hook: 2, levle: 1}}", "A,S,2,1,")

    assert verdict.outcome is qa_run.Outcome.NOT_INSPECTED
    assert "levle" in verdict.message
    assert "level" in verdict.message


@pytest.mark.parametrize(
    ("form", "contains", "message"),
    [
        (ROWS, "{}", "nothing is said of what must be in the box"),
        (ROWS, "{hook: -2}", ":24: there cannot be -2 of anything"),
        (ROWS, "{hook: two}", ":31: 'two' is not a number"),
        (ROWS, "{hook: null}", "nothing is not a number"),
        (ROWS, "{hook: {lower: 2 kg}}", "a number of them has no unit"),
        (ROWS, "{hook: {nominal: 4}}", "nominal needs a tolerance beside it"),
        (ROWS, "{hook: {upper: 2, marginal: 1}}", "marginal cannot stand here"),
        (ROWS, "{hook: {lower: 2, or: [level]}, level: 1}", "level stands in for hook and is a part of its own"),
        (ROWS, "{hook: {lower: 2, or: [x]}, level: {lower: 1, or: [x]}}", "x stands in for hook and for level"),
        (ROWS, "{hook: 2, others: alowed}", "alowed"),
        (ROWS, "{hook: 2, blank: none}", "blank says what a blank column of a part means"),
        (COLUMNS, "{hook: 2, count: qty}", "count is the column of quantities where each row is a part"),
        (COLUMNS, "{hook: 2, variant: size}", "variant says which bill of a file holds"),
        (COLUMNS, "{hook: 2, bom: bom.csv}", "bom has the bill in a file, and hook is written here"),
        (COLUMNS, "{bom: lost.csv}", "bom lost.csv is no file beside the procedure"),
        (COLUMNS, "{bom: ../bom.csv}", "is no file beside the procedure"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, kits: dict[str, Any], form: str, contains: str, message: str
) -> None:
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, kits, form, f"{{contains: {contains}}}", "A,hook,2")
    assert message in str(refused.value)
    assert "spec.yaml:4:" in str(refused.value)


@pytest.mark.parametrize(
    ("bom", "message"),
    [
        ("variant,part,quantity,tolerence\nS,hook,2,", "bom.csv:1: the column 'tolerence' would not be read"),
        ("part,quantity\nhook,2", "bom.csv:1: there is no column variant; there are part, quantity"),
        ("variant,part,part,quantity\nS,a,b,2", "bom.csv:1: the column 'part' stands there twice"),
        ("variant,part,quantity\nS,hook,2\nS,hook,3", "bom.csv:3: hook stands there twice for S"),
        ("variant,part,quantity\nS,,2", "bom.csv:2: the part is blank"),
        ("variant,part,quantity\n,hook,2", "bom.csv:2: the variant is blank"),
        ("variant,part,quantity\nS,hook,", "bom.csv:2: the quantity is blank"),
        ("variant,part,quantity\nS,hook,two\nS,nail,-1", "bom.csv:3: the quantity -1 is below nothing"),
        ("variant,part,quantity,tolerance\nS,hook,2,some", "bom.csv:2: the tolerance 'some' is no number"),
        ("variant,part,quantity,or\nS,hook,2,nail\nS,nail,2,", "bom.csv: nail stands in for hook of S and is a part"),
        ("variant,part,quantity\n", "bom.csv holds no part"),
        ("", "bom.csv:1: there is no column part and none quantity and none variant; there are none"),
    ],
)
def test_a_line_of_the_file_that_makes_no_sense_is_refused(
    tmp_path: Path, kits: dict[str, Any], bom: str, message: str
) -> None:
    (tmp_path / "bom.csv").write_text(bom, encoding="utf-8")
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, kits, ROWS, "{contains: {bom: bom.csv, variant: of.model}}", "A,hook,2")
    assert f"spec.yaml:4:30: {message}" in str(refused.value)


def test_a_sentence_in_three_languages() -> None:
    written = {
        "hook": 2,
        "screw": {"nominal": 4, "tolerance": [0, 1], "or": {"bolt": {"upper": 1.5}}},
        "others": "allowed",
    }

    assert [in_words(Contains, written, "", language) for language in ("en", "it", "pl")] == [
        "in the box: hook 2, screw from 4 to 5 (or bolt, at most 1.5); other things too",
        "nella scatola: hook 2, screw da 4 a 5 (o bolt, al massimo 1,5); anche altro",
        "w pudełku: hook 2, screw od 4 do 5 (lub bolt, najwyżej 1,5); także inne rzeczy",
    ]
