"""A promise that a nonconformity is mended, by a name and a day; and what the lots after it say of that."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.model.node_pattern import NodePattern
from qa_run.model.verdict import Nonconformity

#: How many lots in a row have to be free of the nonconformity. ISO 2859-1 goes back from tightened to normal inspection
#: after as many accepted lots.
FOLLOWING_LOTS = 5


@frozen(kw_only=True, eq=False, repr=False)
class Correction:
    """One entry of a file of corrections.

    wanted:      the requirements that were not met, by their node ids without a stratum
    characteristic: all requirements of this characteristic instead
    stratum:     where: `{shop: Milano}`; empty for everywhere
    from_lot:    the first lot that is to be free of it
    lots:        how many lots from then on show that it is mended
    done:        the day on which whoever promised said that it was done
    replaced_by: the promise that took the place of this one, which did not hold
    """

    id: str
    place: Place
    what: str
    by: str
    promised: date
    due: date
    from_lot: str
    wanted: tuple[NodePattern, ...] = ()
    characteristic: str = ""
    stratum: Mapping[str, str] = field(factory=dict)
    supplier: str = ""
    lots: int = FOLLOWING_LOTS
    done: date | None = None
    replaced_by: str = ""

    def names(self, requirement: str, characteristic: str) -> bool:
        """Whether it is about this requirement, named by its id without a stratum."""
        if self.characteristic:
            return characteristic == self.characteristic
        return any(pattern.matches(requirement) for pattern in self.wanted)

    @property
    def supplied_by(self) -> str:
        return self.supplier or self.stratum.get("supplier", "")

    @property
    def nonconformity(self) -> tuple[Any, ...]:
        """The same for two promises about the same thing."""
        asked = self.characteristic or tuple(sorted(pattern.text for pattern in self.wanted))
        return asked, tuple(sorted(self.stratum.items())), self.supplied_by

    @property
    def shown(self) -> str:
        """What does not conform, and where, in short."""
        asked = self.characteristic or ", ".join(pattern.text for pattern in self.wanted)
        where = ", ".join(f"{name}={value}" for name, value in self.stratum.items())
        return f"{asked} ({where})" if where else asked


class Effect(StrEnum):
    """How a correction stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    VERIFIED = "verified"
    RECURRED = "recurred"
    REPLACED = "replaced"
    ELSEWHERE = "elsewhere"
    UNVERIFIABLE = "unverifiable"

    @property
    def fails(self) -> bool:
        return self in (Effect.OVERDUE, Effect.RECURRED)


@frozen(kw_only=True, eq=False, repr=False)
class SeenLot:
    """What was seen of the nonconformity in one lot.

    when: what puts lots in order, a time as text; blank where none is recorded
    bad:  whether the nonconformity is in it; without, it is free if something was inspected and all was decided
    """

    name: str
    inspected: int
    nonconforming: int
    bad: bool
    decided: bool = True
    when: str = ""
    items: tuple[Nonconformity, ...] = ()

    @property
    def free(self) -> bool:
        return not self.bad and self.decided and self.inspected > 0

    def as_dict(self) -> dict[str, Any]:
        return {
            "lot": self.name,
            "inspected": self.inspected,
            "nonconforming": self.nonconforming,
            "bad": self.bad,
            "decided": self.decided,
            "when": self.when,
        }


@frozen(kw_only=True, eq=False, repr=False)
class Promised:
    """A promise as it is counted: what about, where, of whom, and whether it did not hold."""

    id: str
    nonconformity: str
    characteristic: str
    stratum: str
    supplier: str
    promised: str
    broken: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class CorrectionStanding:
    """A correction after a run: its state, and why; `number`: the how-manieth promise for the same thing it is."""

    correction: Correction
    state: Effect
    said: str
    lots: tuple[SeenLot, ...] = ()
    number: int = 1

    def as_dict(self, lots: bool = True) -> dict[str, Any]:
        """For reports; without `lots` in short, for a verdict that it is about."""
        one = self.correction
        short = {
            "id": one.id,
            "state": self.state.value,
            "said": self.said,
            "by": one.by,
            "due": one.due.isoformat(),
            "number": self.number,
        }
        if not lots:
            return short
        return short | {
            "for": [pattern.text for pattern in one.wanted],
            "characteristic": one.characteristic,
            "stratum": dict(one.stratum),
            "supplier": one.supplied_by,
            "what": one.what,
            "promised": one.promised.isoformat(),
            "done": one.done.isoformat() if one.done else None,
            "from_lot": one.from_lot,
            "verify": {"lots": one.lots},
            "replaced_by": one.replaced_by or None,
            "place": str(one.place),
            "lots": [each.as_dict() for each in self.lots],
        }
