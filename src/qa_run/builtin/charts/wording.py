"""A chart in words and numbers, and the run chart, which is nothing else."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from qa_run import Judged, Signal
from qa_run.builtin.charts.choosing import Excluded
from qa_run.builtin.charts.drawing import Part

#: How many exclusions a verdict tells with their reasons.
TOLD = 20


def article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" or kind.startswith(("np", "xbar")) else "a"


def told(signals: int, length: int, out: Mapping[int, Excluded], limits: str, strange: Sequence[str]) -> list[str]:
    """What was found, where the limits come from, what was left out and why; and what could not be left out."""
    points = f"{length} point{'' if length == 1 else 's'}"
    if not length:
        return ["no point is judged", *_excluded(out, strange)]
    some = f"{signals} of {points} signal{'s' if signals == 1 else ''}" if signals else _none(length)
    return [each for each in (some, limits, *_excluded(out, strange)) if each]


def _none(length: int) -> str:
    return "the only point does not signal" if length == 1 else f"none of {length} points signals"


def _excluded(out: Mapping[int, Excluded], strange: Sequence[str]) -> list[str]:
    found = []
    if out:
        named = [f"{each} ({each.because})" for each in list(out.values())[:TOLD]]
        more = [f"{len(out) - TOLD} more"] if len(out) > TOLD else []
        found.append(f"{len(out)} excluded: {', '.join([*named, *more])}")
    if strange:
        names = ", ".join(strange[:TOLD])
        found.append(f"exclude names {names}, and there is no such point: mend the name, or take the line out")
    return found


def numbers_of(parts: Sequence[Part]) -> dict[str, Any]:
    """The centre lines and the limits; of limits that differ from point to point, those of the last point."""
    found: dict[str, Any] = {}
    for place, part in enumerate(parts):
        chart, of = part.chart, f"_of_{part.name.replace(' ', '_')}" if place else ""
        ends = {"centre": chart.centre, "lower_control_limit": chart.lower, "upper_control_limit": chart.upper}
        last = {name + of: float(line[-1]) for name, line in ends.items() if len(line)}
        found |= {name: value for name, value in last.items() if isfinite(value)}
    return found | {"sigma": parts[0].chart.process_sigma}


def runs_of(values: Any, out: Mapping[int, Excluded], strange: Sequence[str]) -> Judged:
    """The verdict of a run chart."""
    import numpy as np

    from qa_run.statistics.charts import run_chart, runs_about

    places = np.setdiff1d(np.arange(len(values)), list(out))
    kept = values[places]
    if not len(kept):
        return Judged(True, undecided="no point counts")
    centre = float(run_chart(kept).process_centre)
    runs = runs_about(kept, centre)
    finding = (
        f"the longest run is {runs.longest} (expected up to {runs.longest_expected}), the centre is crossed "
        f"{runs.crossings} times (expected {runs.fewest_expected} at least)"
    )
    last = int(places[-1])
    few = f"{runs.useful} points off the median are too few to tell a shift: 10 are needed" if runs.useful < 10 else ""
    return Judged(
        conforms=not runs.signal,
        told="; ".join([finding, *_excluded(out, strange)]),
        numbers={"centre": centre, "points": len(values)},
        convention="median; runs by Anhoej and Olesen 2014",
        signals=(Signal(last, finding, float(values[last])),) if runs.signal else (),
        undecided=few,
        marginal=bool(strange),
    )
