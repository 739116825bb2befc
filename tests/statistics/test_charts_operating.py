"""OC curves: they count what their charts leave unflagged."""

from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from qa_run.statistics.charts import (
    c_chart,
    oc_c,
    oc_p,
    oc_xbar,
    p_chart,
)


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
