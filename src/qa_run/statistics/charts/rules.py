"""Rules for signals: each a value that says what it looks for and finds the points that complete it.

A point on a limit, on the edge of a zone or on the centre line is no signal; on the centre line it breaks a run, and a
tie breaks a trend. A zone is a third of the way to the limits. A rule flags every point that completes its pattern, so
a pattern that lasts flags again and again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Protocol

import numpy as np
from attrs import field, frozen, validators

from qa_run.statistics.charts.columns import Flags
from qa_run.statistics.charts.patterns import any_of, at_least, consecutive
from qa_run.statistics.charts.standing import Standing

_whole = field(validator=[validators.instance_of(int), validators.ge(1)])
_zones = field(converter=float, validator=validators.gt(0))


class Rule(Protocol):
    """What a rule offers: whether it needs zones, its words, and the points that it flags."""

    @property
    def needs_zones(self) -> bool: ...

    def found(self, points: Standing) -> Flags: ...


@frozen
class Outside:
    """One point beyond a control limit."""

    needs_zones: ClassVar[bool] = False

    def found(self, points: Standing) -> Flags:
        return points.outside

    def __str__(self) -> str:
        return "a point beyond the control limits"


@frozen
class Beyond:
    """`number` of `length` points in a row more than `zones` from the centre, on one side of it.

    Not before `length` points have passed; the point that is flagged is itself that far out.
    """

    number: int = _whole
    length: int = _whole
    zones: float = _zones
    needs_zones: ClassVar[bool] = True

    def __attrs_post_init__(self) -> None:
        if self.number > self.length:
            raise ValueError(f"{self.number} of {self.length} points: more than there are")

    def found(self, points: Standing) -> Flags:
        return at_least(points.above(self.zones), self.number, self.length) | at_least(
            points.below(self.zones), self.number, self.length
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.length} points beyond {self.zones:g} sigma on one side"


@frozen
class Run:
    """`length` points in a row on one side of the centre line."""

    length: int = _whole
    needs_zones: ClassVar[bool] = False

    def found(self, points: Standing) -> Flags:
        return consecutive(points.high, self.length) | consecutive(points.low, self.length)

    def __str__(self) -> str:
        return f"{self.length} points in a row on one side of the centre"


@frozen
class Trend:
    """`length` points in a row, each higher (or each lower) than the one before."""

    length: int = field(validator=[validators.instance_of(int), validators.ge(2)])
    needs_zones: ClassVar[bool] = False

    def found(self, points: Standing) -> Flags:
        steps = self.length - 1
        return consecutive(points.up, steps) | consecutive(points.down, steps)

    def __str__(self) -> str:
        return f"{self.length} points in a row rising, or falling"


@frozen
class Alternating:
    """`length` points in a row that go up and down in turn."""

    length: int = field(validator=[validators.instance_of(int), validators.ge(3)])
    needs_zones: ClassVar[bool] = False

    def found(self, points: Standing) -> Flags:
        turning = np.zeros(points.up.shape, dtype=np.bool_)
        turning[..., 1:] = (points.up[..., 1:] & points.down[..., :-1]) | (points.down[..., 1:] & points.up[..., :-1])
        return consecutive(turning, self.length - 2)

    def __str__(self) -> str:
        return f"{self.length} points in a row going up and down in turn"


@frozen
class Stratification:
    """`length` points in a row within `zones` of the centre, on either side; on the edge is within.

    `strictly`: on the edge is not within.
    """

    length: int = _whole
    zones: float = _zones
    strictly: bool = False
    needs_zones: ClassVar[bool] = True

    def found(self, points: Standing) -> Flags:
        return consecutive(points.inside(self.zones) if self.strictly else ~points.away(self.zones), self.length)

    def __str__(self) -> str:
        return f"{self.length} points in a row within {self.zones:g} sigma of the centre"


@frozen
class Mixture:
    """`length` points in a row more than `zones` from the centre, some of them above and some below."""

    length: int = _whole
    zones: float = _zones
    needs_zones: ClassVar[bool] = True

    def found(self, points: Standing) -> Flags:
        above, below = points.above(self.zones), points.below(self.zones)
        both = any_of(above, self.length) & any_of(below, self.length)
        return consecutive(above | below, self.length) & both

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
