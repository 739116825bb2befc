"""`draft: true`: judged as any procedure, and never released."""

import json

import pytest

import qa_run


@pytest.fixture
def draft(kitchen):
    path = kitchen / "specs" / "ham.yaml"
    path.write_text("draft: true\n" + path.read_text("utf-8"), encoding="utf-8")
    return path


def test_every_verdict_is_reported_and_nothing_released(draft, run):
    code, out, _ = run("specs", "--json", "report.json")

    assert code == 1
    assert "draft     specs/ham.yaml: nobody has decided what is required" in out
    assert "NOT INSPECTED specs/ham.yaml::@procedure::draft" in out
    assert "1 not inspected, 7 passed" in out
    with open("report.json", encoding="utf-8") as file:
        report = json.load(file)
    assert (report["outcome"], report["procedures"][0]["draft"]) == ("not_inspected", True)
    assert report["verdicts"][0]["place"] == "specs/ham.yaml:1:1"


@pytest.mark.parametrize(
    "words",
    [
        ("specs/ham.yaml::grams",), ("specs", "-k", "grams"), ("specs", "-m", "critical"),
        ("specs", "--deselect", "specs/ham.yaml::@procedure"), ("specs/ham.yaml::grams::limits[shop=Roma]",),
    ],
)  # fmt: skip
def test_no_part_of_it_releases_either(draft, run, words):
    code, out, _ = run(*words)

    assert code == 1
    assert "specs/ham.yaml::@procedure::draft" in out


@pytest.mark.parametrize("form", ["junit", "tap", "ctrf", "env", "github", "jsonl", "markdown"])
def test_no_report_of_it_is_green(draft, run, form):
    run("specs", "--report", f"{form}=out.txt")
    told = (draft.parents[1] / "out.txt").read_text("utf-8")
    red = {"junit": 'failures="1"', "tap": "not ok", "ctrf": '"failed": 1', "env": "QA_RUN_RELEASED=false"}

    assert red.get(form, "not_inspected" if form == "jsonl" else "draft") in told


def test_no_concession_helps(draft, run):
    run("concede", "specs/ham.yaml::@procedure::draft", "--reason", "hurry", "--by", "Anna", "--until", "2999-01-01")
    code, out, _ = run("specs")

    assert (code, "conceded" in out.splitlines()[-1]) == (1, False)


def test_no_lot_goes_by_it(draft, run):
    text = draft.read_text("utf-8").replace("per: [shop]", "lot: shop, per: [shop]")
    draft.write_text(text, encoding="utf-8")
    code, out, err = run("release", "Roma")

    assert code != 0
    assert "is a draft, which releases nothing" in out + err


def test_from_python_too(draft):
    report = qa_run.run(draft)

    assert report.exit_code == 1
    assert not report.outcome.releases


def test_what_extends_a_draft_is_one_until_it_says_otherwise(draft, run, kitchen):
    variant = kitchen / "specs" / "roma.yaml"
    variant.write_text("extends: ham.yaml\nprocedure: roma\n", encoding="utf-8")
    assert run("specs/roma.yaml")[0] == 1
    variant.write_text("extends: ham.yaml\nprocedure: roma\ndraft: false\n", encoding="utf-8")

    code, out, _ = run("specs/roma.yaml")
    assert (code, "draft: false" in out) == (0, True), out


@pytest.mark.parametrize(("written", "told"), [("yes", "draft"), ("1", "draft"), ("[true]", "draft")])
def test_only_true_and_false_are_understood(kitchen, run, written, told):
    path = kitchen / "specs" / "ham.yaml"
    path.write_text(f"draft: {written}\n" + path.read_text("utf-8"), encoding="utf-8")
    code, _, err = run("specs")

    assert (code, err.startswith("specs/ham.yaml:1:")) == (4, True), err
