"""The rules alone: every outcome and class, and what no rule may say."""

from pathlib import Path

import pytest
from attrs import evolve

from qa_run import run
from qa_run.errors import SpecErrors
from qa_run.loading.config import config_of
from qa_run.model.gate import CLASSES, NEVER_GO, RULED, ReleaseSettings, Step
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report
from qa_run.release.gate import decide, obstacles

USUAL = {
    ("failed", "critical"): "stop", ("failed", "major"): "hold", ("failed", "minor"): "hold", ("failed", ""): "hold",
    ("not_inspected", "critical"): "hold", ("not_inspected", "minor"): "hold",
    ("error", "critical"): "stop", ("error", ""): "stop",
    ("marginal", "critical"): "go", ("conceded", "critical"): "go", ("passed", "critical"): "go",
}  # fmt: skip


@pytest.fixture
def report(bakery) -> Report:
    (bakery / "specs" / "rolls.csv").write_text("id,batch,grams,label\nR1,B7,80,L1\n")
    return run(here=bakery, digests=True)


def ended(report: Report, outcome: str, severity: str, **more) -> Report:
    """The report with its second verdict ended so."""
    one = report.procedures[0]
    verdicts = list(one.verdicts)
    more = {"concession": {"by": "Ada"} if outcome == "conceded" else None} | more
    verdicts[1] = evolve(verdicts[1], outcome=Outcome(outcome), severity=severity, **more)
    return evolve(
        report, procedures=(evolve(one, verdicts=verdicts, outcomes=[verdict.outcome for verdict in verdicts]),)
    )


@pytest.mark.parametrize(("outcome", "severity"), USUAL)
def test_without_settings(report, outcome, severity):
    decision = decide(ended(report, outcome, severity), "B7", ReleaseSettings())

    assert decision.step == USUAL[outcome, severity]
    assert len(decision.reasons) == (outcome != "passed") + (outcome == "error")


def test_conceded_by_nobody_is_held(report):
    assert decide(ended(report, "conceded", "minor", concession=None), "B7", ReleaseSettings()).step is Step.HOLD


def test_marginal_is_held_where_that_was_asked(report):
    strict = evolve(ended(report, "marginal", "minor"), strict_marginal=True)

    assert decide(strict, "B7", ReleaseSettings()).step is Step.HOLD


def test_what_no_rule_knows_is_held(report):
    assert decide(ended(report, "failed", "minor"), "B7", ReleaseSettings(rules={})).step is Step.HOLD


def test_where_nothing_applied_nothing_goes(report):
    one = report.procedures[0]
    verdicts = [evolve(verdict, outcome=Outcome.NOT_APPLICABLE) for verdict in one.verdicts]
    idle = evolve(one, verdicts=verdicts, outcomes=[verdict.outcome for verdict in verdicts])

    assert decide(evolve(report, procedures=(idle,)), "B7", ReleaseSettings()).step is Step.HOLD


@pytest.mark.parametrize(
    "partial",
    [
        {"interrupted": True}, {"refused": ("a.csv",)}, {"errors": ("broken",)}, {"selection": ("-k x",)},
        {"stopped": "stopped after 1 failure"}, {"not_run": ("specs/b.yaml",)}, {"complete": False},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_a_partial_run_decides_nothing(report, partial):
    assert obstacles(report) == ()
    assert obstacles(evolve(report, **partial))


def test_a_run_without_digests_decides_nothing(bakery):
    assert any("has no digest" in each for each in obstacles(run(here=bakery)))


def settled(folder: Path, text: str) -> ReleaseSettings:
    (folder / "qa-run.toml").write_text(text, encoding="utf-8")
    return config_of(folder).release


def test_a_rule_holds_for_all_classes_or_for_one(tmp_path):
    told = settled(tmp_path, '[release]\nmarginal = "hold"\nfailed = {minor = "go"}\n')

    assert {told.step(Outcome.MARGINAL, each) for each in CLASSES} == {Step.HOLD}
    assert [told.step(Outcome.FAILED, each) for each in ("critical", "major", "minor", "")] == [
        Step.STOP, Step.HOLD, Step.GO, Step.HOLD
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", RULED)
def test_what_was_not_looked_at_never_goes(tmp_path, outcome):
    text = f'[release]\n{outcome.value} = {{minor = "go"}}\n'
    if outcome in NEVER_GO:
        with pytest.raises(SpecErrors, match="could not be judged"):
            settled(tmp_path, text)
    else:
        assert settled(tmp_path, text).step(outcome, "minor") is Step.GO


BAD = [
    ('release = "go"', "1:11"),
    ("[release]\nfaild = {}", "2:1: there is no setting 'release.faild' (did you mean 'failed'?)"),
    ('[release]\npassed = "go"', "there is no setting 'release.passed'"),
    ('[release]\nfailed = "wait"', "2:10: release.failed: this is no decision"),
    ('[release]\nfailed = "Go"', "no decision"),
    ("[release]\nfailed = true", "no decision"),
    ('[release]\nfailed = ["go"]', "no decision"),
    ('[release]\nfailed = {critcal = "stop"}', "did you mean 'critical'?"),
    ("[release]\nplace = 3", "2:9: place: write a text"),
    ('[release]\nplace = " "', "write a text"),
    ('[release]\nissuer = "me"', "this is a table"),
    ('[release.issuer]\nnam = "x"', "did you mean 'name'?"),
    ('[release]\nevery_stratum = "no"', "write true or false"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[text for text, _ in BAD])
def test_settings_that_make_no_sense_are_refused_with_their_place(tmp_path, text, told):
    with pytest.raises(SpecErrors) as refused:
        settled(tmp_path, text)

    assert told in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(SpecErrors) as refused:
        settled(tmp_path, 'pths = []\n[release]\nfaild = {}\nerror = "go"\n')

    assert len(refused.value.faults) == 3
