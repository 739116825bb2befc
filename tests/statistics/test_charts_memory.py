"""EWMA and CUSUM charts against their definitions."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from qa_run.statistics.charts import (
    cusum_chart,
    ewma_arl,
    ewma_chart,
)

NORMAL = np.random.default_rng(11).normal(0, 1, 60)


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
def test_a_cusum_adds_up_what_exceeds_its_allowance(eighths: list[int], head_start: float) -> None:
    z = np.array(eighths) / 8  # without rounding, so that a sum is 0 where it should be
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
