"""What is measured for each requirement: a few aggregates on the cheap road, every bucket on the exact one.

The cheap road takes for granted that values are finite and that findings exclude one another; it counts just enough
to notice where that is not so. Then the source is measured again on the exact road. Both give the same numbers.
"""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import define, evolve, field, frozen

from qa_run.engines.table import CANNOT_BE_JUDGED, FILE, ROW
from qa_run.model.aggregates import Aggregate, How, how_many, how_often, total
from qa_run.model.conditions import Condition
from qa_run.model.kinds import Any as AnyKind, Kind, typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.planning.buckets import buckets_of, can_be_early
from qa_run.planning.columns import kind_of, operands, undecided
from qa_run.planning.sight import Sight
from qa_run.planning.truths import Truth, is_exclusive, judges_missing, named_findings, seen, truth_of

ROWS, NONCONFORMITIES = "rows", "nonconformities"


@define(eq=False, repr=False)
class Measures:
    """The measures of a source so far; the same one is taken only once. With `extremes`, the smallest and the largest
    value are taken along for people, which costs a third of a large scan; of `keep` all values are kept."""

    extremes: bool = True
    keep: list[str] = field(factory=list)
    taken: dict[str, Any] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)

    def take(self, what: str, aggregate: Any) -> str:
        """The name of the measure `what`, which `aggregate` computes."""
        if what not in self.names:
            self.names[what] = f"m{len(self.taken)}"
            self.taken[self.names[what]] = aggregate
        return self.names[what]

    def rows(self) -> str:
        return self.take(ROWS, Aggregate(How.ROWS, ""))

    def anew(self, aggregate: Any) -> str:
        return self.take(f"#{len(self.taken)}", aggregate)


@frozen(kw_only=True, eq=False, repr=False)
class Counted:
    """The names of the measures from which the buckets of a requirement follow.

    With `cheap`, `findings` holds for each finding how often it is true and how often it is not null, and missing
    and unreadable follow from how many values are `present` and `typed`; their `sum` is finite only if each of them is.
    Else each bucket is a measure of its own.
    """

    cheap: bool
    rows: str
    holds: str | None = None
    fails: str | None = None
    present: str | None = None
    typed: str | None = None
    sum: str | None = None
    extremes: tuple[str, ...] = ()
    missing: str | None = None
    unreadable: str | None = None
    not_yet_due: str | None = None
    findings: Mapping[str, tuple[str, ...]] = field(factory=dict)
    conforming: str | None = None
    marginal: str | None = None
    statistics: Mapping[str, str] = field(factory=dict)
    undecided: str = CANNOT_BE_JUDGED
    lots: Mapping[str, str] = field(factory=dict)


def is_simple(requirement: Requirement) -> bool:
    """Whether the cheap road can be tried: no scope, and findings that need not be kept apart by conditions."""
    criterion = requirement.criterion
    plain = not requirement.scope and not requirement.zoned and not can_be_early(criterion) and requirement.over is None
    marginal = callable(getattr(criterion, "marginal", None))
    judges = marginal or judges_missing(criterion) or bool(requirement.members)
    return plain and is_exclusive(criterion) and not judges


def count_items(requirement: Requirement, measures: Measures, sight: Sight, exact: bool) -> Counted:
    """Take the measures that an item requirement (bound) needs."""
    lots = lot_measures(requirement, measures)
    if not exact and is_simple(requirement):
        return evolve(_cheap(requirement, measures, sight), lots=lots)
    buckets = buckets_of(requirement, sight)
    criterion, many = requirement.criterion, buckets.nonconformities
    extremes: tuple[str, ...] = ()
    if kind_of(criterion) is Kind.NUMBER and measures.extremes:
        item = sight.item(requirement)
        value = item.value if buckets.holds is None else nw.when(buckets.holds).then(item.value)
        extremes = _extremes(measures, f"{requirement.column} {requirement.scope.key}", value)
    return Counted(
        cheap=False,
        rows=measures.rows(),
        holds=_maybe(measures, f"holds {requirement.scope.key}", buckets.holds),
        fails=_maybe(measures, f"fails {requirement.scope.key}", buckets.fails),
        extremes=extremes,
        missing=measures.anew(how_often(buckets.missing)),
        unreadable=measures.anew(how_often(buckets.unreadable)),
        not_yet_due=_maybe(measures, "", buckets.not_yet_due),
        findings={name: (measures.anew(how_often(where)),) for name, where in buckets.findings.items()},
        conforming=measures.anew(how_often(buckets.conforming)),
        marginal=_maybe(measures, "", buckets.marginal),
        undecided=buckets.undecided,
        statistics={} if many is None else {NONCONFORMITIES: measures.anew(total(many))},
        lots=lots,
    )


def lot_measures(requirement: Requirement, measures: Measures) -> dict[str, str]:
    """What tells the size of each lot, and its place among the others, as far as the requirement asks for it."""
    found: dict[str, str] = {}
    if requirement.lot is not None and requirement.lot.size_column:
        size = typed_name(requirement.lot.size_column, Kind.NUMBER)
        found["low"] = measures.take(f"minimum {size}", Aggregate(How.MINIMUM, size))
        found["high"] = measures.take(f"maximum {size}", Aggregate(How.MAXIMUM, size))
    if requirement.in_order is not None:
        time = typed_name(requirement.in_order, Kind.TIME)
        place = nw.col(FILE).cast(nw.Int64) * 2**40 + nw.col(ROW)
        first = Aggregate(How.MINIMUM, time if requirement.in_order else place)
        found["first"] = measures.take(f"first {requirement.in_order}", first)
    return found


def _maybe(measures: Measures, what: str, condition: nw.Expr | None) -> str | None:
    if condition is None:
        return None
    return measures.take(what, how_often(condition)) if what else measures.anew(how_often(condition))


def _cheap(requirement: Requirement, measures: Measures, sight: Sight) -> Counted:
    value = nw.col(typed_name(requirement.column, kind_of(requirement.criterion)))
    criterion = requirement.criterion
    trusted = getattr(criterion, "exclusive", False) and not any(operands(criterion))
    findings = {
        # of one value alone, findings that exclude one another are null only where it is, by contract
        name: (measures.anew(how_often(finding)), *(() if trusted else (measures.anew(how_many(finding)),)))
        for name, finding in named_findings(requirement.criterion, (value,)).items()
    }
    counts = _cheap_counts(requirement, measures, sight)
    return Counted(cheap=True, findings=findings, undecided=undecided(requirement), **counts)


def count_statistic(requirement: Requirement, measures: Measures, sight: Sight, exact: bool) -> Counted:
    """Take the measures that a statistic (bound) needs, how many values it stands on, and what tells of its lots."""
    lots = lot_measures(requirement, measures)
    return evolve(_count_statistic(requirement, measures, sight, exact), lots=lots)


def _count_statistic(requirement: Requirement, measures: Measures, sight: Sight, exact: bool) -> Counted:
    criterion = requirement.criterion
    truth = sight.truth(requirement.scope)
    # only the cheap road, which conditions do not go, looks afterwards whether all values were finite
    item = sight.item(requirement) if exact or truth is not None else seen(requirement.column, criterion, False)
    if getattr(criterion, "judges_conformity", False):
        return _count_conformity(requirement, measures, sight, truth)
    value = item.value if truth is None else nw.when(truth.holds).then(item.value)
    # what stands on points, or on strata, is collected apart from the scan
    own = criterion.measures(value) if requirement.shape is Shape.STATISTIC else {}
    if truth is None and not exact:
        cheap = _cheap_counts(requirement, measures, sight)
        return Counted(cheap=True, statistics=_taken(own, measures), **cheap)
    inside = truth.holds if truth else nw.lit(True)
    return Counted(
        cheap=False,
        rows=measures.rows(),
        holds=_maybe(measures, f"holds {requirement.scope.key}", truth.holds if truth else None),
        fails=_maybe(measures, f"fails {requirement.scope.key}", truth.fails if truth else None),
        missing=measures.anew(how_often(inside & item.missing)),
        unreadable=measures.anew(how_often(inside & item.unreadable)),
        conforming=measures.anew(how_often(inside & item.readable)),
        statistics=_taken(own, measures),
    )


def _count_conformity(requirement: Requirement, measures: Measures, sight: Sight, truth: Truth | None) -> Counted:
    """A statistic of whether items conform to the criterion inside it; a missing value does not, unless optional."""
    inside = truth.holds if truth else nw.lit(True)
    counted, conforms = conformity(requirement, sight.wide(requirement), truth)
    own = requirement.criterion.measures(conforms) if requirement.shape is Shape.STATISTIC else {}
    return Counted(
        cheap=False,
        rows=measures.rows(),
        holds=_maybe(measures, f"holds {requirement.scope.key}", truth.holds if truth else None),
        fails=_maybe(measures, f"fails {requirement.scope.key}", truth.fails if truth else None),
        missing=measures.anew(how_often(inside & ~counted)),
        unreadable=measures.anew(how_often(nw.lit(False))),
        conforming=measures.anew(how_often(counted)),
        statistics=_taken(own, measures),
    )


def conformity(requirement: Requirement, wide: bool, truth: Truth | None) -> tuple[nw.Expr, nw.Expr]:
    """Which items count, and whether each of these conforms to the criterion inside; null for the others."""
    inner = Condition(requirement.column, requirement.criterion.of.criterion, "", requirement.place, requirement.zoned)
    counted = truth.holds if truth else nw.lit(True)
    if requirement.optional:
        counted = counted & ~nw.col(typed_name(requirement.column, AnyKind)).is_null()
    return counted, nw.when(counted).then(truth_of(inner, wide).holds)


def _taken(own: Mapping[str, Any], measures: Measures) -> dict[str, str]:
    return {name: measures.anew(aggregate) for name, aggregate in own.items()}


def _extremes(measures: Measures, what: str, value: nw.Expr | str) -> tuple[str, str]:
    """The smallest and the largest value, for people."""
    low = measures.take(f"minimum {what}", Aggregate(How.MINIMUM, value))
    return low, measures.take(f"maximum {what}", Aggregate(How.MAXIMUM, value))


def _cheap_counts(requirement: Requirement, measures: Measures, sight: Sight) -> dict[str, Any]:
    kind = kind_of(requirement.criterion)
    typed = typed_name(requirement.column, kind)
    raw = typed_name(requirement.column, AnyKind)
    wide = kind is Kind.NUMBER and sight.wide(requirement)
    return {
        "rows": measures.rows(),
        "present": measures.take(f"count {raw}", Aggregate(How.COUNT, raw)),
        "typed": measures.take(f"count {typed}", Aggregate(How.COUNT, typed)),
        "sum": measures.take(f"sum {typed}", Aggregate(How.FINITE, typed)) if wide else None,
        "extremes": _extremes(measures, typed, typed) if kind is Kind.NUMBER and measures.extremes else (),
    }
