"""Leave, by a name, for a reason, until a day, to release in spite of a nonconformity; and what a run made of it."""

from datetime import date
from enum import StrEnum
from typing import Any

from attrs import frozen

from qa_run.errors import Place
from qa_run.model.node_pattern import NodePattern


@frozen(kw_only=True, eq=False, repr=False)
class Concession:
    """One entry of a file of concessions.

    wanted:   the verdicts that it is for
    digests:  of the requirements that it was written for; for any other it does not hold
    limits, revision: what was required when it was written, for people
    lots, items: what it is limited to; empty where it is not
    quantity: how many nonconforming items it covers, over all runs that are on record
    """

    id: str
    place: Place
    wanted: tuple[NodePattern, ...]
    digests: tuple[str, ...]
    reason: str
    by: str
    approved: date
    until: date
    lots: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    quantity: int | None = None
    limits: str = ""
    revision: str = ""

    def names(self, node_id: str) -> bool:
        """Whether it is for this verdict."""
        return any(pattern.matches(node_id) for pattern in self.wanted)


class State(StrEnum):
    """What became of a concession in a run."""

    APPLIED = "applied"
    ELSEWHERE = "elsewhere"
    NOT_NEEDED = "not_needed"
    NOT_APPLIED = "not_applied"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    USED_UP = "used_up"
    MISMATCH = "mismatch"
    UNMATCHED = "unmatched"

    @property
    def in_order(self) -> bool:
        """Whether nothing has to be done about it."""
        return self in (State.APPLIED, State.ELSEWHERE)


@frozen(kw_only=True, eq=False, repr=False)
class ConcessionStanding:
    """A concession after a run: its state, and why.

    used:     how many nonconforming items it has covered; over what, says `counted_over`
    number:   the how-manieth concession for the same requirement it is
    verdicts: those that it turned from failed into conceded
    """

    concession: Concession
    state: State
    said: tuple[str, ...] = ()
    used: int = 0
    counted_over: str = ""
    number: int = 1
    verdicts: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For reports."""
        one = self.concession
        return {
            "id": one.id,
            "state": self.state.value,
            "said": list(self.said),
            "for": [pattern.text for pattern in one.wanted],
            "lots": list(one.lots),
            "items": list(one.items),
            "quantity": one.quantity,
            "used": self.used,
            "counted_over": self.counted_over,
            "number": self.number,
            "reason": one.reason,
            "by": one.by,
            "approved": one.approved.isoformat(),
            "until": one.until.isoformat(),
            "limits": one.limits,
            "revision": one.revision,
            "digest": list(one.digests),
            "place": str(one.place),
            "verdicts": list(self.verdicts),
        }


@frozen(kw_only=True, eq=False, repr=False)
class PastConceded:
    """A verdict that an earlier run conceded.

    requirement: its id without a stratum
    per:         the columns that tell its stratum
    what:        the same for two runs that looked at the same items: the lot, or the samples by their digests
    """

    concession: str
    requirement: str
    per: tuple[str, ...]
    what: tuple[str, ...]
    nonconforming: int


@frozen(eq=False, repr=False)
class Registered:
    """What a file of concessions, or one of corrections, holds; and what it was when it was read."""

    shown: str
    sha256: str
    entries: tuple[Any, ...] = ()
