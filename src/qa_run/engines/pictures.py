"""What an engine answers about values that are to be drawn: few rows, however many values there are."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from attrs import frozen

#: Points of a course that are told one by one; beyond, the least and the greatest of each of half as many stretches.
POINTS = 500
#: Strata of a set that are told: those whose means are farthest from the mean over all.
STRATA = 40
#: How many decimals are told; values written finer are as good as continuous.
FINEST = 3


@frozen(kw_only=True, eq=False, repr=False)
class Span:
    """How many values a column has, and where they lie.

    decimals: with how many decimals all of them are written, 0 for whole numbers; None beyond `FINEST`
    """

    n: int
    low: float
    high: float
    mean: float
    first_quartile: float
    median: float
    third_quartile: float
    decimals: int | None


@frozen(kw_only=True, eq=False, repr=False)
class Course:
    """Columns in the order of time: of each stretch its time in microseconds, and of each column the least and the
    greatest value there, null where there is none; `size` values make a stretch."""

    times: Sequence[float]
    lows: Sequence[Sequence[float | None]]
    highs: Sequence[Sequence[float | None]]
    size: float


def course_of(
    found: Sequence[Sequence[Any]], times: Sequence[float], columns: int, timed: int, stretches: int
) -> Course:
    """The course of `timed` rows in so many stretches; each row of `found` holds, from the third place on, the least
    and the greatest value of each column."""
    return Course(
        times=times,
        lows=[[row[2 + 2 * at] for row in found] for at in range(columns)],
        highs=[[row[3 + 2 * at] for row in found] for at in range(columns)],
        size=timed / stretches if stretches else 1,
    )


@frozen(kw_only=True, eq=False, repr=False)
class Mean:
    """The values of a stratum, and how many strata there are beside it."""

    stratum: tuple[str, ...]
    n: int
    mean: float
    sd: float | None
    strata: int


def decimals_of(fit: Sequence[bool]) -> int | None:
    """How many decimals are enough; `fit` says of 0, 1, … whether they are."""
    return next((digits for digits, enough in enumerate(fit) if enough), None)


class Study(Protocol):
    """Columns of numbers laid down, of which an engine answers several questions: each with one query."""

    def spans(self) -> Sequence[Span | None]:
        """Of each column where its values lie; None where it has none."""

    def tallies(self, edges: Sequence[Sequence[float]]) -> Sequence[Sequence[int]]:
        """Of each column how many values lie up to its first edge, then up to each next one, then beyond the last."""

    def course(self) -> Course:
        """The columns in the order of time."""

    def means(self, keys: Sequence[str], overall: Sequence[float]) -> Sequence[Sequence[Mean]]:
        """Of each column the strata of `keys` whose means are farthest from `overall`."""


Studied = AbstractContextManager[Study]
