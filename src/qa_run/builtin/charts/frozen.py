"""Frozen control limits: what a chart keeps in a baseline file, and what it reads out of one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_run import Baseline, baseline_number
from qa_run.builtin.charts.drawing import Process

#: How many phases a verdict tells with the day on which their limits were frozen.
TOLD = 3


def processes(baseline: Baseline, kind: str, phased: bool) -> Mapping[str, Mapping[str, Process]]:
    """Of each sequence the process in each phase, by its name, which is blank where there are no phases.

    A ValueError where one cannot be judged by a chart of this kind.
    """
    found: dict[str, dict[str, Process]] = {}
    for name, phase, kept in _kept(baseline):
        if phased is not bool(phase):
            was, wants = ("by phases", "has none") if phase else ("without phases", "has some")
            raise ValueError(f"was frozen {was}, and this chart {wants}: freeze this one in a file of its own")
        frozen_for = kept.get("type")
        if frozen_for != kind:
            raise ValueError(
                f"was frozen for a chart of the type {frozen_for}, not {kind}: freeze this one in a file of its own"
            )
        which = ", ".join(filter(None, (name, f"phase {phase}" if phase else "")))
        centre, sigma = (baseline_number(kept, number, which) for number in ("centre", "sigma"))
        if sigma <= 0:
            raise ValueError(f"has a sigma of {sigma:g}{f' of {which}' if which else ''}, and limits need more than 0")
        found.setdefault(name, {})[phase] = Process(centre, sigma)
    return found


def _kept(baseline: Baseline) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """What was frozen, by sequence and phase."""
    for name, chart in baseline.charts.items():
        phases = baseline.phases_of(name)
        if phases is None:
            yield name, "", chart
        else:
            yield from ((name, phase, kept) for phase, kept in phases.items())


def excluded_then(baseline: Baseline | None) -> frozenset[str]:
    """The points that were left out when the limits were frozen."""
    charts = [kept for _, _, kept in _kept(baseline)] if baseline is not None else []
    listed = [each for chart in charts for each in chart.get("excluded") or ()]
    return frozenset(str(each.get("point")) for each in listed if isinstance(each, dict))


def made_of(baseline: Baseline, stratum: str, phases: Sequence[str], file: str) -> str:
    """When limits were frozen, where they are kept, by whom, and despite what."""
    kept = baseline.phases_of(stratum)
    if kept is None:
        return _made(baseline.made, file, baseline.by, baseline.despite)
    told: dict[str, list[str]] = {}
    for name in phases:
        each = kept[name]
        made, by, despite = (str(each.get(key) or "") for key in ("made", "by", "despite_signals"))
        words = _made(made, file, by, despite)
        told.setdefault(words, []).append(name)
    several = [f"{words} (phase {', '.join(names)})" for words, names in list(told.items())[:TOLD]]
    return ", ".join([*several, *([f"and {len(told) - TOLD} times more"] if len(told) > TOLD else [])])


def _made(made: str, file: str, by: str, despite: str) -> str:
    whose = f" by {by}" if by else ""
    return f"{made[:10]} in {file}{whose}{f', despite signals: {despite}' if despite else ''}"


def of_phase(type_: str, parts: Sequence[Any], out: Sequence[Any], numbers: Mapping[str, Any]) -> dict[str, Any]:
    """What a baseline keeps of the points of one phase, or of all; a ValueError where that could not be frozen."""
    chart = parts[0].chart
    if not chart.process_sigma > 0:
        raise ValueError("nothing varies in the points that count, and limits of no width would refuse what comes")
    return {
        "type": type_,
        "centre": chart.process_centre,
        "sigma": chart.process_sigma,
        "points": int(chart.counted.sum()),
        "convention": chart.convention,
        "limits": dict(numbers),
        "excluded": [{"point": each.point, "because": each.because} for each in out],
    }
