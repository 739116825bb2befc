"""Phases: a process that was changed on purpose gets new limits from there, and no pattern runs across."""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.charts.chart import Chart
from qa_run.statistics.charts.rules import Rule
from qa_run.statistics.charts.signalling import Signals, signals


@frozen(eq=False)
class Phase:
    """A stretch of points between two changes of the process, and its own chart."""

    label: Hashable
    points: slice
    chart: Chart


def stretches(labels: Sequence[Hashable]) -> list[tuple[Hashable, slice]]:
    """The phases that `labels` names, one for each point, in their order; an array of them is looked through quicker.

    ValueError when a phase comes back after another one: its limits would be drawn from two times.
    """
    names = labels if isinstance(labels, np.ndarray) else list(labels)
    if not len(names):
        raise ValueError("phases: there is no point")
    if isinstance(names, np.ndarray):
        starts = [0, *(np.flatnonzero(names[1:] != names[:-1]) + 1).tolist()]
    else:
        starts = [0, *(place for place in range(1, len(names)) if names[place] != names[place - 1])]
    kinds = [names[start] for start in starts]
    for place, label in enumerate(kinds):
        if label in kinds[:place]:
            raise ValueError(f"phase {label!r} comes back at point {starts[place] + 1}; give it another name there")
    return [(names[one], slice(one, other)) for one, other in zip(starts, [*starts[1:], len(names)], strict=True)]


def phases(labels: Sequence[Hashable], draw: Callable[[slice], Chart]) -> tuple[Phase, ...]:
    """A chart for each phase: `draw` is asked for the chart of the points in a slice."""
    return tuple(Phase(label, where, draw(where)) for label, where in stretches(labels))


def signals_of(parts: Sequence[Phase], rules: Sequence[Rule], *, excluded: ArrayLike | None = None) -> Signals:
    """What the `rules` find in each phase by itself, for all points; `excluded` as in `signals`."""
    left_out = None if excluded is None else np.asarray(excluded)
    found = [
        signals(each.chart, rules, excluded=None if left_out is None else left_out[each.points]).flags for each in parts
    ]
    return Signals(tuple(rules), np.concatenate(found, axis=1))
