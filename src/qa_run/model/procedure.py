"""What must hold for a product or service: a procedure, its characteristics' requirements, and when they hold."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from qa_run.errors import Fault, Place
from qa_run.model.conditions import ALWAYS, Scope, When
from qa_run.model.lots import decides_per_lot
from qa_run.model.samples import Lot, Samples

if TYPE_CHECKING:  # most procedures have none of these
    from qa_run.model.exclusion import Exclusion
    from qa_run.model.observation import Observation
    from qa_run.model.revisions import Family


class Shape(Enum):
    """What a criterion judges, told by what its class offers."""

    ITEM = "item"
    STATISTIC = "statistic"
    SEQUENCE = "sequence"
    ACROSS = "across"


class Severity(StrEnum):
    """The class of a nonconformity."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


def makes_its_value(criterion: Any) -> bool:
    """Whether what a criterion judges is recorded nowhere: it is an observation too, and judges what that gives."""
    return hasattr(criterion, "observe")


@frozen(kw_only=True, eq=False, repr=False)
class Requirement:
    """One use of a criterion in a procedure.

    counted_in: the class whose sampling plan decides, where that plan counts this requirement's nonconformities
    members:    of the inspection of a class, the requirements whose nonconformities it counts
    lot:        where a sampling plan decides for each lot, what tells the lots and their sizes
    in_order:   what puts the lots in order, where the plan depends on the lots before: a column of times, or "" for
                the order of the rows; None where nothing depends on it
    zoned:      whether it judges times of a zone, whose clocks may have shown one twice
    tags:       words to select it by: its own, those of its characteristic and those of its procedure
    """

    characteristic: str
    column: str
    id: str
    criterion: Any
    name: str
    plugin: str
    shape: Shape
    place: Place
    title: str = ""
    severity: Severity | None = None
    acceptance: Any = None
    at_least: int = 0
    scope: Scope = ALWAYS
    case: str = ""
    skip_unknown: bool = False
    may_be_none: bool = False
    optional: bool = False
    because: str = ""
    how: tuple[str, ...] = ()
    unit: str = ""
    recorded_in: str = ""
    per: tuple[tuple[str, ...], ...] = ()
    overrides: Place | None = None
    written: Any = None
    over: Any = None
    override: str = ""
    accepts: bool = False
    counted_in: Severity | None = None
    members: "tuple[Requirement, ...]" = ()
    lot: Lot | None = None
    in_order: str | None = None
    zoned: bool = False
    tags: tuple[str, ...] = ()

    @property
    def rule(self) -> Any:
        """What accepts: a criterion that is itself a sampling plan, else the rule of acceptance."""
        return self.criterion if decides_per_lot(self.criterion) else self.acceptance

    @property
    def apart(self) -> bool:
        """Whether strata are judged by themselves only, so that over all the worst of them counts."""
        return bool(self.per) and bool(getattr(self.criterion, "apart", False))

    @property
    def unit_recorded(self) -> str:
        return self.recorded_in or self.unit


@frozen(eq=False, repr=False)
class Override:
    """A line of a procedure that changes what its base says."""

    path: tuple[str, ...]
    place: Place
    base: Place
    kind: str
    was: str
    now: str


@frozen(kw_only=True, eq=False, repr=False)
class ClassPlans:
    """The sampling plan at the procedure's level: one inspection for each of `classes`, over all their requirements."""

    rule: Any
    name: str
    plugin: str
    place: Place
    classes: tuple[Severity, ...]
    at_least: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class Procedure:
    """One spec file, read, checked and complete.

    draft: where it says that it is one; nothing is released by a draft
    """

    name: str
    path: str
    place: Place
    samples: Samples
    requirements: tuple[Requirement, ...]
    title: str = ""
    revision: str = ""
    effective: str = ""
    owner: str = ""
    product: str = ""
    because: str = ""
    sha256: str = ""
    extends: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    only: When | None = None
    exclude: "tuple[Exclusion, ...]" = ()
    family: "Family | None" = None
    called: Mapping[str, tuple[str, ...]] = field(factory=dict)
    how: tuple[str, ...] = ()
    plans: ClassPlans | None = None
    notices: tuple[Fault, ...] = ()
    tags: tuple[str, ...] = ()
    observations: "Mapping[str, Observation]" = field(factory=dict)
    draft: Place | None = None

    def noun(self, count: int | None, language: str = "en") -> str:
        """What `count` items of this procedure are called; None is as many as nobody counted."""
        own = self.called.get(language)
        if language == "en" and (own or not self.called):
            one, *many = own or ("item", "items")
            return one if count == 1 or not many else many[0]
        from qa_run.wording.tables import noun_of  # Polish has three forms

        return noun_of(language, own or (), count)
