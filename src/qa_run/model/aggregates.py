"""Aggregates by name, so that each engine computes them in its own best way and strata can be merged upward.

A statistic may also measure with aggregating Narwhals expressions (`value.max()`). These here are better where they
fit: sums are compensated where the engine can, and what merges (counts, totals, extremes) is not computed twice.
"""

from enum import Enum

import narwhals as nw
from attrs import frozen


class How(Enum):
    """The aggregates that every engine knows. A TOTAL is compensated where the engine can; FINITE is a
    number that is finite if all values are, and else is not."""

    ROWS = "rows"
    TRUE = "true"
    COUNT = "count"
    TOTAL = "total"
    FINITE = "finite"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    STDEV = "stdev"
    QUANTILE = "quantile"
    DISTINCT = "distinct"

    @property
    def merges(self) -> bool:
        """Whether the total follows from the strata."""
        return self in (How.ROWS, How.TRUE, How.COUNT, How.TOTAL, How.FINITE, How.MINIMUM, How.MAXIMUM)


@frozen(repr=False)
class Aggregate:
    """One aggregate of an expression, or of the column of that name; of a quantile also its share and its type."""

    how: How
    of: nw.Expr | str
    at: float = 0.5
    kind: int = 6


def how_many(value: nw.Expr) -> Aggregate:
    """How many values are not null."""
    return Aggregate(How.COUNT, value)


def how_often(condition: nw.Expr) -> Aggregate:
    """How often `condition` is true."""
    return Aggregate(How.TRUE, condition)


def total(value: nw.Expr) -> Aggregate:
    return Aggregate(How.TOTAL, value)


def minimum(value: nw.Expr) -> Aggregate:
    return Aggregate(How.MINIMUM, value)


def maximum(value: nw.Expr) -> Aggregate:
    return Aggregate(How.MAXIMUM, value)


def stdev(value: nw.Expr) -> Aggregate:
    """The sample standard deviation, n - 1 in the denominator."""
    return Aggregate(How.STDEV, value)


def distinct(value: nw.Expr) -> Aggregate:
    """How many different values there are, null not among them."""
    return Aggregate(How.DISTINCT, value)


def quantile(value: nw.Expr, at: float, kind: int = 6) -> Aggregate:
    """The quantile at the share `at`, by the type of Hyndman and Fan (1996); 6 is what Minitab and JMP compute."""
    return Aggregate(How.QUANTILE, value, at, kind)
