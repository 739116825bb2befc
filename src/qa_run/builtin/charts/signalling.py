"""The points that signal, on all charts drawn together; put into words only when somebody looks at them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, overload

from attrs import frozen

from qa_run import Signal
from qa_run.builtin.charts.charted import Charted
from qa_run.builtin.charts.drawing import Part


@frozen(eq=False, repr=False)
class Tested:
    """A chart with what its rules found.

    at:     the points of the chart that signal
    flags:  by which rules: rules x these points
    places: where they stand in the sequence
    start:  where the points of its phase begin there
    """

    part: Part
    rules: Sequence[Any]
    at: Any
    flags: Any
    places: Any
    start: int

    def finding(self, place: int) -> list[str]:
        """What was found at a place of the sequence."""
        number = self._number(place)
        if number is None:
            return []
        return [self._said(rule, number) for rule in range(len(self.rules)) if self.flags[rule, number]]

    def value(self, place: int) -> float:
        return float(self.part.chart.statistic[self.at[self._number(place)]])

    def _number(self, place: int) -> int | None:
        import numpy as np

        number = int(np.searchsorted(self.places, place))
        return number if number < len(self.places) and self.places[number] == place else None

    def _said(self, number: int, signal: int) -> str:
        """A rule by its number in its set and its words, on which chart."""
        rule, chart, at = self.rules[number], self.part.chart, self.at[signal]
        count = f"rule {number + 1}: " if len(self.rules) > 1 else ""
        said = str(rule)
        if rule.of_limits:
            above = chart.statistic[at] > chart.centre[at]
            end, limit = ("above the upper", chart.upper[at]) if above else ("below the lower", chart.lower[at])
            said = f"{end} control limit {limit:.6g}"
        began = ""
        if self.part.since is not None:
            began = f", in a sum that began at point {self.part.place_of(self.part.since[at]) + self.start + 1}"
        return f"{self.part.name}: {count}{said}{began}"


@frozen(eq=False, repr=False)
class Signals(Sequence[Signal]):
    """The signals of a sequence, in their order."""

    tested: Sequence[Tested]

    @cached_property
    def places(self) -> Any:
        """Where a point signals on any chart."""
        import numpy as np

        found = [each.places for each in self.tested if len(each.places)]
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.intp)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Signal: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Signal]: ...
    def __getitem__(self, at: int | slice) -> Signal | Sequence[Signal]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        place = int(self.places[at])
        found = [(each, each.finding(place)) for each in self.tested]
        told = [(each, words) for each, words in found if words]
        return Signal(place, "; ".join(word for _, words in told for word in words), told[0][0].value(place))


def found_on_each(every: Sequence[Charted], rules: Sequence[Any]) -> list[Signals]:
    """What `rules` find on the charts of each of many sequences; only limits where others mean nothing."""
    from qa_run.statistics.charts import Outside, flagged, flagged_on_each

    limits = (Outside(),)
    parts = [
        (number, stretch, part)
        for number, charts in enumerate(every)
        for stretch in charts.drawn
        for part in stretch.parts
    ]
    asked = [rules if part.ruled and not part.chart.limits_only else limits for _, _, part in parts]
    masks = [charts.excluded for charts in every]
    outs = [
        None if masks[number] is None else part.of(masks[number][stretch.points]) for number, stretch, part in parts
    ]
    found: dict[int, Any] = {}
    for one in {id(each): each for each in (rules, limits)}.values():
        whole = [place for place, out in enumerate(outs) if asked[place] is one and (out is None or not out.any())]
        found |= zip(whole, flagged_on_each([parts[place][2].chart for place in whole], one), strict=True)
    tested: list[list[Tested]] = [[] for _ in every]
    for place, (number, stretch, part) in enumerate(parts):
        if place not in found:
            found[place] = flagged(part.chart, asked[place], excluded=outs[place])
        at, start = found[place].places, stretch.points.start
        tested[number].append(Tested(part, asked[place], at, found[place].flags, part.place_of(at) + start, start))
    return [Signals(each) for each in tested]
