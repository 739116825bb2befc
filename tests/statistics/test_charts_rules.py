"""Rules against a reader who goes from point to point; ties, ends, exclusions, phases and odd charts."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from comparing import places
from hypothesis import given, strategies as st

from qa_run.statistics.charts import (
    AIAG,
    JURAN,
    NELSON,
    RULE_SETS,
    WESTERN_ELECTRIC,
    Alternating,
    Beyond,
    Mixture,
    Outside,
    Rule,
    Run,
    Stratification,
    Trend,
    c_chart,
    cusum_chart,
    ewma_chart,
    individuals_chart,
    p_chart,
    phases,
    run_chart,
    signals,
    signals_among,
    signals_of,
    standing,
    xbar_chart,
)
from qa_run.statistics.spread import of_rows, sigma_of_ranges


def by_hand(z: list[float], rule: Rule) -> list[bool]:
    """The rule, read out loud: for every point the points up to it are looked at one by one."""
    found = []
    for end in range(1, len(z) + 1):
        last = z[max(0, end - getattr(rule, "length", 1)) : end]
        full = len(last) == getattr(rule, "length", 1)
        steps = [two - one for one, two in pairwise(last)]
        match rule:
            case Beyond(number=number, zones=k):
                hit = any(last[-1] * side > k and sum(x * side > k for x in last) >= number for side in (1, -1))
            case Run():
                hit = all(x > 0 for x in last) or all(x < 0 for x in last)
            case Trend():
                hit = all(step > 0 for step in steps) or all(step < 0 for step in steps)
            case Alternating():
                hit = all(one * two < 0 for one, two in pairwise(steps))
            case Stratification(zones=k):
                hit = all(abs(x) <= k for x in last)
            case Mixture(zones=k):
                hit = all(abs(x) > k for x in last) and max(last) > 0 > min(last)
            case _:
                hit = abs(last[-1]) > 3
        found.append(full and hit)
    return found


#: Quarters: so that ties with the centre, the zones, the limits and the point before come up often.
QUARTERS = st.integers(-14, 14).map(lambda number: number / 4)
CUSTOM = (Beyond(1, 1, 2.5), Beyond(3, 3, 0.5), Beyond(3, 7, 1.5), Run(4), Trend(2), Trend(4), Alternating(3))
SHORT = (Alternating(5), Stratification(3, 1.25), Stratification(1, 0.5), Mixture(2, 1), Mixture(4, 0.75), Run(1))


@given(st.lists(QUARTERS, min_size=1, max_size=40))
def test_rules_find_what_a_reader_finds(z: list[float]) -> None:
    rules = (*NELSON, *WESTERN_ELECTRIC, *JURAN, *AIAG, *CUSTOM, *SHORT)
    flags = signals(individuals_chart(z, sigma=1.0, centre=0.0), rules).flags

    for rule, flagged in zip(rules, flags, strict=True):
        assert flagged.tolist() == by_hand(z, rule), str(rule)


@given(st.lists(QUARTERS, min_size=2, max_size=30))
def test_what_is_on_a_line_is_so_in_any_unit(z: list[float]) -> None:
    """0.1, 0.3 and their like are no binary numbers; a point on a limit is on it all the same."""
    plain = signals(individuals_chart(z, sigma=1.0, centre=0.0), NELSON).flags
    values = [round(10 + x / 10, 12) for x in z]

    assert (signals(individuals_chart(values, sigma=0.1, centre=10.0), NELSON).flags == plain).all()


def test_means_of_the_same_values_are_the_same_mean() -> None:
    """However they are summed: 20 subgroups of the same values are no run on one side."""
    values = [0.1, 0.7, 0.3, 1.1, 0.2]
    rows = [np.roll(values, turn) for turn in range(20)]
    of = of_rows(rows)
    chart = xbar_chart(of.n, of.mean + np.tile([0, 3e-17], 10), sigma_of_ranges(of.n, of.range))

    assert not signals(chart, (Run(2), Trend(2), Alternating(3))).any.any()


def test_every_point_has_its_own_zones() -> None:
    """0.3 is beyond 2 sigma for 100 items, and not for 10."""
    chart = p_chart([30, 3, 30, 3, 30], [100, 10, 100, 10, 100], centre=0.2)

    assert places(signals(chart, [Beyond(1, 1, 2)]).flags[0]) == [1, 3, 5]


def test_zones_are_thirds_of_the_way_to_the_limits() -> None:
    chart = individuals_chart([0, 1.5, 1.5, 0], sigma=1.0, centre=0.0, nsigmas=2)

    assert places(signals(chart, [Beyond(2, 3, 2)]).flags[0]) == [3]


def test_probability_limits_bound_rule_1_and_leave_zones_at_sigma() -> None:
    chart = c_chart([10, 18, 17, 19], centre=9.0, confidence=0.99)
    assert chart.upper[0] == 18

    assert places(signals(chart, [Outside()]).flags[0]) == [4]
    assert places(signals(chart, [Beyond(2, 3, 2)]).flags[0]) == [3, 4]


def test_excluded_points_flag_nothing_and_join_their_neighbours() -> None:
    chart = individuals_chart([1, 1, 9, 1, 1, -1], sigma=1.0, centre=0.0)
    hit = signals(chart, (Outside(), Run(4)), excluded=np.arange(6) == 2)

    assert places(hit.flags[0]) == []
    assert places(hit.flags[1]) == [5]


def test_when_all_points_are_excluded_none_signals() -> None:
    chart = individuals_chart([9.0, 9.0], sigma=1.0, centre=0.0)

    assert not signals(chart, NELSON, excluded=np.array([True, True])).any.any()


@pytest.mark.parametrize("excluded", [[0, 1], np.array([True]), np.array([[True, False]])])
def test_excluded_points_are_named_one_by_one(excluded: Any) -> None:
    with pytest.raises(ValueError, match="true or false for each of the 2 points"):
        signals(individuals_chart([1.0, 2.0], sigma=1.0), NELSON, excluded=excluded)


def test_many_charts_are_searched_at_once() -> None:
    values = np.random.default_rng(7).normal(0, 1.2, (6, 80)).round(1)
    at_once = signals_among(standing(values, np.zeros((6, 1)), np.ones((6, 1)), np.abs(values) > 3), NELSON).flags

    assert at_once.shape == (8, 6, 80)
    for place, row in enumerate(values):
        assert (at_once[:, place] == signals(individuals_chart(row, sigma=1.0, centre=0.0), NELSON).flags).all()


def test_the_first_rule_is_told_as_qcc_3_tells_it() -> None:
    hit = signals(individuals_chart([4, 2.5, 4, 0], sigma=1.0, centre=0.0), WESTERN_ELECTRIC)

    assert hit.first.tolist() == [1, 0, 1, 0]
    assert hit.points(2).tolist() == [2]
    assert hit.any.tolist() == [True, False, True, False]


def test_no_rule_no_signal() -> None:
    hit = signals(individuals_chart([9.0, -9.0]), ())

    assert hit.flags.shape == (0, 2)
    assert hit.first.tolist() == [0, 0]


def test_where_nothing_varies_nothing_signals() -> None:
    assert not signals(individuals_chart([0.1] * 30), NELSON[:6]).any.any()


def test_where_nothing_should_vary_a_point_off_the_centre_is_beyond_everything() -> None:
    chart = individuals_chart([5, 5, 5.1, 4.9, 5], sigma=0.0, centre=5.0)
    flags = signals(chart, (Outside(), Beyond(1, 1, 1000), Stratification(1, 1))).flags

    assert places(flags[0]) == places(flags[1]) == [3, 4]
    assert places(flags[2]) == [1, 2, 5]


def test_a_run_chart_has_runs_but_no_zones() -> None:
    chart = run_chart([1, 2, 3, 4, 9, 9, 9, 9, 9])

    assert places(signals(chart, (Run(4), Trend(4), Outside())).flags[1]) == [4, 5]
    with pytest.raises(ValueError, match="no sigma"):
        signals(chart, NELSON)


def test_charts_with_a_memory_take_their_limits_as_the_only_rule() -> None:
    chart = ewma_chart([0.0, 0, 9, 9], 1.0, centre=0.0)

    assert places(signals(chart, [Outside()]).flags[0]) == [3, 4]
    with pytest.raises(ValueError, match="EWMA"):
        signals(chart, NELSON)
    with pytest.raises(ValueError, match="CUSUM"):
        signals(cusum_chart([0.0, 1], 1.0).high, [Run(8)])


@pytest.mark.parametrize(
    "make",
    [
        lambda: Run(0),
        lambda: Run(2.5),
        lambda: Trend(1),
        lambda: Alternating(2),
        lambda: Beyond(4, 3, 1),
        lambda: Beyond(0, 3, 1),
        lambda: Beyond(1, 1, 0),
        lambda: Beyond(1, 1, float("nan")),
        lambda: Mixture(8, float("inf")),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(make: Any) -> None:
    with pytest.raises(ValueError, match=r"needed|more than there are"):
        make()


def test_rules_say_what_they_look_for() -> None:
    assert [str(rule) for rule in WESTERN_ELECTRIC] == [
        "a point beyond the control limits",
        "2 of 3 points beyond 2 sigma on one side",
        "4 of 5 points beyond 1 sigma on one side",
        "8 points in a row on one side of the centre",
    ]
    assert {name: len(rules) for name, rules in RULE_SETS.items()} == {
        "western electric": 4, "nelson": 8, "aiag": 8, "juran": 6, "qcc": 4,
    }  # fmt: skip


def test_no_pattern_runs_from_one_phase_into_the_next() -> None:
    values = np.array([1.0, 1, 1, 1, 1, 1])
    parts = phases("aaabbb", lambda where: individuals_chart(values[where], sigma=1.0, centre=0.0))
    hit = signals_of(parts, (Run(3), Run(4)))

    assert [(part.label, part.points) for part in parts] == [("a", slice(0, 3)), ("b", slice(3, 6))]
    assert places(hit.flags[0]) == [3, 6]
    assert places(hit.flags[1]) == []


def test_points_are_excluded_within_their_phase() -> None:
    values = np.array([1.0, 1, 9, 1, 1, 1])
    parts = phases([1, 1, 1, 1, 2, 2], lambda where: individuals_chart(values[where], sigma=1.0, centre=0.0))
    left_out = np.array([False, False, True, False, False, False])

    assert places(signals_of(parts, [Run(3)], excluded=left_out).flags[0]) == [4]


def test_a_phase_that_comes_back_needs_another_name() -> None:
    with pytest.raises(ValueError, match="comes back at point 3"):
        phases("aba", lambda where: run_chart([1.0]))
    with pytest.raises(ValueError, match="no point"):
        phases([], lambda where: run_chart([1.0]))
