"""Blocks of which only some strata are asked for: the others were measured with them, and are not shown."""

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from qa_run.errors import UsageError
from qa_run.judging.blocks import Block
from qa_run.judging.not_inspected import NotInspected
from qa_run.loading.suggest import did_you_mean
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Requirement
from qa_run.model.selection import requirement_node
from qa_run.model.verdict import Verdict
from qa_run.planning.selecting import Chosen, Strata


@frozen(eq=False, repr=False)
class SomeRows:
    """The verdicts of a block in `rows`."""

    block: Block
    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    def outcomes(self) -> Iterator[Outcome]:
        every = list(self.block.outcomes())
        return (every[row] for row in self.rows)

    def verdict(self, place: int) -> Verdict:
        return self.block.verdict(self.rows[place])


Shown = Block | NotInspected | SomeRows


@define(eq=False, repr=False)
class Narrowing:
    """Takes the blocks of each requirement of a procedure, and keeps what is asked for.

    left: of each requirement how many verdicts are not shown
    ends: of each requirement that is not shown whole, the ends of the node ids that it has; None where that is unknown
    """

    path: str
    chosen: Chosen
    left: dict[str, int] = field(factory=dict)
    ends: dict[str, list[str] | None] = field(factory=dict)

    def shown(self, requirement: Requirement, blocks: Sequence[Block | NotInspected]) -> Sequence[Shown]:
        strata = self.chosen.of(self.path, requirement)
        if strata is None:  # a class that was measured because it decides for others
            return ()
        node = requirement_node(self.path, requirement.characteristic, requirement.id)
        if strata.every and not any(node in mention.requirements for mention in self.chosen.mentions):
            return blocks
        if not all(isinstance(block, Block) for block in blocks):
            self.ends[node] = None  # why it was not inspected holds for every stratum
            return blocks
        return [kept for block in blocks if len(kept := self._some(node, strata, block))]

    def _some(self, node: str, strata: Strata, block: Block | NotInspected) -> SomeRows:
        assert isinstance(block, Block)
        ends = [block.told(row)[1].removeprefix(node) for row in range(len(block))]
        known = self.ends.setdefault(node, [])
        assert known is not None
        known += ends
        rows = [row for row, end in enumerate(ends) if strata.shows(end)]
        if len(rows) < len(ends):
            self.left[node] = self.left.get(node, 0) + len(ends) - len(rows)
        return SomeRows(block, rows)

    def gone(self) -> tuple[str, ...]:
        """The node ids that are asked for by name and that the samples do not have."""
        found: list[str] = []
        for node, ends in self.ends.items():
            asked = self.chosen.strata[node].only or ()
            found += [f"{node}{end}" for end in sorted(asked) if ends is not None and end not in ends]
        return tuple(found)

    def check(self) -> None:
        """Raise UsageError for strata that somebody named and that none of the requirements has."""
        lost = []
        for mention in self.chosen.mentions:
            every = [self.ends.get(node) for node in mention.requirements if node in self.ends]
            ends = [end for known in every for end in known or ()]
            if not every or None in every or any(map(mention.means, ends)):
                continue
            near = did_you_mean(mention.end.strip("[]"), [end.strip("[]") for end in ends if end])
            names = ", ".join(dict.fromkeys(end for end in ends if end))
            hint = near or (f"there are: {names}" if names else "it has no strata")
            lost.append(f"{mention.word}: the samples hold no such stratum ({hint})")
        if lost:
            raise UsageError("\n".join(lost))
