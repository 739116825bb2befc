"""How a column of a frame becomes what criteria read, in Narwhals expressions that no recorded value can break.

Text that cannot be read is nulled by a pattern before it is cast: a failed cast is an error on every engine.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import narwhals as nw

from qa_run.engines.sql import FALSE_WORDS, TRUE_WORDS
from qa_run.model.kinds import Kind
from qa_run.model.samples import Format

_NUMBER = r"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAY = (
    r"([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])|" + _LEAP + r"-02-29)"
)
_MINUTE = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = rf"^{_DAY}([T ]{_MINUTE}(:[0-5][0-9](\.[0-9]+)?)?Z?)?$"
_MICROSECOND = timedelta(microseconds=1)
_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "M": 2, "S": 2}


def is_text(dtype: Any) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def can_be_infinite(dtype: Any) -> bool:
    return is_text(dtype) or dtype.is_float()


def present(raw: nw.Expr, dtype: Any, recorded: Format) -> nw.Expr:
    """The recorded value, null where it is missing: blank, or one of the markers that the procedure names."""
    if isinstance(dtype, nw.Datetime) and dtype.time_zone:
        return raw.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    if not is_text(dtype):
        return raw
    text = raw.cast(nw.String)
    plain = text.str.strip_chars()
    absent = [marker.strip() for marker in recorded.missing if marker.strip()]
    there = (plain != "") & ~plain.is_in(absent) if absent else plain != ""
    return nw.when(there).then(text)


def legible(kind: Kind, value: nw.Expr, dtype: Any, recorded: Format, dates: Sequence[str]) -> nw.Expr:
    """`value` (missing ones null already), with text that cannot be read as `kind` nulled, and the rest made plain."""
    if not is_text(dtype) or kind not in (Kind.NUMBER, Kind.TIME):
        return value
    plain = value.str.strip_chars()
    if kind is Kind.TIME:
        if dates:
            plain = nw.coalesce(*(_iso(plain, each) for each in dates), nw.lit(None, dtype=nw.String))
        return nw.when(plain.str.contains(_TIME)).then(plain)
    if recorded.decimal == ",":
        plain = plain.str.replace_all(".", "x", literal=True).str.replace_all(",", ".", literal=True)
    return nw.when(plain.str.contains(_NUMBER)).then(plain)


def read_as(kind: Kind, value: nw.Expr, dtype: Any, recorded: Format) -> nw.Expr:
    """`value`, legible, in the type of `kind`; null where it cannot be read as that."""
    if kind is Kind.ANY:
        return value
    if kind is Kind.TEXT:
        return _as_text(value, dtype)
    if kind is Kind.NUMBER:
        return _number(value, dtype)
    if kind is Kind.YES_NO:
        return _yes_no(value, dtype, recorded)
    return _time(value, dtype)


def as_key(raw: nw.Expr, dtype: Any) -> nw.Expr:
    """The value as a key: text without outer spaces, blank where there is none."""
    return _as_text(present(raw, dtype, Format()), dtype).str.strip_chars().fill_null("")


def _as_text(value: nw.Expr, dtype: Any) -> nw.Expr:
    if is_text(dtype):
        return value.cast(nw.String)
    if isinstance(dtype, nw.Boolean):
        return nw.when(value).then(nw.lit("true")).otherwise(nw.when(~value).then(nw.lit("false")))
    if isinstance(dtype, nw.Datetime):
        return value.dt.to_string("%Y-%m-%d %H:%M:%S")
    if dtype.is_nested():
        return nw.when(~value.is_null()).then(nw.lit("nested values"))
    return value.cast(nw.String)


def _number(value: nw.Expr, dtype: Any) -> nw.Expr:
    if dtype.is_numeric() and not dtype.is_decimal():
        return value
    if dtype.is_decimal() or is_text(dtype):
        return value.cast(nw.Float64)
    return nw.lit(None, dtype=nw.Float64)


def _yes_no(value: nw.Expr, dtype: Any, recorded: Format) -> nw.Expr:
    if isinstance(dtype, nw.Boolean):
        return value
    yes = [word.lower() for word in (recorded.yes_no.get("true") or TRUE_WORDS)]
    no = [word.lower() for word in (recorded.yes_no.get("false") or FALSE_WORDS)]
    plain = _as_text(value, dtype).str.strip_chars().str.to_lowercase()
    return nw.when(plain.is_in(yes)).then(nw.lit(True)).otherwise(nw.when(plain.is_in(no)).then(nw.lit(False)))


def _time(value: nw.Expr, dtype: Any) -> nw.Expr:
    if isinstance(dtype, nw.Datetime | nw.Date):
        return value.cast(nw.Datetime("us"))
    return _moment(value) if is_text(dtype) else nw.lit(None, dtype=nw.Datetime("us"))


def is_fixed(written: str) -> bool:
    """Whether the parts of a format stand in fixed places, so that its text can be put in the order of ISO 8601."""
    letters = re.findall(r"%(.)", written)
    return set(letters) <= _WIDTHS.keys() and {"Y", "m", "d"} <= set(letters)


def _iso(text: nw.Expr, written: str) -> nw.Expr:
    """`text`, written in a format of fixed width such as %d/%m/%Y, as ISO 8601; null where it is not."""
    pattern, parts, place = "", {}, 0
    signs = iter(written)
    for sign in signs:
        if sign != "%":
            pattern, place = pattern + ("[" + sign + "]" if sign not in "^\\" else "\\" + sign), place + 1
            continue
        letter = next(signs)
        width = _WIDTHS[letter]
        parts[letter] = text.str.slice(place, width)
        pattern, place = pattern + f"[0-9]{{{width}}}", place + width
    day = nw.concat_str(parts["Y"], parts["m"], parts["d"], separator="-")
    clock = nw.concat_str(*(parts.get(letter, nw.lit("00")) for letter in "HMS"), separator=":")
    return nw.when(text.str.contains(f"^{pattern}$")).then(nw.concat_str(day, clock, separator=" "))


def _moment(text: nw.Expr) -> nw.Expr:
    """ISO 8601 text, null where it is not, as a time to the microsecond."""
    # what the text leaves out is filled up from behind: 10:00 is 10:00:00.000000
    clock = text.str.slice(11, 15).str.replace_all("Z", "", literal=True)
    length = clock.str.len_chars()
    rest = nw.when(length == 5).then(nw.lit(":00")).otherwise(nw.when(length == 0).then(nw.lit("00:00:00")))
    whole = nw.concat_str(text.str.slice(0, 10), nw.lit(" "), clock.str.slice(0, 8), rest.fill_null(""))
    micros = nw.concat_str(clock.str.slice(9), nw.lit("000000")).str.slice(0, 6).cast(nw.Int64)
    moment = whole.str.to_datetime(format="%Y-%m-%d %H:%M:%S").cast(nw.Datetime("us"))
    return moment + nw.lit(_MICROSECOND) * micros
