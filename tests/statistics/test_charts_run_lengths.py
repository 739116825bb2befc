"""Run lengths: against simulated charts and each other."""

from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from qa_run.statistics.charts import (
    cusum_arl,
    cusum_decision_interval,
    ewma_arl,
    ewma_width,
    shewhart_arl,
)


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
