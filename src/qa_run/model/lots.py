"""Lots: the quantities that sampling plans decide on, one by one."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen


@frozen(eq=False, repr=False)
class LotSize:
    """How many items a lot has, or why that cannot be told: then nothing can be decided of it."""

    size: int | None = None
    trouble: str = ""


#: The sizes of lots, by name.
Sizes = Mapping[str, LotSize]
NO_SIZES: Sizes = {}


@frozen(kw_only=True, eq=False, repr=False)
class PastLot:
    """A lot that an earlier run decided: what the next ones are inspected by follows from it.

    place: where among the lots of that run it stood, counted from 1
    """

    name: str
    size: int | None
    accepted: bool
    inspected: int
    nonconforming: int
    place: int = 0


def decides_per_lot(rule: Any) -> bool:
    """Whether an acceptance rule, or a statistic that is a plan by itself, decides lot by lot, whatever the strata."""
    return bool(getattr(rule, "per_lot", False))


def whole_size(low: Any, high: Any, lot: str, where: str) -> LotSize:
    """The size of a lot, recorded between `low` and `high` in `where`; a lot has one size, a whole number above 0."""
    if low is None or high is None:
        return LotSize(trouble=f"the size of the lot is not recorded in {where}")
    if low != high:
        return LotSize(trouble=f"{where} gives the lot {lot} several sizes, from {low:.15g} to {high:.15g}")
    if not 1 <= low < 2**53 or low != int(low):
        return LotSize(trouble=f"{low:.15g}, the size of the lot in {where}, is no whole number above 0")
    return LotSize(int(low))
