"""Exact limits: they hold what they promise."""

import numpy as np
import pytest
from scipy.special import bdtr, ndtr, pdtr

from qa_run.statistics.charts import (
    g_chart,
    individuals_chart,
    np_chart,
    r_chart,
    s_chart,
    u_chart,
)
from qa_run.statistics.spread import (
    of_rows,
)

RANDOM = np.random.default_rng(20)
VALUES = RANDOM.normal(50, 2, (30, 4))
SINGLE = VALUES.ravel()


def test_confidence_in_place_of_sigmas_is_the_normal_quantile() -> None:
    chart = individuals_chart(SINGLE, confidence=float(ndtr(3) - ndtr(-3)))

    assert chart.upper == pytest.approx(individuals_chart(SINGLE).upper)
    assert "99.73 % within" in chart.convention


def test_exact_limits_of_ranges_and_deviations_hold_what_they_promise() -> None:
    values = np.random.default_rng(8).normal(0, 1, (20000, 5))
    of = of_rows(values)

    assert r_chart(5, of.range, confidence=0.95).outside.mean() == pytest.approx(0.05, abs=0.006)
    assert s_chart(5, of.sd, confidence=0.95).outside.mean() == pytest.approx(0.05, abs=0.006)


@pytest.mark.parametrize("confidence", [0.5, 0.9973])
@pytest.mark.parametrize("centre", [0.0, 0.004, 0.3, 1.0])
def test_exact_limits_hold_what_they_promise_and_not_a_count_more(centre: float, confidence: float) -> None:
    n = np.array([1.0, 7, 50, 4000])
    binomial = np_chart([0, 0, 0, 0], n, centre=centre, confidence=confidence)
    poisson = u_chart([0, 0, 0, 0], n, centre=centre, confidence=confidence)
    tail = (1 - confidence) / 2
    for chart, lower, upper, below in (
        (binomial, binomial.lower, binomial.upper, lambda x: bdtr(x, n.astype(int), centre)),
        (poisson, poisson.lower * n, poisson.upper * n, lambda x: pdtr(x, centre * n)),
    ):
        lower, upper = np.rint(lower), np.rint(upper)
        assert (below(upper) >= 1 - tail - 1e-12).all(), chart.kind
        assert (np.where(upper > 0, below(np.maximum(upper - 1, 0)), 0) < 1 - tail).all() or centre in (0, 1)
        assert (np.where(lower > 0, below(np.maximum(lower - 1, 0)), 0) < tail + 1e-12).all()


def test_exact_limits_of_gaps_hold_what_they_promise() -> None:
    chart = g_chart([1, 9, 20], centre=10.0, confidence=0.9)
    below = 1 - 0.9 ** np.arange(1, 60)

    assert chart.lower[0] == 1 + np.argmax(below >= 0.05)
    assert chart.upper[0] == 1 + np.argmax(below >= 0.95)
    assert g_chart([0, 8, 19], centre=9.0, confidence=0.9, event_included=False).upper[0] == chart.upper[0] - 1
    assert g_chart([1, 1], confidence=0.9).upper.tolist() == [1, 1]
