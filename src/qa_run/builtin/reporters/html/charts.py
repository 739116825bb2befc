"""Points in the order of time, with their centre line and limits: a control chart, or a run chart with its median."""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

from attrs import frozen

from qa_run.builtin.reporters.html.scales import WIDTH, Scale, apart, dots, path, spread
from qa_run.builtin.reporters.html.shown import moment, number

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 44.0, 80.0, 12.0, 34.0, 220.0
#: Signals that are told in words below the picture, and points in a row of the table beside it.
TOLD, ROW = 5, 10
_LINES = {"lower": "lower", "centre": "centre", "upper": "upper"}


@frozen(eq=False, repr=False)
class Mark:
    """A point that signals: where it is; its number, and where that is written; its place, its value, and why."""

    x: float
    y: float
    number: int
    label: float | None
    place: int
    value: str
    told: str


@frozen(eq=False, repr=False)
class Line:
    """A limit or the centre: its path, its label and where that stands; `steps`: it differs from point to point."""

    name: str
    path: str
    label: str
    y: float
    steps: bool


@frozen(kw_only=True, eq=False, repr=False)
class ChartView:
    """What the template draws."""

    title: str
    told: str
    unit: str
    line: str
    dots: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    told_marks: int
    more_marks: int
    ticks: tuple[tuple[float, str], ...]
    first: str
    last: str
    middle: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    row: int
    stretches: bool
    note: str


def chart_of(plot: Any, unit: str, title: str = "") -> ChartView:
    """The view of a `Plot`."""
    values, count = list(plot.values), len(plot.values)
    highs = list(plot.highs)
    named = {name: list(getattr(plot, name)) for name in _LINES}
    every = [*values, *highs, *(each for line in named.values() for each in line)]
    wide = Scale(0, max(count - 1, 1), LEFT + 6, WIDTH - RIGHT - 6)
    high = spread(every, HEIGHT - BOTTOM, TOP)
    points = [(wide.at(at), high.at(value)) for at, value in enumerate(values) if isfinite(value)]
    if highs:
        points = [(wide.at(at), high.at(end)) for at in range(count) for end in (values[at], highs[at])]
    marks = list(_marks(plot, wide, high))
    of = plot.of or count
    return ChartView(
        title=title or _title(plot, unit),
        told=_told(plot, of),
        unit=unit,
        line=path(points),
        dots=dots(points) if not highs and count <= 200 else "",
        lines=_lines(named, wide, high, "median" if plot.name.startswith("run") else "centre"),
        marks=tuple(marks),
        told_marks=TOLD,
        more_marks=max(0, len(marks) - TOLD),
        ticks=tuple((high.at(tick), number(tick)) for tick in high.ticks(5)),
        first=_when(plot, 0),
        last=_when(plot, count - 1),
        middle="" if plot.times else "points in their order",
        rows=_rows(plot),
        row=ROW,
        stretches=bool(highs),
        note=_note(count, of, bool(highs)),
    )


def _marks(plot: Any, wide: Scale, high: Scale) -> Iterator[Mark]:
    """The points that signal; a number is left out where it would lie on another."""
    taken = [(wide.at(at), high.at(plot.values[at]) + 4) for at in plot.signals]
    for place, (at, told) in enumerate(sorted(plot.signals.items()), 1):
        x, y = wide.at(at), high.at(plot.values[at])
        wanted = [up for up in (y - 8, y + 16) if TOP < up < HEIGHT - BOTTOM]
        free = [up for up in wanted if all(abs(x - there) > 10 or abs(up - other) > 9 for there, other in taken)]
        taken += [(x, up) for up in free[:1]]
        label = round(free[0], 1) if free else None
        yield Mark(x, y, place, label, plot.places[at] + 1, number(plot.values[at]), told)


def _title(plot: Any, unit: str) -> str:
    kind = "Run chart" if plot.name == "run chart" else f"{plot.name} chart"
    return f"{kind}{f' in {unit}' if unit else ''}"


def _note(count: int, of: int, stretches: bool) -> str:
    if stretches:
        return f"{of} points: of each of {count} stretches the least and the greatest are drawn"
    return f"{count} of {of} points are drawn: of each stretch the least and the greatest" if of > count else ""


def _lines(named: dict[str, list[float]], wide: Scale, high: Scale, middle: str) -> tuple[Line, ...]:
    """The lines that are there; a flat one is one stroke."""
    found = {name: line for name, line in named.items() if line and any(map(isfinite, line))}
    ends = [next(value for value in reversed(line) if isfinite(value)) for line in found.values()]
    places = apart([high.at(end) + 4 for end in ends], 12, TOP + 4, HEIGHT - BOTTOM + 4)
    words = {"lower": "LCL", "centre": middle, "upper": "UCL"}
    return tuple(
        Line(
            name,
            path(_steps(line, wide, high)),
            f"{words[name]} {number(float(f'{end:.5g}'))}",
            place,
            min(line) < max(line),
        )
        for (name, line), end, place in zip(found.items(), ends, places, strict=True)
    )


def _steps(line: Sequence[float], wide: Scale, high: Scale) -> list[tuple[float, float]]:
    """A line that changes between two points does so halfway."""
    last = len(line) - 1
    half = (wide.end - wide.start) / max(last, 1) / 2
    points: list[tuple[float, float]] = []
    for at, value in enumerate(line):
        if not isfinite(value):
            continue
        x, y = wide.at(at), high.at(value)
        if not points:
            points.append((x - half, y))
        elif points[-1][1] != y:
            points += [(x - half, points[-1][1]), (x - half, y)]
        if at == last:
            points.append((x + half, y))
    return points


def _when(plot: Any, at: int) -> str:
    if plot.times and isfinite(plot.times[at]):
        return moment(plot.times[at])[:16]
    return f"{plot.places[at] + 1}"


def _told(plot: Any, of: int) -> str:
    signals = f"{len(plot.signals)} of the points drawn signal" if plot.signals else "no point signals"
    limits = f"; {signals}" if len(plot.lower) or len(plot.upper) or plot.signals else ""
    return f"{of} points in their order{limits}."


def _rows(plot: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values in rows of ten, each headed by its first point."""
    told = [number(value) for value in plot.values]
    if plot.highs:
        told = [f"{low} \u2026 {number(high)}" for low, high in zip(told, plot.highs, strict=True)]
    rows = []
    for start in range(0, len(told), ROW):
        when = f", {moment(plot.times[start])}" if plot.times and isfinite(plot.times[start]) else ""
        rows.append((f"{plot.places[start] + 1}{when}", tuple(told[start : start + ROW])))
    return tuple(rows)
