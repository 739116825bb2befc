"""The charts that criteria offer of the sequences they judge, with no more points than can be seen."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import evolve

from qa_run.engines.pictures import POINTS
from qa_run.judging.blocks import Block
from qa_run.model.pictures import Charted, Plot

#: Strata of a requirement whose charts are drawn: those that ended worst.
CHARTED = 12


def charts_of(blocks: Sequence[Block]) -> tuple[tuple[Charted, ...], tuple[str, ...]]:
    """The charts of all sequences, and what has to be said about those that are not drawn."""
    charts: list[Charted] = []
    notices: list[str] = []
    for block in blocks:
        criterion, arrays = block.requirement.criterion, block.counts.statistics
        if block.counts.points is None or not hasattr(criterion, "plots"):
            continue
        worst = sorted(range(len(block)), key=lambda row: -block.told(row)[0].severity)
        if len(worst) > CHARTED:
            what = f"{block.requirement.characteristic}::{block.requirement.id}"
            notices.append(f"{what}: charts of {CHARTED} of {len(worst)} strata are drawn, of those that ended worst")
        for row in sorted(worst[:CHARTED]):
            _, verdict = block.told(row)
            try:
                plots = criterion.plots({name: column[row] for name, column in arrays.items()})
            except Exception as error:
                notices.append(f"{verdict}: no chart could be drawn: {error}")
                continue
            times = arrays["time"][row] if "time" in arrays else None
            told = tuple(thinned(_timed(plot, times)) for plot in plots if len(plot.values))
            if told:
                requirement = block.requirement
                charts.append(Charted(
                    verdict=verdict,
                    characteristic=requirement.characteristic,
                    unit=requirement.unit_recorded,
                    plots=told,
                ))  # fmt: skip
    return tuple(charts), tuple(notices)


def _timed(plot: Plot, times: Any) -> Plot:
    if times is None or plot.times:
        return plot
    return evolve(plot, times=[float(times[place]) for place in plot.places or range(len(plot.values))])


def thinned(plot: Plot, most: int = POINTS) -> Plot:
    """`plot` with at most about `most` points: of each stretch the least and the greatest, and all that signal."""
    import numpy as np

    values = np.asarray(plot.values, dtype=float)
    length = len(values)
    places = np.asarray(plot.places if len(plot.places) else range(length))
    if length <= most:
        kept: Any = np.arange(length)
    else:
        cuts = np.linspace(0, length, most // 2 + 1).astype(int)
        parts = [np.arange(start, end) for start, end in pairwise(cuts) if end > start]
        ends = {int(part[pick(np.nan_to_num(values[part]))]) for part in parts for pick in (np.argmin, np.argmax)}
        signals = list(plot.signals)[:most]
        kept = np.array(sorted({0, length - 1, *ends, *signals}))
    number = {int(old): new for new, old in enumerate(kept)}
    signals_kept: Mapping[int, str] = {number[at]: told for at, told in plot.signals.items() if at in number}
    lines = {name: getattr(plot, name) for name in ("centre", "lower", "upper", "times")}
    kept_lines: dict[str, Any] = {
        name: np.asarray(line, dtype=float)[kept].tolist() if len(line) else () for name, line in lines.items()
    }
    return evolve(
        plot,
        values=values[kept].tolist(),
        places=places[kept].tolist(),
        of=plot.of or length,
        signals=signals_kept,
        **kept_lines,
    )
