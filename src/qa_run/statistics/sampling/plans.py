"""What a sampling plan is: samples drawn one after the other, each with its two numbers."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from attrs import frozen

from qa_run.statistics.arguments import whole

Kind = Literal["single", "double", "multiple"]
Severity = Literal["normal", "tightened", "reduced"]
Count = Literal["items", "nonconformities"]


@frozen
class Stage:
    """One sample of `n` items; Ac and Re are compared with what was found in this and all earlier samples.

    Ac is -1 where the lot cannot be accepted yet (the tables print #).
    """

    n: int
    ac: int
    re: int

    def __attrs_post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"a sample has at least 1 item, not {self.n}")
        if self.ac < -1 or self.re <= self.ac:
            raise ValueError(f"Ac {self.ac} and Re {self.re} do not go together: write 0 <= Ac < Re")


@frozen(kw_only=True)
class Plan:
    """A plan by attributes: its samples in order, and where it came from.

    `letter` is the code letter of lot size and level, `used_letter` the row to which the arrows of the table led.
    `severity`, `standard` and `convention` say which table; a plan found otherwise has only its convention.
    With `inspect_all` the one sample is the lot. `count` says what is counted: nonconforming items or nonconformities.
    """

    stages: tuple[Stage, ...]
    letter: str = ""
    used_letter: str = ""
    aql: float | None = None
    severity: Severity = "normal"
    standard: str = ""
    count: Count = "items"
    inspect_all: bool = False
    convention: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.stages:
            raise ValueError("a plan has at least one sample")
        if any(late.ac < early.ac for early, late in zip(self.stages, self.stages[1:], strict=False)):
            raise ValueError("Ac counts all samples so far: it does not fall from one sample to the next")
        if self.stages[-1].ac < 0:
            raise ValueError("the last sample decides: its Ac is at least 0")

    @property
    def kind(self) -> Kind:
        return "single" if len(self.stages) == 1 else "double" if len(self.stages) == 2 else "multiple"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Items drawn up to and with each sample."""
        return tuple(accumulate(stage.n for stage in self.stages))

    @property
    def n(self) -> int:
        """Items to draw first."""
        return self.stages[0].n

    @property
    def largest_n(self) -> int:
        """Items drawn if every sample is needed."""
        return sum(stage.n for stage in self.stages)

    @property
    def ac(self) -> int:
        """The acceptance number after the last sample."""
        return self.stages[-1].ac

    @property
    def re(self) -> int:
        """The rejection number after the last sample."""
        return self.stages[-1].re

    @property
    def has_gap(self) -> bool:
        """Whether the last count may lie between Ac and Re: the lot passes, but inspection goes back to normal."""
        return self.re > self.ac + 1


def plan(n: int | Sequence[int], ac: int | Sequence[int], re: int | Sequence[int] | None = None) -> Plan:
    """A plan from its numbers: whole numbers for a single one, sequences of one length for a double or multiple one.

    `n` are the sizes of the samples; `ac` and `re` count all samples so far. Without `re`, Re is Ac + 1 and the plan
    is single. Raises ValueError where the numbers make no plan.
    """
    sizes, accept = _whole(n, "n", 0), _whole(ac, "Ac", -1)
    if re is None and len(sizes) > 1:
        raise ValueError("a double or multiple plan needs its rejection numbers: give re")
    reject = [accept[0] + 1] if re is None else _whole(re, "Re", 0)
    if not len(sizes) == len(accept) == len(reject):
        raise ValueError(f"{len(sizes)} samples, {len(accept)} Ac and {len(reject)} Re: give one of each per sample")
    return Plan(
        stages=tuple(Stage(*numbers) for numbers in zip(sizes, accept, reject, strict=True)), convention="given"
    )


def _whole(numbers: int | Sequence[int], what: str, least: int) -> list[int]:
    given = numbers if isinstance(numbers, Sequence) else [numbers]
    return [whole(number, what, least) for number in given]
