"""The SQL around what Narwhals made of the criteria: aggregates, and the first items of each stratum."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.table import FILE, LISTED_AT, OUTER_SPACES, ROW, Apart, Expected, Prepared, Shown, Told
from qa_run.model.aggregates import Aggregate, How


@frozen(eq=False, repr=False)
class Bad:
    """Items to show, as SQL: where one is bad, and the name of its finding."""

    name: str
    value: str
    bad: str
    finding: str
    expected: Expected | None


#: So many values are asked for one by one.
_FEW = 32


def bad_of(told: Told, prepared: Prepared) -> Bad:
    """Where items are bad, from the columns that the scan had; only what it found is looked for."""
    value, typed = sql.name(told.value), sql.name(told.typed)
    where = {"missing": f"{value} is null", "unreadable": f"{value} is not null and {typed} is null"}
    for name, values in (told.known or {}).items():
        where[name] = _one_of(value, values)
    for name, measure in told.findings.items():
        where[name] = sql.name(prepared.columns[measure])
    columns = [sql.name(prepared.columns[measure]) for measure in told.findings.values()]
    undecided = " or ".join(f"{column} is null" for column in columns)
    where[told.undecided] = f"{typed} is not null and ({undecided or 'false'})"
    there = {name: condition for name, condition in where.items() if name in told.there}
    *others, last = there
    whens = " ".join(f"when {there[name]} then {sql.text(name)}" for name in others)
    finding = f"case {whens} else {sql.text(last)} end" if others else sql.text(last)
    return Bad(told.name, told.value, " or ".join(f"({each})" for each in there.values()), finding, told.expected)


def _one_of(value: str, known: Sequence[object]) -> str:
    """Where `value` is one of those that are known. `in` and `contains` become a join, which mixes rows of text up."""
    listed = list(map(sql.literal, known))
    if len(known) <= _FEW:
        return " or ".join(f"{value} = {each}" for each in listed) or "false"
    return f"{value} in ({', '.join(listed)})"


Groups = Mapping[str, str]


def groups_of(keys: Apart) -> Groups:
    """What items are grouped by: each key, null for all of its values that are not to be told apart."""
    groups = {}
    for key, values in keys.items():
        name = groups[key] = sql.name(key)
        if values is not None:
            told = f"trim({name}, {sql.text(OUTER_SPACES)}) in {sql.texts(values)}" if values else "false"
            groups[key] = f"case when {told} then {name} end"
    return groups


def items_query(
    answer: str, wishes: Sequence[Bad], keys: Groups, item: str | None, limit: int, reach: int, listed: bool
) -> str:
    """The first items of each wish and stratum, as a list of structs for each wish.

    answer: a query in brackets, or the name of what it gave
    listed: whether there is a list beside the samples; what is only there has no row, and comes last
    """
    order = f"{sql.name(FILE)} * {2**40}::bigint + {sql.name(ROW)}"
    order = f"coalesce({order}, {2**62} + {sql.name(LISTED_AT)})" if listed else order
    parts = list(keys.values())
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
    group = f" group by {', '.join(map(str, range(1, len(keys) + 1)))}" if keys else ""
    near = f"{sql.name(ROW)} < {reach} and " if reach else ""
    any_bad = " or ".join(f"({wish.bad})" for wish in wishes)
    return f"select {', '.join(parts)} from {answer} where {near}({any_bad}){group}"


STAGED = "qa_found"


def staging(answer: str, wishes: Sequence[Bad], keys: Groups, item: str | None) -> str:
    """A table with a row for each row of `answer`, in which only what is bad takes room."""
    any_bad = " or ".join(f"({wish.bad})" for wish in wishes)
    parts = [f"case when {any_bad} then {group} end as {sql.name(key)}" for key, group in keys.items()]
    for wish in wishes:
        fields = f"'item': {sql.name(item) if item else 'null'}, 'value': {sql.name(wish.value)}"
        packed = f"{{{fields}, 'finding': {wish.finding}}}"
        parts.append(f"case when {wish.bad} then {packed} end as {sql.name(wish.name)}")
    return f"create or replace temp table {STAGED} as select {', '.join(parts)} from {answer}"


def staged_query(file: int, wishes: Sequence[Bad], keys: Groups, limit: int) -> str:
    """The same answer as of `items_query`, from what was staged."""
    parts = [sql.name(key) for key in keys]
    for wish in wishes:
        found = sql.name(wish.name)
        fields = ", ".join(f"'{name}': {found}.{name}" for name in ("item", "value", "finding"))
        packed = f"{{'row': rowid, 'file': {file}, {fields}}}"
        parts.append(f"arg_min({packed}, rowid, {limit}) filter (where {found} is not null)")
    group = f" group by {', '.join(map(sql.name, keys))}" if keys else ""
    any_bad = " or ".join(f"{sql.name(wish.name)} is not null" for wish in wishes)
    return f"select {', '.join(parts)} from {STAGED} where {any_bad}{group}"


def shown_in(row: tuple[Any, ...], wishes: Sequence[Bad], keys: int) -> Iterator[Shown]:
    stratum = tuple(None if key is None else str(key).strip() for key in row[:keys])
    for wish, items in zip(wishes, row[keys:], strict=True):
        for each in items or ():
            yield Shown(wish=wish.name, stratum=stratum, **each)


def enough(shown: Sequence[Shown], wish: Bad, far: bool) -> bool:
    """Whether all items that will be shown are found, or, when the look went far, one in each stratum at least."""
    mine = [each for each in shown if each.wish == wish.name]
    there = wish.expected
    if there is None:
        return False
    return len(mine) >= there.items or (far and len({each.stratum for each in mine}) >= there.strata)


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
    function = {"count": "count", "finite": "sum", "minimum": "min", "maximum": "max", "stdev": "stddev_samp"}.get(how)
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
