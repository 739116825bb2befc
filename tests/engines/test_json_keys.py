"""JSON lines are parsed once for all their keys: whatever keys there are, each value is found under its own."""

import json
from pathlib import Path

import pytest

from qa_run import Outcome, run

PROCEDURE = """\
procedure: p
samples: {from: "*.jsonl", item: id}
characteristics:
  grams: {lower: 10}
"""
ODD = [
    "",
    "*",
    "a.b",
    "$",
    "[0]",
    "a*",
    'say "a"',
    "back\\slash",
    "{curly}",
    "line",
    "ordinal",
    "file_index",
    "@values",
    "ą",
]


def judged(here: Path, rows: list[dict[str, object]], many: int, more: str = "") -> dict[str, Outcome]:
    """The outcomes by characteristic, of the rows dealt out to so many files."""
    for number in range(many):
        lines = [json.dumps(row) for row in rows[number::many]]
        (here / f"{number}.jsonl").write_text(
            "\n".join([lines[0], "[]", *lines[1:], "{broken"]) + "\n", encoding="utf-8"
        )
    text = PROCEDURE.replace("item: id", "item: id, rejected: {at_most: 9}") + more
    (here / "p.yaml").write_text(text, encoding="utf-8")
    report = run("p.yaml", here=here)
    assert report.errors == report.refused == ()
    return {one.characteristic: one.outcome for one in report.verdicts}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("key", ODD)
def test_an_odd_key_is_in_nobodys_way(key: str, many: int, tmp_path: Path) -> None:
    rows = [{"id": str(number), key: "odd", "grams": 11} for number in range(9)]

    assert judged(tmp_path, rows, many)["grams"] == Outcome.PASSED


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("key", [key for key in ODD if key not in ("", "*", "{curly}")])
def test_an_odd_key_is_a_column_like_any_other(key: str, many: int, tmp_path: Path) -> None:
    rows = [{"id": str(number), key: "odd" if number else "even", "grams": 11} for number in range(9)]
    more = f"  odd: {{column: {json.dumps(key)}, equals: odd, accept: {{at_most: 1}}}}\n"
    more += f"  same: {{column: {json.dumps(key)}, equals: odd}}\n"

    assert judged(tmp_path, rows, many, more) == {
        "@item": Outcome.PASSED, "grams": Outcome.PASSED, "odd": Outcome.PASSED, "same": Outcome.FAILED,
    }  # fmt: skip


@pytest.mark.parametrize("keys", [1, 62, 63, 200])
@pytest.mark.parametrize("many", [1, 3])
def test_objects_of_any_width_are_read(keys: int, many: int, tmp_path: Path) -> None:
    rows = [
        {"id": str(number), **{f"k{key}": f"{number}-{key}" for key in range(keys)}, "grams": 11 if number else 9}
        for number in range(9)
    ]
    found = judged(tmp_path, rows, many, f"  last: {{column: k{keys - 1}, matches: '^[0-9]-{keys - 1}$'}}\n")

    assert found == {"@item": Outcome.PASSED, "grams": Outcome.FAILED, "last": Outcome.PASSED}
