"""The likeliest shapes of Weibull and gamma distributions, by Newton's iteration, many fits at once.

Values lie along the last axis; an answer has one entry for each fit, and keeps that axis with length 1.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import polygamma, psi

Numbers = NDArray[np.float64]
STEPS = 200
CLOSE = 1e-14


def weibull_shape(values: Numbers) -> Numbers:
    """The k with sum(x^k ln x) / sum(x^k) - 1/k = mean(ln x).

    Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, chapter 21.
    The left side only grows, so that Newton's steps, held to a factor of 2, arrive. Values are positive and not all equal.
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


def gamma_shape(values: Numbers) -> Numbers:
    """The k with ln k - psi(k) = ln(mean) - mean(ln x).

    Source: Minka, Estimating a Gamma Distribution (2002), whose step is Newton's on 1/k and arrives in a few rounds.
    Values are positive and not all equal.
    """
    mean = values.mean(axis=-1, keepdims=True)
    gap = -np.log1p((values - mean) / mean).mean(axis=-1, keepdims=True)
    shape: Any = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
    for _ in range(STEPS):
        step = (np.log(shape) - psi(shape) - gap) / (shape**2 * (1 / shape - polygamma(1, shape)))
        new = 1 / (1 / shape + step)
        done = bool((np.abs(new - shape) <= CLOSE * shape).all())
        shape = new
        if done:
            break
    return np.asarray(shape)
