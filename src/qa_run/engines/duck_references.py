"""The SQL that looks items up in a reference: each finds no row there, or one. Items are never multiplied by it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_reading import typed_rows
from qa_run.engines.table import key_name
from qa_run.engines.wanted import Wanted
from qa_run.errors import SampleError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.kinds import READINGS, Any, Kind, typed_name
from qa_run.model.lookup import BEGINS, ENDED, FOR_EVER, KNOWN, LEFT
from qa_run.model.samples import LIST, Reference, Validity

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks

#: With this begins what the engine is told to raise where an item finds several rows.
SEVERAL = "qa-run, several rows: "
_BOUNDS = ("from", "until")


def looked_up(
    query: str,
    name: str,
    reference: Reference,
    files: Sequence[DuckFile],
    wanted: Sequence[Wanted],
    at: str,
    as_of: datetime,
) -> str:
    """The rows of `query` with the columns `wanted` of the reference `name`.

    The rows of the reference are gathered by their key, so that each item meets one row at most; which of the gathered
    ones holds at its time, in the column `at`, is looked for there.
    """
    own = [want for want in wanted if want.column.startswith(f"{name}.")]
    _check(name, reference, files, own)
    zoned, distances = files[0].clocks is not None, dict[str, str]()
    # the clocks may have shown a time twice: then it has two readings
    names = [f"{want.name}{each}" for want in own for each in ("", *(READINGS if zoned and _is_time(want) else ()))]
    gathered = _gathered(reference, files, own, names, as_of)
    met = " and ".join(
        f"r.{sql.name(key_name(mine))} = t.{sql.name(key_name(theirs))}" for theirs, mine in reference.key.items()
    )
    found = 't."@rows"'
    if reference.valid is not None:
        moment = _moment("r.", at, zoned)
        found = f"list_filter({found}, lambda x: {moment.holds(reference.valid.after)})"
        asked = {want.column.removeprefix(name) for want in wanted}
        distances = {part: told for part, told in moment.beside(reference.valid.after).items() if part in asked}
    beside = {"@found": found, "@many": 'len(t."@rows")', **distances}
    made = ", ".join(f"{told} as {sql.name(part)}" for part, told in beside.items())
    inner = f"select r.*, {made} from ({query}) r left join ({gathered}) t on {met}"
    columns = [f'"@one".f{place} as {sql.name(each)}' for place, each in enumerate(names)]
    columns += [f"{_value(want, name, at, zoned)} as {sql.name(want.name)}" for want in wanted if want not in own]
    one = '"@found"[1]'
    if not (reference.exists or reference.latest):
        keys = " || ', ' || ".join(sql.name(key_name(mine)) for mine in reference.key.values())
        mend = ": mend it" if name == LIST else ": write any: true or latest: for it, or mend it"
        told = f"{sql.text(SEVERAL + _told(name))} || ' has several rows for ' || {keys} || '{mend}'"
        one = f'case when len("@found") > 1 then error({told}) else {one} end'
    with_one = f'select *, {one} as "@one" from ({inner})'
    spent = ", ".join(sql.name(part) for part in (*beside, "@one"))
    return f"select * exclude ({spent}), {', '.join(columns)} from ({with_one})"


def _check(name: str, reference: Reference, files: Sequence[DuckFile], own: Sequence[Wanted]) -> None:
    """Raise SampleError for a column that the reference lacks, or that `any: true` cannot tell."""
    if reference.exists and own:
        column = own[0].column
        raise SampleError(
            f"{reference.place}: {name} has any: true, which tells only whether there is a row; "
            f"{column} needs one row for each key: write latest: instead, or neither"
        )
    needed = [*reference.key, *(want.header.partition(".")[2] for want in own)]
    needed += [*_bounds(reference.valid).values()] if reference.valid else []
    needed += [*reference.only, *([reference.latest] if reference.latest else [])]
    for file in files:
        for header in needed:
            if header not in file.types:
                hint = did_you_mean(header, file.types) or f"it has: {', '.join(file.types)}"
                raise SampleError(f"{file.file.shown}: {_told(name)} has no column {header!r} ({hint})")


def _told(name: str) -> str:
    return "the list of items" if name == LIST else f"the reference {name}"


def _is_time(want: Wanted) -> bool:
    return want.kind is Kind.TIME


def _gathered(
    reference: Reference, files: Sequence[DuckFile], own: Sequence[Wanted], names: Sequence[str], as_of: datetime
) -> str:
    """The rows of the reference as a list for each key, with the columns `names`, which are those of `own`."""
    wanted = {Wanted(want.column, want.header.partition(".")[2], want.kind): None for want in own}
    parts = [f"f{place} := {sql.name(each)}" for place, each in enumerate(names)]
    if reference.valid is not None:
        bounds = _bounds(reference.valid)
        wanted |= dict.fromkeys(
            Wanted(f"@{bound}", header, kind) for bound, header in bounds.items() for kind in (Any, Kind.TIME)
        )
        for bound in _BOUNDS:
            open_, at = (sql.name(typed_name(f"@{bound}", kind)) for kind in (Any, Kind.TIME))
            parts += [f"open_{bound} := {open_} is null" if bound in bounds else f"open_{bound} := true"]
            lasts = bound == "until" or reference.valid.after
            moment = _end(at, files[0].clocks) if lasts else at
            parts += [f'"{bound}" := {moment}' if bound in bounds else f'"{bound}" := null::timestamp']
    order = ""
    if reference.latest:
        kinds = (Kind.TIME, Kind.NUMBER, Any)
        wanted |= dict.fromkeys(Wanted("@latest", reference.latest, kind) for kind in kinds)
        names = ", ".join(f"{sql.name(typed_name('@latest', kind))} desc nulls last" for kind in kinds)
        order = f" order by {names}"
    keys = {header: header for header in (*reference.key, *reference.only)}
    rows = typed_rows(files, tuple(wanted), keys, as_of)
    named = [sql.name(key_name(header)) for header in reference.key]
    there = " and ".join([*(f"{key} <> ''" for key in named), *(_among(*each) for each in reference.only.items())])
    packed = f"struct_pack({', '.join(parts)})" if parts else "struct_pack(there := true)"
    return (
        f'select {", ".join(named)}, list({packed}{order}) as "@rows" from ({rows}) where {there} '
        f"group by {', '.join(named)}"
    )


def _bounds(valid: Validity) -> dict[str, str]:
    """The headers of the bounds that the reference has."""
    return {bound: header for bound, header in zip(_BOUNDS, (valid.from_, valid.until), strict=True) if header}


def _among(header: str, texts: Sequence[str]) -> str:
    return f"{sql.name(key_name(header))} in ({', '.join(map(sql.text, texts))})"


@frozen(eq=False, repr=False)
class _Moment:
    """The time of an item. Where clocks showed it twice, what holds has to hold at both instants."""

    first: str
    last: str

    def holds(self, after: bool) -> str:
        """Where a row `x` holds then. A bound left blank is open; one that cannot be read never holds."""
        return f'(x.open_from or {self.begun(after)}) and (x.open_until or {self.last} <= x."until")'

    def begun(self, after: bool) -> str:
        return f'x."from" {"<" if after else "<="} {self.first}'

    def beside(self, after: bool) -> dict[str, str]:
        """How many seconds before it the last of the rows ended that hold no more, and after it the first begins."""
        ended = _nearest(f'not x.open_until and x."until" < {self.first}', f'epoch({self.first} - x."until")')
        begins = _nearest(f"not x.open_from and not ({self.begun(after)})", f'epoch(x."from" - {self.first})')
        return {ENDED: ended, BEGINS: begins}


def _moment(row: str, at: str, zoned: bool) -> _Moment:
    first, last = (f"{row}{sql.name(at + reading)}" for reading in (READINGS if zoned else ("", "")))
    return _Moment(first, last)


def _end(moment: str, clocks: "Clocks | None") -> str:
    """The end of what a bound says: a day without a time lasts until its end, in the time zone of the samples."""
    if clocks is None:
        shown, end = moment, f"{moment} + interval 1 day"
    else:
        zone = sql.text(clocks.zone)
        shown = f"timezone({zone}, timezone('UTC', {moment}))"
        end = f"timezone('UTC', timezone({zone}, {shown} + interval 1 day))"
    return f"case when {shown} = date_trunc('day', {shown}) then {end} - interval 1 microsecond else {moment} end"


def _nearest(which: str, distance: str) -> str:
    return f'list_min(list_transform(list_filter(t."@rows", lambda x: {which}), lambda x: {distance}))'


def _value(want: Wanted, name: str, at: str, zoned: bool) -> str:
    if want.column == f"{name}{KNOWN}":
        return 'coalesce("@many", 0)'
    if want.column == f"{name}{LEFT}" and not at:
        return f'case when "@one" is not null then {FOR_EVER} end'
    if want.column == f"{name}{LEFT}":
        moment = _moment("", at, zoned)
        return f'case when "@one".open_until then {FOR_EVER} else epoch("@one"."until" - {moment.last}) end'
    for part in (ENDED, BEGINS):
        if want.column == f"{name}{part}":
            return sql.name(part) if at else "null::double"
    return "case when \"@one\" is not null then 'found' else 'not found' end"


def told_several(error: str) -> str:
    """What the engine raised of items that find several rows; blank where it raised something else."""
    place = error.find(SEVERAL)
    return "" if place < 0 else error[place + len(SEVERAL) :].splitlines()[0].strip().rstrip('"')
