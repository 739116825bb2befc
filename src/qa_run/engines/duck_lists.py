"""The SQL that joins what is recorded with the list of what should be there."""

from collections.abc import Sequence
from datetime import datetime

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.table import AS_OF, DOUBT, FILE, ITEM, LISTED, LISTED_AT, MADE, RECORDED, ROW
from qa_run.engines.wanted import Wanted
from qa_run.model.kinds import READINGS, Kind


def beside_the_list(
    recorded: str,
    item: str,
    lists: Sequence[DuckFile],
    key: str,
    wanted: Sequence[Wanted],
    keys: Sequence[str],
    as_of: datetime,
    zoned: bool,
    more: Sequence[str] = (),
) -> str:
    """The items of the query `recorded`, joined with those of `lists`; neither side loses an item.

    item: the header that identifies a recorded item
    key:  the one in `lists`
    keys: the names of the key columns
    more: further columns of `recorded`, which an item that is only listed does not have
    """
    each = " union all ".join(
        f"select {sql.key(*file.raw(key))} as listed, {file.number} * {2**40} + row_number() over () as place "
        f"from {file.clause()}"
        for file in lists
    )
    listed = f"select listed, min(place) as {sql.name(LISTED_AT)} from ({each}) group by listed"
    named, moment = sql.name(ITEM), sql.name(AS_OF)
    strata = [sql.name(name) for name in keys if name != ITEM]
    columns = [f"coalesce({named}, listed) as {named}", f"coalesce({moment}, {sql.moment(as_of)}) as {moment}"]
    columns += [f"coalesce({stratum}, '') as {stratum}" for stratum in strata]
    columns += [_made(want, item) for want in wanted]
    columns += [sql.name(name) for name in more]
    if zoned:
        times = [want.name for want in wanted if want.kind is Kind.TIME and want.header not in MADE]
        columns += [sql.name(f"{time}{reading}") for time in times for reading in READINGS]
    columns += [
        sql.name(ROW),
        sql.name(FILE),
        sql.name(LISTED_AT),
        f"coalesce({sql.name(DOUBT)}, false) as {sql.name(DOUBT)}",
    ]
    return f"select {', '.join(columns)} from ({recorded}) r full join ({listed}) l on r.{named} = l.listed"


def _made(want: Wanted, item: str) -> str:
    """A column of the frame beside the list; an item that is only listed is known by the name it has there."""
    if want.header == LISTED:
        return f"listed as {sql.name(want.name)}"
    if want.header == RECORDED:
        return f"{sql.name(FILE)} as {sql.name(want.name)}"
    if want.header == item and want.kind in (Kind.ANY, Kind.TEXT):
        return f"coalesce(cast({sql.name(want.name)} as varchar), listed) as {sql.name(want.name)}"
    return sql.name(want.name)
