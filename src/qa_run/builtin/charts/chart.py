"""The criterion `chart`: a process that is in control, by a control chart."""

from collections.abc import Mapping
from typing import Any as AnyValue
from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import (
    Aggregate,
    Any,
    Beside,
    Column,
    Example,
    Judged,
    Kind,
    Nested,
    Number,
    Signal,
    Subgroups,
    column,
    criterion,
    how_many,
    how_often,
    maximum,
    minimum,
    stdev,
    total,
)
from qa_run.builtin.charts.baseline import frozen_process
from qa_run.builtin.charts.drawing import TYPES, Material, Part, Process
from qa_run.builtin.charts.rules import Names, Patterns, rules_of, said

Type = Literal[
    "xbar_r", "xbar_s", "i_mr", "p", "np", "c", "u", "laney_p", "laney_u", "ewma", "cusum", "g", "t", "run"
]  # fmt: skip
GROUPED, SIZED, COUNTS = ("xbar_r", "xbar_s"), ("p", "np", "u", "laney_p", "laney_u"), ("p", "np", "c", "u")
LIMITS_ONLY = ("ewma", "cusum", "run")


@frozen(eq=False, repr=False)
class Excluded:
    """A point that sets no limits and signals nothing, with the reason; it is counted and told."""

    point: str
    because: str


@criterion("chart")
@frozen(eq=False, repr=False)
class Chart:
    """The process is in control: no point of its control chart signals.

    type:     xbar_r, xbar_s of subgroups; i_mr, ewma, cusum, run of single values (ewma and cusum of subgroups, too);
              p, np, laney_p of nonconforming items, c, u, laney_u of nonconformities; g, t of rare events
    subgroup: the column that names the subgroup, or how many items in a row make one
    n:        for p, np, u: the column with the number of items (or units) that were looked at
    of:       for p and np of single items: the item criterion that they are counted by, in each subgroup
    rules:    limits, western_electric, nelson, aiag, juran, or patterns of one's own
    baseline: the file with the frozen limits, which `qa-run baseline` writes
    first:    so many points set trial limits for all; with neither, all points do
    exclude:  points that do not count, each with its reason
    time:     the column with the order, where it is not the `time:` of the samples
    phase:    the column that tells phases apart, each with limits of its own (trial limits only)

    Trial limits are computed from the points that they judge: a chart without a signal is then "not inspected", since
    nothing is shown about the process to come. Freeze them when they are good. Control limits come from the process
    and have nothing to do with specification limits.

        diameter: {chart: {type: xbar_r, subgroup: {column: sample}, rules: nelson, baseline: baselines/diameter.json}}
    """

    type: Type
    subgroup: Column | int | None = column(reads=Any, default=None)
    n: Column | None = column(reads=Number, default=None)
    of: Nested | None = None
    rules: Names | Patterns = "nelson"
    baseline: Beside | None = None
    first: int | None = None
    exclude: tuple[Excluded, ...] = ()
    time: Column | None = None
    nsigmas: float = 3.0
    weight: float = 0.2
    shift: float = 1.0
    decision_interval: float = 5.0
    head_start: float = 0.0
    examples = (
        Example(
            {"type": "i_mr", "rules": "limits", "first": 12},
            samples=(((10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 9, 11, 30), False), ((10, 11, 9, 10), None)),
        ),
        Example(
            {"type": "run"},
            samples=((tuple(3 + place % 5 for place in range(20)), True), (tuple(range(20)), False), ((), None)),
        ),
        Example(
            {"type": "c", "rules": "limits"},
            samples=(((2, 3, 1, 2, 4, 2, 3, 2, 1, 2, 30), False), ((2, 3, 1, 2, 4), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        grouped = self.subgroup is not None
        if self.type in GROUPED and not grouped:
            raise ValueError(f"{self.type} needs a subgroup: a column that names it, or how many items make one")
        if isinstance(self.subgroup, int) and self.subgroup < 2:
            raise ValueError("a subgroup holds 2 items at least; for single values write type: i_mr")
        if self.type in ("i_mr", "run", "g", "t", "c") and grouped:
            raise ValueError(f"{self.type} is a chart of single values: leave the subgroup out")
        if self.of is not None and (self.type not in ("p", "np", "laney_p") or not grouped):
            raise ValueError("of counts the items of a subgroup: it goes with p, np or laney_p, and a subgroup")
        if self.type in SIZED and self.n is None and self.of is None:
            raise ValueError(f"{self.type} needs n, the column with how many were looked at")
        if self.n is not None and (self.type not in SIZED or self.of is not None or grouped):
            raise ValueError(f"n does not belong to {self.type} here: it is counted, or not needed")
        if self.type in LIMITS_ONLY and self.rules not in ("limits", "nelson"):
            raise ValueError(f"points of {self.type} depend on each other: only rules: limits means something there")
        if self.baseline is not None and self.first is not None:
            raise ValueError("limits are either frozen in a baseline or tried on the first points: keep one")
        if self.first is not None and self.first < 2:
            raise ValueError("first: trial limits need 2 points at least")
        if self.type == "run" and self.baseline is not None:
            raise ValueError("a run chart has no limits that could be frozen")

    @property
    def reads(self) -> Kind:
        return Any if self.of is not None else Number

    @property
    def judges_conformity(self) -> bool:
        return self.of is not None

    @property
    def over(self) -> Subgroups:
        if isinstance(self.subgroup, Column):
            return Subgroups(by=self.subgroup, time=self.time)
        return Subgroups(size=self.subgroup or 1, time=self.time)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The points, by what they are called, that do not count."""
        return tuple(each.point for each in self.exclude)

    def sentence(self, language: str) -> str:
        kind = self.type.replace("_", "-") if self.type != "run" else "run chart"
        return f"in control on {_article(kind)} {kind}{'' if self.type == 'run' else ' chart'}, {self._rules_said()}"

    def _rules_said(self) -> str:
        if self.type == "run":
            return "no shift by the longest run and the crossings"
        return said("limits" if self.type in LIMITS_ONLY else self.rules)

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr | Aggregate]:
        if self.of is not None:
            return {"n": how_many(value), "count": how_often(~value)}
        if self.type in ("c", *SIZED):
            return {"count": value} | ({"n": self.n.value} if self.n is not None else {})
        if self.subgroup is None:
            return {"value": value}
        measures = {"n": how_many(value), "total": total(value)}
        if self.type == "xbar_s":
            return measures | {"stdev": stdev(value)}
        return measures | {"minimum": minimum(value), "maximum": maximum(value)}

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        import numpy as np

        length = len(arrays["count" if "count" in arrays else "value" if "value" in arrays else "n"])
        excluded = np.asarray(arrays["excluded"], dtype=bool)
        if self.baseline is not None and self.baseline.text is None:
            return Judged(True, undecided=f"{self.baseline} is not there yet: qa-run baseline freezes the limits in it")
        if self.type == "run":
            return self._run(arrays["value"], excluded)
        process = self._process(str(arrays["stratum"]))
        if self.baseline is not None and process is None:
            which = f" for {arrays['stratum']}" if arrays["stratum"] else ""
            return Judged(True, undecided=f"{self.baseline} has no limits{which}: freeze them with qa-run baseline")
        try:
            parts = self.parts(arrays, process)
        except ValueError as error:
            return Judged(True, undecided=f"no chart can be drawn: {error}")
        return self._judged(parts, excluded, length, trial=process is None)

    def parts(self, arrays: Mapping[str, AnyValue], process: Process | None) -> list[Part]:
        """The charts drawn together, by trial limits where no process is known."""
        import numpy as np

        excluded = np.asarray(arrays["excluded"], dtype=bool)
        counted = ~excluded
        if process is None and self.first is not None:
            counted &= np.arange(len(counted)) < self.first
        names = ("nsigmas", "weight", "shift", "decision_interval", "head_start")
        return TYPES[self.type](Material(arrays, counted, process, {name: getattr(self, name) for name in names}))

    def freeze(self, arrays: Mapping[str, AnyValue]) -> dict[str, AnyValue]:
        """What a baseline keeps of one sequence: limits drawn from all its points but those that are left out."""
        part = self.parts(arrays, None)[0]
        return {
            "type": self.type,
            "centre": part.chart.process_centre,
            "sigma": part.chart.process_sigma,
            "points": len(part.chart.statistic),
            "convention": part.chart.convention,
        }

    def _process(self, stratum: str) -> Process | None:
        if self.baseline is None or self.baseline.text is None:
            return None
        return frozen_process(self.baseline.text, stratum, self.type)

    def _judged(self, parts: list[Part], excluded: AnyValue, length: int, trial: bool) -> Judged:
        import numpy as np

        from qa_run.statistics.charts import Outside, signals

        found: dict[int, list[str]] = {}
        values: dict[int, float] = {}
        for part in parts:
            ruled = part.ruled and not part.chart.limits_only
            rules = rules_of(self.rules) if ruled else (Outside(),)
            out = excluded[part.shift :]
            told = signals(part.chart, rules, excluded=out if out.any() else None)
            for place in np.flatnonzero(told.any):
                point = int(place) + part.shift
                which = [_rule(rules, number, part) for number in range(len(rules)) if told.flags[number, place]]
                found.setdefault(point, []).extend(which)
                values.setdefault(point, float(part.chart.statistic[place]))
        main = parts[0].chart
        chosen = [Signal(point, "; ".join(found[point]), values[point]) for point in sorted(found)]
        return Judged(
            conforms=not chosen,
            told=_told(len(chosen), length, int(excluded.sum())),
            numbers=_numbers(main),
            convention=main.convention,
            signals=tuple(chosen),
            undecided=""
            if not trial
            else "trial limits, from the points that they judge: freeze them with "
            "qa-run baseline before they release anything",
        )

    def _run(self, values: AnyValue, excluded: AnyValue) -> Judged:
        import numpy as np

        from qa_run.statistics.charts import run_chart, runs_about

        kept = values[~excluded]
        if not len(kept):
            return Judged(True, undecided="no point counts")
        centre = float(run_chart(kept).process_centre)
        runs = runs_about(kept, centre)
        last = int(np.flatnonzero(~excluded)[-1])
        finding = (
            f"the longest run is {runs.longest} (expected up to {runs.longest_expected}), the centre is crossed "
            f"{runs.crossings} times (expected {runs.fewest_expected} at least)"
        )
        signal = (Signal(last, finding, float(values[last])),) if runs.signal else ()
        return Judged(
            conforms=not runs.signal,
            told=finding,
            numbers={"centre": centre, "points": len(values)},
            convention="median; runs by Anhoej and Olesen 2014",
            signals=signal,
        )


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" or kind.startswith(("np", "xbar")) else "a"


def _rule(rules: AnyValue, number: int, part: Part) -> str:
    """A rule by its number in its set and its words, on which chart."""
    count = f"rule {number + 1}: " if len(rules) > 1 else ""
    return f"{part.name}: {count}{rules[number]}"


def _told(signals: int, length: int, excluded: int) -> str:
    points = f"{length} point{'' if length == 1 else 's'}"
    some = f"{signals} of {points} signal{'s' if signals == 1 else ''}" if signals else f"none of {points} signals"
    return some + (f", {excluded} excluded" if excluded else "")


def _numbers(chart: AnyValue) -> dict[str, AnyValue]:
    """The centre line and the limits; of limits that differ from point to point, those of the last."""
    import numpy as np

    ends = {"centre": chart.centre, "lower_control_limit": chart.lower, "upper_control_limit": chart.upper}
    found = {name: float(array[-1]) for name, array in ends.items() if len(array) and np.isfinite(array[-1])}
    return {**found, "sigma": chart.process_sigma, "points": len(chart.statistic)}
