"""How dates are written: a pattern that a procedure declares, or what the values of a column leave possible."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen

_TOKENS = re.compile(r"yyyy|yy|mmm|mm|m|dd|d|hh|h|ss|s|am/pm|am|pm|[^a-z]", re.IGNORECASE)
_DATE = re.compile(
    r"(?P<a>\d{1,4})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})"
    r"(?:,?[ T]+\d{1,2}(?P<colon>[:.])\d{2}(?:(?P=colon)\d{2}(?:\.\d+)?)?(?P<noon> ?[AaPp]\.?[Mm]\.?)?)?"
)
_ORDERS = ("dmy", "mdy", "ymd")
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
_NOONS = ("%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p")


@frozen(eq=False, repr=False)
class Dates:
    """Of the columns that hold dates, the formats to read each with; none for ISO dates, which need none.

    ambiguous: the columns in which day and month cannot be told apart
    """

    formats: Mapping[str, tuple[str, ...]] = field(factory=dict)
    found: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def strptime_formats(pattern: str) -> tuple[str, ...]:
    """The formats, for the engine, of a pattern such as `dd/mm/yyyy`. Raises ValueError.

    A pattern without a time takes values with any time of day behind the date, and none.
    """
    out = ""
    parts: list[str] = []
    for token in _tokens(pattern):
        lower = token.lower()
        if lower in ("mm", "m"):
            lower = "minute" if {"hh", "h"} & set(parts) else "mm"
        parts.append(
            lower if lower in ("hh", "h") else {"d": "dd", "yy": "yyyy", "mmm": "mm", "s": "ss"}.get(lower, lower)
        )
        out += _CODES.get(token.lower() if lower != "minute" else "minute", token)
    if [sum(part == each for part in parts) for each in ("dd", "mm", "yyyy")] != [1, 1, 1]:
        raise ValueError(f"{pattern!r} is no pattern of a date; write for example `dates: dd/mm/yyyy`")
    if "%p" in out:
        return (out.replace("%H", "%I"),)
    return (out,) if "%H" in out else _with_times(out, (" ", "T"), (*_TIMES, *_NOONS))


_CODES = {
    "yyyy": "%Y", "yy": "%y", "mmm": "%b", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d", "hh": "%H", "h": "%H",
    "minute": "%M", "ss": "%S", "s": "%S", "am/pm": "%p", "am": "%p", "pm": "%p", "%": "%%",
}  # fmt: skip


def _tokens(pattern: str) -> list[str]:
    tokens = _TOKENS.findall(pattern.strip())
    if "".join(tokens) != pattern.strip():
        raise ValueError(f"{pattern!r} is no pattern of a date; write for example `dates: dd/mm/yyyy hh:mm`")
    return tokens


def _with_times(day: str, between: Iterable[str], times: Sequence[str]) -> tuple[str, ...]:
    return (day, *(f"{day}{gap}{time}" for gap in between for time in times))


def dates_of(columns: Mapping[str, Sequence[str]], declared: str | None = None) -> Dates:
    """What the values of sampled `columns` say of how dates are written. `declared` decides for all but ISO columns."""
    fixed = () if declared is None else strptime_formats(declared)
    patterns: dict[str, str] = {}
    formats: dict[str, tuple[str, ...]] = {}
    ambiguous: list[str] = []
    for name, values in columns.items():
        filled = list(filter(None, map(str.strip, values)))
        matches = [match for match in map(_DATE.fullmatch, filled) if match] if _may_hold(filled) else []
        if declared is not None:
            if not matches or not all(map(_is_iso, matches)):
                formats[name] = fixed
            continue
        if len(matches) * 2 <= len(filled) or all(map(_is_iso, matches)):
            continue
        orders = _orders([match for match in matches if not _is_iso(match)])
        separator = matches[0]["sep"]
        if len(orders) != 1:
            ambiguous.append(name)
            continue
        patterns[name], formats[name] = _formats(orders[0], separator, matches)
    return Dates(formats, _said(patterns), tuple(ambiguous))


def _may_hold(values: Sequence[str]) -> bool:
    """Whether there is any sign that stands between the parts of dates: most columns have none, and are done with."""
    text = "".join(values)
    return any(sign in text for sign in "-/.")


def _is_iso(match: re.Match[str]) -> bool:
    return len(match["a"]) == 4 and match["sep"] == "-" and not match["noon"] and match["colon"] != "."


def _orders(matches: Sequence[re.Match[str]]) -> list[str]:
    """The orders of day, month and year that all the dates allow; none where they contradict one another."""
    left = set(_ORDERS)
    for match in matches:
        possible = {order for order in _ORDERS if _is_day(match, order)}
        left &= possible or left
    return sorted(left)


def _is_day(match: re.Match[str], order: str) -> bool:
    parts = dict(zip(order, (match["a"], match["b"], match["c"]), strict=True))
    # a short year stands first in 26-03-01 only, never between points or strokes
    if (
        len(parts["y"]) not in ((4,) if order == "ymd" and match["sep"] != "-" else (2, 4))
        or len(parts["d"]) > 2
        or len(parts["m"]) > 2
    ):
        return False
    year = int(parts["y"])
    try:
        date(year if year > 99 else 2000 + year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return False
    return True


def _formats(order: str, separator: str, matches: Sequence[re.Match[str]]) -> tuple[str, tuple[str, ...]]:
    """The pattern for people and the formats for the engine."""
    years = {len(match["a" if order == "ymd" else "c"]) for match in matches if not _is_iso(match)}
    times: tuple[str, ...] = _NOONS if any(match["noon"] for match in matches) else _TIMES
    if any(match["colon"] == "." for match in matches):
        times = tuple(time.replace(":", ".") for time in times)
    formats: list[str] = []
    # short years come first, since %Y takes 26 for the year 26
    for code, size in (("%y", 2), ("%Y", 4)):
        if size in years:
            parts = {"d": "%d", "m": "%m", "y": code}
            formats += _with_times(separator.join(parts[part] for part in order), _gaps(matches), times)
    shown = {"d": "dd", "m": "mm", "y": "yyyy" if 4 in years else "yy"}
    if any(map(_is_iso, matches)):
        formats += _with_times("%Y-%m-%d", (" ", "T"), _TIMES)
    return separator.join(shown[part] for part in order), tuple(formats)


def _gaps(matches: Sequence[re.Match[str]]) -> tuple[str, ...]:
    written = "".join(match.group() for match in matches)
    return (" ",) + (("T",) if "T" in written else ()) + ((", ",) if ", " in written else ())


def _said(patterns: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"dates {pattern} ({', '.join(name for name in patterns if patterns[name] == pattern)})"
        for pattern in dict.fromkeys(patterns.values())
    )
