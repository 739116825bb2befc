"""The constants of ranges of normal values, computed: d2, d3 and Duncan's d2*."""

import math

import numpy as np
from scipy.special import ndtr

from qa_run.statistics.measuring.design import whole

#: Beyond this range of a standard normal sample nothing is left: the chance is under 1e-25 for any size that fits.
_WIDEST = 18.0


def range_constants(size: int) -> tuple[float, float]:
    """d2 and d3: mean and standard deviation of the range of `size` (2 or more) standard normal values.

    From E[R] = integral of P(min < t < max) and E[R^2] = 2 * double integral over s < t of P(min < s, max > t)
    (Tippett 1925); the trapezoidal rule along the line and Gauss-Legendre across it are exact to about 1e-13.
    """
    whole(size, "the size of a sample", least=2)
    line, step = np.linspace(-9.0 - _WIDEST, 9.0, 1081, retstep=True)
    lower, beyond = ndtr(line)[:, None], ndtr(-line)[:, None]
    mean = float(step * np.sum(1 - lower**size - beyond**size))
    nodes, weights = np.polynomial.legendre.leggauss(120)
    widths = _WIDEST * (nodes + 1) / 2
    upper = ndtr(line[:, None] + widths)
    both = 1 - upper**size - beyond**size + (upper - lower) ** size
    square = _WIDEST * float(step * np.sum(both @ weights))
    return mean, math.sqrt(square - mean**2)


def d2_star(size: int, groups: int) -> float:
    """Duncan's d2*: the mean of `groups` ranges of `size` values, divided by it, has the variance sigma^2 squared.

    d2* = sqrt(d2^2 + d3^2 / groups), which goes to d2 with many groups (Duncan, Quality Control and Industrial
    Statistics, appendix D3; AIAG, Measurement Systems Analysis, appendix C, prints it to three figures).
    """
    whole(groups, "the number of groups", least=1)
    d2, d3 = range_constants(size)
    return math.sqrt(d2**2 + d3**2 / groups)
