"""What a run wants to know of every procedure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from qa_run.judging.blocks import Block
from qa_run.judging.not_inspected import NotInspected
from qa_run.model.lots import PastLot
from qa_run.model.procedure import Procedure, Requirement
from qa_run.running.subject import Subject

if TYPE_CHECKING:
    from qa_run.planning.selecting import Chosen
    from qa_run.running.items_out import ItemsOut

#: What is done with the verdicts of a procedure once they stand.
After = Callable[[Subject, Sequence[Block | NotInspected], int], None]
Earlier = Callable[[Procedure, Requirement], Sequence[PastLot]]


def no_earlier(_procedure: Procedure, _requirement: Requirement) -> Sequence[PastLot]:
    """Where nothing is recorded: the lots at hand are the first."""
    return ()


class Registers(Protocol):
    """The concessions and corrections of a run."""

    def of(self, path: str, digests: Callable[[], tuple[str, ...]]) -> After:
        """What they do with the verdicts of the procedure at `path`, whose samples have these digests."""


@frozen(kw_only=True, eq=False, repr=False)
class Asked:
    """What a run wants to know of every procedure.

    as_of:     the time it holds for
    items:     how many items a verdict shows
    digests:   whether its inputs get digests
    items_out: where all nonconforming items are written
    earlier:   tells the lots that runs before this one decided
    chosen:    what is judged, where that is not all
    pictures:  whether what can be drawn of the values is asked for
    registers: the concessions and corrections that the verdicts are held against
    """

    as_of: datetime
    items: int = 5
    digests: bool = False
    items_out: "ItemsOut | None" = None
    earlier: Earlier = no_earlier
    chosen: "Mapping[str, Chosen] | None" = None
    pictures: bool = False
    registers: Registers | None = None

    def of(self, procedure: Procedure) -> "Chosen | None":
        """What is asked for of `procedure`, where that is not all."""
        return None if self.chosen is None else self.chosen[procedure.path]
