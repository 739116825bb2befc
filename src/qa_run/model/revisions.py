"""Several revisions of one procedure: the one in force when an item was made is the one that it is judged by."""

from datetime import date

from attrs import frozen


@frozen(kw_only=True)
class Revision:
    """One file of a family: what it calls itself, the first day on which it holds, whether it is part of the run."""

    revision: str
    effective: date
    path: str
    asked: bool = True

    def __str__(self) -> str:
        return f"revision {self.revision}"


@frozen(kw_only=True, eq=False, repr=False)
class Family:
    """The revisions of one procedure in the order in which they took effect; `place` is that of the file at hand."""

    members: tuple[Revision, ...]
    place: int

    @property
    def own(self) -> Revision:
        return self.members[self.place]

    @property
    def latest(self) -> bool:
        """Whether no other takes effect after it; it also judges the items of which nobody can tell when."""
        return self.place == len(self.members) - 1
