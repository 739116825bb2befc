"""Which recorded columns a requirement needs, and as what each is read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, frozen, has

from qa_run.engines.table import CANNOT_BE_JUDGED
from qa_run.engines.wanted import Wanted
from qa_run.model.columns import Column
from qa_run.model.conditions import Condition, Scope, When
from qa_run.model.kinds import Any as AnyKind, Kind
from qa_run.model.procedure import Procedure, Requirement, Shape, makes_its_value
from qa_run.model.samples import Samples
from qa_run.model.windows import Grouped, Ordered, Subgroups

if TYPE_CHECKING:
    from qa_run.model.business import BusinessTime
    from qa_run.model.week_hours import WeekHours


def kind_of(criterion: Any) -> Kind:
    """As what the criterion reads its own column; of one that makes its own value, what that is."""
    kind: Kind = getattr(criterion, "gives" if makes_its_value(criterion) else "reads", AnyKind)
    return kind


def bound(criterion: Any, column: str = "") -> Any:
    """`criterion` on `column`: its columns, and criteria inside it, know as what they are read, its business times
    what is judged. One that makes its own value looks at nothing else."""
    if makes_its_value(criterion):
        return criterion
    kind = kind_of(criterion)
    changed: dict[str, Any] = {}
    for attribute in fields(type(criterion)):
        value = getattr(criterion, attribute.name)
        if not attribute.init:
            continue  # it follows from the others, and knows as what it is read
        if isinstance(value, Column):
            changed[attribute.alias or attribute.name] = value.read_as(attribute.metadata.get("qa_run.kind", kind))
        elif _columns(value):
            read = attribute.metadata.get("qa_run.kind", kind)
            changed[attribute.alias or attribute.name] = tuple(column.read_as(read) for column in value)
        elif has(type(value)) and hasattr(value, "criterion"):
            changed[attribute.alias or attribute.name] = evolve(value, criterion=bound(value.criterion, column))
        elif hasattr(value, "judging"):
            changed[attribute.alias or attribute.name] = value.judging(Column(column).read_as(Kind.TIME))
    return evolve(criterion, **changed) if changed else criterion


def business_in(criterion: Any, column: str) -> "Iterator[tuple[Any, str, BusinessTime | WeekHours]]":
    """The business times and hours of the week of `criterion` (bound), each with its criterion and the column; also
    of the criteria inside it."""
    for attribute in () if makes_its_value(criterion) else fields(type(criterion)):
        value = getattr(criterion, attribute.name)
        if hasattr(value, "judging") and value.calendar is not None:
            yield criterion, column, value
        elif has(type(value)) and hasattr(value, "criterion"):
            yield from business_in(value.criterion, column)


def _columns(value: Any) -> bool:
    """Whether `value` is several columns."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, Column) for each in value)


def bound_requirement(requirement: Requirement, samples: Samples) -> Requirement:
    """`requirement` with all criteria in it bound to kinds, and what goes by time bound to the time of the samples."""
    criterion = bound(requirement.criterion, requirement.column)
    over = None if makes_its_value(criterion) else getattr(criterion, "over", None)
    if isinstance(over, Ordered) and not over.by.name and samples.time:
        over = evolve(over, by=Column(samples.time).read_as(Kind.TIME))
    if isinstance(over, Subgroups):
        time = over.time or (Column(samples.time) if samples.time and over.ordered else None)
        by, phase = (each and each.read_as(Kind.TEXT) for each in (over.by, over.phase))
        over = evolve(over, by=by, phase=phase, time=time and time.read_as(Kind.TIME))
    # strata that are compared with each other have one verdict together
    per = () if requirement.shape is Shape.ACROSS else requirement.per
    scope = Scope(*(tuple(bound_when(when, samples) for when in part) for part in _parts(requirement.scope)))
    zoned = samples.time_zone is not None and _times(criterion)
    return evolve(requirement, criterion=criterion, over=over, per=per, scope=scope, zoned=zoned)


def _parts(scope: Scope) -> tuple[tuple[When, ...], tuple[When, ...]]:
    return scope.within, scope.without


def bound_when(when: When, samples: Samples) -> When:
    return When(tuple(tuple(_bound_condition(one, samples) for one in group) for group in when.any_of))


def _bound_condition(condition: Condition, samples: Samples) -> Condition:
    criterion = bound(condition.criterion, condition.column)
    return evolve(condition, criterion=criterion, zoned=samples.time_zone is not None and _times(criterion))


def _times(criterion: Any) -> bool:
    """Whether the criterion (bound), or one inside it, looks at times."""
    inner = getattr(getattr(criterion, "of", None), "criterion", None)
    kinds = {kind_of(criterion), *(column.kind for column in operands(criterion))}
    return Kind.TIME in kinds or (inner is not None and _times(inner))


def operands(criterion: Any) -> Iterator[Column]:
    """The other columns that a criterion looks at."""
    for attribute in () if makes_its_value(criterion) else fields(type(criterion)):
        value = getattr(criterion, attribute.name)
        if isinstance(value, Column):
            yield value
        elif hasattr(value, "operands"):
            yield from value.operands
        elif _columns(value):
            yield from value
        elif has(type(value)) and hasattr(value, "criterion"):
            yield from operands(value.criterion)


def _of_a_reference(column: str) -> bool:
    """Whether it is something that the host makes of a reference, and no column of its own."""
    if "@" not in column:
        return False
    from qa_run.model.lookup import PARTS  # only who looks things up pays for it

    return column.endswith(PARTS)


def undecided(requirement: Requirement) -> str:
    """The finding of an item that cannot be judged, with the other columns that the requirement (bound) looks at."""
    over = requirement.over
    beside = [*operands(requirement.criterion), *((over.by, *over.within) if isinstance(over, Ordered) else ())]
    names = dict.fromkeys(column.name for column in beside if column.name and not _of_a_reference(column.name))
    return f"{CANNOT_BE_JUDGED}: {', '.join(names)}" if names else CANNOT_BE_JUDGED


@frozen(eq=False, repr=False)
class Needs:
    """The columns of one requirement: its own, and those of its criterion and conditions."""

    wanted: tuple[Wanted, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(want.header for want in self.wanted))


def needs_of(requirement: Requirement, samples: Samples) -> Needs:
    """Everything that `requirement` (bound) reads."""
    found = dict.fromkeys(_criterion_needs(requirement.column, requirement.criterion, samples))
    over = requirement.over
    beyond: tuple[Column | None, ...] = ()
    if isinstance(over, Ordered):
        beyond = (over.by, *over.within)
    elif isinstance(over, Subgroups):
        beyond = (over.by, over.time, over.phase)
    elif isinstance(over, Grouped):
        beyond = (over.by,)
    for column in beyond:
        if column is not None:
            found[Wanted(column.name, samples.header_of(column.name), column.kind)] = None
    for condition in requirement.scope.conditions:
        found |= dict.fromkeys(_criterion_needs(condition.column, condition.criterion, samples))
    for member in requirement.members:
        found |= dict.fromkeys(needs_of(member, samples).wanted)
    for name, kind in _lot_needs(requirement):
        found[Wanted(name, samples.header_of(name), kind)] = None
    return Needs(tuple(found))


def _lot_needs(requirement: Requirement) -> Iterator[tuple[str, Kind]]:
    """The columns that tell the sizes of the lots and their order."""
    if requirement.lot is not None and requirement.lot.size_column:
        yield requirement.lot.size_column, Kind.NUMBER
    if requirement.in_order:
        yield requirement.in_order, Kind.TIME


def when_needs(when: When | None, samples: Samples) -> tuple[Wanted, ...]:
    found: dict[Wanted, None] = {}
    for condition in when.conditions if when else ():
        found |= dict.fromkeys(_criterion_needs(condition.column, condition.criterion, samples))
    return tuple(found)


def _criterion_needs(column: str, criterion: Any, samples: Samples) -> Iterator[Wanted]:
    header = samples.header_of(column)
    yield Wanted(column, header, AnyKind)
    if kind_of(criterion) is not AnyKind:
        yield Wanted(column, header, kind_of(criterion))
    for operand in operands(criterion):
        yield Wanted(operand.name, samples.header_of(operand.name), operand.kind)
        if getattr(criterion, "names_missing", False):
            yield Wanted(operand.name, samples.header_of(operand.name), AnyKind)
    for attribute in () if makes_its_value(criterion) else fields(type(criterion)):
        value = getattr(criterion, attribute.name)
        if has(type(value)) and hasattr(value, "criterion"):
            yield from _criterion_needs(column, value.criterion, samples)


def strata_columns(procedure: Procedure, requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    """The columns of all strata that the requirements are judged by: in the order of `samples.per`, then the lots."""
    wanted = dict.fromkeys(column for requirement in requirements for names in requirement.per for column in names)
    ordered = [column for names in procedure.samples.per for column in names if column in wanted]
    return tuple(dict.fromkeys([*ordered, *wanted]))


def compared(requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    """The columns whose strata some requirement compares with each other."""
    across = [each.criterion.across for each in requirements if each.shape is Shape.ACROSS]
    return tuple(dict.fromkeys(column.name for column in across))
