"""Specification limits: what the customer asks of a number."""

from collections.abc import Mapping
from decimal import Decimal

import narwhals as nw
from attrs import frozen

from qa_run.model.numerals import exact, plain_digits
from qa_run.model.quantities import Difference, Quantity, Tolerance
from qa_run.saying import said


@frozen(kw_only=True)
class Limits:
    """Ends included: `lower`, `upper`. Ends excluded: `above`, `below`. Or `nominal` with a `tolerance`.

    `marginal` is a band inside the limits: what lies in it conforms, but only just.
    """

    lower: Quantity | None = None
    upper: Quantity | None = None
    above: Quantity | None = None
    below: Quantity | None = None
    nominal: Quantity | None = None
    tolerance: Tolerance | None = None
    marginal: Difference | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse limits that no value could meet, or that say a thing twice."""
        if self.tolerance is not None and self.nominal is None:
            raise ValueError("tolerance needs a nominal beside it")
        if self.nominal is not None and self.tolerance is None:
            raise ValueError("nominal needs a tolerance beside it")
        ends = {
            "lower": [each for each in (self.lower, self.above, self.nominal) if each is not None],
            "upper": [each for each in (self.upper, self.below, self.nominal) if each is not None],
        }
        for side, given in ends.items():
            if len(given) > 1:
                raise ValueError(f"two {side} limits contradict each other: keep one of {_names(self, given)}")
        low, high = self.low, self.high
        if low is None and high is None:
            raise ValueError("no limit is given: write lower, upper, above, below, or nominal with tolerance")
        if len({each.unit for each in (*ends["lower"], *ends["upper"])}) > 1:
            return  # compared once they are in one unit
        if low is not None and high is not None and (low > high or (low == high and (self.above or self.below))):
            written = " and ".join(_names(self, [*ends["lower"], *ends["upper"]]).split(", "))
            raise ValueError(
                f"lower limit {plain_digits(low)} is above the upper limit {plain_digits(high)} ({written})"
            )
        if self.marginal is not None and self.marginal.value < 0:
            raise ValueError("marginal is the width of a band, which is not negative")

    @property
    def low(self) -> Decimal | None:
        if self.nominal is not None and self.tolerance is not None:
            return self.tolerance.around(self.nominal.value)[0]
        given = self.lower if self.lower is not None else self.above
        return None if given is None else given.value

    @property
    def high(self) -> Decimal | None:
        if self.nominal is not None and self.tolerance is not None:
            return self.tolerance.around(self.nominal.value)[1]
        given = self.upper if self.upper is not None else self.below
        return None if given is None else given.value

    @property
    def shown(self) -> Mapping[str, int | float]:
        """The limits as numbers, by name."""
        ends = {
            "lower" if self.above is None else "above": self.low,
            "upper" if self.below is None else "below": self.high,
        }
        return {name: exact(value) for name, value in ends.items() if value is not None}

    def too_low(self, value: nw.Expr) -> nw.Expr | None:
        """Where `value` lies under the lower limit; None where there is none."""
        if self.low is None:
            return None
        return value <= exact(self.low) if self.above is not None else value < exact(self.low)

    def too_high(self, value: nw.Expr) -> nw.Expr | None:
        """Where `value` lies over the upper limit; None where there is none."""
        if self.high is None:
            return None
        return value >= exact(self.high) if self.below is not None else value > exact(self.high)

    def near(self, value: nw.Expr) -> nw.Expr | None:
        """Where `value` lies in the marginal band inside the limits."""
        if self.marginal is None:
            return None
        inside = [value < exact(self.low + self.marginal.value)] if self.low is not None else []
        inside += [value > exact(self.high - self.marginal.value)] if self.high is not None else []
        return inside[0] if len(inside) == 1 else inside[0] | inside[1]

    def admit(self, value: float | None) -> bool:
        """Whether one number lies within the limits; a missing one does not."""
        if value is None or value != value:
            return False
        low = self.low is None or (value > exact(self.low) if self.above is not None else value >= exact(self.low))
        high = self.high is None or (value < exact(self.high) if self.below is not None else value <= exact(self.high))
        return low and high

    def is_near(self, value: float) -> bool:
        """Whether one number lies in the marginal band."""
        if self.marginal is None:
            return False
        band = self.marginal.value
        low = self.low is not None and value < exact(self.low + band)
        return low or (self.high is not None and value > exact(self.high - band))

    def sentence(self, language: str, noun: str = "") -> str:
        """The limits in words; with a noun (`day|days`), behind them in the form that goes with the last number."""
        text, last = self._said(language)
        return f"{text} {said(language, noun, last)}" if noun else text

    def _said(self, language: str) -> tuple[str, Decimal | None]:
        """The words, and the number that a noun behind them goes with; None where it is the plural of a range."""
        if self.nominal is not None and self.tolerance is not None:
            return f"{self.nominal.sentence(language)} {self.tolerance.sentence(language, self.nominal.unit)}", None
        if self.lower is not None and self.upper is not None:
            if self.lower == self.upper:
                return said(language, "exactly {value}", value=self.lower), self.lower.value
            return said(language, "from {lower} to {upper}", lower=self.lower, upper=self.upper), None
        words = {
            "at least {limit}": self.lower, "more than {limit}": self.above,
            "at most {limit}": self.upper, "less than {limit}": self.below,
        }  # fmt: skip
        given = {word: limit for word, limit in words.items() if limit is not None}
        parts = [said(language, word, limit=limit) for word, limit in given.items()]
        return ", ".join(parts), list(given.values())[-1].value


@frozen(kw_only=True)
class ShareLimits(Limits):
    """Limits of a share inside a criterion of something else; written in per cent."""

    measured_in = "share"


@frozen(kw_only=True)
class NumberLimits(Limits):
    """Limits of a number without a unit inside a criterion of something that has one: an index, a coefficient."""

    measured_in = "number"


def _names(limits: Limits, given: list[Quantity]) -> str:
    return ", ".join(name for name in ("lower", "above", "upper", "below", "nominal") if getattr(limits, name) in given)
