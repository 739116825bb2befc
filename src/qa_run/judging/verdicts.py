"""The verdicts of many blocks, in one sequence; each is made when somebody looks at it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

from attrs import frozen

from qa_run.judging.blocks import Block
from qa_run.judging.not_inspected import NotInspected
from qa_run.model.outcome import Outcome
from qa_run.model.verdict import Verdict


@frozen(eq=False, repr=False)
class Verdicts(Sequence[Verdict]):
    """The verdicts of many blocks, one after the other; each is made when it is looked at."""

    blocks: tuple[Block | NotInspected, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The place of the first verdict of each block, and one behind the last."""
        return (0, *accumulate(map(len, self.blocks)))

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[Verdict]:
        return (block.verdict(row) for block in self.blocks for row in range(len(block)))

    @overload
    def __getitem__(self, place: int) -> Verdict: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Verdict]: ...
    def __getitem__(self, place: int | slice) -> Verdict | Sequence[Verdict]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        rest = place + len(self) if place < 0 else place
        if not 0 <= rest < len(self):
            raise IndexError(place)
        block = bisect_right(self.starts, rest) - 1
        return self.blocks[block].verdict(rest - self.starts[block])

    def outcomes(self) -> list[Outcome]:
        return [outcome for block in self.blocks for outcome in block.outcomes()]
