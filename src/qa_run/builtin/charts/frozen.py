"""Frozen control limits: what a chart reads out of a baseline file."""

from collections.abc import Mapping
from typing import Any

from qa_run import Baseline, baseline_number
from qa_run.builtin.charts.drawing import Process


def processes(baseline: Baseline, kind: str) -> Mapping[str, Process]:
    """The process of each sequence; a ValueError where one cannot be judged by a chart of this kind."""
    found: dict[str, Process] = {}
    for name, kept in baseline.charts.items():
        frozen_for = kept.get("type")
        if frozen_for != kind:
            raise ValueError(
                f"was frozen for a chart of the type {frozen_for}, not {kind}: freeze this one in a file of its own"
            )
        centre, sigma = (baseline_number(kept, number, name) for number in ("centre", "sigma"))
        if sigma <= 0:
            raise ValueError(f"has a sigma of {sigma:g}{f' of {name}' if name else ''}, and limits need more than 0")
        found[name] = Process(centre, sigma)
    return found


def excluded_then(baseline: Baseline | None) -> frozenset[str]:
    """The points that were left out when the limits were frozen."""
    charts: list[Mapping[str, Any]] = list(baseline.charts.values()) if baseline is not None else []
    listed = [each for chart in charts for each in chart.get("excluded") or ()]
    return frozenset(str(each.get("point")) for each in listed if isinstance(each, dict))
