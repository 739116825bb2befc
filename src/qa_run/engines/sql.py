"""Pieces of DuckDB SQL: quoting, and how recorded text or typed columns become what criteria read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from qa_run.model.kinds import Kind
from qa_run.model.samples import Format
from qa_run.sources.dates import strptime_formats

TRUE_WORDS, FALSE_WORDS = ("true",), ("false",)
_NUMERIC = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
    "FLOAT", "DOUBLE", "DECIMAL",
)  # fmt: skip
_OFFSET = ":[0-9.]+ *([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$"
_FLOATS = ("FLOAT", "DOUBLE")
_BLANKS = " \t\r\n\x0b\x0c"


def name(identifier: str) -> str:
    """`identifier` quoted, whatever is in it."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """`value` as a string literal, whatever is in it."""
    return "'" + value.replace("'", "''") + "'"


def literal(value: object) -> str:
    """A recorded value as a literal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"'{value!r}'::double"
    return text(str(value))


def texts(values: Sequence[str]) -> str:
    return "(" + ", ".join(text(value) for value in values) + ")"


def moment(when: datetime) -> str:
    """A naive time as a literal."""
    return f"timestamp '{when.isoformat(sep=' ')}'"


def is_text(sql_type: str) -> bool:
    return sql_type.startswith(("VARCHAR", "JSON", "ENUM", "UUID", "BLOB"))


def is_number(sql_type: str) -> bool:
    return sql_type.startswith(_NUMERIC)


def is_float(sql_type: str) -> bool:
    return sql_type.startswith(_FLOATS) or is_text(sql_type)


def _as_text(column: str, sql_type: str) -> str:
    return column if sql_type.startswith("VARCHAR") else f"cast({column} as varchar)"


def present(column: str, sql_type: str, markers: Sequence[str]) -> str:
    """The recorded value, null where it is missing: blank, or one of the markers that the procedure names."""
    if not is_text(sql_type):
        return column
    plain = _as_text(column, sql_type)
    others = [marker.strip() for marker in markers if marker.strip()]
    blank = f"trim({plain}, {text(_BLANKS)})"
    if others:
        return f"case when {blank} = '' or {blank} in {texts(others)} then null else {plain} end"
    # only what begins with white space or a control character can be blank; trimming every value would cost a third
    return f"case when {plain} < '!' and {blank} = '' then null else {plain} end"


def key(column: str, sql_type: str, trimmed: bool = True) -> str:
    """The value as a key: text as recorded without outer spaces; blank where there is none.

    Trimming millions of values to group by them costs as much as the grouping: where it is left out, the few strata
    are trimmed afterwards.
    """
    if is_text(sql_type) and not trimmed:
        return f"coalesce({_as_text(column, sql_type)}, '')"
    if is_text(sql_type):
        return f"coalesce(trim(cast({column} as varchar)), '')"
    return f"coalesce(cast({column} as varchar), '')"


def read_as(
    kind: Kind,
    column: str,
    sql_type: str,
    recorded: Format,
    decimal: str,
    dates: Sequence[str],
    trusting: bool = False,
) -> str:
    """`column` (missing values null already) read as `kind`; null where it cannot be. For `trusting` see `doubts`."""
    if kind is Kind.ANY:
        if sql_type.startswith(("UUID", "BLOB")):  # no text equals them
            return f"cast({column} as varchar)"
        # fetching a time with a zone would ask for pytz
        return f"timezone('UTC', {column})" if sql_type.startswith("TIMESTAMP WITH TIME ZONE") else column
    if kind is Kind.TEXT:
        return _as_text(column, sql_type)
    if kind is Kind.NUMBER:
        return _number(column, sql_type, decimal, trusting)
    if kind is Kind.YES_NO:
        return _yes_no(column, sql_type, recorded.yes_no)
    return _time(column, sql_type, dates)


def doubts(column: str, sql_type: str, number: str | None, signs: Sequence[str]) -> list[str]:
    """Where a text, of which `number` was read trusting, has to be looked at closely; `signs` are of no number.

    Blanks stand for missing values, try_cast takes 1_000 for 1000, and where the decimal sign is a comma a point is
    no sign of a number. To settle that for every value costs as much as reading the file; to see that there is no
    such value costs a tenth of it.
    """
    if not is_text(sql_type):
        return []
    plain = _as_text(column, sql_type)
    if number is None:
        return [f"{plain} < '!'"]
    return [f"({number} is null and {plain} < '!')", *(f"contains({plain}, {text(sign)})" for sign in signs)]


def _number(column: str, sql_type: str, decimal: str, trusting: bool) -> str:
    if sql_type.startswith("DECIMAL"):
        return f"cast({column} as double)"
    if is_number(sql_type):
        return column
    if not is_text(sql_type):
        return "cast(null as double)"
    if trusting:
        pointed = f"replace({column}, ',', '.')" if decimal == "," else column
        return f"try_cast({pointed} as double)"
    # try_cast takes 1_000 for 1000; a sign that no number has makes it unreadable, and so the other decimal sign
    swapped = f"translate({column}, ',._', '.xx')" if decimal == "," else f"replace({column}, '_', 'x')"
    return f"try_cast({swapped} as double)"


def _yes_no(column: str, sql_type: str, words: Mapping[str, Sequence[str]]) -> str:
    if sql_type.startswith("BOOLEAN"):
        return column
    yes = [word.lower() for word in (words.get("true") or TRUE_WORDS)]
    no = [word.lower() for word in (words.get("false") or FALSE_WORDS)]
    plain = f"lower(trim(cast({column} as varchar)))"
    return f"case when {plain} in {texts(yes)} then true when {plain} in {texts(no)} then false end"


def told_apart(column: str, sql_type: str, dates: Sequence[str]) -> tuple[str, str]:
    """`column` as a time, in two parts: what names no offset, as it is written, and in UTC what does."""
    if sql_type.startswith("TIMESTAMP WITH TIME ZONE"):
        return "cast(null as timestamp)", _time(column, sql_type, dates)
    if not is_text(sql_type) or dates:
        return _time(column, sql_type, dates), "cast(null as timestamp)"
    return f"case {_naive(column)} end", f"case {_with_offset(column)} end"


def _time(column: str, sql_type: str, dates: Sequence[str]) -> str:
    if sql_type.startswith("TIMESTAMP WITH TIME ZONE"):
        return f"timezone('UTC', {column})"
    if sql_type.startswith(("TIMESTAMP", "DATE")):
        return f"cast({column} as timestamp)"
    if not is_text(sql_type):
        return "cast(null as timestamp)"
    if dates:
        formats = "[" + ", ".join(text(each) for each in dates) + "]"
        # %Y reads 26 as the year 26
        read = f"try_strptime(trim({column}), {formats})"
        return f"case when {read} >= timestamp '1000-01-01' then {read} end"
    return f"case {_with_offset(column)} {_naive(column, known=True)} end"


def _with_offset(column: str) -> str:
    # try_cast to a naive time drops the offset of 10:00+02:00 without a word
    return f"when {_names_offset(column)} then timezone('UTC', try_cast(trim({column}) as timestamptz))"


def _names_offset(column: str) -> str:
    return f"trim({column}) like '%:%' and regexp_matches(trim({column}), {text(_OFFSET)})"


def _naive(column: str, known: bool = False) -> str:
    # try_cast also takes the words infinity, -inf and epoch
    other = "" if known else f" and not ({_names_offset(column)})"
    return f"when trim({column}) between '0' and ':'{other} then try_cast(trim({column}) as timestamp)"


def strptime_of(recorded: Format) -> Sequence[str]:
    """The formats of dates that the procedure declares, for texts in files that know no formats of their own."""
    return strptime_formats(recorded.dates) if recorded.dates else ()


def file(path: object) -> str:
    """The path of one file as a literal. DuckDB takes `*`, `?` and `[` for patterns, and would read another file, whose
    name fits, in place of the one that has such a sign in its name."""
    return text(plain_path(path))


def plain_path(path: object) -> str:
    """A path as a pattern that fits nothing but it. One with a backslash, which patterns take for a stroke, stays as it
    is: as a pattern it fits nothing, and DuckDB then takes it as it is written."""
    if "\\" in str(path):
        return str(path)
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


#: Of a list with a member for each file that is read, the one for the file of a row.
OF_THE_FILE = "[file_index::bigint + 1]"


def numbered(before: Sequence[int]) -> str:
    """The number of a row in its own file, from 0; `before` tells of each file how many rows those before it have."""
    return f"row_number() over () - 1 - ({list(before)}::bigint[]){OF_THE_FILE}"
