"""The table of all verdicts: what was required, what was found, how near it came to its limit, how it ended before."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import isfinite
from typing import Any

from attrs import frozen

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.html.shown import LOOKS, Look, number, share

#: Outcomes of earlier runs that are shown.
LAST = 20


@frozen(eq=False, repr=False)
class Row:
    """A verdict as the table tells it."""

    anchor: str
    look: Look
    verdict: Verdict
    name: str
    stratum: str
    value: str
    limits: str
    margin: str
    part: str
    short: bool
    strip: tuple[tuple[Look, str], ...]


def rows_of(report: Report, verdicts: Sequence[Verdict], first: int) -> Iterator[Row]:
    """The rows of a procedure's verdicts; `first` numbers them through the page."""
    for place, verdict in enumerate(verdicts, first):
        margin, tolerance = margin_of(verdict)
        strip = strip_of(report.past.get(verdict.id, ()))
        unit = verdict.limits.get("unit") or ""
        ours = verdict.id.removeprefix(f"{verdict.place.file}::")
        yield Row(
            f"v{place}",
            LOOKS[verdict.outcome],
            verdict,
            ours.partition("[")[0],
            ", ".join(f"{name} {value}" for name, value in verdict.per.items()),
            value_of(verdict),
            _limits(verdict.limits),
            "" if margin is None else f"{number(float(f'{margin:.4g}'))} {unit}".strip(),
            "" if margin is None or not tolerance else share(margin / tolerance),
            margin is not None and margin < 0,
            strip,
        )


def strip_of(past: Sequence[Outcome]) -> tuple[tuple[Look, str], ...]:
    """The last outcomes, oldest first; those alike in one piece."""
    return tuple((LOOKS[one], LOOKS[one].letter * len(list(run))) for one, run in groupby(past[-LAST:]))


def value_of(verdict: Verdict) -> str:
    """The number that decided, or how many items do not conform and between which values they lie; else the notice."""
    measured = verdict.measured
    if verdict.criterion in measured:
        return number(measured[verdict.criterion])
    if verdict.outcome is Outcome.MARGINAL and "min" not in measured:
        return verdict.message.partition("; ")[0] if verdict.tables else verdict.message
    bad = f"{verdict.nonconforming} nonconforming" if verdict.nonconforming else ""
    if "min" in measured:
        low, high = number(measured["min"]), number(measured["max"])
        between = low if low == high else f"{low} to {high}"
        return f"{between}; {bad}" if bad else between
    if verdict.nonconforming or verdict.inspected:
        return f"{verdict.nonconforming} nonconforming"
    return ""


def margin_of(verdict: Verdict) -> tuple[float | None, float | None]:
    """How far the nearest value stayed from its limit, negative beyond it; and the width between two limits."""
    limits, measured = verdict.limits, verdict.measured
    low, high = limits.get("lower", limits.get("above")), limits.get("upper", limits.get("below"))
    if verdict.criterion in measured:
        least = greatest = measured[verdict.criterion]
    else:
        least, greatest = measured.get("min"), measured.get("max")
    margins = []
    if type(low) in _NUMBERS and type(least) in _NUMBERS:
        margins.append(least - low)
    if type(high) in _NUMBERS and type(greatest) in _NUMBERS:
        margins.append(high - greatest)
    both = type(low) in _NUMBERS and type(high) in _NUMBERS
    return min(filter(isfinite, margins), default=None), (float(high - low) if both else None)


_NUMBERS = (int, float)
_WORDS = {"lower": "\u2265", "above": ">", "upper": "\u2264", "below": "<"}


def _limits(limits: Mapping[str, Any]) -> str:
    ends = tuple((sign, limits[name]) for name, sign in _WORDS.items() if limits.get(name) is not None)
    return _told(ends, str(limits.get("unit") or "")) if ends else ""


@lru_cache(maxsize=1024)
def _told(ends: tuple[tuple[str, Any], ...], unit: str) -> str:
    return f"{', '.join(f'{sign} {number(limit)}' for sign, limit in ends)} {unit}".strip()
