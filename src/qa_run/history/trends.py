"""A number over runs: which one it is, and how it looks in one line."""

from collections.abc import Sequence
from math import isfinite

from qa_run.history.runs import Judged

_BARS = "▁▂▃▄▅▆▇█"
GAP = "·"


def name_of(verdicts: Sequence[Judged]) -> str:
    """What is followed: the statistic that is judged, else the share of nonconforming items."""
    for verdict in reversed(verdicts):
        if _number(verdict.measured.get(verdict.criterion)) is not None:
            return verdict.criterion
    return "nonconforming"


def value_of(verdict: Judged, name: str) -> float | None:
    """The number `name` of a verdict; None where it has none."""
    if name == "nonconforming":
        return verdict.nonconforming / verdict.inspected if verdict.inspected else None
    return _number(verdict.measured.get(name))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)


def sparkline(values: Sequence[float | None]) -> str:
    """A bar for each value, from the smallest to the largest; a dot where there is none."""
    known = [value for value in values if value is not None]
    if not known:
        return GAP * len(values)
    low, high = min(known), max(known)
    step = (high - low) / (len(_BARS) - 1)

    def bar(value: float | None) -> str:
        if value is None:
            return GAP
        return _BARS[round((value - low) / step)] if step > 0 and isfinite(step) else _BARS[3]

    return "".join(map(bar, values))
