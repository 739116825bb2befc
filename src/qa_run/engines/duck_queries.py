"""The SQL around what Narwhals made of the criteria: aggregates, and the first items of each stratum."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.table import CANNOT_BE_JUDGED, FILE, ROW, Prepared, Shown, Told
from qa_run.model.aggregates import Aggregate, How


@frozen(eq=False, repr=False)
class Bad:
    """Items to show, as SQL: where one is bad, and the name of its finding."""

    name: str
    value: str
    bad: str
    finding: str
    wanted: int | None
    strata: int = 1


def bad_of(told: Told, prepared: Prepared) -> Bad:
    """Where items are bad, from the columns that the scan had: missing, unreadable, or one of the findings."""
    value, typed = sql.name(told.value), sql.name(told.typed)
    whens = [f"when {value} is null then 'missing'", f"when {typed} is null then 'unreadable'"]
    bad = [f"({value} is not null and {typed} is null)" if told.optional else f"{typed} is null"]
    if told.repeated is not None:
        known = ", ".join(map(sql.literal, told.repeated))
        (name,) = told.findings
        bad += [f"{value} in ({known})"] if known else []
        return Bad(
            told.name,
            told.value,
            " or ".join(bad),
            f"case {' '.join(whens)} else {sql.text(name)} end",
            told.wanted,
            told.strata,
        )
    for name, measure in told.findings.items():
        where = sql.name(prepared.columns[measure])
        whens.append(f"when {where} then {sql.text(name)}")
        bad.append(f"coalesce({where}, {typed} is not null)")  # a null finding of a readable value cannot be judged
    finding = f"case {' '.join(whens)} else {sql.text(CANNOT_BE_JUDGED)} end"
    return Bad(told.name, told.value, " or ".join(bad), finding, told.wanted, told.strata)


def items_query(
    answer: str, wishes: Sequence[Bad], keys: Sequence[str], item: str | None, limit: int, reach: int
) -> str:
    """The first items of each wish and stratum, as a list of structs for each wish."""
    # items that are only listed have no row: they come last
    order = f"coalesce({sql.name(FILE)} * 1099511627776::bigint + {sql.name(ROW)}, {2**62})"
    parts = [sql.name(key) for key in keys]
    for wish in wishes:
        fields = {
            "row": sql.name(ROW),
            "file": sql.name(FILE),
            "item": sql.name(item) if item else "null",
            "value": sql.name(wish.value),
            "finding": wish.finding,
        }
        packed = ", ".join(f"'{name}': {value}" for name, value in fields.items())
        parts.append(f"arg_min({{{packed}}}, {order}, {limit}) filter (where {wish.bad})")
    group = f" group by {', '.join(map(sql.name, keys))}" if keys else ""
    near = f"{sql.name(ROW)} < {reach} and " if reach else ""
    any_bad = " or ".join(f"({wish.bad})" for wish in wishes)
    return f"select {', '.join(parts)} from ({answer}) where {near}({any_bad}){group}"


def shown_in(row: tuple[Any, ...], wishes: Sequence[Bad], keys: int) -> Iterator[Shown]:
    stratum = tuple(str(key).strip() for key in row[:keys])
    for wish, items in zip(wishes, row[keys:], strict=True):
        for each in items or ():
            yield Shown(wish=wish.name, stratum=stratum, **each)


def enough(shown: Sequence[Shown], wish: Bad, far: bool) -> bool:
    """Whether all items that will be shown are found, or, when the look went far, one in each stratum at least."""
    mine = [each for each in shown if each.wish == wish.name]
    return len(mine) >= (wish.wanted or 0) or (far and len({each.stratum for each in mine}) >= wish.strata)


def aggregate_of(measure: Aggregate, column: str, types: Mapping[str, str]) -> str:
    quoted = sql.name(column)
    how = measure.how.value
    if how == "rows":
        return "count(*)"
    if how == "true":
        return f"count_if({quoted})"
    if how == "total":
        return f"fsum({quoted})" if types[column].startswith(("DOUBLE", "FLOAT")) else f"sum({quoted})"
    if how == "quantile":
        return _quantile(measure, quoted)
    function = {"count": "count", "minimum": "min", "maximum": "max", "stdev": "stddev_samp"}.get(how)
    return f"{function}({quoted})" if function else f"count(distinct {quoted})"


def weighted(measure: Aggregate, column: str) -> str:
    """A count over distinct values, each as often as it stands."""
    where = {
        How.ROWS: "true",
        How.TRUE: sql.name(column),
        How.COUNT: f"{sql.name(column)} is not null",
    }[measure.how]
    return f'coalesce(sum("@n") filter (where {where}), 0)::bigint'


def _quantile(measure: Aggregate, column: str) -> str:
    """Type 7 is DuckDB's own; type 6, (n + 1) p, is read off the sorted values."""
    if measure.kind == 7:
        return f"quantile_cont({column}, {measure.at!r})"
    values = f"list_sort(list({column}) filter ({column} is not null))"
    place = f"(len({values}) + 1) * {measure.at!r}"
    low = f"greatest(1, least(len({values}), floor({place})))"
    high = f"greatest(1, least(len({values}), floor({place}) + 1))"
    weight = f"least(1, greatest(0, {place} - {low}))"
    first, second = f"{values}[cast({low} as bigint)]", f"{values}[cast({high} as bigint)]"
    return f"{first} + {weight} * ({second} - {first})"
