"""The bins of a histogram: as many as Freedman and Diaconis would have, with edges on the specification limits."""

from collections.abc import Iterator, Mapping
from math import ceil, floor, inf, isfinite, log10, nextafter

from attrs import frozen

from qa_run.engines.pictures import Span

FEWEST, MOST = 10, 60
#: How many widths of the middle half a value may lie off it before it is told as beyond, not drawn.
FAR = 3.0
_STEPS = (1.0, 2.0, 2.5, 5.0)


@frozen(eq=False, repr=False)
class Bins:
    """The edges that are drawn, those that values are compared with (up to and with each), and which are limits.

    A value on a limit belongs where the limit says: on the conforming side if the limit is included.
    """

    edges: tuple[float, ...]
    compared: tuple[float, ...]
    ends: Mapping[str, float]


def bins_of(span: Span, limits: Mapping[str, int | float]) -> Bins:
    """The bins for values that lie as `span` tells, with `limits` by their names."""
    near, far = _window(span)
    ends = _ends(limits, span.decimals == 0)
    for end in ends.values():
        if near - (far - near) <= end <= far + (far - near):
            near, far = min(near, end), max(far, end)
    width, start = _grid(span, near, far, ends)
    first, last = floor((near - start) / width + 1e-9), ceil((far - start) / width - 1e-9)
    last = max(last, first + 1)
    edges = [_clean(start + place * width, width) for place in range(first, last + 1)]
    for end in ends.values():  # exactly there, whatever the sums come to
        edges = [end if abs(edge - end) < width * 1e-6 else edge for edge in edges]
    return Bins(tuple(edges), tuple(_compared(edges, limits, ends)), ends)


def _window(span: Span) -> tuple[float, float]:
    """What is drawn of the values: all but those that lie far off the middle half."""
    reach = FAR * (span.third_quartile - span.first_quartile)
    if reach <= 0:
        near, far = span.low, span.high
    else:
        near, far = max(span.low, span.first_quartile - reach), min(span.high, span.third_quartile + reach)
    if span.decimals == 0:
        return near - 0.5, far + 0.5
    if near == far:
        room = abs(near) * 0.005 or 0.5
        return near - room, far + room
    return near, far


def _ends(limits: Mapping[str, int | float], whole: bool) -> dict[str, float]:
    """Where the limits are drawn: between two whole numbers, those that conform on one side of it."""
    if not whole:
        return {name: float(limit) for name, limit in limits.items()}
    outside = {
        "lower": lambda limit: ceil(limit) - 0.5,
        "above": lambda limit: floor(limit) + 0.5,
        "upper": lambda limit: floor(limit) + 0.5,
        "below": lambda limit: ceil(limit) - 0.5,
    }
    return {name: outside[name](limit) for name, limit in limits.items()}


def _grid(span: Span, near: float, far: float, ends: Mapping[str, float]) -> tuple[float, float]:
    """The width of a bin, and an edge."""
    spread = 2 * (span.third_quartile - span.first_quartile) / span.n ** (1 / 3) if span.n else 0.0
    wanted = (far - near) / spread if spread > 0 else FEWEST
    width = (far - near) / min(max(wanted, FEWEST), MOST)
    if span.decimals == 0:
        each = max(1, round(width))
        start = ends.get("lower", ends.get("above", ends.get("upper", ends.get("below", 0.5))))
        return float(each if (far - near) / each <= MOST else ceil((far - near) / MOST)), start
    drawn = [end for end in ends.values() if near <= end <= far]
    step = 0.0 if span.decimals is None else 10.0**-span.decimals
    if len(drawn) == 2 and drawn[0] != drawn[1]:
        apart = abs(drawn[1] - drawn[0])
        if (far - near) / apart <= MOST / 2:  # limits side by side say nothing about how wide a bin is
            most = max(1, int(MOST * apart / (far - near)))
            return apart / _parts(apart, min(max(1, round(apart / width)), most), step), min(drawn)
    nice = _nice(max(width, step))
    while (far - near) / _whole_steps(nice, step) > MOST:
        nice = _nice(nice * 1.01)
    nice = _whole_steps(nice, step)
    start = drawn[0] if drawn else floor(near / nice) * nice
    return nice, start


def _whole_steps(width: float, step: float) -> float:
    """`width` such that each bin has room for as many of the values that are written; else they would make a comb."""
    return max(1, round(width / step)) * step if step and width < 20 * step else width


def _parts(apart: float, parts: int, step: float) -> int:
    """Into how many parts, about `parts`, the limits' distance is cut: such that a part is a round number, or at least
    a multiple of `step`, in which values are written."""
    some = range(max(1, parts // 2), parts + 1)
    near = sorted(some, key=lambda each: abs(each - parts))
    fair = [each for each in near if not step or _divides(step, apart / each)] or near
    return next((each for each in fair if _is_nice(apart / each)), fair[0])


def _divides(step: float, width: float) -> bool:
    return width >= 20 * step or abs(width / step - round(width / step)) < 1e-6


def _is_nice(width: float) -> bool:
    digits = width / 10 ** floor(log10(width))
    return any(abs(digits - each) < 1e-6 for each in (*_STEPS, 10.0))


def _nice(width: float) -> float:
    """The least round number that is not less than `width`."""
    power = 10.0 ** floor(log10(width)) if width > 0 and isfinite(width) else 1.0
    return next((step * power for step in _STEPS if step * power >= width * (1 - 1e-9)), 10 * power)


def _clean(edge: float, width: float) -> float:
    """`edge` without the digits that only rounding made."""
    return round(edge, max(0, 12 - floor(log10(max(abs(edge), width)))))


def _compared(edges: list[float], limits: Mapping[str, int | float], ends: Mapping[str, float]) -> Iterator[float]:
    """With which numbers values are compared: they lie in a bin up to and with its upper edge."""
    outside = {ends[name] for name in ("lower", "below") if name in limits}
    for edge in edges:
        yield nextafter(edge, -inf) if edge in outside or edge == edges[0] else edge
