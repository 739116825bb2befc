"""Collecting every fault of a file while its nouns are built."""

from attrs import define, field

from qa_run.errors import Fault, Place


@define
class Faults:
    """The faults found so far. Builders report here and go on, so that one run shows them all."""

    found: list[Fault] = field(factory=list)

    def add(self, place: Place, message: str, hint: str = "") -> None:
        self.found.append(Fault(place, message, hint))

    def extend(self, faults: tuple[Fault, ...]) -> None:
        self.found += faults
