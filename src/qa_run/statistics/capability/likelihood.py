"""The likeliest shapes of Weibull and gamma distributions, by Newton's iteration, many fits at once.

Values lie along the last axis; an answer has one entry for each fit, and keeps that axis with length 1.
"""

from typing import Any

import numpy as np
from scipy.special import polygamma, psi

from qa_run.statistics.arrays import Floats

STEPS = 200
CLOSE = 1e-14
#: Within this share of their mean, values are nearly equal.
FLAT = 1e-3


def weibull_shape(values: Floats) -> Floats:
    """The k with sum(x^k ln x) / sum(x^k) - 1/k = mean(ln x).

    Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, chapter 21.
    The left side only grows, so that Newton's steps, held to a factor of 2, arrive.
    Values are positive and not all equal.
    """
    logs = np.log(values)
    centred = logs - logs.mean(axis=-1, keepdims=True)
    highest = centred.max(axis=-1, keepdims=True)
    shape: Any = np.pi / np.sqrt(6) / centred.std(axis=-1, keepdims=True)
    for _ in range(STEPS):
        weights = np.exp(shape * (centred - highest))
        whole = weights.sum(axis=-1, keepdims=True)
        first = (weights * centred).sum(axis=-1, keepdims=True) / whole
        second = (weights * centred**2).sum(axis=-1, keepdims=True) / whole
        new = np.clip(shape - (first - 1 / shape) / (second - first**2 + 1 / shape**2), shape / 2, shape * 2)
        done = bool((np.abs(new - shape) <= CLOSE * shape).all())
        shape = new
        if done:
            break
    return np.asarray(shape)


def gamma_shape(values: Floats) -> Floats:
    """The k with ln k - psi(k) = ln(mean) - mean(ln x).

    Source: Minka, Estimating a Gamma Distribution (2002), whose step is Newton's on 1/k and arrives in a few rounds.
    Values are positive and not all equal.
    """
    mean = values.mean(axis=-1, keepdims=True)
    gap = _log_of_mean_less_mean_of_logs(values, mean)
    shape: Any = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
    for _ in range(STEPS):
        value, slope = _log_less_psi(shape)
        new = 1 / (1 / shape + (value - gap) / (shape**2 * slope))
        done = bool((np.abs(new - shape) <= CLOSE * shape).all())
        shape = new
        if done:
            break
    return np.asarray(shape)


def _log_of_mean_less_mean_of_logs(values: Floats, mean: Floats) -> Floats:
    """Never negative; by a series where the values are nearly equal, as the difference would lose its digits."""
    off = (values - mean) / mean
    near = np.clip(off, -FLAT, FLAT)
    series = near**2 * (1 / 2 - near * (1 / 3 - near * (1 / 4 - near * (1 / 5 - near / 6))))
    return np.asarray(np.where(np.abs(off) < FLAT, series, off - np.log(values / mean)).mean(axis=-1, keepdims=True))


def _log_less_psi(shape: Floats) -> tuple[Floats, Floats]:
    """ln k - psi(k) and its slope; by Stirling's series where k is large, as the difference would lose its digits."""
    large = shape > 1000
    part = 1 / np.where(large, shape, 1000.0)
    value = np.where(large, part / 2 + part**2 / 12 - part**4 / 120, np.log(shape) - psi(shape))
    slope = np.where(large, -(part**2) / 2 - part**3 / 6 + part**5 / 30, 1 / shape - polygamma(1, shape))
    return value, slope
