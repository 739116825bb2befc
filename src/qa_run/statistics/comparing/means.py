"""Two means: how far apart, and whether they are the same within a margin."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, counted, finite, nonnegative, positive, tail
from qa_run.statistics.arrays import Flags, Floats, flags, plain

#: n, mean and standard deviation of one side.
Sample = tuple[ArrayLike, ArrayLike, ArrayLike]


@frozen(kw_only=True, eq=False)
class MeansCompared:
    """The difference of two means, first less second, with an interval and the test of no difference."""

    difference: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    df: Floats
    t: Floats  #: infinite where nothing varies and the means differ, 0 where they are equal
    p: Floats  #: two-sided, or for the one side asked about: lower means "first is larger than second"
    confidence: float
    side: Side
    method: str


@frozen(kw_only=True, eq=False)
class Equivalence:
    """Whether a difference lies within a margin for sure: two one-sided tests."""

    difference: Floats
    lower: Floats  #: of the interval with confidence 1 - 2 * level
    upper: Floats
    margin_lower: Floats
    margin_upper: Floats
    p: Floats  #: the larger one of both tests
    equivalent: Flags
    level: float
    method: str


def difference_of_means(
    first: Sample, second: Sample, confidence: float = 0.95, side: Side = "both", equal_variances: bool = False
) -> MeansCompared:
    """The difference of two means with an interval, from n, mean and standard deviation of both.

    first, second:   (n, mean, sd) each, n 2 or more, sd with n - 1, in one unit; numbers or arrays that broadcast
    equal_variances: pooled Student's t; else Welch's (1947, Biometrika 34, 28) with Satterthwaite's degrees of freedom,
                     which is right either way and the default
    Where nothing varies on either side the interval has no width and p is 1 or 0. Raises ValueError.
    """
    difference, error, df = _student(first, second, equal_variances)
    outside = tail(confidence, side)
    lower, upper = _bounds(difference, error, df, outside)
    t = _ratio(difference, error)
    p = {"both": 2 * _above(abs(t), df), "lower": _above(t, df), "upper": _above(-t, df)}[side]
    return MeansCompared(
        difference=plain(difference),
        lower=plain(np.full(df.shape, -np.inf) if side == "upper" else lower),
        upper=plain(np.full(df.shape, np.inf) if side == "lower" else upper),
        standard_error=plain(error),
        df=plain(df),
        t=plain(t),
        p=plain(np.minimum(p, 1.0)),
        confidence=confidence,
        side=side,
        method="pooled t" if equal_variances else "Welch",
    )


def equivalence_of_means(
    first: Sample,
    second: Sample,
    margin: ArrayLike,
    level: float = 0.05,
    equal_variances: bool = False,
    margin_lower: ArrayLike | None = None,
) -> Equivalence:
    """Two one-sided t tests (TOST): is the difference of two means within the margin?

    first, second: as for `difference_of_means`; margin: in the unit of the means, above 0: -margin to margin, or
                   margin_lower (below 0) to margin where the two differ
    level:         of each of both tests, and of their decision. Equivalent where the interval with confidence
                   1 - 2 level lies strictly within the margin (Schuirmann, 1987, J. Pharmacokinetics Biopharm. 15, 657)
    Raises ValueError.
    """
    difference, error, df = _student(first, second, equal_variances)
    high = positive(margin, "margin")
    low = -high if margin_lower is None else -positive(-finite(margin_lower, "margin_lower"), "-margin_lower")
    lower, upper = _bounds(difference, error, df, tail(1 - 2 * level, "both"))
    p = np.maximum(_above(_ratio(difference - low, error), df), _above(_ratio(high - difference, error), df))
    return Equivalence(
        difference=plain(difference),
        lower=plain(lower),
        upper=plain(upper),
        margin_lower=plain(low),
        margin_upper=plain(high),
        p=plain(p),
        equivalent=flags((lower > low) & (upper < high)),
        level=level,
        method="two one-sided t tests, " + ("pooled" if equal_variances else "Welch"),
    )


def _student(first: Sample, second: Sample, equal_variances: bool) -> tuple[Floats, Floats, Floats]:
    """Difference, standard error and degrees of freedom."""
    n1, n2, m1, m2, s1, s2 = np.broadcast_arrays(
        *(counted(each[0], "n", 2) for each in (first, second)),
        *(finite(each[1], "mean") for each in (first, second)),
        *(nonnegative(each[2], "sd") for each in (first, second)),
    )
    largest = np.maximum(s1, s2)
    varies = largest > 0
    scale = np.where(varies, largest, 1.0)  # so that squares of very small deviations do not vanish
    v1, v2 = (s1 / scale) ** 2, (s2 / scale) ** 2
    if equal_variances:
        df = n1 + n2 - 2
        pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / df
        return m1 - m2, scale * np.sqrt(pooled * (1 / n1 + 1 / n2)), df
    v1, v2 = v1 / n1, v2 / n2
    spread = np.where(varies, v1**2 / (n1 - 1) + v2**2 / (n2 - 1), 1.0)
    df = np.where(varies, (v1 + v2) ** 2 / spread, n1 + n2 - 2)
    return m1 - m2, scale * np.sqrt(v1 + v2), df


def _bounds(difference: Floats, error: Floats, df: Floats, outside: float) -> tuple[Floats, Floats]:
    from scipy.special import stdtrit

    reach = -stdtrit(df, outside) * error
    return difference - reach, difference + reach


def _ratio(difference: Floats, error: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(difference == 0, 0.0, difference / error)


def _above(t: Floats, df: Floats) -> Floats:
    """The probability of a larger t."""
    from scipy.special import stdtr

    finite_t = np.clip(t, -1e300, 1e300)
    above: Floats = stdtr(df, -finite_t)
    return above
