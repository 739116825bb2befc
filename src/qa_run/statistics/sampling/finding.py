"""The plan that a standard prescribes, with the arrows of its tables followed."""

from decimal import Decimal
from math import isclose

from attrs import evolve

from qa_run.statistics.arguments import whole
from qa_run.statistics.sampling.letters import code_letter
from qa_run.statistics.sampling.plans import Count, Kind, Plan, Severity, Stage
from qa_run.statistics.sampling.tables import (
    AQLS,
    LAST_NARROW,
    LETTERS,
    SHAPES,
    SIZES,
    TABLES,
    WIDE_ROWS,
    Numbers,
    Shape,
    Table,
)

#: The standards by the names they go by, and whether their reduced plans keep the gap between Ac and Re.
STANDARDS = {"mil-std-105e": True, "z1.4": True, "iso2859-1": False}
#: Where a table has no plan of its kind, it sends the reader to the next simpler one.
SIMPLER: dict[Kind, Kind] = {"multiple": "double", "double": "single"}


def find(
    *,
    aql: float | Decimal | str,
    lot_size: int,
    level: str = "II",
    severity: Severity = "normal",
    kind: Kind = "single",
    standard: str = "iso2859-1",
    count: Count | None = None,
) -> Plan:
    """The plan for a lot of `lot_size` items at an inspection level and an AQL.

    `aql` is in percent, or nonconformities per 100 items; AQLs above 10 exist only as the latter, and `count` follows
    from that where it is not given. A sample as large as the lot means that every item is inspected: the plan is then
    single, its sample the lot, its Ac and Re those of the table. A double or multiple plan that all in all asks for
    more items than the lot has gives way to the corresponding single plan.

    `standard` is iso2859-1, z1.4 or mil-std-105e. All three are read from the tables of MIL-STD-105E. Reduced plans of
    z1.4 and mil-std-105e keep the gap between Ac and Re; for iso2859-1 it is closed: Re is Ac + 1. Multiple plans have
    the seven samples of 105E, not the five of ISO 2859-1:1999.

    Raises ValueError for an unknown standard, level, severity, kind or AQL, for an empty lot, and for a size that is no
    whole number.
    Source: MIL-STD-105E, tables I to IV and the notes under them.
    """
    lot_size = whole(lot_size, "the lot size", 1)
    found = table_plan(
        code_letter(lot_size, level), aql=aql, severity=severity, kind=kind, standard=standard, count=count
    )
    if len(found.stages) > 1 and found.largest_n > lot_size:
        found = table_plan(found.letter, aql=aql, severity=severity, standard=standard, count=count)
    if found.n < lot_size:
        return found
    everything = Stage(lot_size, found.ac, found.re)
    return evolve(found, stages=(everything,), inspect_all=True, convention=f"{found.convention}; every item inspected")


def table_plan(
    letter: str,
    *,
    aql: float | Decimal | str,
    severity: Severity = "normal",
    kind: Kind = "single",
    standard: str = "iso2859-1",
    count: Count | None = None,
) -> Plan:
    """The plan of a code letter, as if the lot were large: `find` without the lot.

    Where a table has no double or multiple plan (it prints *, + or ++), the plan is of the next simpler kind that it
    refers to; `Plan.kind` tells. Raises ValueError like `find`, and for an unknown letter.
    """
    if standard not in STANDARDS:
        raise ValueError(f"no standard {standard!r}: write one of {', '.join(STANDARDS)}")
    if severity not in SHAPES:
        raise ValueError(f"no plan for {severity!r} inspection: write one of {', '.join(SHAPES)}")
    if (kind, severity) not in TABLES:
        raise ValueError(f"no plans of kind {kind!r}: write single, double or multiple")
    if len(letter) != 1 or letter not in LETTERS[:-1]:
        raise ValueError(f"no code letter {letter!r}: write one of {', '.join(LETTERS[:-1])}")
    column, start, shape = _column(aql), LETTERS.index(letter), SHAPES[severity]
    counted: Count = count or ("items" if AQLS[column] <= 10 else "nonconformities")
    if counted == "items" and AQLS[column] > 10:
        raise ValueError(f"AQL {aql} is nonconformities per 100 items: count nonconformities, or take an AQL up to 10")
    row = _row(shape, TABLES["single", severity], start, column)
    used, numbers, table = _entry(kind, severity, start, row, column)
    closed = severity == "reduced" and not STANDARDS[standard]
    return Plan(
        stages=tuple(
            Stage(SIZES[max(used - table.lag, 0)], ac, re) for ac, re in (_close(numbers) if closed else numbers)
        ),
        letter=letter,
        used_letter=LETTERS[used],
        aql=AQLS[column],
        severity=severity,
        standard=standard,
        count=counted,
        convention=f"MIL-STD-105E table {table.number}" + (", gap between Ac and Re closed" if closed else ""),
    )


def _column(aql: float | Decimal | str) -> int:
    wanted = float(aql)
    for column, known in enumerate(AQLS):
        if isclose(wanted, known, rel_tol=1e-9):
            return column
    if wanted == 0:
        raise ValueError("AQL 0 is in no table: take a plan with acceptance number 0 for a limiting quality")
    raise ValueError(f"no AQL {aql}: write one of {', '.join(f'{known:g}' for known in AQLS)}")


def _row(shape: Shape, single: Table, row: int, column: int) -> int:
    """The row in which the arrows of a column end: it has a single plan."""
    up, down, diagonal = shape.zero - column, shape.first - column, row + column
    if diagonal < shape.first:
        to_zero = diagonal <= shape.zero or (shape.up_to_zero and diagonal == shape.zero + 1)
        has_up, has_down = up >= shape.zero_row, down <= shape.last_row
        return up if has_up and (to_zero or not has_down) else down
    while row + column > _last_diagonal(shape, single, row):
        row -= 1
    return row


def _last_diagonal(shape: Shape, single: Table, row: int) -> int:
    """The last diagonal on which a row has a plan."""
    if row > WIDE_ROWS:
        return LAST_NARROW
    return shape.first + len(single.own_rows.get(row, single.plans)) - 1


def _entry(kind: Kind, severity: Severity, start: int, row: int, column: int) -> tuple[int, Numbers, Table]:
    """The row, the numbers and the table of a plan of this kind, or of the simpler one that stands in for it."""
    table, diagonal = TABLES[kind, severity], row + column - SHAPES[severity].first
    if kind == "single" and diagonal < 0:
        return row, ((0, 1),), table
    plans = table.own_rows.get(row, table.plans)
    if kind == "single" or (0 <= diagonal < len(plans) and row >= table.first_row and start not in table.empty_rows):
        return row, plans[diagonal], table
    return _entry(SIMPLER[kind], severity, start, row, column)


def _close(numbers: Numbers) -> Numbers:
    """Re is Ac + 1 after the last sample, and no earlier sample waits for a count that must then be rejected."""
    last = numbers[-1][0] + 1
    return tuple((ac, min(re, last)) for ac, re in numbers)
