"""The criterion `chart`: a process that is in control, by a control chart."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any as AnyValue, Literal

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
    said,
    stdev,
    total,
)
from qa_run.builtin.charts.answering import answer, strange_of
from qa_run.builtin.charts.charted import Charted, charted
from qa_run.builtin.charts.choosing import Dates, Excluded, Since, left_out
from qa_run.builtin.charts.drawing import Process
from qa_run.builtin.charts.frozen import of_phase, processes
from qa_run.builtin.charts.rules import Names, Patterns, rules_of, rules_said
from qa_run.builtin.charts.signalling import found_on_each
from qa_run.builtin.charts.wording import article, numbers_of, runs_of
from qa_run.builtin.charts.writing import SIZED, check
from qa_run.builtin.criteria.counting import Counting

if TYPE_CHECKING:
    from qa_run import Plot

Type = Literal[
    "xbar_r", "xbar_s", "i_mr", "p", "np", "c", "u", "laney_p", "laney_u", "ewma", "cusum", "g", "t", "run"
]  # fmt: skip


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
    phase:    the column that tells phases apart, each with limits of its own
    phases:   the same by dates: what each is called, and from when it lasts until the next

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
    phases: tuple[Since, ...] = ()
    nsigmas: float | None = None
    weight: float | None = None
    shift: float | None = None
    decision_interval: float | None = None
    head_start: float | None = None
    kept: Baseline | None = field(init=False, default=None)
    processes: Mapping[str, Mapping[str, Process]] = field(init=False, factory=dict)
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
            object.__setattr__(self, "processes", processes(kept, self.type, self.phased))

    @property
    def phased(self) -> bool:
        return self.phase is not None or bool(self.phases)

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
            return said(language, "in control on a run chart, no shift by the longest run and the crossings")
        kind = self.type.replace("_", "-")
        message = f"in control on {article(kind)} {{kind}} chart, {{rules}}"
        return said(language, message, kind=kind, rules=rules_said(self.tests, language))

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
        return self.judge_each([arrays])[0]

    def judge_each(self, every: Sequence[Mapping[str, AnyValue]]) -> Sequence[Judged]:
        """The same of many sequences: their points are looked at together, which takes a fraction of the time."""
        drawn: dict[int, Charted] = {}
        answers: dict[int, Judged] = {}
        for number, arrays in enumerate(every):
            undecided = self._unfrozen(str(arrays["stratum"]))
            try:
                if undecided:
                    answers[number] = Judged(True, undecided=undecided)
                elif self.type == "run":
                    out = left_out(self.exclude, arrays)
                    answers[number] = runs_of(arrays["value"], out, strange_of(self, arrays))
                else:
                    drawn[number] = self.drawn(arrays)
            except ValueError as error:
                answers[number] = Judged(True, undecided=f"no chart can be drawn: {error}")
        if drawn:
            found = found_on_each(list(drawn.values()), rules_of(self.tests))
            for (number, charts), signals in zip(drawn.items(), found, strict=True):
                answers[number] = answer(self, every[number], charts, signals)
        return [answers[number] for number in range(len(every))]

    def drawn(self, arrays: Mapping[str, AnyValue]) -> Charted:
        """The charts of each phase; ValueError where none can be drawn."""
        return charted(self, arrays, None if self.baseline is None else self.processes[str(arrays["stratum"])])

    def plots(self, arrays: Mapping[str, AnyValue]) -> "list[Plot]":
        """What a report draws: each chart of each phase, with the points that signal by its rules."""
        from qa_run.builtin.charts.plotting import plots_of, run_plot  # only reports that draw pay for it

        if self.type == "run":
            return [run_plot(arrays["value"], left_out(self.exclude, arrays))]
        return plots_of(self.drawn(arrays), rules_of(self.tests))

    def _unfrozen(self, stratum: str) -> str:
        """Why a sequence that is to be held against frozen limits cannot be; blank where it can."""
        if self.baseline is None or stratum in self.processes:
            return ""
        if self.kept is None:
            return f"{self.baseline} is not there yet: qa-run baseline freezes the limits in it"
        which = f" for {stratum}" if stratum else " over all"
        return f"{self.baseline} has no limits{which}: freeze them with qa-run baseline"

    def freeze(
        self, arrays: Mapping[str, AnyValue], without: Collection[str] = ()
    ) -> tuple[dict[str, AnyValue], Sequence[Signal]]:
        """What a baseline keeps of one sequence, and which of the points that set its limits signal by them.

        without: the phases that are frozen already. ValueError where points set no limits that could be frozen.
        """
        import numpy as np

        charts = charted(self, arrays, None, without)
        kept: dict[str, AnyValue] = {}
        counted = np.zeros(charts.length, dtype=bool)
        for each in charts.drawn:
            out = [one for place, one in charts.out.items() if each.points.start <= place < each.points.stop]
            kept[each.name] = of_phase(self.type, each.parts, out, numbers_of(each.parts))
            counted[each.points] = each.parts[0].chart.counted
        if not kept and not without:
            raise ValueError("no point lies in one of its phases")
        (found,) = found_on_each([charts], rules_of(self.tests))
        return {"phases": kept} if self.phased else kept[""], [each for each in found if counted[each.point]]

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
