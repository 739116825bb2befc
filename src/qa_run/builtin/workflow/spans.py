"""How long something took, in words that people take in at a glance."""

from collections.abc import Sequence
from datetime import timedelta

import narwhals as nw

from qa_run import BusinessTime, Duration, Rows

_DAY = 86_400_000_000
_HOUR, _MINUTE, _SECOND, _MICROSECOND = 3_600_000_000, 60_000_000, 1_000_000, timedelta(microseconds=1)


def span(rows: Rows, within: Duration | BusinessTime, start: nw.Expr, end: nw.Expr | None = None) -> nw.Expr:
    """The time from `start` to `end`, or to the moment of the run, of the kind that `within` is: `6 h 10 min`."""
    past = rows.past(within, start, end)
    if isinstance(within, Duration):
        took = past + within.length // _MICROSECOND
        in_days = str(within).lstrip("0123456789. ").startswith(("d", "w"))  # as the limit is written
        return _joined(_days(took) if in_days else _clock(took))
    if within.in_days:
        # the host tells twice the days beyond the limit, less one
        return _joined([_digits((past + (1 + 2 * int(within.amount))) / 2), nw.lit(" business days")])
    return _joined([*_clock(past + int(within.amount * _SECOND)), nw.lit(" of business time")])


def _days(microseconds: nw.Expr) -> list[nw.Expr]:
    """Days of 24 hours, where the limit is of such, and the rest."""
    days, hours = _whole(microseconds, _DAY), _whole(microseconds, _HOUR)
    return [_unless_none(days, " d "), _unless_none(hours - days * 24, " h "), *_below_an_hour(microseconds, hours)]


def _clock(microseconds: nw.Expr) -> list[nw.Expr]:
    """Hours, minutes and seconds."""
    hours = _whole(microseconds, _HOUR)
    return [_unless_none(hours, " h "), *_below_an_hour(microseconds, hours)]


def _below_an_hour(microseconds: nw.Expr, hours: nw.Expr) -> list[nw.Expr]:
    minutes = _whole(microseconds, _MINUTE)
    seconds = _whole(microseconds, _SECOND) - minutes * 60
    return [_digits(minutes - hours * 60), nw.lit(" min"), _unless_none(seconds, " s", before=" ")]


def _whole(microseconds: nw.Expr, unit: int) -> nw.Expr:
    """How many whole ones of a unit; `//` is written out at length in SQL, and what repeats itself takes long."""
    return (microseconds / unit).floor()


def _unless_none(number: nw.Expr, after: str, before: str = "") -> nw.Expr:
    """The number with its unit, nothing where it is 0."""
    return nw.when(number > 0).then(_joined([nw.lit(before), _digits(number), nw.lit(after)]))


def _digits(number: nw.Expr) -> nw.Expr:
    return number.cast(nw.Int64).cast(nw.String)


def _joined(parts: Sequence[nw.Expr]) -> nw.Expr:
    return nw.concat_str(list(parts), ignore_nulls=True)
