"""The chart that is measured finds what a plain look at the numbers finds."""

from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_the_measured_chart_has_the_limits_of_the_textbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import charts

    array = charts.values()[:2000]
    means, ranges = charts.bare(array)
    level, spread, cpk = charts.charted(array)
    reach = 0.5768 * ranges.mean()  # A2 of five, ISO 7870-2

    beyond = np.abs(means - means.mean()) > reach
    assert beyond.any()
    assert (level | ~beyond).all()
    assert (spread == (ranges > 2.1145 * ranges.mean())).all()
    nearest = min(51 - means.mean(), means.mean() - 49)
    assert cpk == pytest.approx(nearest / (3 * ranges.mean() / charts.D2_OF_5), rel=1e-9)
