"""A procedure's part of the page: its Pareto, the pictures of each characteristic, its nonconforming items."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from attrs import define, field, frozen

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.html.charts import chart_of
from qa_run.builtin.reporters.html.histograms import histogram_of
from qa_run.builtin.reporters.html.levels import levels_of, shares_of
from qa_run.builtin.reporters.html.paretos import ParetoView, pareto_of
from qa_run.builtin.reporters.html.rows import Row, rows_of

#: Nonconforming items that are listed of a procedure, and characteristics that have pictures.
ITEMS, DRAWN = 500, 60


@define(eq=False, repr=False)
class Figures:
    """The pictures of one characteristic: each with the template that draws it."""

    characteristic: str
    title: str
    figures: list[tuple[str, Any]] = field(factory=list)
    releases: bool = True


@frozen(kw_only=True, eq=False, repr=False)
class Section:
    """What the page tells of one procedure."""

    report: Any
    rows: tuple[Row, ...]
    pareto: ParetoView | None
    characteristics: tuple[Figures, ...]
    undrawn: int
    tabled: tuple[Verdict, ...]
    items: tuple[tuple[Verdict, Any], ...]
    more_items: int
    conspicuous: tuple[tuple[Verdict, Any], ...]
    notices: tuple[str, ...]


def sections_of(report: Report) -> Iterator[Section]:
    """A section for each procedure."""
    first = 1
    for one in report.procedures:
        verdicts = list(one.verdicts)
        figures = _figures(one, verdicts)
        drawn = sorted(figures, key=lambda each: each.releases)[:DRAWN]
        listed = [each for each in verdicts if not each.tables]
        items = list(_items(each for each in listed if each.outcome is not Outcome.MARGINAL))
        conspicuous = _items(each for each in listed if each.outcome is Outcome.MARGINAL)
        yield Section(
            report=one,
            rows=tuple(rows_of(report, verdicts, first)),
            pareto=pareto_of(verdicts),
            characteristics=tuple(each for each in figures if each in drawn),
            undrawn=len(figures) - len(drawn),
            tabled=tuple(each for each in verdicts if each.tables),
            items=tuple(items[:ITEMS]),
            more_items=len(items) - ITEMS if len(items) > ITEMS else 0,
            conspicuous=tuple(islice(conspicuous, ITEMS)),
            notices=(*one.notices, *(one.pictures.notices if one.pictures else ())),
        )
        first += len(verdicts)


def _figures(one: Any, verdicts: Sequence[Verdict]) -> list[Figures]:
    titles = {each.characteristic: each.title for each in one.procedure.requirements}
    found = {name: Figures(name, title or name) for name, title in titles.items()}
    values, charts = (one.pictures.values, one.pictures.charts) if one.pictures else ((), ())
    charted = {each.characteristic for each in charts}

    def add(characteristic: str, kind: str, case: str, view: Any) -> None:
        if characteristic in found:
            found[characteristic].figures.append((kind, (f": {case}" if case else "", view)))

    for each in values:
        add(each.characteristic, "histogram", each.case, histogram_of(each))
    for each in charts:
        for plot in each.plots:
            add(each.characteristic, "chart", each.verdict.partition("[")[2][:-1], chart_of(plot, each.unit))
    for each in values:
        if each.course is not None and each.characteristic not in charted:
            add(each.characteristic, "chart", each.case, chart_of(each.course, each.unit))
        for levels in each.levels:
            add(each.characteristic, "levels", each.case, levels_of(levels, each.unit))
    for name, view in shares_of(verdicts):
        add(name, "levels", "", view)
    for verdict in verdicts:
        if not verdict.outcome.releases and verdict.characteristic in found:
            found[verdict.characteristic].releases = False
    return [each for each in found.values() if each.figures]


def _items(verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, Any]]:
    """Each nonconforming item once for each thing that is wrong with it; the worst class first."""
    order = {"critical": 0, "major": 1, "minor": 2}
    seen = set()
    for verdict in sorted(verdicts, key=lambda each: (order.get(each.severity, 3), bool(each.per))):
        for item in verdict.items:
            key = (verdict.characteristic, verdict.criterion, item.item, item.finding, item.place)
            if key not in seen:
                seen.add(key)
                yield verdict, item
