"""How long something took, in words that people take in at a glance."""

from collections.abc import Sequence
from datetime import timedelta

import narwhals as nw

from qa_run import BusinessTime, Duration, Rows

_HOUR, _MINUTE, _SECOND, _MICROSECOND = 3_600_000_000, 60_000_000, 1_000_000, timedelta(microseconds=1)


def span(rows: Rows, within: Duration | BusinessTime, start: nw.Expr, end: nw.Expr | None = None) -> nw.Expr:
    """The time from `start` to `end`, or to the moment of the run, of the kind that `within` is: `6 h 10 min`."""
    past = rows.past(within, start, end)
    if isinstance(within, Duration):
        return _joined(_clock(past + within.length // _MICROSECOND))
    if within.in_days:
        # the host tells twice the days beyond the limit, less one
        return _joined([_digits((past + (1 + 2 * int(within.amount))) / 2), nw.lit(" business days")])
    return _joined([*_clock(past + int(within.amount * _SECOND)), nw.lit(" of business time")])


def _clock(microseconds: nw.Expr) -> list[nw.Expr]:
    """Hours, minutes and seconds; by remainders, since a division without one is written out at length in SQL."""
    hour, minute, second = (microseconds % part for part in (_HOUR, _MINUTE, _SECOND))
    return [
        nw.when(microseconds >= _HOUR).then(_joined([_digits((microseconds - hour) / _HOUR), nw.lit(" h ")])),
        _digits((hour - minute) / _MINUTE),
        nw.lit(" min"),
        nw.when(minute >= _SECOND).then(_joined([nw.lit(" "), _digits((minute - second) / _SECOND), nw.lit(" s")])),
    ]


def _digits(number: nw.Expr) -> nw.Expr:
    return number.cast(nw.Int64).cast(nw.String)


def _joined(parts: Sequence[nw.Expr]) -> nw.Expr:
    return nw.concat_str(list(parts), ignore_nulls=True)
