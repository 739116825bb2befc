"""How a chart is written: what goes with what, and what an option may be."""

from typing import Any

from qa_run.builtin.charts.choosing import Dates, in_turn

GROUPED, SINGLE = ("xbar_r", "xbar_s"), ("i_mr", "run", "g", "t", "c")
SIZED, OF_ITEMS = ("p", "np", "u", "laney_p", "laney_u"), ("p", "np", "laney_p")
LIMITS_ONLY = ("ewma", "cusum", "run")
#: The options with numbers, and what they are where nothing is written.
OPTIONS = {"nsigmas": 3.0, "weight": 0.2, "shift": 1.0, "decision_interval": 5.0, "head_start": 0.0}
_AT_HOME = {"weight": ("ewma",), **dict.fromkeys(("shift", "decision_interval", "head_start"), ("cusum",))}


def check(chart: Any) -> None:
    """A ValueError where the keys of a chart do not go together; it begins with the key that is wrong, if one is."""
    _subgroup(chart)
    _sizes(chart)
    _limits(chart)
    _numbers(chart)


def _subgroup(chart: Any) -> None:
    grouped = chart.subgroup is not None
    if chart.type in GROUPED and not grouped:
        raise ValueError(f"{chart.type} needs a subgroup: a column that names it, or how many items make one")
    if isinstance(chart.subgroup, int) and chart.subgroup < 2:
        raise ValueError("subgroup holds 2 items at least; for single values write type: i_mr")
    if chart.type in SINGLE and grouped:
        raise ValueError(f"subgroup does not belong to {chart.type}, a chart of single values: leave it out")
    if chart.of is not None and (chart.type not in OF_ITEMS or not grouped):
        raise ValueError("of counts the items of a subgroup: it goes with p, np or laney_p, and a subgroup")
    if chart.type in SIZED and grouped and chart.of is None:
        raise ValueError(
            f"subgroup does not belong to {chart.type} here: where each row is a count leave it out; "
            "where each row is an item say by `of` what is counted"
        )


def _sizes(chart: Any) -> None:
    if chart.type in SIZED and chart.n is None and chart.of is None:
        raise ValueError(f"{chart.type} needs n, the column with how many were looked at")
    if chart.n is not None and (chart.type not in SIZED or chart.of is not None):
        raise ValueError(f"n does not belong to {chart.type} here: it is counted, or not needed")


def _limits(chart: Any) -> None:
    if chart.type in LIMITS_ONLY and chart.rules not in (None, "limits"):
        raise ValueError(f"rules on {chart.type}: its points depend on each other, only limits mean something there")
    if chart.baseline is not None and chart.first is not None:
        raise ValueError("first: limits are either frozen in a baseline or tried on the first points: keep one")
    if chart.phase is not None and chart.phases:
        raise ValueError("phases: a column tells phases apart already: leave one out")
    in_turn(chart.phases)
    if (chart.phase is not None or chart.phases) and isinstance(chart.first, Dates):
        raise ValueError("first: with phases write how many points of each, not dates")
    if isinstance(chart.first, int) and chart.first < 2:
        raise ValueError("first: trial limits need 2 points at least")
    if chart.type == "run":
        for name in ("baseline", "first", "phase", "phases"):
            if getattr(chart, name):
                raise ValueError(f"{name} does not belong to a run chart, which has no limits: leave it out")


def _numbers(chart: Any) -> None:
    for name, home in _AT_HOME.items():
        if getattr(chart, name) is not None and chart.type not in home:
            raise ValueError(f"{name} does not belong to {chart.type}, but to {home[0]}: leave it out")
    if chart.nsigmas is not None and chart.type in ("cusum", "run"):
        raise ValueError(f"nsigmas does not belong to {chart.type}: leave it out")
    for name in ("nsigmas", "weight", "shift", "decision_interval"):
        value = getattr(chart, name)
        if value is not None and not value > 0:
            raise ValueError(f"{name} is {value:g}, and more than 0 is needed")
    if chart.weight is not None and chart.weight > 1:
        raise ValueError(f"weight is {chart.weight:g}, and 1 is all that there is")
    interval = chart.decision_interval or OPTIONS["decision_interval"]
    if chart.head_start is not None and not 0 <= chart.head_start <= interval:
        raise ValueError(f"head_start is {chart.head_start:g}, and from 0 to {interval:g}, the interval, is possible")
