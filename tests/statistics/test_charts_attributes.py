"""Charts of counts and of rare events: exact limits, and counts that cannot be."""

from typing import Any

import numpy as np
import pytest

from qa_run.statistics.charts import (
    binomial_overdispersion,
    g_chart,
    laney_p_chart,
    np_chart,
    p_chart,
    poisson_overdispersion,
    t_chart,
    u_chart,
)


def test_more_nonconforming_than_items_and_no_items_are_refused() -> None:
    with pytest.raises(ValueError, match="point 2 has 11 nonconforming of 10"):
        p_chart([1, 11], 10)
    with pytest.raises(ValueError, match="point 1 has 0"):
        p_chart([0, 1], [0, 10])
    with pytest.raises(ValueError, match="units: value 1 is 0"):
        u_chart([0, 1], [0, 1.5])


@pytest.mark.parametrize("draw", [p_chart, np_chart, laney_p_chart])
@pytest.mark.parametrize("bad", [0, 10])
def test_none_and_all_nonconforming_are_limits_on_the_centre(draw: Any, bad: int) -> None:
    chart = draw([bad] * 4, 10)

    assert chart.lower.tolist() == chart.centre.tolist() == chart.upper.tolist() == chart.statistic.tolist()
    assert not chart.outside.any()


def test_gaps_with_and_without_the_event_are_one_chart_shifted_by_one() -> None:
    gaps = np.array([3, 1, 12, 7, 30])
    included, without = g_chart(gaps), g_chart(gaps - 1, event_included=False)

    assert included.upper == pytest.approx(without.upper + 1)
    with pytest.raises(ValueError, match="the least that is possible is 1"):
        g_chart([0, 3])


def test_times_are_drawn_in_their_own_unit_and_judged_on_the_normal_scale() -> None:
    times = np.random.default_rng(5).exponential(20, 4000)
    chart = t_chart(times)

    assert chart.statistic.tolist() == times.tolist()
    assert (chart.lower >= 0).all()
    assert chart.outside.mean() < 0.004
    assert t_chart([0.0, 5, 3]).lower[0] == 0


def test_overdispersion_needs_variance_to_compare_with() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        poisson_overdispersion([3])
    with pytest.raises(ValueError, match="no variance"):
        poisson_overdispersion([0, 0, 0])
    with pytest.raises(ValueError, match="no variance"):
        binomial_overdispersion([5, 5], 5)
