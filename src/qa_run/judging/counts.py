"""From measures to buckets: the arithmetic of both roads."""

from array import array
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from qa_run.engines.table import Table
from qa_run.planning.measuring import Counted

if TYPE_CHECKING:
    from qa_run.engines.points import Points

Column = Sequence[int]


@frozen(kw_only=True, eq=False, repr=False)
class Counts:
    """The buckets of one requirement: columns of whole numbers, a row for each stratum; each row adds up to `rows`.

    known:  of each finding the recorded values that have it, or enough of them, where a road has told them
    points: of a sequence, its points; `statistics` then hold the arrays of each stratum
    unplaced: of a sequence, how many items have no place in it
    """

    rows: Column
    unknown_condition: Column
    out_of_scope: Column
    missing: Column
    unreadable: Column
    not_yet_due: Column
    findings: Mapping[str, Column]
    conforming: Column
    marginal: Column
    statistics: Mapping[str, Sequence[Any]] = field(factory=dict)
    extremes: tuple[Sequence[Any], ...] = ()
    known: Mapping[str, tuple[Any, ...]] | None = None
    points: "Points | None" = None
    lots: Mapping[str, Sequence[Any]] = field(factory=dict)
    unplaced: Column = ()


class NeedsExactRoad(Exception):
    """The cheap road met values for which it does not hold."""


def counts_of(counted: Counted, table: Table) -> Counts:
    """The buckets that `counted` names. Raises NeedsExactRoad where the cheap road does not hold."""
    found = _counts_of(counted, table)
    return (
        evolve(found, lots={name: table[measure] for name, measure in counted.lots.items()}) if counted.lots else found
    )


def _counts_of(counted: Counted, table: Table) -> Counts:
    rows = _whole(table, counted.rows)
    nothing = array("q", [0]) * len(rows)
    statistics = {name: table[measure] for name, measure in counted.statistics.items()}
    if counted.cheap:
        return _cheap(counted, table, rows, nothing, statistics)
    holds = _whole(table, counted.holds) if counted.holds else rows
    fails = _whole(table, counted.fails) if counted.fails else nothing
    missing, unreadable = _whole(table, counted.missing), _whole(table, counted.unreadable)
    due = _whole(table, counted.not_yet_due) if counted.not_yet_due else nothing
    conforming = _whole(table, counted.conforming)
    findings = {name: _whole(table, where[0]) for name, where in counted.findings.items()}
    if not counted.statistics:
        found = [sum(column[row] for column in findings.values()) for row in range(len(rows))]
        rest = [
            holds[row] - missing[row] - unreadable[row] - due[row] - found[row] - conforming[row]
            for row in range(len(rows))
        ]
        if any(rest):
            findings[counted.undecided] = rest
    return Counts(
        rows=rows,
        unknown_condition=[every - inside - outside for every, inside, outside in zip(rows, holds, fails, strict=True)],
        out_of_scope=fails,
        missing=missing,
        unreadable=unreadable,
        not_yet_due=due,
        findings=findings,
        conforming=conforming,
        marginal=_whole(table, counted.marginal) if counted.marginal else nothing,
        statistics=statistics,
        extremes=tuple(table[name] for name in counted.extremes),
    )


def _cheap(
    counted: Counted, table: Table, rows: Column, nothing: Column, statistics: Mapping[str, Sequence[Any]]
) -> Counts:
    if counted.sum and not all(isfinite(each or 0) for each in table[counted.sum]):
        raise NeedsExactRoad
    present, typed = _whole(table, counted.present), _whole(table, counted.typed)
    findings = {name: _whole(table, where[0]) for name, where in counted.findings.items()}
    judged = [_whole(table, where[1]) for where in counted.findings.values() if len(where) > 1]
    if len(judged) == 1:
        rest = [able - told for able, told in zip(typed, judged[0], strict=True)]
        if any(rest):
            findings[counted.undecided] = rest
    elif any(list(column) != list(typed) for column in judged):
        raise NeedsExactRoad
    found = [sum(column[row] for column in findings.values()) for row in range(len(rows))]
    return Counts(
        rows=rows,
        unknown_condition=nothing,
        out_of_scope=nothing,
        missing=[every - here for every, here in zip(rows, present, strict=True)],
        unreadable=[here - able for here, able in zip(present, typed, strict=True)],
        not_yet_due=nothing,
        findings=findings,
        conforming=[able - bad for able, bad in zip(typed, found, strict=True)],
        marginal=nothing,
        statistics=statistics,
        extremes=tuple(table[name] for name in counted.extremes),
    )


def _whole(table: Table, name: str | None) -> Column:
    """The column as whole numbers; a sum over nothing is null on some engines."""
    return array("q", (int(value or 0) for value in table[name or ""]))
