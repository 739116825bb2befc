"""Matches, attribute studies and wrong decisions."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from qa_run.statistics.agreement import (
    attribute_agreement,
    decision_errors,
    percent_agreement,
)
from qa_run.statistics.agreement.percent import matched_of


def test_matches_have_exact_intervals() -> None:
    wanted = stats.binomtest(7, 9).proportion_ci(0.9, "exact")
    found = matched_of(7, 9, 0.9)

    assert (found.lower / 100, found.upper / 100) == pytest.approx((wanted.low, wanted.high), rel=1e-9)
    assert (matched_of(0, 5).lower, matched_of(5, 5).upper) == (0, 100)
    for wrong in ((0, 0), (-1, 5), (6, 5)):
        with pytest.raises(ValueError, match=r"nothing to compare|count is -1|count: more"):
            matched_of(*wrong)


def test_numbers_within_a_tolerance_agree() -> None:
    ratings = [[1.0, 1.4, 1.2], [2.0, 3.0, 2.0], [5.0, 5.5, 5.0]]

    assert percent_agreement(ratings, tolerance=0.5).matched == 2
    with pytest.raises(ValueError, match="numbers"):
        percent_agreement([["a", "b"]], tolerance=1)
    with pytest.raises(ValueError, match="0 or more"):
        percent_agreement(ratings, tolerance=-1)
    with pytest.raises(ValueError, match="nothing to compare"):
        percent_agreement([["a", None]])


def study(**changes: Any) -> dict[str, Any]:
    """Three items, two appraisers, two trials; B calls item 2 differently the second time."""
    rows = [(i, a) for a in "AB" for _ in range(2) for i in range(3)]
    rating = ["ok", "nok", "ok"] * 3 + ["ok", "nok", "nok"]
    laid = {"item": [i for i, _ in rows], "appraiser": [a for _, a in rows], "rating": rating}
    return laid | {"standard": ["ok", "nok", "ok"] * 4} | changes


def test_a_study_of_two_appraisers_shows_who_differs() -> None:
    found = attribute_agreement(**study(), ordinal=True)

    assert (found.items, found.appraisers, found.trials) == (3, ("A", "B"), 2)
    assert [each.matched.matched for each in found.within] == [3, 2]
    assert [each.matched.matched for each in found.against_standard] == [3, 2]
    assert found.between is not None
    assert found.all_against_standard is not None
    assert found.between.matched.matched == found.all_against_standard.matched.matched == 2
    assert found.against_standard[0].fleiss == found.against_standard[0].cohen == found.against_standard[0].tau == 1
    assert found.within[0].concordance is not None
    assert found.within[0].concordance.w == 1
    assert found.between.kappa is not None
    means = np.mean([each.fleiss for each in found.against_standard if each.fleiss is not None])
    assert found.all_against_standard.fleiss == pytest.approx(means)


def test_a_study_in_which_all_is_one_category_has_matches_and_no_kappa() -> None:
    found = attribute_agreement(**study(rating=["ok"] * 12, standard=["ok"] * 12), ordinal=True)

    assert found.between is not None
    assert found.between.matched.percent == 100
    assert found.between.kappa is found.between.concordance is found.within[0].kappa is None
    assert found.against_standard[0].fleiss is found.against_standard[0].cohen is None


def test_a_standard_that_nobody_ever_chose_is_matched_by_nobody() -> None:
    found = attribute_agreement(**study(standard=["scrap", "nok", "ok"] * 4))

    assert [each.matched.matched for each in found.against_standard] == [2, 1]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rating": [None, *["ok"] * 11]}, "one of the ratings is missing"),
        ({"item": range(11)}, "give one of each a rating"),
        ({"item": [0, 0, 2] * 4}, "equally often"),
        ({"standard": ["ok", "nok", "ok"] * 3 + ["ok", "ok", "ok"]}, "item 1 has two different standards"),
        ({"standard": ["ok"]}, "repeat the standard"),
        ({"item": []}, "one list of labels"),
        ({"categories": ["ok"]}, "'nok' was rated"),
    ],
)
def test_a_study_that_is_none_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        attribute_agreement(**study(**changes))


def test_one_rating_each_of_one_appraiser_compares_nothing() -> None:
    with pytest.raises(ValueError, match="nothing can be compared"):
        attribute_agreement([1, 2], ["A", "A"], ["ok", "nok"])


def test_wrong_decisions_are_told_apart() -> None:
    standard = ["nok"] * 4 + ["ok"] * 6
    rating = ["nok", "nok", "nok", "ok", "ok", "ok", "ok", "ok", "nok", "nok"]
    found = decision_errors(standard, rating, nonconforming="nok")

    assert found.misses is not None
    assert found.false_alarms is not None
    assert (found.misses.matched, found.misses.items) == (1, 4)
    assert (found.false_alarms.matched, found.false_alarms.items) == (2, 6)
    assert found.effective.percent == 70
    assert decision_errors(["ok"], ["nok"], nonconforming="nok").misses is None
    assert decision_errors(["nok"], ["nok"], nonconforming="nok").false_alarms is None
    with pytest.raises(ValueError, match="occurs neither"):
        decision_errors(standard, rating, nonconforming="bad")
    with pytest.raises(ValueError, match="is missing"):
        decision_errors(["ok", None], ["ok", "ok"], nonconforming="ok")
