"""Scored checklists: arithmetic at the edges, and what is refused."""

import itertools
import random
from fractions import Fraction
from pathlib import Path

import pytest

from qa_run import run
from qa_run.builtin.checklists.checklist import Checklist
from qa_run.testing import as_written

LINES = {"a": "2.5", "b": "0.7", "c": "{weight: 1, must_pass: unmended product}"}
ANSWERS = ("yes", "half", "no", "n/a", "", "perhaps")


def judged(folder: Path, samples: str, rows: list[str], checklist: str, score: str = "") -> dict[str, str]:
    """Of each item its finding, blank where it conforms, and behind it what is shown; `@score` is the mean."""
    (folder / "s.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"procedure: p\nsamples: {{from: s.csv, item: visit{samples}}}\n"
        f"observations: {{score: {{score: {{{score or checklist.partition(', lower')[0]}}}}}}}\n"
        f"characteristics:\n  card: {{checklist: {{{checklist}}}}}\n  score: {{optional: true, mean: {{lower: 0}}}}\n",
        encoding="utf-8",
    )
    report = run("p.yaml", here=folder, items=10_000)
    assert report.errors == report.refused == ()
    verdicts = {verdict.characteristic: verdict for verdict in report.verdicts}
    found = {str(item.item): f"{item.finding} | {item.value}" for item in verdicts["card"].items}
    return found | {"@score": str(verdicts["score"].measured.get("mean"))}


def expected(answers: tuple[str, ...], least: Fraction) -> str:
    """The finding, reckoned by hand in fractions."""
    weights = (Fraction(5, 2), Fraction(7, 10), Fraction(1))
    if answers[2] in ("half", "no"):
        return "unmended product"
    for name, answer in zip("abc", answers, strict=True):
        if not answer:
            return f"unanswered: {name}"
        if answer == "perhaps" or (answer, name) == ("n/a", "c"):
            return f"not an answer: {name}"
    worth = {"yes": Fraction(1), "half": Fraction(1, 2), "no": Fraction(0)}
    counted = [(weight, worth[answer]) for weight, answer in zip(weights, answers, strict=True) if answer != "n/a"]
    score = sum(weight * each for weight, each in counted) / sum(weight for weight, _ in counted)
    return "score below" if score < least else ""


@pytest.mark.parametrize("least", ["83.334 %", "70.24 %"])
def test_all_combinations_of_answers_are_what_fractions_say(tmp_path: Path, least: str) -> None:
    every = list(itertools.product(ANSWERS, repeat=3))
    random.Random(1).shuffle(every)
    lines = ", ".join(f"{name}: {line}" for name, line in LINES.items())
    checklist = f"lines: {{{lines}}}, partly: half, not_applicable: n/a, lower: {least}"
    limit = Fraction(least.split()[0]) / 100
    due = {f"V{place}": finding for place, answers in enumerate(every) if (finding := expected(answers, limit))}

    wide = ["visit,a,b,c", *(f"V{place},{','.join(answers)}" for place, answers in enumerate(every))]
    (tmp_path / "wide").mkdir()
    found = judged(tmp_path / "wide", "", wide, checklist)
    assert {item: told.split(" | ")[0] for item, told in found.items() if item != "@score"} == due

    long = [
        f"V{place},{name},{answer}"
        for place, answers in enumerate(every)
        for name, answer in zip("abc", answers, strict=True)
    ]
    random.Random(2).shuffle(long)
    asked = f"{checklist}, line: question, answer: said"
    score = f"lines: {{{lines}}}, partly: half, not_applicable: n/a, line: question, answer: said"
    (tmp_path / "long").mkdir()
    same = judged(
        tmp_path / "long", ", events: {name: question}, of: rows", ["visit,question,said", *long], asked, score
    )
    assert same == found


def test_no_score_makes_up_for_a_line_that_must_pass_and_all_that_is_wrong_is_shown(tmp_path: Path) -> None:
    lines = "{polite: 97, prompt: 1, mended: {weight: 2, must_pass: unmended product}}"
    found = judged(
        tmp_path,
        "",
        ["visit,polite,prompt,mended", "V1,yes,yes,no", "V2,no,,no", "V3,no,yes,yes"],
        f"lines: {lines}, lower: 85 %",
    )

    assert found["V1"] == "unmended product | unmended product; score 98 %"
    assert found["V2"] == "unmended product | unmended product; unanswered: prompt; score ? %"
    assert found["V3"] == "score below | score below; score 3 %"
    assert found["@score"] == "50.5"


def test_a_score_just_below_never_looks_like_the_limit(tmp_path: Path) -> None:
    found = judged(tmp_path, "", ["visit,a,b", "V1,yes,no"], "lines: {a: 849, b: 151}, lower: 85 %")

    assert found["V1"] == "score below | score below; score 84 %"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"lines": {"a": 1}}, "lower is missing: say how high a score is asked, or which lines must_pass"),
        ({"lines": {}, "lower": "5 %"}, "lines are the questions"),
        ({"lines": [], "lower": "5 %"}, "the list 'lines' is empty"),
        ({"lines": ["a", "a"], "lower": "5 %"}, "lines stand once each"),
        ({"lines": {"a; b": 1}, "lower": "5 %"}, "lines have names without a semicolon"),
        ({"lines": {"a": -1}, "lower": "5 %"}, "weight is above 0"),
        ({"lines": {"a": 0}, "lower": "5 %"}, "weight is above 0"),
        ({"lines": {"a": {"weight": 1e-9}}, "lower": "5 %"}, "at most three decimals"),
        ({"lines": {"a": {"weight": 1000001}}, "lower": "5 %"}, "a million"),
        ({"lines": {"a": {"weight": 0, "must_pass": True}}}, "lines all have the weight 0"),
        ({"lines": {"a": {"must_pass": " "}}}, "must_pass is true, or the name of a finding"),
        ({"lines": {"a": {"must_pass": "missing"}}}, "must_pass cannot be 'missing'"),
        ({"lines": {"a": {"must_pas": True}}}, "unknown key 'must_pas'"),
        ({"lines": {"a": {"may_not_apply": True}}, "lower": "5 %"}, "not_applicable names no answer"),
        ({"lines": {"a": 1}, "lower": 85}, "write 85 %"),
        ({"lines": {"a": 1}, "lower": "5 %", "no": ["yes"]}, "no and yes both name the answer 'yes'"),
        ({"lines": {"a": 1}, "lower": "5 %", "yes": []}, "yes is the list of what counts as such"),
        ({"lines": {"a": 1}, "lower": "5 %", "line": "q"}, "line and answer go together"),
        ({"lines": {"a": {"column": "b"}}, "lower": "5 %", "line": "q", "answer": "r"}, "lines have no column"),
    ],
)
def test_what_makes_no_sense_is_refused(written: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        as_written(Checklist, written)
