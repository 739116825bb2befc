"""A plugin with a few criteria of each form of writing, for the tests of loading."""
# ruff: noqa: RUF009

from collections.abc import Mapping
from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run.model.columns import Column
from qa_run.model.judged import Judged
from qa_run.model.quantities import Difference, Duration, Quantity, Share, Tolerance
from qa_run.model.values import Nested, Pattern, Value
from qa_run.offers import acceptance, criterion, hookimpl, inline, short


@frozen(kw_only=True)
class Interval:
    """Limits as every criterion with limits writes them."""

    lower: Quantity | None = None
    upper: Quantity | None = None
    nominal: Quantity | None = None
    tolerance: Tolerance | None = None

    def __attrs_post_init__(self):
        if not any((self.lower, self.upper, self.nominal)):
            raise ValueError("a limit is missing: write lower, upper, or nominal with tolerance")
        if self.lower and self.upper and self.lower.value > self.upper.value:
            raise ValueError(f"lower {self.lower} is above upper {self.upper}")
        if (self.nominal is None) != (self.tolerance is None):
            raise ValueError("nominal and tolerance are written together")


class Item:
    def sentence(self, language: str) -> str:
        return type(self).__name__

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value


class Statistic:
    def sentence(self, language: str) -> str:
        return type(self).__name__

    def measures(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {}

    def judge(self, measures: object) -> Judged:
        return Judged(True)


@criterion("limits", flat=True)
@frozen
class Limits(Item):
    """The value lies within limits, ends included."""

    interval: Interval = inline()


@criterion("exactly")
@frozen
class Exactly(Item):
    """The recorded value is this one and no other."""

    value: Value


@criterion("equals")
@frozen
class Equals(Exactly):
    """The value equals another."""


@criterion("one_of")
@frozen
class OneOf(Item):
    """The value is one of several."""

    values: tuple[Value, ...] = short()
    ignoring: tuple[Literal["case", "spaces"], ...] = ()


@criterion("present")
@frozen
class Present(Item):
    """A value is recorded."""

    opposite = "absent"


@criterion("absent")
@frozen
class Absent(Item):
    """No value is recorded."""

    opposite = "present"


@criterion("matches")
@frozen
class Matches(Item):
    """The text has this form."""

    pattern: Pattern


@criterion("no_later_than")
@frozen
class NoLaterThan(Item):
    """The time is not after that in another column."""

    column: Column
    plus: Duration | None = None


@criterion("mean")
@frozen
class Mean(Statistic):
    """The mean lies within limits."""

    interval: Interval = inline()


@criterion("spread")
@frozen
class Spread(Statistic):
    """The range of the values."""

    upper: Difference
    measured_in = "difference"


@criterion("share")
@frozen
class ShareOf(Statistic):
    """The share of the items that conform to a criterion."""

    of: Nested
    lower: Share | None = None
    measured_in = "number"


@criterion("breaks")
@frozen
class Breaks(Item):
    """Falls over when it is built."""

    value: int

    def __attrs_post_init__(self):
        raise KeyError(self.value)


@acceptance("at_most", flat=True)
@frozen(kw_only=True)
class AtMost:
    """No more than so many nonconforming items."""

    at_most: int | Share
    over_all: int | None = None

    def allows(self, n: int, nonconforming: int) -> Judged:
        return Judged(True)


@acceptance("plan")
@frozen
class Plan:
    """A sampling plan."""

    standard: Literal["iso2859-1"]
    aql: float
    level: Literal["I", "II", "III"] = "II"

    def allows(self, n: int, nonconforming: int) -> Judged:
        return Judged(True)


@hookimpl
def qa_criteria():
    return [
        Limits, Exactly, Equals, OneOf, Present, Absent, Matches, NoLaterThan, Mean, Spread, ShareOf, Breaks,
    ]  # fmt: skip


@hookimpl
def qa_acceptance():
    return [AtMost, Plan]
