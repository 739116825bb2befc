"""What was decided about one requirement on one stratum, and why."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.model.judged import Table
from qa_run.model.outcome import Outcome


@frozen(kw_only=True)
class Nonconformity:
    """One item shown: what it is called, what was recorded, the finding, and where it is written.

    A point of a sequence is shown as an item is, with its time and the first of the `many` items that it is made of.
    """

    item: str
    value: Any
    finding: str
    place: str
    time: str = ""
    items: tuple[str, ...] = ()
    many: int = 1


@frozen(kw_only=True)
class Buckets:
    """Every item of the population in exactly one place; the numbers add up to `population`."""

    population: int = 0
    excluded: int = 0
    unreadable_condition: int = 0
    out_of_scope: int = 0
    missing: int = 0
    unreadable: int = 0
    not_yet_due: int = 0
    findings: Mapping[str, int] = field(factory=dict)
    conforming: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class Verdict:
    """One inspection, decided.

    with_excluded: what it would be with the excluded items in, where there are any
    digest: of what is required, and the revision of its procedure; see `model.requirement_digest`
    """

    id: str
    procedure: str
    characteristic: str
    criterion: str
    plugin: str
    severity: str
    per: Mapping[str, str]
    outcome: Outcome
    requirement: str
    because: str
    place: Place
    overrides: Place | None
    message: str
    inspected: int
    nonconforming: int
    accept: int | float | None
    measured: Mapping[str, Any]
    limits: Mapping[str, Any]
    convention: str
    buckets: Buckets
    lot: str = ""
    lot_size: int | None = None
    plan: Mapping[str, Any] | None = None
    decided_by: str = ""
    items_total: int = 0
    items: tuple[Nonconformity, ...] = ()
    baseline: Mapping[str, str] = field(factory=dict)
    concession: Mapping[str, Any] | None = None
    correction: Mapping[str, Any] | None = None
    with_excluded: Mapping[str, Any] | None = None
    digest: str = ""
    tables: tuple[Table, ...] = ()

    def __repr__(self) -> str:
        return f"<Verdict {self.id} {self.outcome.value}: {self.message}>"
