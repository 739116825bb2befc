"""A total that contradicts its strata: both tables, on the screen and in the reports for people."""

import json
import re
from pathlib import Path

import pytest
from batches import ROOT
from sow import bad_samples

from qa_run.cli.main import main

ROWS = [("A", "0.7108 points lower"), ("B", "1.5 points lower"), ("C", "2.045 points lower"), ("same mix", "1.447")]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The bad batch of the second look, in each form."""
    folder = tmp_path_factory.mktemp("told")
    ((given, path),) = bad_samples("second_look").items()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        forms = [f"--report={form}={folder / form}" for form in ("html", "markdown", "json")]
        main(["specs/second_look.yaml", f"--samples={given}={path}", "-o", "history=false", *forms])
    return {form: (folder / form).read_text(encoding="utf-8") for form in ("html", "markdown", "json")}


def test_the_page_has_both_under_their_own_heading(told: dict[str, str]) -> None:
    start = told["html"].index("<h3>Simpson&#39;s reversal: in total the other way than in each line")
    page = told["html"][start:]
    text = re.sub(r"<[^>]*>", " ", page)

    assert page.index("<caption>In total</caption>") < page.index("<caption>By line</caption>")
    assert page.index("<caption>By line</caption>") < page.index("<h3>Nonconforming items</h3>")
    assert all(re.search(rf"\b{name}\s.*{found}", text) for name, found in ROWS)


def test_who_stands_out_is_no_nonconforming_item(told: dict[str, str]) -> None:
    _, listed = told["html"].split("<h3>Nonconforming items</h3>")
    items, conspicuous = listed.split("<h3>What stands out</h3>")

    assert ("K0" in items, "checked_by=" in items, "line=" in items) == (True, False, False)
    assert ("checked_by=Ben Hale" in conspicuous, "line=" in conspicuous) == (True, False)


def test_markdown_has_both(told: dict[str, str]) -> None:
    _, text = told["markdown"].split("### Simpson's reversal: in total the other way than in each line")

    assert "| (all) | 4.976 % (21 of 422) | 7.917 % (38 of 480) | 2.94 points higher |" in text
    assert all(re.search(rf"^\| {name} \|.*{found}", text, re.MULTILINE) for name, found in ROWS)


def test_json_has_both_in_cells(told: dict[str, str]) -> None:
    report = json.loads(told["json"])
    ((verdict, (total, by_line)),) = [(one["id"], one["tables"]) for one in report["verdicts"] if one["tables"]]

    assert "consistent" in verdict
    assert (total["title"], by_line["title"]) == ("In total", "By line")
    assert [row[0] for row in by_line["rows"]] == [name for name, _ in ROWS]
    assert all(len(row) == len(table["headers"]) for table in (total, by_line) for row in table["rows"])
    assert "2.94 points higher" in total["rows"][0]


def test_the_screen_has_both_and_a_failure_has_them_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "specs/second_look.yaml").read_text(encoding="utf-8")
    (tmp_path / "strict.yaml").write_text(
        text.replace("of: {equals: not ok}}\n", "of: {equals: not ok}, fails: true}\n")
    )
    monkeypatch.chdir(tmp_path)
    batch = ROOT / "specs/samples/bad/second_look.csv"
    for spec, title in (("specs/second_look.yaml", "MARGINAL"), ("strict.yaml", "FAILURES")):
        where = ROOT / spec if title == "MARGINAL" else tmp_path / spec
        main([str(where), f"--samples={batch}", "-o", "history=false"])
        shown = capsys.readouterr().out
        section = re.split(rf"^=+ {title} =+$", shown, flags=re.MULTILINE)[1]
        assert all(re.search(rf"^  {name} .*{found}", section, re.MULTILINE) for name, found in ROWS)
        assert re.search(
            r"^  \(all\)  4.976 % \(21 of 422\)  7.917 % \(38 of 480\)  2.94 points higher$", section, re.M
        )
