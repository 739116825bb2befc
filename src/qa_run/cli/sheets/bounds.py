"""Between what numbers a cell takes a value without a warning: what all requirements without a condition allow."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from qa_run.model.kinds import Kind
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.values import Value

Number = int | float


@frozen
class Bounds:
    """The least and the greatest number, and whether each of them is allowed itself."""

    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = True

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


def bounds_of(requirements: Iterable[Requirement]) -> Bounds:
    """The narrowest bounds of all; none where no number could be within them."""
    found = Bounds()
    for requirement in requirements:
        if requirement.shape is Shape.ITEM and not requirement.scope:
            for each in _of(requirement):
                found = _narrower(found, each)
    if found.low is not None and found.high is not None and found.low > found.high:
        return Bounds()
    return found


def _of(requirement: Requirement) -> Iterator[Bounds]:
    criterion = requirement.criterion
    value = getattr(criterion, "value", None)
    if requirement.name in ("exactly", "equals") and isinstance(value, Value) and value.kind is Kind.NUMBER:
        exact = value.literal
        if isinstance(exact, int | float):
            yield Bounds(low=exact, high=exact)
    limits = getattr(criterion, "limits", None)
    if not isinstance(limits, dict) or getattr(criterion, "reads", None) is not Kind.NUMBER:
        return
    ends = {name: limit for name, limit in limits.items() if isinstance(limit, int | float | Decimal)}
    low, high = ends.get("lower", ends.get("above")), ends.get("upper", ends.get("below"))
    yield Bounds(
        low=_plain(low), high=_plain(high), low_included="above" not in ends, high_included="below" not in ends
    )


def _plain(number: Number | Decimal | None) -> Number | None:
    return float(number) if isinstance(number, Decimal) else number


def _narrower(one: Bounds, other: Bounds) -> Bounds:
    lows = [(each.low, not each.low_included) for each in (one, other) if each.low is not None]
    highs = [(each.high, each.high_included) for each in (one, other) if each.high is not None]
    low, excluded = max(lows, default=(None, False))
    high, included = min(highs, default=(None, True))
    return Bounds(low=low, high=high, low_included=not excluded, high_included=included)
