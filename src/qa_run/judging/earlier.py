"""The state in which the switching rules stand when a run begins, from the lots that runs before it decided."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from attrs import frozen

from qa_run.judging.plans import Answered, Asking
from qa_run.model.lots import LotSize, PastLot


@frozen(eq=False, repr=False)
class AskingPast(Asking):
    """Lots of earlier runs, a row each: what was found in them is recorded, and needs no samples."""

    past: Sequence[PastLot] = ()

    def found(self, row: int) -> tuple[int, int]:
        lot = self.past[row]
        return lot.inspected, lot.nonconforming

    def answered(self, rule: Any, row: int, severity: str = "") -> Answered:
        """As of any lot by attributes; of one that was measured, the record does not hold the measures."""
        if self.measures:
            return Answered(rule, None, "the measures of earlier lots are not on record", severity)
        return super().answered(rule, row, severity)


def asking_past(asking: Asking, past: Sequence[PastLot]) -> AskingPast:
    """The same questions as of the lots at hand, of lots that were decided before."""
    return AskingPast(asking.requirement, asking.counts, [LotSize(lot.size) for lot in past], past)


def lots_before(past: Sequence[PastLot], names: Iterable[str]) -> tuple[PastLot, ...]:
    """Those that were decided before any of the lots `names` was for the first time.

    So a run that is repeated on the same samples starts from where it started before.
    """
    present = set(names)
    return tuple(takewhile(lambda lot: lot.name not in present, past))
