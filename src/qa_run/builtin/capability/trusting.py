"""What speaks against relying on an index: a process out of control, and a distribution that does not fit."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from qa_run import Signal
from qa_run.builtin.capability.specification import Normality
from qa_run.builtin.capability.spread import Groups
from qa_run.builtin.charts.rules import rules_of

#: The tables of Stephens for Anderson-Darling begin here.
FEWEST = 8


@frozen(eq=False, repr=False)
class Fit:
    """How well the distribution fits that the index stands on. `p` is None where that cannot be told.

    doubt: what a reader must know; blank where nothing speaks against the fit
    """

    p: float | None
    doubt: str


def normality(values: Any, asked: Normality, what: str = "the values") -> Fit:
    """Whether `values` may come from a normal distribution."""
    from qa_run.statistics.describing import anderson_darling, shapiro_wilk

    if len(values) < FEWEST:
        return Fit(None, f"whether {what} are normal cannot be told from fewer than {FEWEST}")
    try:
        found = shapiro_wilk(values) if asked.test == "shapiro" else anderson_darling(values)
    except ValueError as error:
        return Fit(None, f"whether {what} are normal cannot be told: {error}")
    return fit(found.p, asked, f"{what} are not normal", found.test)


def fit(p: float, asked: Normality, message: str, test: str) -> Fit:
    """A p value, and the doubt where it is too small."""
    said = f"p = {p:.3f}" if p >= 0.001 else "p < 0.001"
    return Fit(p, f"{message} ({test}, {said})" if p < asked.p_above else "")


@frozen(eq=False, repr=False)
class Control:
    """The points of a control chart, and those out of control; `doubt` says how many, or why that cannot be told."""

    points: int
    signals: Sequence[Signal]
    doubt: str


def control(scale: Any, groups: Groups | None, sigma: float, rules: Any) -> Control:
    """An I chart of the values, or an Xbar chart of their subgroups, with limits from the same values.

    scale: the values on the scale on which they are taken to be normal
    """
    import numpy as np

    from qa_run.statistics.charts import individuals_chart, signals, xbar_chart

    name, first = ("I", np.arange(len(scale))) if groups is None else ("Xbar", groups.first)
    many = len(first)
    if not sigma > 0:
        return Control(many, (), "whether the process is in control cannot be told: its sigma within is 0")
    chart = individuals_chart(scale, sigma=sigma) if groups is None else xbar_chart(groups.sizes, groups.means, sigma)
    ruled = rules_of(rules)
    told = signals(chart, ruled)
    found = []
    for place in np.flatnonzero(told.any):
        words = "; ".join(str(rule) for number, rule in enumerate(ruled) if told.flags[number, place])
        found.append(Signal(int(first[place]), f"{name}: {words}", float(chart.statistic[place])))
    if not found:
        return Control(many, (), "")
    return Control(many, found, f"{len(found)} of {many} point{'' if many == 1 else 's'} out of control")
