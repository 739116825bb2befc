"""The table of all strata, for what holds them against each other: from the scan where it has them, else of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve

from qa_run.engines.points import Collect
from qa_run.engines.table import Table, key_name
from qa_run.judging.counts import Counts
from qa_run.judging.strata import Strata, nothing_of, spaces_apart
from qa_run.model.aggregates import Aggregate, How, how_often
from qa_run.model.procedure import Requirement
from qa_run.model.windows import Subgroups
from qa_run.planning.measuring import Measures, conformity
from qa_run.planning.truths import scope_truth, seen
from qa_run.running.collecting import value_of
from qa_run.running.subject import Subject, without_outer_spaces

ALL = "*"
Names = Mapping[str, str]


def taken_along(subject: Subject, requirement: Requirement, measures: Measures) -> Names | None:
    """What is measured of each stratum, by its name in the scan; None where the scan has no such strata."""
    if requirement.criterion.across.name not in subject.keys:
        return None
    standing = _standing(subject, requirement)
    names = {name: measures.anew(each) for name, each in standing.items() if name != "@rows"}
    names |= {name: measures.anew(each) for name, each in _own(subject, requirement).items()}
    return {**names, "@rows": measures.rows()}


def from_scan(names: Names, across: Strata) -> Table:
    """The table that the scan has taken along."""
    (column,) = across.names
    key = key_name(column)
    found: dict[str, Sequence[Any]] = {name: across.table[measure] for name, measure in names.items()}
    return Table({key: [name for (name,) in across.strata], **found}, len(across.strata))


def _own(subject: Subject, requirement: Requirement) -> dict[str, Any]:
    return dict(requirement.criterion.measures(value_of(subject, requirement)))


def with_table(
    subject: Subject,
    frame: "nw.LazyFrame[Any]",
    requirement: Requirement,
    strata: Strata,
    counts: Counts,
    table: Table | None,
) -> tuple[Strata, Counts]:
    """One stratum that stands for all, with what each of those compared measures as arrays, in the order of the names.

    Beside what the criterion measures the table holds `stratum`, the names; `items`, how many each has that the
    requirement is about; `recorded`, how many values; `lacking`, how many are missing or cannot be read. A stratum that
    was expected and did not come has 0 of all. With `compares` a criterion names the only strata that it looks at.
    """
    criterion, across = requirement.criterion, requirement.criterion.across.name
    own = _own(subject, requirement)
    key = key_name(across)
    if table is None:
        measures = {**own, **_standing(subject, requirement)}
        table = subject.engine.aggregate(frame, measures, [key])
        if spaces_apart(table, (across,)):
            table = subject.engine.aggregate(without_outer_spaces(frame, (across,)), measures, [key])
    rows = {str(name).strip(): row for row, name in enumerate(table[key]) if table["@rows"][row]}
    named = getattr(criterion, "compares", ())
    wanted = named or (*_taking_part(requirement, table, rows), *subject.procedure.samples.expected.get(across, ()))
    order = sorted(set(wanted))
    places = [rows.get(name) for name in order]
    columns = {name: _array(table[name], places, nothing_of(measure)) for name, measure in own.items()}
    columns |= {name: _array(table[f"@{name}"], places, 0) for name in _STANDING}
    lacking = columns["unreadable"] + (0 if requirement.optional else columns["missing"])
    found: dict[str, Any] = {name: columns[name] for name in own}
    found |= {"items": columns["holds"] + columns["unknown"], "recorded": columns["readable"], "lacking": lacking}
    found |= _raw(subject, frame, requirement, order)
    found |= {"stratum": tuple(order), "others": tuple(sorted(set(rows) - set(order)))}
    counts = evolve(counts, statistics={name: [each] for name, each in found.items()})
    return Strata((across,), ((ALL,),), strata.table), _of_these(counts, columns) if named else counts


_STANDING = ("rows", "holds", "unknown", "missing", "unreadable", "readable")


def _standing(subject: Subject, requirement: Requirement) -> dict[str, Aggregate]:
    """How many items of a stratum are in which bucket."""
    truth = scope_truth(requirement.scope, subject.floats)
    wide = subject.floats.get(requirement.column, False)
    inside = truth.holds if truth else nw.lit(True)
    if getattr(requirement.criterion, "judges_conformity", False):
        readable = conformity(requirement, wide, truth)[0]
        missing, unreadable = inside & ~readable, nw.lit(False)
    else:
        item = seen(requirement.column, requirement.criterion, wide)
        readable, missing, unreadable = (inside & each for each in (item.readable, item.missing, item.unreadable))
    unknown = ~truth.holds & ~truth.fails if truth else nw.lit(False)
    conditions = {"holds": inside, "unknown": unknown, "missing": missing, "unreadable": unreadable}
    standing = {f"@{name}": how_often(each) for name, each in {**conditions, "readable": readable}.items()}
    return {"@rows": Aggregate(How.ROWS, ""), **standing}


def _taking_part(requirement: Requirement, table: Table, rows: Mapping[str, int]) -> list[str]:
    """The strata that are compared: all; without those that the condition leaves out, where that is allowed."""
    if not (requirement.may_be_none or requirement.case or requirement.scope.without):
        return list(rows)
    return [name for name, row in rows.items() if table["@holds"][row] or table["@unknown"][row]]


def _raw(
    subject: Subject, frame: "nw.LazyFrame[Any]", requirement: Requirement, order: Sequence[str]
) -> dict[str, list[Any]]:
    """The values themselves, an array for each stratum, where a criterion that compares `collects` them."""
    criterion, key = requirement.criterion, key_name(requirement.criterion.across.name)
    value = value_of(subject, requirement)
    columns = criterion.collects(value) if hasattr(criterion, "collects") else {}
    if not columns:
        return {}
    over = requirement.over if isinstance(requirement.over, Subgroups) else Subgroups(size=1)
    asked = Collect(columns=columns, value=value, over=over, keys=(key,))
    points = subject.engine.collect(frame, asked)
    ends = [points.of((name,)) for name in order]
    arrays = {name: [column[start:end] for start, end in ends] for name, column in points.columns.items()}
    return arrays if points.times is None else _in_order(arrays, [points.times[start:end] for start, end in ends])


def _in_order(arrays: Mapping[str, list[Any]], times: Sequence[Any]) -> dict[str, list[Any]]:
    """The values of each stratum by time; those of one time by their size, and not as the rows happen to stand."""
    import numpy as np

    orders = [np.lexsort((*(each[at] for each in arrays.values()), time)) for at, time in enumerate(times)]
    return {name: [each[order] for each, order in zip(column, orders, strict=True)] for name, column in arrays.items()}


def _of_these(counts: Counts, columns: Mapping[str, Any]) -> Counts:
    """The buckets of the strata that are looked at, where these are not all."""
    whole = {name: [int(column.sum())] for name, column in columns.items() if name in _STANDING}
    outside = whole["rows"][0] - whole["holds"][0] - whole["unknown"][0]
    return evolve(
        counts,
        rows=whole["rows"],
        unknown_condition=whole["unknown"],
        out_of_scope=[outside],
        missing=whole["missing"],
        unreadable=whole["unreadable"],
        conforming=whole["readable"],
    )


def _array(column: Sequence[Any], places: Sequence[int | None], nothing: Any) -> Any:
    """The column's numbers at `places` as doubles, NaN where there is none; `nothing` of strata that are not there."""
    import numpy as np

    found = (nothing if place is None else column[place] for place in places)
    return np.asarray([np.nan if value is None else value for value in found], dtype=np.float64)
