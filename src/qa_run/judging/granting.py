"""A verdict that failed as a concession looks at it, what a concession has covered so far, and one that is granted."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field, frozen

from qa_run.model.concession import Concession, State
from qa_run.model.ordinal import ALOUD, ordinal


@frozen(kw_only=True, eq=False, repr=False)
class Failed:
    """A verdict that failed, as a concession looks at it.

    ids:       its node id, and the same id with the path as it is reached from the file of concessions
    requirement: the id without a stratum
    lot:       the lot that it is about; None where there are several, or none is named
    countable: whether it counts nonconforming items at all
    trouble:   why no concession can stand for it
    what:      asked for what it is about, so that two runs on the same items count once
    items:     asked for the names of all its nonconforming items, or why they are not known
    """

    ids: tuple[str, ...]
    requirement: str
    digest: str
    per: tuple[str, ...] = ()
    lot: str | None = None
    nonconforming: int = 0
    countable: bool = True
    trouble: str = ""
    what: Callable[[], tuple[str, ...]] = tuple
    items: Callable[[], frozenset[str] | str] = frozenset


@define(eq=False, repr=False)
class Tally:
    """What a concession has met so far."""

    concession: Concession
    place: int
    requirements: dict[str, None] = field(factory=dict)
    verdicts: list[str] = field(factory=list)
    problems: dict[State, list[str]] = field(factory=dict)
    units: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = field(factory=dict)
    counted_over: str = ""
    number: int = 1

    def problem(self, state: State, said: str) -> None:
        told = self.problems.setdefault(state, [])
        if said not in told:
            told.append(said)

    def take(self, requirement: str, per: tuple[str, ...], what: tuple[str, ...], many: int) -> None:
        found = self.units.setdefault((requirement, per), {})
        found[what] = max(found.get(what, 0), many)

    @property
    def used(self) -> int:
        """How many nonconforming items are covered: of sets of strata, which hold the same items, the largest sum."""
        largest: dict[str, int] = {}
        for (requirement, _), found in self.units.items():
            largest[requirement] = max(largest.get(requirement, 0), sum(found.values()))
        return sum(largest.values())

    def used_with(self, failed: Failed, what: tuple[str, ...]) -> int:
        """How many would be with this verdict."""
        found = self.units.setdefault((failed.requirement, failed.per), {})
        kept = found.get(what)
        found[what] = max(kept or 0, failed.nonconforming)
        used = self.used
        if kept is None:
            del found[what]
        else:
            found[what] = kept
        return used


@frozen(kw_only=True, eq=False, repr=False)
class Granted:
    """A concession that holds for a verdict; `through`: the verdict that was conceded, from which this one follows."""

    tally: Tally
    requirement: str = ""
    per: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    through: str = ""

    @property
    def words(self) -> str:
        one = self.tally.concession
        number = f"; the {ordinal(self.tally.number)} concession for it" if self.tally.number >= ALOUD else ""
        through = f", through {self.through}" if self.through else ""
        return f"conceded by {one.by} until {one.until} ({one.id}: {one.reason}){through}{number}"

    def told(self) -> Mapping[str, Any]:
        """For the verdict."""
        one = self.tally.concession
        return {
            "id": one.id,
            "reason": one.reason,
            "by": one.by,
            "approved": one.approved.isoformat(),
            "until": one.until.isoformat(),
            "quantity": one.quantity,
            "used": self.tally.used,
            "counted_over": self.tally.counted_over,
            "limits": one.limits,
            "revision": one.revision,
            "number": self.tally.number,
            "place": str(one.place),
            "through": self.through,
            "requirement": self.requirement,
            "counted_as": list(self.what),
        }
