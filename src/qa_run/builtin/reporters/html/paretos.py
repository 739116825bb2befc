"""A Pareto of nonconformities: the few findings that make most of them, of a whole procedure."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from qa_run import Verdict
from qa_run.builtin.reporters.html.scales import WIDTH, Scale, path
from qa_run.builtin.reporters.html.shown import clipped, share

LEFT, RIGHT, TOP, ROW = 158.0, 40.0, 26.0, 20.0
#: Findings that have a bar of their own.
MOST = 12
_CLASSES = {"@critical", "@major", "@minor"}


@frozen(eq=False, repr=False)
class Bar:
    """A finding: how often, and which part of all it makes with those before it."""

    label: str
    short: str
    n: int
    share: str
    together: str
    y: float
    width: float
    point: tuple[float, float]


@frozen(eq=False, repr=False)
class ParetoView:
    """What the template draws."""

    bars: tuple[Bar, ...]
    total: int
    line: str
    height: float
    ticks: tuple[tuple[float, str], ...]


def pareto_of(verdicts: Sequence[Verdict]) -> ParetoView | None:
    """The nonconformities that verdicts over all counted; None where there are none."""
    counted: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.per or verdict.characteristic in _CLASSES:  # which count what is counted already
            continue
        for finding, n in _findings(verdict).items():
            name = f"{verdict.characteristic}: {finding}"
            counted[name] = max(counted[name], n)  # several requirements miss the same value
    if not counted:
        return None
    first = counted.most_common()
    rest = sum(n for _, n in first[MOST:])
    return _view([*first[:MOST], *([(f"{len(first) - MOST} others", rest)] if rest else [])])


def _findings(verdict: Verdict) -> dict[str, int]:
    """What is wrong with how many items; a value that may be missing is not."""
    buckets = verdict.buckets
    found = {**buckets.findings, "unreadable": buckets.unreadable}
    missing = min(buckets.missing, max(0, verdict.nonconforming - sum(found.values())))
    return {name: n for name, n in {**found, "missing": missing}.items() if n}


def _view(counted: Sequence[tuple[str, int]]) -> ParetoView:
    total = sum(n for _, n in counted)
    wide = Scale(0, total, LEFT, WIDTH - RIGHT)
    bars: list[Bar] = []
    together = 0
    for place, (label, n) in enumerate(counted):
        together += n
        y = TOP + place * ROW
        point = (wide.at(together), y + ROW / 2 - 1)
        told = share(n / total), share(together / total)
        bars.append(Bar(label, clipped(label, 27), n, *told, y, round(wide.at(n) - LEFT, 1), point))
    ticks = tuple((wide.at(total * part), f"{part:.0%}".replace("%", " %")) for part in (0, 0.25, 0.5, 0.75, 1))
    line = path([bar.point for bar in bars])
    return ParetoView(tuple(bars), total, line, TOP + len(bars) * ROW + 8, ticks)
