"""Tolerance limits: the confidence that they have, and the samples they take."""

import numpy as np
import pytest
from scipy import integrate, stats

from qa_run.statistics.intervals import (
    distribution_free_size,
    distribution_free_tolerance_interval,
    normal_tolerance_interval,
    tolerance_factor,
)


@pytest.mark.parametrize("n", [2, 5, 40, 3000])
@pytest.mark.parametrize("coverage", [0.5, 0.99])
def test_two_tolerance_limits_have_the_confidence_asked_for(n: int, coverage: float) -> None:
    k = tolerance_factor(n, coverage, 0.95)

    def sure(mean: float) -> float:
        radius = np.sqrt(stats.ncx2.ppf(coverage, 1, mean**2))
        return float(stats.norm.pdf(mean, scale=n**-0.5) * stats.chi2.sf((n - 1) * (radius / k) ** 2, n - 1))

    assert 2 * integrate.quad(sure, 0, 8 / np.sqrt(n), epsabs=1e-12)[0] == pytest.approx(0.95, abs=1e-8)


def test_one_tolerance_limit_may_hold_less_than_half() -> None:
    """A share below a half with little confidence takes a limit on the other side of the mean."""
    k = tolerance_factor(20, 0.3, 0.4, sides=1)

    assert k < 0
    assert stats.nct.cdf(k * np.sqrt(20), 19, stats.norm.ppf(0.3) * np.sqrt(20)) == pytest.approx(0.4)


def test_more_items_bring_tolerance_limits_nearer() -> None:
    for sides in (1, 2):
        factors = [tolerance_factor(n, 0.9, 0.95, sides) for n in (2, 3, 10, 100, 10_000)]
        assert factors == sorted(factors, reverse=True)
    assert factors[-1] == pytest.approx(stats.norm.ppf(0.95), rel=0.02)


def test_approximate_factors_are_near_the_exact_one() -> None:
    exact = tolerance_factor(43, 0.9, 0.99)

    assert exact == pytest.approx(2.2228, abs=5e-5)  # as NIST's note has it
    for method in ("howe", "wald-wolfowitz"):
        assert tolerance_factor(43, 0.9, 0.99, method=method) == pytest.approx(exact, rel=5e-3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"n": 1}, "from 2 on"),
        ({"n": 2.5}, "from 2 on"),
        ({"coverage": 1.0}, "coverage"),
        ({"confidence": 0.0}, "confidence"),
        ({"sides": 3}, "1 or 2"),
        ({"sides": 1, "method": "howe"}, "computed exactly"),
    ],
)
def test_tolerance_factors_that_make_no_sense_are_refused(arguments: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tolerance_factor(**{"n": 10, "coverage": 0.9, "confidence": 0.95, **arguments})  # type: ignore[arg-type]


def test_tolerance_limits_of_what_does_not_vary_are_its_mean() -> None:
    found = normal_tolerance_interval(5, 3.0, 0.0, 0.99)

    assert (found.lower, found.upper) == (3, 3)
    assert normal_tolerance_interval(5, 3.0, 1.0, 0.9, side="lower").upper is None
    with pytest.raises(ValueError, match="finite"):
        normal_tolerance_interval(5, np.nan, 1.0, 0.9)


@pytest.mark.parametrize("side", ["both", "lower", "upper"])
def test_distribution_free_limits_take_as_many_items_as_told(side: str) -> None:
    needed = distribution_free_size(0.9, 0.95, 2 if side == "both" else 1)
    found = distribution_free_tolerance_interval(np.arange(1.0, needed + 1), 0.9, 0.95, side)

    assert found.reached is not None
    assert found.reached >= 0.95
    assert found.lower in (None, 1)
    assert found.upper in (None, needed)
    with pytest.raises(ValueError, match=f"it takes {needed}"):
        distribution_free_tolerance_interval(np.arange(1.0, needed), 0.9, 0.95, side)


def test_distribution_free_limits_move_inside_with_more_items() -> None:
    found = distribution_free_tolerance_interval(np.arange(1.0, 301), 0.9, 0.95)
    assert found.lower is not None
    assert found.upper is not None

    outside = int(found.lower + 300 - found.upper + 1)
    assert stats.binom.sf(outside - 1, 300, 0.1) >= 0.95 > stats.binom.sf(outside, 300, 0.1)


def test_sizes_for_extremes_are_the_smallest() -> None:
    for coverage, confidence in ((0.5, 0.5), (0.9, 0.99), (0.999, 0.999)):
        one, two = (distribution_free_size(coverage, confidence, sides) for sides in (1, 2))
        assert 1 - coverage**one >= confidence > 1 - coverage ** (one - 1)
        reached = [stats.beta.sf(coverage, n - 1, 2) for n in (two, two - 1) if n > 1]
        assert reached[0] >= confidence
        assert len(reached) == 1 or reached[1] < confidence
