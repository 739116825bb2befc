"""What a scan lays down of a text file, so that it is read once: of each row the values that are kept, and a bit for
each condition that is counted; of bad rows also what is told of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_order import keeps_order
from qa_run.engines.duck_queries import LAID, Bad, aggregate_of
from qa_run.engines.table import FILE, ROW, Keep, Prepared, Told
from qa_run.model.aggregates import Aggregate, How

_BAD_ROWS = "qa_bad_rows"
_TOLD, _PLACE = '"@told"', '"@place"'
_IN_ONE = 62
_FIRST, _FEW = 4_096, 0.03
_AS_BITS = (How.ROWS, How.TRUE, How.COUNT, How.FINITE)


@define(eq=False, repr=False)
class _Bits:
    """Conditions, each a bit of a whole number that is set where it is true; as many numbers as it takes."""

    places: dict[str, int] = field(factory=dict)

    def of(self, condition: str) -> str:
        """What tells, of a row that was laid down, whether `condition` was true."""
        return self.any_of([condition])

    def any_of(self, conditions: Sequence[str]) -> str:
        """What tells whether one of them was true."""
        masks: dict[int, int] = {}
        for condition in conditions:
            number, place = divmod(self.places.setdefault(condition, len(self.places)), _IN_ONE)
            masks[number] = masks.get(number, 0) | 1 << place
        return f"({' or '.join(f'(b{number} & {mask}) <> 0' for number, mask in masks.items()) or 'false'})"

    def names(self) -> list[str]:
        return [f"b{number}" for number in range(-(-len(self.places) // _IN_ONE))]

    def set_at_all(self) -> str:
        """What tells whether a row has any bit."""
        return " or ".join(f"{name} <> 0" for name in self.names())

    def columns(self, implied: Mapping[str, str]) -> list[str]:
        """The numbers, spelt out only for rows in which some bit is set. A condition that is `implied` is true only
        where another one is, so that nobody need look for it."""
        conditions = list(self.places)
        found = []
        for number, start in enumerate(range(0, len(conditions), _IN_ONE)):
            mine = conditions[start : start + _IN_ONE]
            spelt = " | ".join(f"(coalesce({each}, false)::bigint << {place})" for place, each in enumerate(mine))
            told = " or ".join(each for each in mine if implied.get(each) not in mine)
            found.append(f"case when {told} then {spelt} else 0 end as b{number}")
        return found


@frozen(eq=False, repr=False)
class Laid:
    """The statement that lays the table down, the aggregates of what was laid down, and what is prepared for a look at
    single rows: None where none was asked for."""

    staging: str
    columns: Sequence[str]
    prepared: Prepared | None


def laid_down(
    prepared: Prepared,
    types: Mapping[str, str],
    measures: Mapping[str, Aggregate],
    keys: Sequence[str],
    keep: Keep,
    alike: Mapping[str, str],
    file: DuckFile,
) -> Laid:
    """Lay down what `measures` and `keep` take of the rows of `prepared`: those of `file` where any are shown.

    alike: of each column another that holds the same
    """
    taken = {name: alike.get(column, column) for name, column in prepared.columns.items()}
    whole = dict.fromkeys((*keys, *keep.columns))
    whole |= dict.fromkeys(taken[name] for name, measure in measures.items() if measure.how not in _AS_BITS)
    made = {FILE: "0"}
    if keep.shown and keep.item:
        recorded, key = file.derived.get(keep.item, ("", ""))
        if recorded in whole:
            made[keep.item] = key
        else:
            whole[keep.item] = None
    if keep.shown and not file.numbered():
        whole[ROW] = None
    elif keep.shown:
        made[ROW] = _PLACE
    rows = _Rows(whole, alike)
    columns = [
        f"{rows.aggregate(measure, taken[name], types)} as {sql.name(name)}" for name, measure in measures.items()
    ]
    parts, look = [sql.name(column) for column in whole], None
    if not keep.shown:
        query = f"select {', '.join([*parts, *rows.bits.columns({})])} from ({prepared.query})"
    else:
        values = dict.fromkeys(alike.get(each.value, each.value) for each in keep.shown)
        told = [column for column in values if column not in whole]
        rows.told = {column: place for place, column in enumerate(told, 1)}
        counted = {taken[name] for name, measure in measures.items() if measure.how is How.COUNT}
        look = Prepared(rows.look(keep, prepared.columns, counted, made), prepared.columns, in_order=True, laid=True)
        bad, texts = rows.bad(keep, prepared.columns, counted), [sql.name(column) for column in told]
        bits = rows.bits.columns(rows.implied(keep))  # now that all have been asked for
        inner = f"select {', '.join([*parts, *texts, *bits])} from ({prepared.query})"
        answer = f"case when ({rows.bits.set_at_all()}) and {bad} then [{', '.join(texts)}]::varchar[] end as {_TOLD}"
        query = f"select {', '.join([*parts, *rows.bits.names(), answer])} from ({inner})"
    return Laid(f"create or replace temp table {LAID} as {query}", columns, look)


def is_worth_it(ask: Callable[[str], Any], file: DuckFile, staging: str) -> bool:
    """Whether `staging` lays the rows of the only `file` down in their order, and few of its first ones are bad: where
    many are, it takes longer to tell of all of them than to read again those that will be shown."""
    if not keeps_order(ask, staging):
        return False
    ask(file.glimpse(staging, _FIRST))
    ((rows, told),) = ask(f"select count(*), count({_TOLD}) from {LAID}")
    return bool(told <= rows * _FEW)


def few(told: Sequence[Told], bad: Sequence[Bad]) -> str:
    """The statement that puts the rows that may have to be shown by themselves, which `Laid.prepared` then looks at.

    They are few: taken together before anything is made of them, they are spared what each block of rows costs.
    """
    known = [f"({one.bad})" for each, one in zip(told, bad, strict=True) if each.known is not None]
    found = f"select *, rowid as {_PLACE} from {LAID} where {_TOLD} is not null"
    if known:
        found += f" union all select *, rowid from {LAID} where {_TOLD} is null and ({' or '.join(known)})"
    return f"create or replace temp table {_BAD_ROWS} as {found}"


@define(eq=False, repr=False)
class _Rows:
    """What is laid down of each row, and how it is asked for.

    whole: the columns of which the values are laid down
    alike: of each column another that holds the same
    told:  where the value of a column stands among what is told of a bad row
    """

    whole: Mapping[str, None]
    alike: Mapping[str, str]
    bits: _Bits = field(factory=_Bits)
    told: Mapping[str, int] = field(factory=dict)

    def absent(self, column: str) -> str:
        """Where there was no value."""
        null = f"{sql.name(column)} is null"
        return null if column in self.whole else self.bits.of(null)

    def true(self, column: str) -> str:
        return self.bits.of(sql.name(column))

    def aggregate(self, measure: Aggregate, column: str, types: Mapping[str, str]) -> str:
        """`measure` of `column`, in terms of the table."""
        if measure.how is How.TRUE:
            return f"count_if({self.true(column)})"
        if measure.how is How.COUNT and column not in self.whole:
            return f"count_if(not {self.absent(column)})"
        if measure.how is How.FINITE and column not in self.whole:  # it only tells whether all values are finite
            odd = self.bits.of(f"(not isfinite({sql.name(column)}))")
            return f"case when count_if({odd}) > 0 then 'nan'::double else 0 end"
        return aggregate_of(measure, column, types)

    def bad(self, keep: Keep, columns: Mapping[str, str], counted: Collection[str]) -> str:
        """Where a row is bad; `columns` are those of the measures, `counted` those that may be null by themselves."""
        plain: list[str] = []
        others: dict[str, None] = {}
        for each in keep.shown:
            value, typed = (self.alike.get(name, name) for name in (each.value, each.typed))
            findings = [columns[measure] for measure in each.findings]
            plain += map(sql.name, findings)
            for undecided in (finding for finding in findings if finding in counted):
                others[f"({self.absent(undecided)} and not {self.absent(typed)})"] = None
            if not each.missing and typed != value:
                others[f"({self.absent(typed)} and not {self.absent(value)})"] = None
            elif each.missing and typed in self.whole:
                others[f"{sql.name(typed)} is null"] = None
            elif each.missing:
                plain.append(f"{sql.name(typed)} is null")
        return f"({' or '.join([self.bits.any_of(plain), *others])})"

    def implied(self, keep: Keep) -> Mapping[str, str]:
        """Where a value is missing, it cannot have been read either."""
        shown = ([self.alike.get(name, name) for name in (each.value, each.typed)] for each in keep.shown)
        return {f"{sql.name(value)} is null": f"{sql.name(typed)} is null" for value, typed in shown if value != typed}

    def look(self, keep: Keep, columns: Mapping[str, str], counted: Collection[str], made: Mapping[str, str]) -> str:
        """A query that gives the few rows that are looked at the columns that are asked for.

        counted: the columns of which it was counted how often they are not null; of others nobody asks
        made:    further columns, and how they are made of those of the table
        """
        given = {**{column: sql.name(column) for column in self.whole}, **made}
        for each in keep.shown:
            given.setdefault(each.value, self._value(self.alike.get(each.value, each.value)))
            given.setdefault(each.typed, self._typed(self.alike.get(each.typed, each.typed)))
            for measure in each.findings:
                column = columns[measure]
                given[column] = self.true(column)
                if column in counted:
                    given[column] = f"case when {self.absent(column)} then null else {given[column]} end"
        return f"select {', '.join(f'{how} as {sql.name(column)}' for column, how in given.items())} from {_BAD_ROWS}"

    def _value(self, column: str) -> str:
        """The recorded value, where it is told, and a blank where it is not but there is one."""
        if column in self.whole:
            return sql.name(column)
        return f"case when {self.absent(column)} then null else coalesce({_TOLD}[{self.told[column]}], '') end"

    def _typed(self, column: str) -> str:
        """Of a value as it was read, only whether there is one is asked."""
        return self._value(column) if column in self.told else f"case when {self.absent(column)} then null else 0 end"
