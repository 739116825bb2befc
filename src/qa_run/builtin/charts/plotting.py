"""Charts as a report draws them: points, lines, and what is said of the points that signal."""

from collections.abc import Collection, Sequence
from typing import Any

from qa_run import Plot
from qa_run.builtin.charts.drawing import Part
from qa_run.builtin.charts.signalling import Tested, found_on


def plots_of(
    drawn: "Sequence[tuple[list[Part], slice, str]]", rules: Sequence[Any], out: Collection[int]
) -> list[Plot]:
    """Each chart of each phase."""
    import numpy as np

    excluded = np.zeros(drawn[-1][1].stop, dtype=bool)
    excluded[list(out)] = True
    found = []
    for parts, places, phase in drawn:
        for tested in found_on(parts, rules, excluded[places], places.start):
            chart, at = tested.part.chart, tested.places
            flagged = np.flatnonzero(tested.flags.any(axis=0))
            found.append(
                Plot(
                    name=f"{tested.part.name}, phase {phase}" if phase else tested.part.name,
                    values=chart.statistic.tolist(),
                    places=at.tolist(),
                    centre=chart.centre.tolist(),
                    lower=chart.lower.tolist(),
                    upper=chart.upper.tolist(),
                    signals={int(place): _said(tested, int(at[place])) for place in flagged},
                )
            )
    return found


def _said(tested: Tested, place: int) -> str:
    """What was found, without the name of the chart, which is drawn above it."""
    return "; ".join(each.removeprefix(f"{tested.part.name}: ") for each in tested.finding(place))


def run_plot(values: Any, out: Collection[int]) -> Plot:
    """A run chart: the values and their median."""
    import numpy as np

    places = np.setdiff1d(np.arange(len(values)), list(out))
    kept = values[places]
    centre = float(np.median(kept)) if len(kept) else float("nan")
    return Plot(name="run chart", values=kept.tolist(), places=places.tolist(), centre=[centre] * len(kept))
