"""Collecting every fault of a file while its nouns are built."""

from collections.abc import Iterable

from attrs import define, field

from qa_run.errors import Fault, Place


@define(eq=False, repr=False)
class Faults:
    """The faults found so far. Builders report here and go on, so that one run shows them all.

    `lacking` are those of them that a file does not have to mend which is only there for others to extend.
    """

    found: list[Fault] = field(factory=list)
    lacking: list[Fault] = field(factory=list)
    kind: str = "value"

    def add(self, place: Place, message: str, hint: str = "", kind: str = "") -> None:
        self.found.append(Fault(place, message, hint, kind or self.kind))

    def lacks(self, place: Place, message: str, hint: str = "") -> None:
        """Something is missing that another file may add."""
        self.add(place, message, hint, "missing")
        self.lacking.append(self.found[-1])

    def extend(self, faults: Iterable[Fault]) -> None:
        self.found += faults

    def absorb(self, other: "Faults") -> None:
        """Take over what was collected apart."""
        self.found += other.found
        self.lacking += other.lacking
