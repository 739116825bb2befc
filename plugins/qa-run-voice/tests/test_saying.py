"""The two criteria, as procedures write them."""

from collections.abc import Callable

import pytest
from qa_run import SpecErrors, Verdict
from qa_run.testing import conformance

from qa_run_voice.saying import NeverSays, Says

Judge = Callable[..., Verdict]


@pytest.mark.parametrize("criterion", [NeverSays, Says])
def test_a_criterion_passes_the_conformance_kit(criterion: type) -> None:
    conformance(criterion)


def test_a_language_for_all(judge: Judge) -> None:
    verdict = judge("u: {says: {language: it, any_of: [thanks]}}", "u", "Grazie.", "Non la ringrazio.", "Fatto.")

    assert (verdict.requirement, dict(verdict.buckets.findings)) == ("says thanks in Italian", {"thanks not said": 2})


def test_a_language_for_each(judge: Judge) -> None:
    written = "u: {never_says: {language: {column: lang}, any_of: [insult, dismissive]}}"
    verdict = judge(written, "u|lang", "Sicuro.|it", "Sicuro.|pl", "You idiot|en-GB", "Danke|de", "Prego|")

    assert verdict.requirement == "never says insult or dismissive in the language of lang"
    assert dict(verdict.buckets.findings) == {
        "insult said": 1, "dismissive said": 1, "cannot be judged: lang": 2,
    }  # fmt: skip


def test_each_of_all_has_a_finding_of_its_own(judge: Judge) -> None:
    written = "u: {says: {language: en, all_of: [thanks, goodbye]}}"
    verdict = judge(written, "u", "Thanks, bye.", "Thank you.", "Goodbye.", "")

    assert dict(verdict.buckets.findings) == {"thanks not said": 1, "goodbye not said": 1}
    assert verdict.buckets.missing == 1


def test_one_of_several_will_do(judge: Judge) -> None:
    verdict = judge("u: {says: {language: pl, any_of: [welcome, casual]}}", "u", "Proszę.", "Spoko", "No jasne.")

    assert dict(verdict.buckets.findings) == {"none of welcome, casual said": 1}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("says: {language: de, any_of: [thanks]}", r"4:24: language de has no pack: write one of en, it, pl"),
        ("says: {language: Italian, any_of: [thanks]}", "did you mean it"),
        ("says: {language: en-GB, any_of: [thanks]}", "did you mean en"),
        ("never_says: {language: en, any_of: [insults]}", "did you mean 'insult'"),
        ("never_says: {language: en, any_of: []}", "the list 'any_of' is empty"),
        ("never_says: {language: en}", "the key 'any_of' is missing"),
        ("says: {language: en}", "write either any_of or all_of"),
        ("says: {language: en, any_of: [thanks], all_of: [goodbye]}", "write either any_of or all_of"),
        ("says: thanks", "language thanks has no pack"),
    ],
)
def test_what_cannot_be_meant_is_refused(judge: Judge, written: str, message: str) -> None:
    with pytest.raises(SpecErrors, match=message):
        judge(f"u: {{{written}}}", "u", "Thanks.")
