"""The points that signal, on all charts drawn together; put into words only when somebody looks at them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, overload

from attrs import frozen

from qa_run import Signal
from qa_run.builtin.charts.drawing import Part


@frozen(eq=False, repr=False)
class Tested:
    """A chart with what its rules found. `places`: where its points stand in the sequence."""

    part: Part
    rules: Sequence[Any]
    flags: Any
    places: Any

    def finding(self, place: int) -> list[str]:
        """What was found at a place of the sequence."""
        import numpy as np

        at = int(np.searchsorted(self.places, place))
        if at >= len(self.places) or self.places[at] != place:
            return []
        return [self._said(number, at) for number in range(len(self.rules)) if self.flags[number, at]]

    def value(self, place: int) -> float:
        import numpy as np

        return float(self.part.chart.statistic[int(np.searchsorted(self.places, place))])

    def _said(self, number: int, at: int) -> str:
        """A rule by its number in its set and its words, on which chart."""
        rule, chart = self.rules[number], self.part.chart
        count = f"rule {number + 1}: " if len(self.rules) > 1 else ""
        said = str(rule)
        if rule.of_limits:
            above = chart.statistic[at] > chart.centre[at]
            end, limit = ("above the upper", chart.upper[at]) if above else ("below the lower", chart.lower[at])
            said = f"{end} control limit {limit:.6g}"
        began = (
            f", in a sum that began at point {self.places[self.part.since[at]] + 1}"
            if self.part.since is not None
            else ""
        )
        return f"{self.part.name}: {count}{said}{began}"


@frozen(eq=False, repr=False)
class Signals(Sequence[Signal]):
    """The signals of a sequence, in their order."""

    tested: Sequence[Tested]

    @cached_property
    def places(self) -> Any:
        """Where a point signals on any chart."""
        import numpy as np

        found = [each.places[each.flags.any(axis=0)] for each in self.tested]
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


def found_on(parts: Sequence[Part], rules: Sequence[Any], excluded: Any, start: int) -> list[Tested]:
    """What `rules` find on charts of the points from `start` on; only limits where others mean nothing.

    excluded: of these points, those that are left out
    """
    import numpy as np

    from qa_run.statistics.charts import Outside, signals

    found, limits = [], (Outside(),)
    for part in parts:
        asked = rules if part.ruled and not part.chart.limits_only else limits
        places = part.places if part.places is not None else np.arange(len(part.chart.statistic)) + part.shift
        out = excluded[places]
        if asked is limits:
            flags = (part.chart.outside & ~out)[np.newaxis]
        else:
            flags = signals(part.chart, asked, excluded=out if out.any() else None).flags
        found.append(Tested(part, asked, flags, places + start))
    return found
