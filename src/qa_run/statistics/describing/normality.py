"""Does a sample look normally distributed?"""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.describing.moments import mean_and_deviation


@frozen(kw_only=True)
class NormalityTest:
    """How far a sample is from a normal distribution. A small p speaks against normal; a large one proves nothing."""

    test: str
    n: int
    statistic: float
    p: float


def anderson_darling(values: ArrayLike) -> NormalityTest:
    """Anderson and Darling's A squared for a normal distribution with estimated mean and deviation.

    values: one row of at least 8 finite numbers, not all equal. The statistic is A squared as it is; its p-value is
    from A squared times 1 + 0.75/n + 2.25/n^2 (Stephens in D'Agostino and Stephens, Goodness-of-Fit Techniques, 1986,
    table 4.9), as Minitab and R's nortest do. The p-value is never told below 3.7e-24. Raises ValueError.
    """
    from scipy.special import log_ndtr

    ordered = _standardised(values, 8)
    n, statistic = ordered.size, float(a_squared(log_ndtr(ordered), log_ndtr(-ordered)))
    return NormalityTest(
        test="Anderson-Darling", n=n, statistic=statistic, p=_stephens(statistic * (1 + 0.75 / n + 2.25 / n**2))
    )


def a_squared(log_below: Floats, log_above: Floats) -> Floats:
    """A^2 = -n - mean((2i - 1) (ln F(x_i) + ln(1 - F(x_(n+1-i))))) of ordered values, along the last axis.

    log_below, log_above: the logarithms of the shares that the distribution has below and above each value.
    """
    n = log_below.shape[-1]
    return np.asarray(-n - (np.arange(1, 2 * n, 2) * (log_below + log_above[..., ::-1])).mean(axis=-1))


def shapiro_wilk(values: ArrayLike) -> NormalityTest:
    """Shapiro and Wilk's W, by Royston's algorithm AS R94 (1995, Applied Statistics 44, 547-551).

    values: one row of 3 to 5,000 finite numbers, not all equal: beyond, the algorithm's p-value is not known to hold,
    and the Anderson-Darling test does. Raises ValueError.
    """
    ordered = _standardised(values, 3)
    if ordered.size > 5000:
        raise ValueError(f"{ordered.size} values are too many for Shapiro and Wilk's test; use Anderson and Darling's")
    from scipy.stats import shapiro

    statistic, p = shapiro(ordered)
    return NormalityTest(test="Shapiro-Wilk", n=ordered.size, statistic=float(statistic), p=float(p))


def lilliefors(values: ArrayLike) -> NormalityTest:
    """Lilliefors' test: Kolmogorov and Smirnov's D for a normal distribution with estimated mean and deviation.

    values: one row of at least 5 finite numbers, not all equal. The p-value is Dallal and Wilkinson's formula (1986,
    The American Statistician 40, 294-296), and above 0.1 Stephens' modified statistic (1974), as R's nortest does.
    Raises ValueError.
    """
    from scipy.special import ndtr

    below = ndtr(_standardised(values, 5))
    n = below.size
    steps = np.arange(n + 1) / n
    statistic = float(max((steps[1:] - below).max(), (below - steps[:-1]).max()))
    return NormalityTest(test="Lilliefors", n=n, statistic=statistic, p=_dallal_wilkinson(statistic, n))


def _standardised(values: ArrayLike, least: int) -> Floats:
    row = np.sort(row_of(values, least=least))
    mean, sd = mean_and_deviation(row)
    if not sd:
        raise ValueError("all values are equal; whether they are normally distributed cannot be told")
    return (row - mean) / sd


def _stephens(a: float) -> float:
    if a < 0.2:
        return float(1 - np.exp(-13.436 + 101.14 * a - 223.73 * a**2))
    if a < 0.34:
        return float(1 - np.exp(-8.318 + 42.796 * a - 59.938 * a**2))
    if a < 0.6:
        return float(np.exp(0.9177 - 4.279 * a - 1.38 * a**2))
    return float(np.exp(1.2937 - 5.709 * a + 0.0186 * a**2)) if a < 10 else 3.7e-24


#: Stephens' modified statistic to a p-value above 0.1: up to where each polynomial holds, and its coefficients.
_MODIFIED = (
    (0.302, (1.0,)),
    (0.5, (2.76773, -19.828315, 80.709644, -138.55152, 81.218052)),
    (0.9, (-4.901232, 40.662806, -97.490286, 94.029866, -32.355711)),
    (1.31, (6.198765, -19.558097, 23.186922, -12.234627, 2.423045)),
)


def _dallal_wilkinson(statistic: float, n: int) -> float:
    capped = min(n, 100)
    d = statistic * (n / capped) ** 0.49
    p = np.exp(
        -7.01256 * d**2 * (capped + 2.78019)
        + 2.99587 * d * np.sqrt(capped + 2.78019)
        - 0.122119
        + 0.974598 / np.sqrt(capped)
        + 1.67997 / capped
    )
    if p <= 0.1:
        return float(p)
    modified = (np.sqrt(n) - 0.01 + 0.85 / np.sqrt(n)) * statistic
    fits = next((fit for end, fit in _MODIFIED if modified <= end), (0.0,))
    return float(np.polynomial.polynomial.polyval(modified, fits))
