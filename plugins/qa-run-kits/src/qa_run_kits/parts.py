"""A part of a kit: how many of it there must be, and what may stand in for it."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen
from qa_run import NumberLimits, Quantity, inline

from qa_run_kits.saying import said


@frozen(kw_only=True)
class Substitute:
    """What stands in for a part: any number of it, or at most `upper`."""

    upper: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        if self.upper is not None and self.upper < 0:
            raise ValueError("upper is how many may stand in, which is not negative")


@frozen(kw_only=True)
class Part:
    """Limits of how many there must be, and `or`: what counts together with it."""

    limits: NumberLimits = inline()
    or_: tuple[str, ...] | Mapping[str, Substitute] = field(default=(), alias="or_")

    def __attrs_post_init__(self) -> None:
        if self.limits.marginal is not None:
            raise ValueError("marginal cannot stand here: a part is there or it is not")
        ends = (self.limits.lower, self.limits.upper, self.limits.above, self.limits.below, self.limits.nominal)
        units = {each.unit for each in (*ends, self.limits.tolerance) if each is not None} - {"", "%"}
        if units or any(each is not None and each.unit for each in ends):
            raise ValueError("parts are counted, and a number of them has no unit: leave it out")
        if any(not name.strip() for name in self.or_):
            raise ValueError("or names a part without a name")

    @property
    def substitutes(self) -> Mapping[str, Substitute]:
        return self.or_ if isinstance(self.or_, Mapping) else {name: Substitute() for name in self.or_}

    @property
    def low(self) -> str:
        """What a number that is too low is held against; blank where none is."""
        low = self.limits.low
        return "" if low is None else f"{'' if self.limits.above is None else 'more than '}{plain(low)}"

    @property
    def high(self) -> str:
        high = self.limits.high
        return "" if high is None else f"{'at most' if self.limits.below is None else 'less than'} {plain(high)}"

    def sentence(self, language: str, name: str) -> str:
        many = self._many(language)
        if not self.or_:
            return f"{name} {many}"
        others = [
            name if each.upper is None else said(language, "{name}, at most {upper}", name=name, upper=each.upper)
            for name, each in self.substitutes.items()
        ]
        return said(language, "{name} {many} (or {others})", name=name, many=many, others=", ".join(others))

    def _many(self, language: str) -> str:
        low, high = self.limits.low, self.limits.high
        if self.limits.nominal is None and low != high:
            return self.limits.sentence(language)
        if low == high:
            return said(language, "{many}", many=low)
        return said(language, "from {low} to {high}", low=low, high=high)


def part_of(written: "Part | Decimal") -> Part:
    """A number is short for exactly so many."""
    if isinstance(written, Part):
        return written
    if written < 0:
        raise ValueError(f"there cannot be {plain(written)} of anything")
    many = Quantity(written)
    return Part(limits=NumberLimits(lower=many, upper=many))


def plain(number: Decimal) -> str:
    """All digits, without those that say nothing: 2 for 2.0."""
    return f"{number.normalize():f}"
