"""What is seen of an item, and whether a condition holds of it: in three values, for it may be undecided."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import CANNOT_BE_JUDGED
from qa_run.model.columns import finite
from qa_run.model.conditions import Condition, Scope, When
from qa_run.model.kinds import Any as AnyKind, Kind, typed_name
from qa_run.planning.columns import kind_of
from qa_run.planning.twice import both, either, readings

RESERVED = {"missing", "unreadable", "unreadable condition", "not yet due", "conforming", CANNOT_BE_JUDGED}


@frozen(eq=False, repr=False)
class Truth:
    """A condition in three values: where it holds, where it does not; elsewhere it is undecided."""

    holds: nw.Expr
    fails: nw.Expr


@frozen(eq=False, repr=False)
class Seen:
    """What a criterion sees of its column: the value, null where missing or unreadable, and which of the two."""

    value: nw.Expr
    missing: nw.Expr
    unreadable: nw.Expr

    @property
    def readable(self) -> nw.Expr:
        return ~self.missing & ~self.unreadable


def surely(expression: nw.Expr) -> nw.Expr:
    """True where `expression` is true, false where it is false or null."""
    return expression.fill_null(False)


def seen(column: str, criterion: Any, floats: bool) -> Seen:
    """The value of `column` as `criterion` reads it; what is not finite is unreadable, on every engine."""
    kind = kind_of(criterion)
    raw = nw.col(typed_name(column, AnyKind))
    value = nw.col(typed_name(column, kind))
    if floats and kind is Kind.NUMBER:
        value = finite(value)
    missing = raw.is_null()
    return Seen(value, missing, ~missing & value.is_null())


def named_findings(criterion: Any, arguments: tuple[nw.Expr, ...]) -> Mapping[str, nw.Expr]:
    """`findings`, or the one that follows from `conforms`."""
    found: Mapping[str, nw.Expr]
    if hasattr(criterion, "findings"):
        found = criterion.findings(*arguments)
    else:
        found = {getattr(criterion, "finding", "nonconforming"): ~criterion.conforms(*arguments)}
    if taken := sorted(RESERVED & set(found)):
        raise ValueError(f"a finding cannot be called {taken[0]!r}: the host's own bucket has that name")
    return found


def truth_of(condition: Condition, floats: bool) -> Truth:
    """Where the condition holds and where not; undecided where its column is missing or unreadable."""
    criterion = condition.criterion
    item = seen(condition.column, criterion, floats)
    if getattr(criterion, "decides_missing", False):
        holds = surely(criterion.of_missing(item.missing))
        return Truth(holds, ~holds)
    if not condition.zoned:
        return _truth(criterion, item)
    ways = list(readings(condition.column, criterion))
    each = [_truth(one, item_read(item, value)) for one, value in ways]
    return Truth(both([truth.holds for truth in each]), both([truth.fails for truth in each]))


def _truth(criterion: Any, item: Seen) -> Truth:
    findings = list(named_findings(criterion, (item.value,)).values())
    bad = surely(findings[0]) if findings else nw.lit(False)
    fine = surely(~findings[0]) if findings else nw.lit(True)
    for finding in findings[1:]:
        bad, fine = bad | surely(finding), fine & surely(~finding)
    return Truth(item.readable & fine, item.readable & bad)


def item_read(item: Seen, value: nw.Expr) -> Seen:
    """What is seen of an item whose value is read as `value`."""
    return Seen(value, item.missing, ~item.missing & value.is_null())


def when_truth(when: When, floats: Mapping[str, bool]) -> Truth:
    """Any of the groups, in each of which all conditions hold."""
    groups = []
    for group in when.any_of:
        truths = [truth_of(condition, floats.get(condition.column, False)) for condition in group]
        holds, fails = truths[0].holds, truths[0].fails
        for truth in truths[1:]:
            holds, fails = holds & truth.holds, fails | truth.fails
        groups.append(Truth(holds, fails))
    holds, fails = groups[0].holds, groups[0].fails
    for truth in groups[1:]:
        holds, fails = holds | truth.holds, fails & truth.fails
    return Truth(holds, fails)


def surely_where(when: When, floats: Mapping[str, bool]) -> nw.Expr:
    """Where `when` holds, for what asks nothing else; elsewhere it is false or null."""
    return either([both([_holding(each, floats.get(each.column, False)) for each in group]) for group in when.any_of])


def _holding(condition: Condition, floats: bool) -> nw.Expr:
    criterion = condition.criterion
    decides = getattr(criterion, "decides_missing", False)
    if condition.zoned or judges_missing(criterion) or decides or not is_exclusive(criterion):
        return truth_of(condition, floats).holds
    # what such a criterion finds is null where the value is, so that nothing else need be asked of each row
    value = seen(condition.column, criterion, floats).value
    if not hasattr(criterion, "findings"):
        conforms: nw.Expr = criterion.conforms(value)
        return conforms
    return both([~finding for finding in named_findings(criterion, (value,)).values()])


def scope_truth(scope: Scope, floats: Mapping[str, bool]) -> Truth | None:
    """Where the requirement applies: all of `within`, none of `without`. None where it applies to every item."""
    truths = [when_truth(when, floats) for when in scope.within]
    for when in scope.without:
        truth = when_truth(when, floats)
        truths.append(Truth(truth.fails, truth.holds))
    if not truths:
        return None
    holds, fails = truths[0].holds, truths[0].fails
    for truth in truths[1:]:
        holds, fails = holds & truth.holds, fails | truth.fails
    return Truth(holds, fails)


def is_exclusive(criterion: Any) -> bool:
    """Whether at most one of its findings is true of an item, and each is null where the value is."""
    return getattr(criterion, "exclusive", False) or not hasattr(criterion, "findings")


def judges_missing(criterion: Any) -> bool:
    """Whether a criterion has findings of its own for values that are missing."""
    return any(getattr(criterion, name, False) for name in ("judges_missing", "names_missing"))
