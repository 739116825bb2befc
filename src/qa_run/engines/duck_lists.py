"""The SQL that joins what is recorded with the list of what should be there."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.table import AS_OF, DOUBT, FILE, ITEM, LISTED, MADE, RECORDED, ROW, Wanted, key_name
from qa_run.model.kinds import READINGS, Kind


def beside_the_list(
    files: Sequence[DuckFile],
    item: str,
    lists: Sequence[DuckFile],
    key: str,
    wanted: Sequence[Wanted],
    keys: Mapping[str, str],
    as_of: datetime,
) -> str:
    """The recorded items of `files`, joined with those of `lists`; neither side loses an item.

    item: the header that identifies an item in `files`
    key:  the one in `lists`
    """
    recorded = [want for want in wanted if want.header not in MADE]
    selects = " union all ".join(file.select(recorded, {**keys, "@item": item}, as_of) for file in files)
    listed = " union ".join(f"select {sql.key(*file.raw(key))} as listed from {file.clause()}" for file in lists)
    named, moment = sql.name(ITEM), sql.name(AS_OF)
    strata = [sql.name(key_name(column)) for column in keys if column != "@item"]
    columns = [f"coalesce({named}, listed) as {named}", f"coalesce({moment}, {sql.moment(as_of)}) as {moment}"]
    columns += [f"coalesce({stratum}, '') as {stratum}" for stratum in strata]
    columns += [_made(want, item) for want in wanted]
    if files[0].clocks is not None:
        times = [want.name for want in recorded if want.kind is Kind.TIME]
        columns += [sql.name(f"{time}{reading}") for time in times for reading in READINGS]
    columns += [sql.name(ROW), sql.name(FILE), f"coalesce({sql.name(DOUBT)}, false) as {sql.name(DOUBT)}"]
    return f"select {', '.join(columns)} from ({selects}) r full join ({listed}) l on r.{named} = l.listed"


def _made(want: Wanted, item: str) -> str:
    """A column of the frame beside the list; an item that is only listed is known by the name it has there."""
    if want.header == LISTED:
        return f"listed as {sql.name(want.name)}"
    if want.header == RECORDED:
        return f"{sql.name(FILE)} as {sql.name(want.name)}"
    if want.header == item and want.kind in (Kind.ANY, Kind.TEXT):
        return f"coalesce(cast({sql.name(want.name)} as varchar), listed) as {sql.name(want.name)}"
    return sql.name(want.name)
