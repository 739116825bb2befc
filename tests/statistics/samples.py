"""Samples and studies that more than one test draws."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Triple: TypeAlias = tuple[int, float, float]


def drawn(seed: int, strata: int = 2, least: int = 3) -> list[NDArray[np.float64]]:
    """Normal samples with means, deviations and sizes of their own."""
    rng = np.random.default_rng(seed)
    return [rng.normal(rng.normal(), rng.uniform(0.5, 2), rng.integers(least, 30)) for _ in range(strata)]


def triple(values: NDArray[np.float64]) -> Triple:
    """n, mean and standard deviation."""
    return values.size, float(values.mean()), float(values.std(ddof=1))


def gage_study(seed: int, parts: int, operators: int, times: int) -> tuple[Any, Any, Any]:
    """Part, operator and value of each measurement of a balanced crossed study."""
    draw = np.random.default_rng(seed)
    part, operator = np.divmod(np.repeat(np.arange(parts * operators), times), operators)
    value = (
        draw.normal(size=parts)[part]
        + 0.5 * draw.normal(size=operators)[operator]
        + 0.3 * draw.normal(size=(parts, operators))[part, operator]
        + 0.4 * draw.normal(size=part.size)
    )
    return part, operator, value
