"""Rules for signals: each a value that says what it looks for and finds the points that complete it.

A point on a limit, on the edge of a zone or on the centre line is no signal; on the centre line it breaks a run, and a
tie breaks a trend. A zone is a third of the way to the limits. A rule flags every point that completes its pattern, so
a pattern that lasts flags again and again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

import numpy as np
from attrs import Attribute, field, frozen

from qa_run.statistics.arrays import Flags
from qa_run.statistics.charts.patterns import at_least, consecutive, either
from qa_run.statistics.charts.standings import Standing


def _whole(least: int) -> Any:
    def check(_: object, attribute: "Attribute[int]", value: int) -> None:
        if not isinstance(value, int) or value < least:
            raise ValueError(f"{attribute.name}: a whole number from {least} is needed, not {value!r}")

    return field(validator=check)


def _zones() -> Any:
    def check(_: object, attribute: "Attribute[float]", value: float) -> None:
        if not 0 < value < np.inf:
            raise ValueError(f"{attribute.name}: a number above 0 is needed, not {value}")

    return field(converter=float, validator=check)


class Rule(Protocol):
    """What a rule offers: whether it holds on any chart with limits, its words, and the points that it flags.

    reach: at how many points before one it looks
    """

    @property
    def of_limits(self) -> bool: ...

    @property
    def reach(self) -> int: ...

    def found(self, points: Standing) -> Flags: ...


@frozen
class Outside:
    """One point beyond a control limit."""

    of_limits: ClassVar[bool] = True
    reach: ClassVar[int] = 0

    def found(self, points: Standing) -> Flags:
        return points.outside

    def __str__(self) -> str:
        return "a point beyond the control limits"


@frozen
class Beyond:
    """`number` of `length` points in a row more than `zones` from the centre, on one side of it.

    Not before `length` points have passed; the point that is flagged is itself that far out. Zones are sigmas where
    the limits stand at 3.
    """

    number: int = _whole(1)
    length: int = _whole(1)
    zones: float = _zones()
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def __attrs_post_init__(self) -> None:
        if self.number > self.length:
            raise ValueError(f"{self.number} of {self.length} points: more than there are")

    def found(self, points: Standing) -> Flags:
        return either(at_least(points.beyond(self.zones), self.number, self.length))

    def __str__(self) -> str:
        return f"{self.number} of {self.length} points beyond {self.zones:g} sigma on one side"


@frozen
class Run:
    """`length` points in a row on one side of the centre line."""

    length: int = _whole(1)
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def found(self, points: Standing) -> Flags:
        return either(consecutive(points.sides, self.length))

    def __str__(self) -> str:
        return f"{self.length} points in a row on one side of the centre"


@frozen
class Trend:
    """`length` points in a row, each higher (or each lower) than the one before."""

    length: int = _whole(2)
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def found(self, points: Standing) -> Flags:
        return either(consecutive(points.moves, self.length - 1))

    def __str__(self) -> str:
        return f"{self.length} points in a row rising, or falling"


@frozen
class Alternating:
    """`length` points in a row that go up and down in turn."""

    length: int = _whole(3)
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def found(self, points: Standing) -> Flags:
        turning = np.zeros(points.outside.shape, dtype=np.bool_)
        turning[..., 1:] = either(points.moves[..., 1:] & points.moves[::-1, ..., :-1])
        return consecutive(turning, self.length - 2)

    def __str__(self) -> str:
        return f"{self.length} points in a row going up and down in turn"


@frozen
class Stratification:
    """`length` points in a row within `zones` of the centre, on either side; on the edge is within.

    `strictly`: on the edge is not within.
    """

    length: int = _whole(1)
    zones: float = _zones()
    strictly: bool = False
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def found(self, points: Standing) -> Flags:
        return consecutive(
            points.within(self.zones) if self.strictly else ~either(points.beyond(self.zones)), self.length
        )

    def __str__(self) -> str:
        return f"{self.length} points in a row within {self.zones:g} sigma of the centre"


@frozen
class Mixture:
    """`length` points in a row more than `zones` from the centre, some of them above and some below."""

    length: int = _whole(1)
    zones: float = _zones()
    of_limits: ClassVar[bool] = False

    @property
    def reach(self) -> int:
        return self.length

    def found(self, points: Standing) -> Flags:
        beyond = points.beyond(self.zones)
        # as many in a row, but neither all of them above nor all of them below
        return consecutive(either(beyond), self.length) & ~either(consecutive(beyond, self.length))

    def __str__(self) -> str:
        return f"{self.length} points in a row beyond {self.zones:g} sigma, on both sides"


#: Western Electric, *Statistical Quality Control Handbook*, 1956.
WESTERN_ELECTRIC: tuple[Rule, ...] = (Outside(), Beyond(2, 3, 2), Beyond(4, 5, 1), Run(8))
#: Nelson 1984, "The Shewhart control chart: tests for special causes", Journal of Quality Technology 16(4).
NELSON: tuple[Rule, ...] = (
    Outside(), Run(9), Trend(6), Alternating(14),
    Beyond(2, 3, 2), Beyond(4, 5, 1), Stratification(15, 1), Mixture(8, 1),
)  # fmt: skip
#: Chrysler, Ford and GM, *Statistical Process Control* (AIAG), 2nd edition 2005: as Nelson's, but 7 on one side.
AIAG: tuple[Rule, ...] = (
    Outside(), Run(7), Trend(6), Alternating(14),
    Beyond(2, 3, 2), Beyond(4, 5, 1), Stratification(15, 1), Mixture(8, 1),
)  # fmt: skip
#: The set that software names after Juran: Western Electric's zones, 6 rising or falling, 9 on one side, 8 outside.
JURAN: tuple[Rule, ...] = (Outside(), Beyond(2, 3, 2), Beyond(4, 5, 1), Trend(6), Run(9), Mixture(8, 1))

#: The sets by their names; the first rule of a set is number 1. qcc 3.0 tests Western Electric's four.
RULE_SETS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {"western electric": WESTERN_ELECTRIC, "nelson": NELSON, "aiag": AIAG, "juran": JURAN, "qcc": WESTERN_ELECTRIC}
)
