"""From numbers to places on a picture, and paths that are written short."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, isfinite, log10

from attrs import frozen

#: All pictures are so wide; they are drawn larger or smaller as there is room.
WIDTH = 400.0


@frozen(eq=False, repr=False)
class Scale:
    """Numbers from `low` to `high` on a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where `value` is; what lies beyond the scale is at its end."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + min(max(part, -0.02), 1.02) * (self.end - self.start), 1)

    def ticks(self, about: int = 5) -> list[float]:
        """Round numbers within the scale."""
        if self.high <= self.low:
            return [self.low]
        raw = (self.high - self.low) / about
        power = 10.0 ** floor(log10(raw))
        step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= raw * 0.999)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(place * step, 12 - floor(log10(step))) for place in range(first, last + 1)]


def spread(values: Iterable[float], start: float, end: float) -> Scale:
    """The scale that all finite `values` fit on, with a little room."""
    finite = [value for value in values if isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    room = (high - low) * 0.06 or abs(high) * 0.05 or 0.5
    return Scale(low - room, high + room, start, end)


def path(points: Sequence[tuple[float, float]]) -> str:
    """A line through `points`."""
    return "".join(_moves(points, "l"))


def dots(points: Sequence[tuple[float, float]]) -> str:
    """Points as lines of no length, which a round pen draws as dots."""
    return "".join(_moves(points, "m"))


def _moves(points: Sequence[tuple[float, float]], command: str) -> Iterable[str]:
    """Each point by its distance from the one before, in tenths; so nothing adds up."""
    here, last = (0, 0), ""
    for x, y in points:
        place = (round(x * 10), round(y * 10))
        if not last:
            yield f"M{_tenths(place[0])} {_tenths(place[1])}"
        else:
            by, down = _tenths(place[0] - here[0]), _tenths(place[1] - here[1])
            lead = command if command != last else "" if by.startswith("-") else " "
            yield f"{lead}{by}{'' if down.startswith('-') else ' '}{down}"
        here, last = place, command if last and command == "l" else "M"
        if command == "m":
            yield "h0"


def _tenths(many: int) -> str:
    whole, rest = divmod(abs(many), 10)
    sign = "-" if many < 0 else ""
    return f"{sign}{whole if whole or not rest else ''}{f'.{rest}' if rest else ''}"


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels, as near to those `wanted` as goes with a `gap` between any two."""
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    places = dict.fromkeys(order, low)
    below = low - gap
    for each in order:
        below = places[each] = max(wanted[each], below + gap)
    above = high + gap
    for each in reversed(order):
        above = places[each] = min(places[each], above - gap)
    return [round(places[each], 1) for each in range(len(wanted))]
