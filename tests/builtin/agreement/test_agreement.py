"""Agreement as a requirement, against the numbers of the statistics and of books."""

from typing import Any

import numpy as np
import pytest

from qa_run import Outcome
from qa_run.builtin.agreement.agreement import Agreement
from qa_run.statistics.agreement import attribute_agreement, cohen_kappa
from qa_run.testing import judge_values
from qa_run.testing.judging import as_written
from qa_run.testing.layouts import layouts

#: 50 decisions of two people: 20 both yes, 15 both no, 5 and 10 apart: observed .7, by chance .5, kappa .4.
ONE = ["yes"] * 25 + ["no"] * 25
OTHER = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15


def judged(written: dict[str, Any], values: list[Any], *, engine: str = "", **columns: list[Any]) -> Any:
    return judge_values(as_written(Agreement, written), values, columns=columns, engine=engine)


def long(table: list[str]) -> dict[str, list[Any]]:
    """A row for each rating of a table: a text for each item, a letter for each rater and trial."""
    return {"on": [f"P{item}" for item, row in enumerate(table) for _ in row]}


@pytest.mark.parametrize("engine", [layout.name for layout in layouts()])
def test_two_columns_side_by_side_on_every_engine(engine: str) -> None:
    found = judged({"with": "other", "kappa": {"lower": 0.4}}, ONE, other=OTHER, engine=engine)

    assert found.outcome is Outcome.PASSED
    assert found.measured["kappa"] == pytest.approx(0.4)
    assert found.items == ()


def test_the_items_on_which_they_differ_are_shown() -> None:
    found = judged({"with": "other", "percent": {"lower": "90 %"}}, ["a", "b", "a"], other=["a", "a", "b"])

    assert found.outcome is Outcome.FAILED
    assert found.measured["percent"] == pytest.approx(1 / 3)
    assert [(each.item, each.value) for each in found.items] == [("2", "b"), ("3", "a")]
    assert found.items[0].finding == "the recorded one b; other a"


def test_a_stray_space_is_no_other_opinion() -> None:
    found = judged({"with": "other", "percent": {"lower": "100 %"}}, ["ok", "ok "], other=[" ok", "ok"])

    assert found.outcome is Outcome.PASSED


def test_the_bound_is_judged_with_confidence() -> None:
    found = judged({"with": "other", "kappa": {"lower": 0.3}, "confidence": "95 %"}, ONE, other=OTHER)

    assert found.outcome is Outcome.FAILED
    error = cohen_kappa(ONE, OTHER).standard_error
    assert found.measured["kappa_lower"] == pytest.approx(0.4 - 1.644854 * error, rel=1e-6)
    assert "(its bound" in found.message


def test_of_several_the_pair_that_agrees_least_counts() -> None:
    columns = {"b": ["y", "y", "n", "n", "y", "n"], "c": ["n", "y", "n", "n", "y", "y"]}
    found = judged({"with": ["b", "c"], "kappa": {"lower": 0.7}}, ["y", "y", "n", "n", "y", "n"], **columns)

    assert found.outcome is Outcome.FAILED
    assert "kappa of the recorded one and c 0.3333, not met; 6 items, 3 raters" in found.message


LONG = ["aabb", "aaab", "bbbb", "bbba", "aaaa", "bbbb"]
RATED = [rating for row in LONG for rating in row]
WHO = ["Ann", "Ann", "Ben", "Ben"] * len(LONG)


def test_within_each_is_held_against_their_own_trials() -> None:
    written = {"rater": "who", "on": "on", "compare": "within", "percent": {"lower": "80 %"}}
    found = judged(written, RATED, who=WHO, **long(LONG))

    assert found.outcome is Outcome.FAILED
    assert "all alike of Ben 66.67 %, not met; 6 items, 2 raters, 2 trials" in found.message
    assert [each.finding for each in found.items] == ["Ann a; Ben a, b", "Ann b; Ben b, a"]
    assert [each.item for each in found.items] == ["P1", "P3"]


def test_between_is_the_attribute_study_of_all_trials() -> None:
    columns = long(LONG)
    written = {"rater": "who", "on": "on", "percent": {"lower": "1 %"}, "fleiss": {"lower": 0}}
    found = judged(written, RATED, who=WHO, **columns)
    study = attribute_agreement(columns["on"], WHO, RATED)

    assert found.measured["fleiss"] == pytest.approx(study.between.kappa.kappa)
    assert found.measured["percent"] == pytest.approx(study.between.matched.percent / 100)


def test_against_a_standard_as_in_the_attribute_study() -> None:
    columns = long(LONG) | {"truth": [right for right in "abbbab" for _ in range(4)]}
    written = {
        "rater": "who", "on": "on", "standard": "truth", "percent": {"lower": "1 %"}, "fleiss": {"lower": -1},
    }  # fmt: skip
    found = judged(written, RATED, who=WHO, **columns)
    study = attribute_agreement(columns["on"], WHO, RATED, standard=columns["truth"])

    assert found.measured["fleiss"] == pytest.approx(min(each.fleiss for each in study.against_standard))
    assert found.measured["percent"] == pytest.approx(
        min(each.matched.percent for each in study.against_standard) / 100
    )


def test_kappa_against_a_standard_pools_the_trials_as_aiag_does() -> None:
    columns = long(LONG) | {"truth": [right for right in "abbbab" for _ in range(4)]}
    written = {"rater": "who", "on": "on", "standard": "truth", "kappa": {"lower": -1}}
    found = judged(written, RATED, who=WHO, **columns)
    ben = [(rating, truth) for rating, who, truth in zip(RATED, WHO, columns["truth"], strict=True) if who == "Ben"]
    observed = np.mean([rating == truth for rating, truth in ben])
    shares = [np.mean([pair[side] == "a" for pair in ben]) for side in (0, 1)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])

    assert found.measured["kappa"] == pytest.approx((observed - chance) / (1 - chance))


def test_a_standard_alone_judges_the_recorded_column() -> None:
    found = judged({"standard": "truth", "percent": {"lower": "100 %"}}, ["a", "b"], truth=["a", "a"])

    assert found.outcome is Outcome.FAILED
    assert found.items[0].finding == "the recorded one b; the standard a"


def test_numbers_and_grades() -> None:
    grades, others = ["1", "2", "10", "3", "2"], ["1", "3", "10", "3", "2"]
    concordance = judged({"with": "other", "kendall": {"lower": 0.9}}, grades, other=others)
    correlation = judged({"with": "other", "icc": {"lower": 0.9}}, grades, other=others)
    weighted = judged({"with": "other", "kappa": {"lower": 0.8}, "weights": "linear"}, grades, other=others)

    assert concordance.outcome is correlation.outcome is weighted.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("written", "values", "columns", "told"),
    [
        ({"with": "o", "kappa": {"lower": 0.7}}, ["a"] * 5, {"o": ["a"] * 5}, "all ratings are of one category"),
        ({"with": "o", "kappa": {"lower": 0.7}}, ["a"] * 5, {"o": ["a"] * 5}, "look at percent"),
        ({"with": "o", "kappa": {"lower": 0.7}}, ["a"], {"o": ["a"]}, "1 items were rated by enough raters"),
        ({"with": "o", "percent": {"lower": "1 %"}}, ["a", "b"], {"o": ["a", None]}, "1 of 2 have no o: complete them"),
        ({"with": "o", "kendall": {"lower": 0}}, ["a", "b"], {"o": ["a", "b"]}, "grades need their order"),
        (
            {"with": "o", "kappa": {"lower": 0}, "categories": ["a", "b"]}, ["a", "c"], {"o": ["a", "b"]},
            "'c' was rated and is none of the categories a, b",
        ),
        (
            {"with": "o", "kappa": {"lower": 0}, "confidence": "95 %"}, ["a", "b"], {"o": ["a", "b"]},
            "no bound is known for kappa here",
        ),
        ({"with": "o", "icc": {"lower": 0}}, ["1", "2"], {"o": ["1", "2"]}, "the raters do not differ at all"),
        (
            {"rater": "o", "on": "p", "kappa": {"lower": 0}}, ["a", "b"], {"o": ["Ann"] * 2, "p": ["1", "2"]},
            "Ann rated alone: agreement needs a second rater",
        ),
        (
            {"rater": "o", "on": "p", "kappa": {"lower": 0}, "compare": "within"}, ["a", "b"],
            {"o": ["Ann", "Ben"], "p": ["1", "1"]}, "agreement with oneself needs a second trial",
        ),
        (
            {"rater": "o", "on": "p", "kappa": {"lower": 0}}, ["a", "b", "a"],
            {"o": ["Ann", "Ben", "Ann"], "p": ["1", "1", "2"]}, "Ben rated 2 not at all, where once is usual",
        ),
        (
            {"rater": "o", "on": "p", "standard": "s", "kappa": {"lower": 0}}, ["a", "b"],
            {"o": ["Ann", "Ben"], "p": ["1", "1"], "s": ["a", "b"]}, "1 has two different standards",
        ),
    ],
)  # fmt: skip
def test_what_shows_nothing_is_not_inspected(written: Any, values: Any, columns: Any, told: str) -> None:
    found = judged(written, values, **columns)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert told in found.message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"with": "o"}, "requires one of percent, kappa"),
        ({"kappa": {"lower": 0.7}}, "needs with: COLUMN"),
        ({"with": "o", "rater": "r", "kappa": {"lower": 0.7}}, "side by side"),
        ({"with": "o", "on": "p", "kappa": {"lower": 0.7}}, "side by side"),
        ({"with": "o", "compare": "within", "kappa": {"lower": 0.7}}, "within needs rater"),
        ({"with": "o", "compare": "standard", "kappa": {"lower": 0.7}}, "needs standard: COLUMN"),
        ({"with": "o", "icc": {"lower": 0.7}, "kappa": {"lower": 0.7}}, "write a requirement for each"),
        ({"with": "o", "kendall": {"lower": 0.7}, "confidence": "95 %"}, "no interval is known for kendall"),
        ({"with": "o", "ac1": {"lower": 0.7}, "weights": "linear"}, "weights are those of kappa"),
        ({"with": "o", "ac1": {"lower": 0.7}, "categories": ["a", "a"]}, "one is named twice"),
        ({"with": "o", "percent": {"lower": 90}}, "write 90 %"),
    ],
)
def test_what_cannot_be_meant_is_refused(written: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        as_written(Agreement, written)
