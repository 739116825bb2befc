"""Charts as a report draws them: points, lines, and what is said of the points that signal."""

from collections.abc import Collection, Sequence
from typing import Any

from qa_run import Plot
from qa_run.builtin.charts.charted import Charted
from qa_run.builtin.charts.signalling import Tested, found_on_each


def plots_of(charts: Charted, rules: Sequence[Any]) -> list[Plot]:
    """Each chart of each phase that has limits."""
    import numpy as np

    (signals,) = found_on_each([charts], rules)
    phases = [stretch.name for stretch in charts.drawn for _ in stretch.parts]
    found = []
    for phase, tested in zip(phases, signals.tested, strict=True):
        chart, part = tested.part.chart, tested.part
        places = part.place_of(np.arange(len(chart.statistic))) + tested.start
        found.append(
            Plot(
                name=f"{part.name}, phase {phase}" if phase else part.name,
                values=chart.statistic.tolist(),
                places=places.tolist(),
                centre=chart.centre.tolist(),
                lower=chart.lower.tolist(),
                upper=chart.upper.tolist(),
                signals={int(at): _said(tested, int(places[at])) for at in tested.at},
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
