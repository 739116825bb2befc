"""The criterion `chart`: a process that is in control, by a control chart."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal
from typing import Any as AnyValue

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run import (
    Aggregate,
    Any,
    Baseline,
    Beside,
    Column,
    Example,
    Judged,
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
from qa_run.builtin.charts.choosing import Dates, Excluded, absent, left_out, setting
from qa_run.builtin.charts.drawing import TYPES, Material, Part, Process
from qa_run.builtin.charts.frozen import excluded_then, processes
from qa_run.builtin.charts.rules import Names, Patterns, rules_of, said
from qa_run.builtin.charts.signalling import Signals, found_on
from qa_run.builtin.charts.wording import article, numbers_of, runs_of, told
from qa_run.builtin.charts.writing import OPTIONS, SIZED, check
from qa_run.builtin.criteria.counting import Counting

if TYPE_CHECKING:
    from qa_run import Plot

Type = Literal[
    "xbar_r", "xbar_s", "i_mr", "p", "np", "c", "u", "laney_p", "laney_u", "ewma", "cusum", "g", "t", "run"
]  # fmt: skip
TRIAL = "trial limits, from the points that they judge: freeze them with qa-run baseline before they release anything"


@criterion("chart")
@frozen(eq=False, repr=False)
class Chart(Counting):
    """The process is in control: no point of its control chart signals.

    type:     xbar_r, xbar_s of subgroups; i_mr, ewma, cusum, run of single values (ewma and cusum of subgroups, too);
              p, np, laney_p of nonconforming items, c, u, laney_u of nonconformities; g, t of rare events
    subgroup: the column that names the subgroup, or how many items in a row make one
    n:        for p, np, u: the column with the number of items (or units) that were looked at
    of:       for p and np of single items: the item criterion that they are counted by, in each subgroup
    rules:    limits, western_electric, nelson, aiag, juran, or patterns of one's own
    baseline: the file with the frozen limits, which `qa-run baseline` writes
    first:    so many points set trial limits for all, or those of some dates; with neither, all points do
    exclude:  points that do not count, each with its reason
    time:     the column with the order, where it is not the `time:` of the samples
    phase:    the column that tells phases apart, each with trial limits of its own

    nsigmas is how far limits stand (3); weight is that of an ewma (0.2); shift (1), decision_interval (5) and
    head_start (0; half the interval is the fast initial response) are those of a cusum, in standard errors.

    Trial limits are computed from the points that they judge: a chart without a signal is then "not inspected", since
    nothing is shown about the process to come. Freeze them when they are good. Control limits come from the process
    and have nothing to do with specification limits. Strata are processes of their own: each has its chart, and the
    verdict over all is that of the worst.

        diameter: {chart: {type: xbar_r, subgroup: {column: sample}, rules: nelson, baseline: baselines/diameter.json}}
    """

    type: Type
    subgroup: Column | int | None = column(reads=Any, default=None)
    n: Column | None = column(reads=Number, default=None)
    of: Nested | None = None
    rules: Names | Patterns | None = None
    baseline: Beside | None = None
    first: int | Dates | None = None
    exclude: tuple[Excluded, ...] = ()
    time: Column | None = None
    phase: Column | None = column(reads=Any, default=None)
    nsigmas: float | None = None
    weight: float | None = None
    shift: float | None = None
    decision_interval: float | None = None
    head_start: float | None = None
    kept: Baseline | None = field(init=False, default=None)
    processes: Mapping[str, Process] = field(init=False, factory=dict)
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
        Example(
            {"type": "xbar_r", "subgroup": 3, "rules": "limits", "first": 3},
            samples=(((10, 11, 9, 10, 12, 10, 9, 11, 10, 20, 21, 22), False), ((5, 6, 7, 5, 6, 7), None), ((), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.baseline is not None and self.baseline.text is not None:
            kept = Baseline.parse(self.baseline.text)
            object.__setattr__(self, "kept", kept)
            object.__setattr__(self, "processes", processes(kept, self.type))

    @property
    def apart(self) -> bool:
        """Strata are processes of their own, and no chart mixes them."""
        return True

    @property
    def over(self) -> Subgroups:
        if isinstance(self.subgroup, Column):
            return Subgroups(by=self.subgroup, time=self.time, phase=self.phase)
        size = self.subgroup if isinstance(self.subgroup, int) else 1
        return Subgroups(size=size, time=self.time, phase=self.phase)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The points, by what they are called, that do not count."""
        return tuple(each.point for each in self.exclude)

    @property
    def tests(self) -> Names | Patterns:
        """The rules that are written, or else those that mean most on this type."""
        return self.rules or ("limits" if self.type in ("ewma", "cusum", "run") else "nelson")

    def sentence(self, language: str) -> str:
        if self.type == "run":
            return "in control on a run chart, no shift by the longest run and the crossings"
        kind = self.type.replace("_", "-")
        return f"in control on {article(kind)} {kind} chart, {said(self.tests)}"

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
        stratum = str(arrays["stratum"])
        if self.baseline is not None and stratum not in self.processes:
            if self.kept is None:
                return Judged(
                    True, undecided=f"{self.baseline} is not there yet: qa-run baseline freezes the limits in it"
                )
            which = f" for {stratum}" if stratum else " over all"
            return Judged(True, undecided=f"{self.baseline} has no limits{which}: freeze them with qa-run baseline")
        try:
            return self._run(arrays) if self.type == "run" else self._judged(arrays)
        except ValueError as error:
            return Judged(True, undecided=f"no chart can be drawn: {error}")

    def freeze(self, arrays: Mapping[str, AnyValue]) -> tuple[dict[str, AnyValue], Sequence[Signal]]:
        """What a baseline keeps of one sequence, and which of the points that set its limits signal by them.

        ValueError where the points set no limits that could be frozen.
        """
        parts, _, _ = self.drawn(arrays)[0]
        chart, out = parts[0].chart, left_out(self.exclude, arrays)
        if not chart.process_sigma > 0:
            raise ValueError("nothing varies in the points that count, and limits of no width would refuse what comes")
        kept = {
            "type": self.type,
            "centre": chart.process_centre,
            "sigma": chart.process_sigma,
            "points": int(chart.counted.sum()),
            "convention": chart.convention,
            "limits": numbers_of(parts),
            "excluded": [{"point": each.point, "because": each.because} for each in out.values()],
        }
        return kept, [signal for signal in self._judged(arrays).signals if chart.counted[signal.point]]

    def thawed(self, first: int | None = None, since: str = "", until: str = "") -> "Chart":
        """The same chart with trial limits, set by the first points or those of some dates: what is frozen."""
        dates = Dates(since, until) if since or until else None
        return evolve(self, baseline=None, first=first if first is not None else dates)

    def belongs_to(self, characteristic: str, requirement: str, unit: str) -> None:
        """Nothing where the baseline was frozen of that requirement; else a ValueError."""
        if self.kept is None:
            return
        mine = {"characteristic": characteristic, "requirement": requirement, "unit": unit}
        for name, value in mine.items():
            frozen_of = getattr(self.kept, name)
            if frozen_of != value:
                told = f"was frozen of the {name} {frozen_of!r}, not {value!r}"
                raise ValueError(f"baseline {self.baseline} {told}: freeze this one in a file of its own")

    def drawn(self, arrays: Mapping[str, AnyValue]) -> "list[tuple[list[Part], slice, str]]":
        """The charts of each phase, with its points and its name."""
        import numpy as np

        length = len(next(arrays[name] for name in ("count", "value", "n") if name in arrays))
        excluded = np.zeros(length, dtype=bool)
        excluded[list(left_out(self.exclude, arrays))] = True
        process = self.processes.get(str(arrays["stratum"])) if self.baseline is not None else None
        options = {
            name: default if (given := getattr(self, name)) is None else given for name, default in OPTIONS.items()
        }
        charts = []
        for name, places in _phases(arrays, length):
            counted = ~excluded[places] if process else setting(self.first, places, excluded, arrays.get("time"))
            if not counted.any() and process is None:
                raise ValueError(f"no point{f' of phase {name}' if name else ''} is left to set limits")
            some = {
                key: arrays[key][places]
                for key in ("count", "n", "value", "total", "stdev", "minimum", "maximum")
                if key in arrays
            }
            charts.append((TYPES[self.type](Material(some, counted, process, options)), places, name))
        return charts

    def plots(self, arrays: Mapping[str, AnyValue]) -> "list[Plot]":
        """What a report draws: each chart of each phase, with the points that signal by its rules."""
        from qa_run.builtin.charts.plotting import plots_of, run_plot  # only reports that draw pay for it

        if self.type == "run":
            return [run_plot(arrays["value"], left_out(self.exclude, arrays))]
        return plots_of(self.drawn(arrays), rules_of(self.tests), left_out(self.exclude, arrays))

    def _judged(self, arrays: Mapping[str, AnyValue]) -> Judged:
        import numpy as np

        drawn, rules, out = self.drawn(arrays), rules_of(self.tests), left_out(self.exclude, arrays)
        length = drawn[-1][1].stop
        excluded = np.zeros(length, dtype=bool)
        excluded[list(out)] = True
        found = Signals(
            [each for parts, places, _ in drawn for each in found_on(parts, rules, excluded[places], places.start)]
        )
        main = drawn[-1][0][0].chart
        strange = self._strange(arrays)
        numbers = {
            f"{name} ({phase})": value for parts, _, phase in drawn[:-1] for name, value in numbers_of(parts).items()
        }
        trial = self.kept is None
        return Judged(
            conforms=not found,
            told="; ".join(told(len(found), length, out, self._limits_told(drawn, length), strange)),
            numbers={**numbers, **numbers_of(drawn[-1][0]), "points": length},
            convention=main.convention,
            signals=found,
            undecided=TRIAL if trial else "",
            marginal=bool(strange),
            baseline=self.kept.told(str(self.baseline)) if self.kept and self.baseline else {},
        )

    def _strange(self, arrays: Mapping[str, AnyValue]) -> list[str]:
        """The exclusions that name no point, here or when the limits were frozen."""
        then = excluded_then(self.kept)
        return [str(each) for each in absent(self.exclude, arrays) if each.point not in then]

    def _limits_told(self, drawn: "list[tuple[list[Part], slice, str]]", length: int) -> str:
        """Where the limits come from."""
        if self.kept is not None:
            by = f" by {self.kept.by}" if self.kept.by else ""
            despite = f", despite signals: {self.kept.despite}" if self.kept.despite else ""
            return f"limits frozen {self.kept.made[:10]} in {self.baseline}{by}{despite}"
        counted = sum(int(parts[0].chart.counted.sum()) for parts, _, _ in drawn)
        phases = f", in {len(drawn)} phases" if len(drawn) > 1 else ""
        which = {int: "the first ", Dates: f"those {self.first}: "}.get(type(self.first), "")
        return f"trial limits of {which}{counted} of {length} points{phases}"

    def _run(self, arrays: Mapping[str, AnyValue]) -> Judged:
        out = left_out(self.exclude, arrays)
        return runs_of(arrays["value"], out, self._strange(arrays))


def _phases(arrays: Mapping[str, AnyValue], length: int) -> list[tuple[str, slice]]:
    """The phases of a sequence, in their order; all of it where there are none."""
    if "phase" not in arrays:
        return [("", slice(0, length))]
    from qa_run.statistics.charts import stretches

    names = arrays["phases"]
    return [(str(name), places) for name, places in stretches([names[int(code)] for code in arrays["phase"]])]
