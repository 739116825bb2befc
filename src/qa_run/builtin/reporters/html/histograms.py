"""A histogram: bars on their specification limits, with what lies beyond the picture counted at its ends."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from attrs import frozen

from qa_run.builtin.reporters.html.scales import WIDTH, Scale
from qa_run.builtin.reporters.html.shown import number

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 36.0, 12.0, 34.0, 34.0, 220.0
#: How high a bar is at least, so that one value among thousands is seen.
SEEN = 1.5
_LOWER, _UPPER = ("lower", "above"), ("upper", "below")


@frozen(eq=False, repr=False)
class Bar:
    """A bar; `outside`: its values do not conform."""

    x: float
    y: float
    width: float
    height: float
    outside: bool
    n: int
    told: str


@frozen(eq=False, repr=False)
class Limit:
    """A limit as a line with its name, or, where it lies off the picture, as words with an arrow."""

    x: float
    label: str
    anchor: str
    y: float


@frozen(kw_only=True, eq=False, repr=False)
class HistogramView:
    """What the template draws."""

    title: str
    told: str
    unit: str
    bars: tuple[Bar, ...]
    limits: tuple[Limit, ...]
    off: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, str], ...]
    below: str
    above: str
    outside: bool


def histogram_of(picture: Any) -> HistogramView:
    """The view of a `Pictured`'s histogram."""
    found = picture.histogram
    edges, counts, unit = found.edges, found.counts, picture.unit
    wide = Scale(edges[0], edges[-1], LEFT + 4, WIDTH - RIGHT - 4)
    high = Scale(0, max(counts, default=1) or 1, HEIGHT - BOTTOM, TOP)
    limits: Mapping[str, float] = next(iter(picture.limits.values()), {})
    drawn = {name: end for name, end in found.ends.items() if edges[0] <= end <= edges[-1]}
    bars = tuple(_bars(found, wide, high))
    whole = all(edge % 1 == 0.5 for edge in edges)  # of whole numbers
    return HistogramView(
        title=f"Distribution of {picture.n} values{f' in {unit}' if unit else ''}",
        told=_told(picture, limits),
        unit=unit,
        bars=bars,
        limits=tuple(
            Limit(
                wide.at(end),
                f"{name} {number(limits.get(name, end))}",
                "start" if wide.at(end) < WIDTH / 2 else "end",
                TOP - 18 + 11 * (place % 2),
            )
            for place, (name, end) in enumerate(drawn.items())
        ),
        off=tuple(
            f"{name} limit {number(limits.get(name))}: off the picture, to the {'left' if end < edges[0] else 'right'}"
            for name, end in found.ends.items()
            if name not in drawn
        ),
        ticks=tuple((wide.at(tick), number(tick)) for tick in wide.ticks(6) if not whole or tick == int(tick)),
        counts=tuple((high.at(tick), number(tick)) for tick in high.ticks(4) if tick == int(tick)),
        below=f"\u25c0 {found.below} below {number(edges[0])}" if found.below else "",
        above=f"{found.above} above {number(edges[-1])} \u25b6" if found.above else "",
        outside=any(bar.outside and bar.n for bar in bars),
    )


def _bars(found: Any, wide: Scale, high: Scale) -> Iterator[Bar]:
    low = max((found.ends[name] for name in _LOWER if name in found.ends), default=float("-inf"))
    top = min((found.ends[name] for name in _UPPER if name in found.ends), default=float("inf"))
    for (start, end), n in zip(pairwise(found.edges), found.counts, strict=True):
        left, right, y = wide.at(start), wide.at(end), min(high.at(n), high.start - SEEN) if n else high.start
        outside = end <= low or start >= top
        told = f"{number(start)} to {number(end)}"
        yield Bar(left, y, round(right - left, 1), round(high.start - y, 1), outside, n, told)


def _told(picture: Any, limits: Any) -> str:
    """The picture in words."""
    found = picture.histogram
    most = max(range(len(found.counts)), key=found.counts.__getitem__)
    where = f"most lie between {number(found.edges[most])} and {number(found.edges[most + 1])}"
    ends = ", ".join(f"{name} {number(limit)}" for name, limit in limits.items())
    return f"{picture.n} values; {where}; {f'specification limits: {ends}' if ends else 'no specification limits'}."
