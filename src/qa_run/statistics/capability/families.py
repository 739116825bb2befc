"""Distributions for values that are positive and not normal, fitted by maximum likelihood.

None has a threshold: what is bounded by another number than 0 is shifted before, together with its limits.
Every method is elementwise. `fit` takes positive values along the last axis and may fit many rows at once.

Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, chapters 14, 17, 19 and 21.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol, Self

import numpy as np
from attrs import frozen
from scipy.special import gammainc, gammaincc, gammaincinv, gammaln, ndtr, ndtri

from qa_run.statistics.arrays import Floats
from qa_run.statistics.capability.likelihood import gamma_shape, weibull_shape


class Distribution(Protocol):
    """Shares of items below and above a value, the value below which a share lies, log density, and random values."""

    @classmethod
    def fit(cls, values: Floats) -> Self: ...
    def below(self, value: Any) -> Any: ...
    def above(self, value: Any) -> Any: ...
    def quantile(self, share: Any) -> Any: ...
    def log_density(self, value: Any) -> Any: ...
    def draw(self, random: np.random.Generator, shape: tuple[int, ...]) -> Floats: ...


@frozen(eq=False)
class Lognormal:
    """ln x is normal with mean `log_mean` and standard deviation `log_sigma` (of the likelihood: divided by n)."""

    log_mean: Any
    log_sigma: Any

    @classmethod
    def fit(cls, values: Floats) -> Self:
        logs = np.log(values)
        return cls(logs.mean(axis=-1, keepdims=True), logs.std(axis=-1, keepdims=True))

    def _z(self, value: Any) -> Any:
        with np.errstate(divide="ignore"):
            return (np.log(np.maximum(value, 0.0)) - self.log_mean) / self.log_sigma

    def below(self, value: Any) -> Any:
        return ndtr(self._z(value))

    def above(self, value: Any) -> Any:
        return ndtr(-self._z(value))

    def quantile(self, share: Any) -> Any:
        with np.errstate(over="ignore"):
            return np.exp(self.log_mean + self.log_sigma * ndtri(share))

    def log_density(self, value: Any) -> Any:
        return -(self._z(value) ** 2) / 2 - np.log(value * self.log_sigma * np.sqrt(2 * np.pi))

    def draw(self, random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
        return np.asarray(np.exp(self.log_mean + self.log_sigma * random.standard_normal(shape)))


@frozen(eq=False)
class Weibull:
    """The share above x is exp(-(x / scale)^shape)."""

    shape: Any
    scale: Any

    @classmethod
    def fit(cls, values: Floats) -> Self:
        shape, logs = weibull_shape(values), np.log(values)
        highest = logs.max(axis=-1, keepdims=True)
        powers = np.exp(shape * (logs - highest)).mean(axis=-1, keepdims=True)
        return cls(shape, np.exp(highest + np.log(powers) / shape))

    def _power(self, value: Any) -> Any:
        with np.errstate(over="ignore"):
            return (np.maximum(value, 0.0) / self.scale) ** self.shape

    def below(self, value: Any) -> Any:
        return -np.expm1(-self._power(value))

    def above(self, value: Any) -> Any:
        return np.exp(-self._power(value))

    def quantile(self, share: Any) -> Any:
        return self.scale * (-np.log1p(-np.asarray(share))) ** (1 / self.shape)

    def log_density(self, value: Any) -> Any:
        return np.log(self.shape / value) + self.shape * np.log(value / self.scale) - self._power(value)

    def draw(self, random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
        return np.asarray(self.scale * random.standard_exponential(shape) ** (1 / self.shape))


@frozen(eq=False)
class Gamma:
    """The sum of `shape` exponential values of mean `scale`, where `shape` need not be whole."""

    shape: Any
    scale: Any

    @classmethod
    def fit(cls, values: Floats) -> Self:
        shape = gamma_shape(values)
        return cls(shape, values.mean(axis=-1, keepdims=True) / shape)

    def below(self, value: Any) -> Any:
        return gammainc(self.shape, np.maximum(value, 0.0) / self.scale)

    def above(self, value: Any) -> Any:
        return gammaincc(self.shape, np.maximum(value, 0.0) / self.scale)

    def quantile(self, share: Any) -> Any:
        return self.scale * gammaincinv(self.shape, share)

    def log_density(self, value: Any) -> Any:
        relative = value / self.scale
        return self.shape * np.log(relative) - relative - gammaln(self.shape) - np.log(value)

    def draw(self, random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
        return np.asarray(self.scale * random.standard_gamma(np.broadcast_to(self.shape, shape)))


@frozen(eq=False)
class Exponential:
    """The share above x is exp(-x / scale); the scale is the mean. The only one that also takes values of 0."""

    scale: Any

    @classmethod
    def fit(cls, values: Floats) -> Self:
        return cls(values.mean(axis=-1, keepdims=True))

    def below(self, value: Any) -> Any:
        return -np.expm1(-np.maximum(value, 0.0) / self.scale)

    def above(self, value: Any) -> Any:
        return np.exp(-np.maximum(value, 0.0) / self.scale)

    def quantile(self, share: Any) -> Any:
        return -self.scale * np.log1p(-np.asarray(share))

    def log_density(self, value: Any) -> Any:
        return -value / self.scale - np.log(self.scale)

    def draw(self, random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
        return np.asarray(self.scale * random.standard_exponential(shape))


FAMILIES: Mapping[str, type[Distribution]] = MappingProxyType(
    {"exponential": Exponential, "gamma": Gamma, "lognormal": Lognormal, "weibull": Weibull}
)
