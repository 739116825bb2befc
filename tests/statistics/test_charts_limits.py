"""Limits: what a baseline keeps, what counts, unequal sizes, and what is no input for a chart."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from attrs import fields

from qa_run.statistics.charts import (
    Chart,
    binomial_overdispersion,
    c_chart,
    cusum_chart,
    ewma_chart,
    factors,
    g_chart,
    individuals_and_moving_ranges,
    individuals_chart,
    laney_p_chart,
    laney_u_chart,
    moving_range_chart,
    np_chart,
    p_chart,
    poisson_overdispersion,
    r_chart,
    run_chart,
    runs_about,
    s_chart,
    t_chart,
    u_chart,
    xbar_chart,
    xbar_r,
    xbar_s,
    xbar_s_by_factors,
)
from qa_run.statistics.spread import (
    c4,
    d2,
    d3,
    of_rows,
    sigma_of_moving_ranges,
    sigma_of_ranges,
    sigma_of_sds,
    sigma_overall,
)

RANDOM = np.random.default_rng(20)


VALUES = RANDOM.normal(50, 2, (30, 4))


OF = of_rows(VALUES)


SINGLE = VALUES.ravel()


SIZES = RANDOM.integers(20, 90, 30)


COUNTS = RANDOM.binomial(SIZES, 0.1)


#: Every chart that estimates, drawn from all points, from a part of them, and again from what it kept.
CHARTS: dict[str, Callable[..., Chart]] = {
    "Xbar": lambda sigma=None, **more: xbar_chart(
        OF.n, OF.mean, sigma or sigma_of_ranges(OF.n, OF.range, counted=more.get("counted")), **more
    ),
    "R": lambda **more: r_chart(OF.n, OF.range, **more),
    "S": lambda **more: s_chart(OF.n, OF.sd, **more),
    "I": lambda **more: individuals_chart(SINGLE[:30], **more),
    "p": lambda sigma=None, **more: p_chart(COUNTS, SIZES, **more),
    "np": lambda sigma=None, **more: np_chart(COUNTS, SIZES, **more),
    "c": lambda sigma=None, **more: c_chart(COUNTS, **more),
    "u": lambda sigma=None, **more: u_chart(COUNTS, SIZES, **more),
    "p'": lambda sigma=None, **more: laney_p_chart(COUNTS, SIZES, sigma_z=sigma, **more),
    "u'": lambda sigma=None, **more: laney_u_chart(COUNTS, SIZES, sigma_z=sigma, **more),
    "g": lambda sigma=None, **more: g_chart(COUNTS + 1, **more),
    "t": lambda **more: t_chart(COUNTS, **more),
    "run": lambda sigma=None, **more: run_chart(SINGLE[:30], **more),
    "EWMA": lambda sigma=None, **more: ewma_chart(
        SINGLE[:30], sigma or sigma_of_moving_ranges(SINGLE[:30], counted=more.get("counted")), **more
    ),
    "CUSUM": lambda sigma=None, **more: (
        cusum_chart(SINGLE[:30], sigma or sigma_of_moving_ranges(SINGLE[:30], counted=more.get("counted")), **more).high
    ),
}


ARRAYS = ("statistic", "centre", "lower", "upper")


@pytest.mark.parametrize("kind", CHARTS)
def test_what_a_baseline_keeps_draws_the_same_limits(kind: str) -> None:
    trial = CHARTS[kind]()
    again = CHARTS[kind](sigma=trial.process_sigma, centre=trial.process_centre)

    assert trial.kind == kind
    assert (trial.estimated, again.estimated) == (True, False)
    for name in ARRAYS:
        assert getattr(again, name) == pytest.approx(getattr(trial, name), rel=1e-12), name


@pytest.mark.parametrize("kind", CHARTS)
def test_points_that_do_not_count_are_drawn_but_do_not_move_the_limits(kind: str) -> None:
    counted = np.arange(30) < 20
    some = CHARTS[kind](counted=counted)
    centre, sigma = some.process_centre, some.process_sigma
    fixed = CHARTS[kind](sigma=sigma, centre=centre)

    assert some.counted.tolist() == counted.tolist()
    assert some.statistic.size == 30
    assert some.process_centre != CHARTS[kind]().process_centre
    for name in ARRAYS:
        assert getattr(some, name) == pytest.approx(getattr(fixed, name), rel=1e-12), name


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize(
    ("counted", "words"),
    [(np.zeros(30, dtype=bool), "no point is left"), ([1] * 30, "true or false"), (np.array([True]), "30 points")],
)
def test_what_counts_is_said_of_every_point_and_of_some(kind: str, counted: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CHARTS[kind](counted=counted)


ONE_COLUMN: dict[str, Callable[[Any], Any]] = {
    "Xbar": lambda x: xbar_chart(5, x, 1.0),
    "R": lambda x: r_chart(5, x),
    "S": lambda x: s_chart(5, x),
    "factors": lambda x: xbar_s_by_factors(5, x, x),
    "I": individuals_chart,
    "MR": moving_range_chart,
    "p": lambda x: p_chart(x, 10),
    "np": lambda x: np_chart(x, 10),
    "c": c_chart,
    "u": lambda x: u_chart(x, 2.5),
    "p'": lambda x: laney_p_chart(x, 10),
    "u'": lambda x: laney_u_chart(x, 2.5),
    "g": g_chart,
    "t": t_chart,
    "run": run_chart,
    "runs": lambda x: runs_about(x, 1.0),
    "EWMA": lambda x: ewma_chart(x, 1.0),
    "CUSUM": lambda x: cusum_chart(x, 1.0),
    "overall": sigma_overall,
    "moving ranges": sigma_of_moving_ranges,
    "binomial": lambda x: binomial_overdispersion(x, 10),
    "Poisson": poisson_overdispersion,
}


@pytest.mark.parametrize("kind", ONE_COLUMN)
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "0 given, at least 1 needed"),
        ([1.0, np.nan, 3.0], "value 2 is nan"),
        ([1.0, 2.0, np.inf], "value 3 is inf"),
        ([[1.0, 2.0]], "one row of numbers"),
        (3.0, "one row of numbers"),
    ],
)
def test_no_chart_is_drawn_of_what_is_no_column_of_numbers(kind: str, values: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ONE_COLUMN[kind](values)


#: Of values that may lie below 0.
SIGNED = {"I", "MR", "Xbar", "run", "runs", "EWMA", "CUSUM", "overall", "moving ranges"}


@pytest.mark.parametrize("kind", sorted(set(ONE_COLUMN) - SIGNED))
def test_what_cannot_be_negative_is_refused_when_it_is(kind: str) -> None:
    with pytest.raises(ValueError, match="2 is -1"):
        ONE_COLUMN[kind]([2.0, -1.0, 3.0])


@pytest.mark.parametrize("kind", sorted(set(ONE_COLUMN) - {"binomial", "Poisson", "runs", "overall", "moving ranges"}))
def test_where_nothing_varies_every_point_is_inside_and_no_number_is_missing(kind: str) -> None:
    drawn = ONE_COLUMN[kind]([1.0] * 8)
    charts = [drawn] if isinstance(drawn, Chart) else [getattr(drawn, side.name) for side in fields(type(drawn))[:2]]
    for chart in charts:
        assert not chart.outside.any()
        assert not any(np.isnan(getattr(chart, name)).any() for name in ARRAYS)


@pytest.mark.parametrize("kind", ["I", "MR", "p'", "u'", "t"])
def test_one_value_has_no_moving_range(kind: str) -> None:
    with pytest.raises(ValueError, match="follow each other"):
        ONE_COLUMN[kind]([1.0])


@pytest.mark.parametrize("kind", ["Xbar", "R", "S", "factors", "p", "np", "c", "u", "g", "run", "EWMA", "CUSUM"])
def test_one_point_is_a_chart_where_its_limits_can_be_known(kind: str) -> None:
    assert ONE_COLUMN[kind]([1.0])


def test_a_known_sigma_draws_a_chart_of_one_value() -> None:
    chart = individuals_chart([13.5], sigma=1.0, centre=10.0)

    assert (chart.lower[0], chart.upper[0], chart.outside[0]) == (7, 13, True)


@pytest.mark.parametrize("n", [0, -2, 2.5, np.nan, [5, 5]])
def test_subgroup_sizes_are_whole_numbers_one_for_each_point(n: Any) -> None:
    with pytest.raises(ValueError, match="subgroup sizes"):
        xbar_chart(n, [1.0, 2.0, 3.0], 1.0)


def test_a_range_needs_two_values_a_mean_does_not() -> None:
    sigma = sigma_of_ranges([1, 4, 4], [0.0, 2, 3])

    assert sigma.value == pytest.approx(2.5 / d2(4))
    assert xbar_chart([1, 4, 4], [9.0, 10, 11], sigma).upper[0] == pytest.approx(93 / 9 + 3 * sigma.value)
    with pytest.raises(ValueError, match="point 1 has 1"):
        r_chart([1, 4, 4], [0.0, 2, 3])
    with pytest.raises(ValueError, match="individual values"):
        sigma_of_sds(1, [0.0, 0.0])


def test_limits_follow_the_factors_of_the_books() -> None:
    pair_r, pair_s, of = xbar_r(4, OF.mean, OF.range), xbar_s(4, OF.mean, OF.sd), factors(4)
    grand, r_bar, s_bar = OF.mean.mean(), OF.range.mean(), OF.sd.mean()

    assert pair_r.level.upper[0] == pytest.approx(grand + of.A2 * r_bar)
    assert pair_r.spread.upper[0] == pytest.approx(of.D4 * r_bar)
    assert pair_s.level.lower[0] == pytest.approx(grand - of.A3 * s_bar)
    assert pair_s.spread.upper[0] == pytest.approx(of.B4 * s_bar)
    assert individuals_chart(SINGLE).upper[0] == pytest.approx(
        SINGLE.mean() + factors(2).E2 * np.abs(np.diff(SINGLE)).mean()
    )


def test_charts_by_factors_are_the_usual_ones_for_equal_sizes() -> None:
    by_factors, usual = xbar_s_by_factors(4, OF.mean, OF.sd), xbar_s(4, OF.mean, OF.sd)

    for one, other in ((by_factors.level, usual.level), (by_factors.spread, usual.spread)):
        assert one.upper == pytest.approx(other.upper)
        assert one.lower == pytest.approx(other.lower)


def test_the_expected_centre_line_moves_with_the_size() -> None:
    chart = r_chart([2, 5], [1.0, 2.0], sigma=2.0)
    trial = r_chart([2, 5], [1.0, 2.0], centre_line="expected")

    assert chart.centre == pytest.approx([2 * d2(2), 2 * d2(5)])
    assert chart.upper == pytest.approx([2 * (d2(n) + 3 * d3(n)) for n in (2, 5)])
    assert trial.centre == pytest.approx([trial.process_sigma * d2(2), trial.process_sigma * d2(5)])
    assert s_chart([2, 5], [1.0, 2.0], sigma=2.0).centre == pytest.approx([2 * c4(2), 2 * c4(5)])


def test_pairs_are_two_charts_of_the_same_points() -> None:
    pair = individuals_and_moving_ranges(SINGLE, span=3)

    assert (pair.level.kind, pair.spread.kind) == ("I", "MR")
    assert pair.spread.statistic.size == SINGLE.size - 2
    assert pair.level.process_sigma == pair.spread.process_sigma


@pytest.mark.parametrize(
    "width", [{"nsigmas": 0}, {"nsigmas": -3}, {"nsigmas": np.inf}, {"confidence": 1}, {"confidence": 0}]
)
@pytest.mark.parametrize("kind", ["Xbar", "R", "S", "I", "p", "np", "c", "u", "g"])
def test_limits_stand_at_a_distance(kind: str, width: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"needed|between 0 and 1"):
        CHARTS[kind](**width)


@pytest.mark.parametrize("sigma", [-1.0, np.nan, np.inf])
def test_a_sigma_that_is_given_is_a_number_from_0(sigma: float) -> None:
    for kind in ("Xbar", "R", "S", "I", "EWMA", "CUSUM", "p'"):
        with pytest.raises(ValueError, match="from 0"):
            CHARTS[kind](sigma=sigma)


@pytest.mark.parametrize(
    ("kind", "centre"), [("p", 1.2), ("np", -0.1), ("c", -1), ("u", np.nan), ("g", 0.5), ("I", np.inf)]
)
def test_a_centre_that_is_given_is_possible(kind: str, centre: float) -> None:
    with pytest.raises(ValueError, match="centre"):
        CHARTS[kind](centre=centre)
