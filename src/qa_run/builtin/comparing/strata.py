"""The table of strata as what is compared reads it: names, numbers of items, and a mean or a share of each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from qa_run.builtin.criteria.held import settled

#: How many strata a message names before it only counts the others.
_NAMED = 10


@frozen(eq=False, repr=False)
class Strata:
    """What was measured in each stratum, as arrays of one length, in the order of the names.

    items:    how many items there are at all; 0 where a stratum was expected and none came
    n:        how many values there are
    lacking:  how many values are missing or cannot be read
    count:    how many items conform, where shares are compared
    mean, sd: of the values, where these are compared
    """

    names: tuple[str, ...]
    items: Any
    n: Any
    lacking: Any
    count: Any = None
    mean: Any = None
    sd: Any = None

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Strata":
        import numpy as np

        n = np.asarray(table["n"], dtype=np.float64)
        known: dict[str, Any] = {"count": table["count"]} if "count" in table else {}
        if "total" in table:
            total = np.where(n > 0, table["total"], np.nan)
            known = {"mean": total / np.where(n > 0, n, 1.0), "sd": table.get("stdev")}
        return cls(tuple(table["stratum"]), table["items"], n, table["lacking"], **known)

    @property
    def there(self) -> "Strata":
        """Those with values."""
        return self if (self.n > 0).all() else self.where(self.n > 0)

    def where(self, kept: Any) -> "Strata":
        arrays = (self.items, self.n, self.lacking, self.count, self.mean, self.sd)
        names = tuple(name for name, keep in zip(self.names, kept, strict=True) if keep)
        return Strata(names, *(None if array is None else array[kept] for array in arrays))

    def of_medians(self, values: Sequence[Any]) -> "Strata":
        """The same strata with their medians in place of the means."""
        import numpy as np

        return evolve(self, mean=np.array([np.median(each) for each in values]))

    @property
    def estimate(self) -> Any:
        """The mean of each stratum, or its median or share."""
        return self.mean if self.count is None else self.count / self.n

    @property
    def sd_or_nothing(self) -> Any:
        """The standard deviations, 0 where one value has none."""
        import numpy as np

        return np.where(self.n < 2, 0.0, self.sd)

    def gaps(self) -> str:
        """The strata that cannot be compared: nothing came of them, or no value; blank where there is none."""
        absent = self.named(self.items == 0)
        empty = self.named((self.items > 0) & (self.n == 0))
        told = (absent and f"no items of {absent}", empty and f"no value of {empty}")
        return "; ".join(part for part in told if part)

    def named(self, which: Any) -> str:
        """The first of some strata by name, and how many more there are."""
        return listed([called(name) for name, one in zip(self.names, which, strict=True) if one])

    def lacks(self) -> str:
        """Where values are missing or cannot be read; blank where none are."""
        if not self.lacking.any():
            return ""
        found = [f"{called(name)} {int(many)}" for name, many in zip(self.names, self.lacking, strict=True) if many]
        return f"missing or unreadable: {listed(found)}"

    def span(self) -> str:
        """The lowest and the highest, with their names."""
        low, high = int(self.estimate.argmin()), int(self.estimate.argmax())
        if low == high:
            return f"all at {self.shown(self.estimate[low])}"
        return f"from {self.said(low)} to {self.said(high)}"

    def said(self, place: int) -> str:
        """One stratum with its mean or share and its number of items."""
        return f"{self.shown(self.estimate[place])} in {called(self.names[place])} (n = {int(self.n[place])})"

    def shown(self, value: float) -> str:
        return in_words(value, share=self.count is not None)


def called(name: str) -> str:
    """A stratum by its name; a blank one has none, and is not dropped."""
    return name or "(blank)"


def listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def in_words(value: float, share: bool) -> str:
    """A number for people; a share in per cent."""
    return f"{value * 100:.4g} %" if share else f"{value:.6g}"


def points(difference: float, share: bool) -> str:
    """A difference for people; one of shares in points, so that nobody takes it for a part of a share."""
    return f"{difference * 100:.4g} points" if share else f"{difference:.6g}"


def apart(one: float, other: float) -> float:
    """How far `one` lies above `other`, in decimals: 80.1 is 2 above 78.1, which in doubles it is not."""
    return float(Decimal(repr(settled(one))) - Decimal(repr(settled(other))))
