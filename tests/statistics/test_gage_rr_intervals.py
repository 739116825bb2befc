"""Intervals of a gage study: how often they hold in studies that are simulated, and what they are where it is known."""

import numpy as np
import pytest
from scipy import stats

from qa_run.statistics.measuring import gage_rr_crossed, gage_rr_nested, mls_interval, mls_ratio_interval

STUDIES = 200
#: Of 200 studies 95 % bounds miss 10; more than 20 would be so in 1 of 1,000 series. MLS is off by a point or two.
LEAST = 0.90


def crossed(rng, parts, operators, times, sd):
    part = np.repeat(np.arange(parts), operators * times)
    who = np.tile(np.repeat(np.arange(operators), times), parts)
    of_part, of_who = rng.normal(0, sd[0], parts), rng.normal(0, sd[1], operators)
    mixed = rng.normal(0, 1, (parts, operators)) * sd[2]
    return part, who, of_part[part] + of_who[who] + mixed[part, who] + rng.normal(0, sd[3], part.size)


def nested(rng, parts, operators, times, sd):
    who = np.repeat(np.arange(operators), parts * times)
    part = np.tile(np.repeat(np.arange(parts), times), operators)
    of_part, of_who = rng.normal(0, sd[0], (operators, parts)), rng.normal(0, sd[1], operators)
    return part, who, of_part[who, part] + of_who[who] + rng.normal(0, sd[3], part.size)


@pytest.mark.parametrize(
    ("made", "shape", "sd"),
    [
        (crossed, (10, 3, 3), (3, 0.3, 0.2, 0.5)),
        (crossed, (5, 2, 2), (2, 0.1, 0, 1)),
        (crossed, (10, 3, 3), (0.1, 0.5, 0.5, 1)),
        (nested, (5, 3, 3), (2, 0.5, 0, 0.5)),
    ],
)
def test_each_bound_holds_as_often_as_it_says(made, shape, sd):
    rng = np.random.default_rng(2003)
    gage, part = sum(each**2 for each in sd[1:]), sd[0] ** 2
    truth = {"pct": 100 * (gage / (gage + part)) ** 0.5, "gage": gage, "part": part}
    held = dict.fromkeys([(name, end) for name in truth for end in ("lower", "upper")], 0)
    for _ in range(STUDIES):
        columns = made(rng, *shape, sd)
        if made is nested:
            found = gage_rr_nested(*columns, confidence=0.9)
        else:
            found = gage_rr_crossed(*columns, confidence=0.9, drop_interaction_above=1)
        ends = {
            "pct": (found.gage.pct_lower, found.gage.pct_upper),
            "gage": (found.gage.lower, found.gage.upper),
            "part": (found.part.lower, found.part.upper),
        }
        for name, (lower, upper) in ends.items():
            held[name, "lower"] += lower <= truth[name]
            held[name, "upper"] += upper >= truth[name]

    assert min(held.values()) / STUDIES >= LEAST, held


def test_the_bounds_of_shares_and_categories_go_together():
    part, who, value = crossed(np.random.default_rng(1), 10, 3, 3, (3, 0.3, 0.2, 0.5))

    found = gage_rr_crossed(part, who, value)

    low, high = ((100 / each) ** 2 - 1 for each in (found.gage.pct_upper, found.gage.pct_lower))
    assert found.gage.pct_lower < found.gage.pct_study_variation < found.gage.pct_upper
    assert found.part.pct_lower == pytest.approx((100**2 - found.gage.pct_upper**2) ** 0.5)
    assert found.ndc_lower == int(1.41 * low**0.5) <= found.ndc <= found.ndc_upper == int(1.41 * high**0.5)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.99])
def test_the_ratio_of_two_mean_squares_is_bounded_by_f(confidence):
    """MS1 / MS2 over E[MS1] / E[MS2] is F, exactly."""
    found = mls_ratio_interval([1, 0], [0, 1], [3.0, 2.0], [7, 11], confidence)

    ends = stats.f.ppf([(1 + confidence) / 2, (1 - confidence) / 2], 7, 11)
    assert found == pytest.approx(tuple(1.5 / ends), rel=1e-9)


def test_a_ratio_whose_denominator_may_be_zero_has_no_end():
    lower, upper = mls_ratio_interval([1, 0], [-0.5, 0.5], [3.0, 3.1], [4, 3])

    assert lower >= 0
    assert upper == float("inf")


def test_a_variance_is_bounded_from_zero_on_as_before():
    assert mls_interval([1, -1], [1.0, 5.0], [5, 5])[0] == 0
    assert mls_ratio_interval([1, -1], [0, 1], [1.0, 50.0], [50, 50]) == (0.0, 0.0)
