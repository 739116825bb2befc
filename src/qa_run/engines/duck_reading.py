"""The columns that criteria see, as SQL over recorded files: how each value is read, and where it is not to be trusted.

Files that are read alike share one query for it: the query of hundreds of files would take longer to plan than to run.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from attrs import frozen

from qa_run.engines import duck_json, sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_several import Ask, rows_of_all
from qa_run.engines.table import AS_OF, DOUBT, FILE, ROW, key_name
from qa_run.engines.wanted import Wanted
from qa_run.errors import SampleError
from qa_run.model.kinds import Kind
from qa_run.model.recorded import JsonLines, TextFile

HERE = "{rows}"


@frozen(repr=False)
class Reading:
    """How rows are read: alike for two files where it is equal.

    columns: the columns that criteria see, but for the place of a row
    before, after: what stands behind `from`, around the recorded rows
    """

    columns: str
    before: str
    after: str

    def of(self, rows: str, place: str) -> str:
        """The query over `rows`, which has the place of each row as `place` says."""
        return f"select {self.columns}, {place} from {self.before}{rows}{self.after}"


def typed_rows(
    files: Sequence[DuckFile],
    wanted: Sequence[Wanted],
    keys: Mapping[str, str],
    as_of: datetime,
    trusting: bool = False,
    ask: Ask | None = None,
) -> str:
    """The query for the columns that criteria see, from all files; without `ask` no row of several knows its place."""
    place = f"{sql.name(ROW)}, {sql.name(FILE)}"
    parts: list[str] = []
    for among, some in groupby(files, key=lambda file: len(files) > 1 and file.mixes()):
        readings = [(_reading(file, wanted, keys, as_of, trusting, among), file) for file in some]
        if not among:
            parts += [_alone(file, reading) for reading, file in readings]
            continue
        for (reading, _), alike in groupby(readings, key=lambda pair: (pair[0], pair[1].layout())):
            parts.append(reading.of(rows_of_all([file for _, file in alike], ask), place))
    return " union all ".join(parts)


def _alone(file: DuckFile, reading: Reading) -> str:
    """The query over the rows of one file as they are recorded."""
    file.selected = file.clause(rows=True)
    return reading.of(file.selected, file.place())


def distinct_of(file: DuckFile, wanted: Sequence[Wanted]) -> str:
    """The distinct values of one column as criteria read them, and how often each stands: grouped as recorded."""
    raw = sql.name(wanted[0].header)
    columns = ", ".join(f"{_read(file, want)} as {sql.name(want.name)}" for want in wanted)
    return f'select {columns}, "@n" from (select {raw}, count(*) as "@n" from {file.clause()} group by {raw})'


def _reading(
    file: DuckFile,
    wanted: Sequence[Wanted],
    keys: Mapping[str, str],
    as_of: datetime,
    trusting: bool,
    among: bool,
) -> Reading:
    """With `trusting`, one of the columns tells where not to trust the others; the file may be `among` several."""
    trusting = trusting and file.format.missing == ("",) and not isinstance(file.file.recorded, JsonLines)
    zoned = None
    if file.clocks and any(want.kind is Kind.TIME for want in wanted):
        from qa_run.engines.duck_zoned import SMALL, Zoned  # only clocks that are put forward and back pay for it

        zoned = Zoned(file.clocks, file.file.recorded.path.stat().st_size < SMALL)
    reads: dict[str, str] = {}
    for want in wanted:
        if zoned is not None and want.kind is Kind.TIME:
            reads |= zoned.reads(want.name, *_plain(file, want, trusting, among))
        else:
            reads[want.name] = _read(file, want, trusting, among)
    columns = [f"{read} as {sql.name(name)}" for name, read in reads.items()]
    first = {read: name for name, read in reversed(reads.items())}
    file.alike = {name: first[read] for name, read in reads.items()}
    doubts = _doubts(file, wanted, among) if trusting else []
    # a case looks at the second condition only where the first one holds
    doubt = f"case when {' or '.join(doubts)} then true else false end" if doubts else "false"
    columns.append(f"{doubt} as {sql.name(DOUBT)}")
    for column, header in keys.items():
        columns.append(
            f"{sql.key(*file.raw(header, among), trimmed=not file.columnar())} as {sql.name(key_name(column))}"
        )
    columns.append(f"{sql.moment(as_of)} as {sql.name(AS_OF)}")
    before, _, after = (zoned.within(HERE) if zoned else HERE).rpartition(HERE)
    return Reading(", ".join(columns), before, after)


def _doubts(file: DuckFile, wanted: Sequence[Wanted], among: bool) -> list[str]:
    recorded = file.file.recorded
    decimal = recorded.decimal if isinstance(recorded, TextFile) else file.format.decimal or "."
    numbers = {want.header: _read(file, want, True, among) for want in wanted if want.kind is Kind.NUMBER}
    # one look through the file takes less than one at every number; what stands in its path is not in the file
    holds = recorded.holds if isinstance(recorded, TextFile) and numbers else None
    inside = holds is None or holds(b"_")
    parts, signs = {name for name, _ in file.named()}, ["."] if decimal == "," else []
    found: dict[str, None] = {}
    for header in dict.fromkeys(want.header for want in wanted):
        column, sql_type = file.raw(header, among)
        odd = [*signs, "_"] if inside or header in parts else signs
        found |= dict.fromkeys(sql.doubts(column, sql_type, numbers.get(header), odd))
    return list(found)


def _read(file: DuckFile, want: Wanted, trusting: bool = False, among: bool = False) -> str:
    plain, sql_type, decimal, dates = _plain(file, want, trusting, among)
    return sql.read_as(want.kind, plain, sql_type, file.format, decimal, dates, trusting)


def _plain(file: DuckFile, want: Wanted, trusting: bool, among: bool) -> tuple[str, str, str, Sequence[str]]:
    """The recorded value, null where it is missing, its type, and how its numbers and dates are written."""
    plain, sql_type = file.raw(want.header, among)
    recorded = file.file.recorded
    decimal, dates = file.format.decimal or ".", sql.strptime_of(file.format)
    if isinstance(recorded, JsonLines) and want.kind is Kind.NUMBER and decimal != ".":
        # what is a number to JSON has a point whatever the procedure says of texts
        of_text = f"json_type(line, {duck_json.path_of(want.header)}) = 'VARCHAR'"
        plain = f"case when {of_text} then {plain} else replace({plain}, '.', ',') end"
    if isinstance(recorded, TextFile):
        decimal, dates = recorded.decimal, recorded.dates.get(want.header, ())
        _unambiguous(file, want, recorded)
    # a blank is no number either way: only what tells blank from wrong has to look closer
    if not trusting and (want.kind in (Kind.ANY, Kind.TEXT) or file.format.missing != ("",)):
        plain = sql.present(plain, sql_type, file.format.missing)
    return plain, sql_type, decimal, dates


def _unambiguous(file: DuckFile, want: Wanted, recorded: TextFile) -> None:
    """Refuse to guess: a number or date that can be read in two ways needs a line in the procedure."""
    if want.kind is Kind.NUMBER and want.header in recorded.ambiguous_decimals:
        raise SampleError(
            f"{file.file.shown}: the numbers of column {want.header!r} can be read in two ways "
            '(1.234 may be one or a thousand): write format: {decimal: "."} or {decimal: ","} under samples'
        )
    if want.kind is Kind.TIME and want.header in recorded.ambiguous_dates:
        raise SampleError(
            f"{file.file.shown}: the dates of column {want.header!r} can be read in two ways (no day is above 12): "
            "write format: {dates: dd/mm/yyyy} or {dates: mm/dd/yyyy} under samples"
        )
