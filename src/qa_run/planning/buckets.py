"""The expressions that put each item into exactly one bucket, in the order that the format lays down."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import AS_OF, CANNOT_BE_JUDGED
from qa_run.model.procedure import Requirement
from qa_run.model.windows import Ordered
from qa_run.planning.columns import undecided
from qa_run.planning.sight import Sight
from qa_run.planning.truths import item_read, surely
from qa_run.planning.twice import both, either, readings
from qa_run.planning.ways import CONFORMS, alike, all_find

EVERYWHERE, NOWHERE = nw.lit(True), nw.lit(False)


@frozen(eq=False, repr=False)
class Buckets:
    """The buckets of one requirement as conditions on an item; `findings` exclude one another in their order."""

    holds: nw.Expr | None
    fails: nw.Expr | None
    missing: nw.Expr
    unreadable: nw.Expr
    not_yet_due: nw.Expr | None
    findings: Mapping[str, nw.Expr]
    conforming: nw.Expr
    marginal: nw.Expr | None
    undecided: str = CANNOT_BE_JUDGED
    nonconformities: nw.Expr | None = None


def buckets_of(requirement: Requirement, sight: Sight) -> Buckets:
    """The exact buckets of an item requirement (bound)."""
    windows = sight.beyond(requirement)
    if requirement.members:
        return _of_class(requirement, windows)
    criterion, over = requirement.criterion, requirement.over
    item = sight.item(requirement)
    ways = [(criterion, item.value)]
    if requirement.zoned:
        ways = list(readings(requirement.column, criterion))
        item = item_read(item, ways[0][1])
    truth = sight.truth(requirement.scope)
    inside = truth.holds if truth else None
    missing, unreadable, readable = item.missing, item.unreadable, ~item.value.is_null()
    if getattr(criterion, "judges_missing", False):
        missing, unreadable, readable = NOWHERE, NOWHERE, EVERYWHERE
    due = None
    if can_be_early(criterion):
        later = [surely(_later(one)) for one, _ in ways]
        due = _all(inside, missing, both(later))
        if len(later) > 1:  # due already or not, as its time is read
            unreadable = unreadable | (missing & either(later) & ~both(later))
        missing = missing & ~either(later)
    if getattr(criterion, "names_missing", False):
        missing, readable = NOWHERE, readable | missing
    if windows and over is None:  # what each way finds has been made a column
        judged = _all(inside, readable)
        names = sight.findings(requirement, criterion, (item.value,))
        findings = {name: judged & all_find(windows, place) for place, name in enumerate(names)}
        conforming = judged & all_find(windows, CONFORMS)
        if len(windows) > 1:
            unreadable = unreadable | (readable & ~alike(windows))
    else:
        each = [
            _found(one, sight.findings(requirement, one, (value, *windows)), inside, readable, over)
            for one, value in ways
        ]
        findings = {name: both([way[0][name] for way in each]) for name in each[0][0]}
        conforming = both([way[1] for way in each])
        if len(each) > 1:
            none = both([~either([way[1], *way[0].values()]) for way in each])
            unreadable = unreadable | (readable & ~either([conforming, *findings.values(), none]))
    return Buckets(
        holds=truth.holds if truth else None,
        fails=truth.fails if truth else None,
        missing=_all(inside, missing),
        unreadable=_all(inside, unreadable),
        not_yet_due=due,
        findings=findings,
        conforming=conforming,
        marginal=conforming & surely(criterion.marginal(item.value)) if _has_band(criterion) else None,
        undecided=undecided(requirement),
    )


def can_be_early(criterion: Any) -> bool:
    """Whether a value that is missing may not be due yet."""
    return hasattr(criterion, "pending") or hasattr(criterion, "due")


def _later(criterion: Any) -> nw.Expr:
    """Where a value need not be there at `--as-of`."""
    as_of = nw.col(AS_OF)
    later: nw.Expr = criterion.pending(as_of) if hasattr(criterion, "pending") else criterion.due() > as_of
    return later


def _found(
    criterion: Any, named: Mapping[str, nw.Expr], inside: nw.Expr | None, readable: nw.Expr, over: Any
) -> tuple[dict[str, nw.Expr], nw.Expr]:
    """The findings, each where no earlier one is, and where an item conforms."""
    findings: dict[str, nw.Expr] = {}
    conforms, earlier = readable, None
    apart = getattr(criterion, "exclusive", False)  # what excludes one another anyway need not be kept apart
    for name, finding in named.items():
        if isinstance(over, Ordered):
            finding = nw.when(has_place(over)).then(finding)
        here = surely(finding)
        findings[name] = _all(inside, readable, here, None if earlier is None or apart else ~earlier)
        earlier = here if earlier is None else earlier | here
        conforms = conforms & ~finding
    return findings, _all(inside, surely(conforms))


def _of_class(requirement: Requirement, columns: tuple[nw.Expr, ...]) -> Buckets:
    """The buckets of the inspection of a class, from the columns that `classes.columns_of` has made."""
    which, fine, due, many = columns
    names = [member.characteristic for member in requirement.members]
    told = [
        name if names.count(name) == 1 else f"{name}::{member.id}"
        for name, member in zip(names, requirement.members, strict=True)
    ]
    bad = which >= 0
    conforming, later = fine & ~due & ~bad, due & ~bad
    judged = bad | fine | due
    return Buckets(
        holds=judged,
        fails=~judged,
        missing=NOWHERE,
        unreadable=NOWHERE,
        not_yet_due=later,
        findings={name: which == place for place, name in enumerate(told)},
        conforming=conforming,
        marginal=None,
        nonconformities=many if getattr(requirement.acceptance, "count", "items") == "nonconformities" else None,
    )


def _all(*conditions: nw.Expr | None) -> nw.Expr:
    """Where all of the conditions hold; None holds everywhere."""
    given = [condition for condition in conditions if condition is not None]
    together = given[0]
    for condition in given[1:]:
        together = together & condition
    return together


def has_place(over: Ordered) -> nw.Expr:
    """Where an item has a place in the order: no column that the order depends on is missing or unreadable."""
    placed = ~over.by.value.is_null()
    for column in over.within:
        placed = placed & ~column.value.is_null()
    return placed


def _has_band(criterion: Any) -> bool:
    """Whether the criterion knows values that conform but only just; `marginal` may also be one of its fields."""
    return callable(getattr(criterion, "marginal", None))


def bad_items(buckets: Buckets, requirement: Requirement) -> nw.Expr:
    """Where an item does not conform, whatever the reason."""
    bad = _all(buckets.holds, ~buckets.conforming)
    if requirement.optional:
        bad = bad & ~buckets.missing
    if buckets.not_yet_due is not None:
        bad = bad & ~buckets.not_yet_due
    if buckets.holds is not None and buckets.fails is not None and not requirement.skip_unknown:
        bad = bad | (~buckets.holds & ~buckets.fails)
    return bad


def finding_names(buckets: Buckets) -> nw.Expr:
    """Of a bad item, the name of its finding."""
    name: Any = nw.lit(buckets.undecided)
    for finding, where in reversed(list(buckets.findings.items())):
        name = nw.when(where).then(nw.lit(finding)).otherwise(name)
    name = nw.when(buckets.unreadable).then(nw.lit("unreadable")).otherwise(name)
    name = nw.when(buckets.missing).then(nw.lit("missing")).otherwise(name)
    if buckets.holds is not None and buckets.fails is not None:
        unknown = ~buckets.holds & ~buckets.fails
        name = nw.when(unknown).then(nw.lit("unreadable condition")).otherwise(name)
    expression: nw.Expr = name
    return expression
