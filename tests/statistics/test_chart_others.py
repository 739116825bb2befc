"""EWMA, CUSUM, run tests, T2, OC curves and run lengths: against definitions, brute force and each other."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from qa_run.statistics.charts import (
    Process,
    c_chart,
    cusum_arl,
    cusum_chart,
    cusum_decision_interval,
    ewma_arl,
    ewma_chart,
    ewma_width,
    oc_c,
    oc_p,
    oc_xbar,
    p_chart,
    process_of_subgroups,
    process_of_values,
    runs_about,
    shewhart_arl,
    t2_chart,
)

NORMAL = np.random.default_rng(11).normal(0, 1, 60)


# EWMA and CUSUM


def test_an_ewma_of_weight_1_is_the_chart_of_single_values() -> None:
    chart = ewma_chart(NORMAL, 1.0, centre=0.0, weight=1)

    assert chart.statistic == pytest.approx(NORMAL)
    assert chart.upper == pytest.approx(np.full(60, 3.0))


def test_exact_limits_of_an_ewma_come_to_the_asymptotic_ones() -> None:
    exact, asymptotic = ewma_chart(NORMAL, 2.0, centre=0.0), ewma_chart(NORMAL, 2.0, centre=0.0, asymptotic=True)

    assert (np.diff(exact.upper) > -1e-15).all()
    assert exact.upper[0] == pytest.approx(3 * 2 * 0.2)
    assert exact.upper[-1] == pytest.approx(asymptotic.upper[0])


def test_the_variance_of_an_ewma_is_carried_through_unequal_sizes() -> None:
    n = np.array([1.0, 4, 9, 2])
    chart = ewma_chart([0.0] * 4, 1.0, n=n, centre=0.0, weight=0.5, nsigmas=1, carried=True)
    weights = [0.5**4, 0.5**3, 0.5**2, 0.5]
    equal = ewma_chart(NORMAL, 1.0, n=3, centre=0.0, carried=True)

    assert chart.upper[-1] == pytest.approx(np.sqrt(sum(w**2 / size for w, size in zip(weights, n, strict=True))))
    assert equal.upper == pytest.approx(ewma_chart(NORMAL, 1.0, n=3, centre=0.0).upper)


@given(st.lists(st.integers(-30, 30), min_size=1, max_size=40), st.sampled_from([0.0, 2.5]))
def test_a_cusum_adds_up_what_exceeds_its_allowance(tenths: list[int], head_start: float) -> None:
    z = np.array(tenths) / 10
    both = cusum_chart(z, 1.0, centre=0.0, head_start=head_start)
    high = low = head_start
    for place, x in enumerate(z):
        high, low = max(0.0, high + x - 0.5), max(0.0, low - x - 0.5)
        assert both.high.statistic[place] == pytest.approx(high, abs=1e-12)
        assert -both.low.statistic[place] == pytest.approx(low, abs=1e-12)
        began = both.high_from[place]
        assert 0 <= began <= place
        assert (both.high.statistic[began:place] > 0).all()
        assert began == 0 or high == 0 or both.high.statistic[began - 1] == 0


def test_a_sum_on_its_decision_interval_does_not_signal() -> None:
    both = cusum_chart([2.5, 2.5, 1.5, 0.6], 1.0, centre=0.0, decision_interval=5, shift=1)

    assert both.high.statistic == pytest.approx([2, 4, 5, 5.1])
    assert both.outside.tolist() == [False, False, False, True]


def test_without_sigma_there_is_no_sum() -> None:
    assert not cusum_chart([4.2] * 5, 0.0).outside.any()
    with pytest.raises(ValueError, match="sigma is 0"):
        cusum_chart([4.2, 4.3], 0.0)


@pytest.mark.parametrize(
    "wrong",
    [{"shift": 0}, {"decision_interval": 0}, {"head_start": -1}, {"head_start": 6}, {"shift": np.nan}],
)
def test_a_cusum_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="needed"):
        cusum_chart(NORMAL, 1.0, **wrong)


@pytest.mark.parametrize("weight", [0, -0.1, 1.1, np.nan])
def test_a_weight_is_above_0_and_at_most_1(weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        ewma_chart(NORMAL, 1.0, weight=weight)
    with pytest.raises(ValueError, match="weight"):
        ewma_arl(weight, 3)


# runs


def test_points_on_the_centre_are_not_useful_and_break_no_run() -> None:
    runs = runs_about([1, 1, 0, 1, -1, 0, -1, 1], 0.0)

    assert (runs.useful, runs.longest, runs.crossings) == (6, 3, 2)


def test_points_that_are_all_on_the_centre_have_no_runs() -> None:
    runs = runs_about([5.0] * 4, 5.0)

    assert (runs.useful, runs.signal) == (0, False)
    assert not runs_about([6.0], 5.0).signal


def test_a_long_run_and_few_crossings_signal() -> None:
    assert runs_about([1] * 12 + [-1] * 12, 0).signal
    assert not runs_about([1, -1] * 12, 0).signal


def test_a_centre_for_each_point() -> None:
    assert runs_about([1, 2, 3], [0, 3, 2]).crossings == 2
    with pytest.raises(ValueError, match="centre"):
        runs_about([1, 2, 3], [0, 1])


# T2


def test_t2_of_one_characteristic_is_the_squared_distance_in_sigmas() -> None:
    values = NORMAL[:, None]
    process = process_of_values(values)

    assert t2_chart(values, process).statistic == pytest.approx(((NORMAL - NORMAL.mean()) / NORMAL.std(ddof=1)) ** 2)


def test_t2_does_not_depend_on_the_units() -> None:
    values = np.random.default_rng(2).normal(0, 1, (40, 3))
    other = values * [1e-9, 1, 1e9] + [5e-8, 6, 7e9]

    assert t2_chart(other, process_of_values(other)).statistic == pytest.approx(
        t2_chart(values, process_of_values(values)).statistic, rel=1e-6
    )


def test_as_many_t2_points_signal_as_the_limit_says() -> None:
    values = np.random.default_rng(4).normal(0, 1, (20000, 4, 2))
    process = process_of_subgroups(values[:2000])

    first = t2_chart(values[:2000].mean(axis=1), process, confidence=0.95)
    assert first.outside.mean() == pytest.approx(0.05, abs=0.012)
    later = t2_chart(values[2000:].mean(axis=1), process, confidence=0.95, future=True)
    assert later.outside.mean() == pytest.approx(0.05, abs=0.006)
    assert not later.estimated
    singles = values[:, 0]
    later = t2_chart(singles, process_of_values(singles[:5000]), confidence=0.9, future=True)
    assert later.outside.mean() == pytest.approx(0.1, abs=0.01)


#: Two characteristics, and two of which one is twice the other.
TWO = process_of_values(np.random.default_rng(0).normal(size=(9, 2)))
DOUBLED = NORMAL[:, None] * [1, 2]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: process_of_values(np.ones((5, 4))), "at least 2 more"),
        (lambda: process_of_values(np.ones(5)), "observations x characteristics"),
        (lambda: process_of_subgroups(np.ones((5, 1, 2))), "one value"),
        (lambda: process_of_subgroups(np.ones((1, 2, 3))), "too few"),
        (lambda: t2_chart([[1.0, np.nan]], TWO), "point 1"),
        (
            lambda: t2_chart([[1.0]], TWO),
            "2 characteristics",
        ),
        (lambda: t2_chart(np.ones((9, 2)), process_of_values(np.ones((9, 2)))), "does not vary"),
        (
            lambda: t2_chart(DOUBLED, process_of_values(DOUBLED)),
            "follows from the others",
        ),
        (lambda: t2_chart(NORMAL[:, None], process_of_values(NORMAL[:, None]), confidence=1), "confidence"),
        (lambda: t2_chart([[1.0]], Process(np.zeros(1), np.eye(1), 2, 1)), "too few"),
        (lambda: t2_chart([[1.0, 1, 1]], Process(np.zeros(3), np.eye(3), 2, 2)), "too few"),
    ],
)
def test_a_process_that_cannot_be_known_is_said(make: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()


# OC curves


@pytest.mark.parametrize("centre", [0.02, 0.1, 0.4])
def test_an_oc_curve_counts_what_its_chart_leaves_unflagged(centre: float) -> None:
    counts = np.arange(51)
    flagged = p_chart(counts, 50, centre=centre).outside
    chart = p_chart([0], 50, centre=centre)
    p = np.array([0, 0.01, 0.1, 0.35, 1])
    mass = np.array([np.exp(_log_binomial(counts, 50, each)) for each in p])

    assert oc_p(p, 50, chart.lower[0], chart.upper[0]) == pytest.approx(mass[:, ~flagged].sum(axis=1), abs=1e-12)


def _log_binomial(x: np.ndarray, n: int, p: float) -> np.ndarray:
    from scipy.special import gammaln, xlog1py, xlogy

    return np.asarray(gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1) + xlogy(x, p) + xlog1py(n - x, -p))


def test_an_oc_curve_of_counts_counts_what_its_chart_leaves_unflagged() -> None:
    counts = np.arange(60)
    flagged = c_chart(counts, centre=16.0).outside
    mass = np.exp(counts * np.log(9.0) - 9 - np.cumsum(np.log(np.maximum(counts, 1))))

    assert c_chart([0], centre=16.0).lower[0] == 4
    assert not flagged[4]
    assert oc_c(9.0, 4.0, 28.0) == pytest.approx(mass[~flagged].sum())
    assert oc_c([0.0], -1.0, 5.0) == pytest.approx([1])


def test_an_oc_curve_starts_at_the_confidence_of_its_limits() -> None:
    assert oc_xbar(0, 5) == pytest.approx(ndtr(3) - ndtr(-3))
    assert oc_xbar(-1.0, 4) == pytest.approx(oc_xbar(1.0, 4))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: oc_xbar(np.nan, 3),
        lambda: oc_p(1.1, 5, 0, 1),
        lambda: oc_p(0.1, 0, 0, 1),
        lambda: oc_p(0.1, 5, 0, 1, edges="none"),  # type: ignore[arg-type]
        lambda: oc_c(-1, 0, 1),
    ],
)
def test_an_oc_curve_of_nothing_is_refused(ask: Any) -> None:
    with pytest.raises(ValueError, match=r"needed|one of|shift is nan"):
        ask()


# run lengths


def test_a_shewhart_chart_runs_for_370_points() -> None:
    assert shewhart_arl() == pytest.approx(370.398, abs=1e-3)
    assert shewhart_arl(shift=1, n=1) == pytest.approx(43.9, abs=0.01)
    assert shewhart_arl(shift=1, n=4) == pytest.approx(shewhart_arl(shift=2))
    assert shewhart_arl(8) == pytest.approx(1 / (2 * ndtr(-8)))
    with pytest.raises(ValueError, match="no probability left"):
        shewhart_arl(60)


def test_an_ewma_of_weight_1_runs_as_long_as_a_shewhart_chart() -> None:
    for shift in (0.0, 0.7, -2.0):
        assert ewma_arl(1, 3, shift) == pytest.approx(shewhart_arl(3, shift), rel=1e-10)
        assert ewma_arl(1, 3, shift, limits="exact") == pytest.approx(shewhart_arl(3, shift), rel=1e-10)


def simulated(step: Any, n: int = 40_000) -> tuple[float, float]:
    """Mean run length of many charts side by side, and its standard error."""
    lengths, alive = np.zeros(n), np.full(n, True)
    for outside in step(n):
        lengths[alive] += 1
        alive &= ~outside
        if not alive.any():
            break
    return float(lengths.mean()), float(lengths.std() / np.sqrt(n))


def test_run_lengths_are_those_of_simulated_charts() -> None:
    random = np.random.default_rng(123)

    def ewma_charts(weight: float, width: float, shift: float, exact: bool) -> Any:
        def steps(n: int) -> Any:
            z, fade = np.zeros(n), 1.0
            while True:
                z = (1 - weight) * z + weight * random.normal(shift, 1, n)
                fade *= (1 - weight) ** 2
                yield np.abs(z) > width * np.sqrt(weight / (2 - weight) * (1 - fade if exact else 1))

        return steps

    def reflected(n: int) -> Any:
        z = np.zeros(n)
        while True:
            z = np.maximum(0, 0.8 * z + 0.2 * random.normal(0.5, 1, n))
            yield z > 2.5 * np.sqrt(0.2 / 1.8)

    def cusum_charts(n: int) -> Any:
        high, low = np.full(n, 2.0), np.full(n, 2.0)
        while True:
            x = random.normal(0.5, 1, n)
            high, low = np.maximum(0, high + x - 0.5), np.maximum(0, low - x - 0.5)
            yield (high > 4) | (low > 4)

    for arl, charts in (
        (ewma_arl(0.2, 2.5, 0.5), ewma_charts(0.2, 2.5, 0.5, False)),
        (ewma_arl(0.1, 2.5, 1.0, limits="exact"), ewma_charts(0.1, 2.5, 1.0, True)),
        (ewma_arl(0.2, 2.5, 0.5, sided="one"), reflected),
        (cusum_arl(0.5, 4, 0.5, head_start=2.0), cusum_charts),
    ):
        mean, error = simulated(charts)
        assert abs(mean - arl) < 4.5 * error


def test_the_longest_runs_keep_their_digits() -> None:
    """In control, a CUSUM runs exp(2k) times longer for each step of h, however far out."""
    assert cusum_arl(1, 30) / cusum_arl(1, 29) == pytest.approx(np.exp(2), rel=1e-9)
    assert ewma_arl(1, 9) == pytest.approx(shewhart_arl(9), rel=1e-12)
    with pytest.raises(ValueError, match="so seldom"):
        ewma_arl(1, 40)


def test_a_head_start_shortens_runs() -> None:
    assert ewma_arl(0.1, 2.7, 1, head_start=1.5) < ewma_arl(0.1, 2.7, 1)
    assert cusum_arl(0.5, 5, 1, head_start=2.5) < cusum_arl(0.5, 5, 1)


def test_two_sides_do_not_mind_the_sign_of_the_shift() -> None:
    assert cusum_arl(0.5, 4, -1) == pytest.approx(cusum_arl(0.5, 4, 1))
    assert ewma_arl(0.2, 2.8, -1) == pytest.approx(ewma_arl(0.2, 2.8, 1))


@pytest.mark.parametrize("sided", ["one", "two"])
def test_critical_values_are_the_inverse_of_run_lengths(sided: Any) -> None:
    h = cusum_decision_interval(0.4, 250, head_start=1.0, sided=sided)
    width = ewma_width(0.15, 250, sided=sided)

    assert cusum_arl(0.4, h, head_start=1.0, sided=sided) == pytest.approx(250, rel=1e-9)
    assert ewma_arl(0.15, width, sided=sided) == pytest.approx(250, rel=1e-9)
    assert ewma_arl(0.15, ewma_width(0.15, 250, limits="exact"), limits="exact") == pytest.approx(250, rel=1e-8)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: cusum_arl(-1, 4),
        lambda: cusum_arl(0.5, 0),
        lambda: cusum_arl(0.5, 4, np.nan),
        lambda: cusum_arl(0.5, 4, head_start=3),
        lambda: cusum_arl(0.5, 4, head_start=5, sided="one"),
        lambda: cusum_arl(0.5, 4, sided="three"),  # type: ignore[arg-type]
        lambda: ewma_arl(0.2, 0),
        lambda: ewma_arl(0.2, 3, head_start=4),
        lambda: ewma_arl(0.2, 3, head_start=-1, sided="one"),
        lambda: ewma_arl(0.2, 3, limits="exact", sided="one"),
        lambda: ewma_arl(0.2, 3, limits="none"),  # type: ignore[arg-type]
        lambda: cusum_decision_interval(0.5, 1),
        lambda: cusum_decision_interval(0.5, np.inf),
        lambda: cusum_decision_interval(0.5, 2, head_start=5.0, sided="one"),
        lambda: ewma_width(0.2, np.nan),
    ],
)
def test_run_lengths_that_cannot_be_are_refused(ask: Any) -> None:
    with pytest.raises(ValueError, match=r"needed|one of|longer than|two sides"):
        ask()
