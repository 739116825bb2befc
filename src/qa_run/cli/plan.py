"""`qa-run plan SPEC`: how many to draw, when to accept, and what that lets through."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa_run.cli.sampling.as_json import as_json
from qa_run.cli.sampling.curve import MARKED, Curve, curve_of
from qa_run.cli.sampling.picture import picture
from qa_run.cli.sampling.planned import AnyPlan, Planned, plans_of
from qa_run.cli.sampling.text_plot import text_plot
from qa_run.cli.sampling.wording import axis, chance, drawing, everything, letting_through, numbers, percent, quality
from qa_run.cli.screen.page import Line, Span, labelled, line, page_for, rule
from qa_run.cli.screen.tables import table
from qa_run.errors import UsageError
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.session import Options, host_of
from qa_run.statistics.variables import VariablesPlan

ON_STDOUT = "-"


def command(asked: argparse.Namespace) -> int:
    """Print the plans of all procedures that are asked for, and write them where that is wanted."""
    for name in ("lot_size", "n"):
        number = getattr(asked, name)
        if number is not None and number < 1:
            raise UsageError(f"{'-n' if name == 'n' else '--lot-size'} {number}: write 1 or more")
    host = host_of(Options(plugins=tuple(asked.plugins)))
    procedures = load([asked.spec], host, Path.cwd())
    every = [(each, curve_of(each)) for procedure in procedures for each in _plans(procedure, asked)]
    if asked.json != ON_STDOUT:
        page = page_for(sys.stdout, "auto")
        for number, procedure in enumerate(procedures):
            page.write([line()] if number else [])
            page.write(_shown(procedure, [pair for pair in every if pair[0].procedure is procedure], page.width))
    drawn = [(each, curve) for each, curve in every if curve is not None]
    if asked.svg is not None:
        if not drawn:
            raise UsageError("--svg: there is no curve to draw: give --lot-size")
        _written(asked.svg, picture(drawn))
    if asked.json is not None:
        _written(asked.json, json.dumps(as_json(every), ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    return 0


def _plans(procedure: Procedure, asked: argparse.Namespace) -> Sequence[Planned]:
    try:
        return plans_of(procedure, asked.lot_size, asked.n)
    except ValueError as error:
        raise UsageError(f"{procedure.path}: {error}") from error


def _written(name: str, text: str) -> None:
    if name == ON_STDOUT:
        print(text, end="")
        return
    try:
        Path(name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{name}: it cannot be written: {error.strerror}") from error


def _shown(procedure: Procedure, every: Sequence[tuple[Planned, Curve | None]], width: int) -> Iterator[Line]:
    yield rule("=", line(Span(f"{procedure.path} ({procedure.name})", "bold")), width)
    if not every:
        yield line("no requirement of it counts items: there is no plan")
    for planned, curve in every:
        yield line()
        yield from _one(planned, curve, width)


def _one(planned: Planned, curve: Curve | None, width: int) -> Iterator[Line]:
    plan = planned.plan
    yield from labelled("for", ", ".join(planned.names), width, "bold")
    if planned.counts:
        yield from labelled("counts", ", ".join(planned.counts), width)
    yield from labelled("rule", planned.rule.sentence("en"), width)
    if plan is None:
        yield from _without(planned, width)
        return
    if isinstance(plan, VariablesPlan):
        if plan.letter:
            yield from labelled("table", f"ANSI/ASQ Z1.9, letter {plan.letter}, n and M by its design", width)
    elif plan.letter:
        used = f", which leads to letter {plan.used_letter}" if plan.used_letter != plan.letter else ""
        yield from labelled("table", f"{plan.convention}, letter {plan.letter}{used}", width)
    elif plan.convention != "given":
        yield from labelled("found as", plan.convention, width)
    if planned.assumed:
        told = f"nothing says how many are inspected; this is for {plan.n} (-n asks for another number)"
        yield from labelled("note", told, width)
    for number, told in enumerate(drawing(planned)):
        yield from labelled("do" if number == 0 else "", told, width)
    for other in planned.others:
        yield from labelled(other.severity, numbers(other), width)
    if isinstance(plan, VariablesPlan) and curve is not None:
        yield from labelled("note", _ONE_SIDE, width)
    yield line()
    if curve is None:
        yield from labelled("result", everything(planned), width)
        return
    for number, told in enumerate(letting_through(planned, curve)):
        yield from labelled("result" if number == 0 else "", told, width)
    yield line()
    yield from table(["quality of the lot", "accepted", "inspected on average"], _rows(planned, curve), width, (1, 2))
    yield line()
    yield line(f"  lots accepted ({_MODELS[curve.model]}); O marks {', '.join(map(percent, MARKED))}")
    for text in text_plot(curve, width):
        yield line(text)
    yield line(" " * max(8, (width - len(axis(curve))) // 2) + axis(curve))


def _band(low: int, high: int | None, plan: AnyPlan) -> str:
    """The range of lot sizes; without a letter each size has its own plan, and that of the largest lots is shown."""
    if not plan.letter:
        return str(high or 10 * low)
    return f"{low} to {high}" if high else f"{low} and more"


_MODELS = {
    "binomial": "lots of a process: binomial",
    "poisson": "lots of a process: Poisson",
    "hypergeometric": "one lot of this size: hypergeometric",
    "variables": "normally distributed, large lots",
}


_ONE_SIDE = "normally distributed values, of which what is nonconforming lies beyond one limit"


def _without(planned: Planned, width: int) -> Iterator[Line]:
    if planned.draws is not None:
        of = "" if planned.lot_size is None else f" of the {planned.lot_size}"
        yield from labelled(
            "do", f"draw {planned.draws}{of} at random; the criterion says what becomes of the lot", width
        )
        yield from labelled("note", "it has no curve: it does not say what it lets through", width)
        return
    if not planned.bands:
        yield from labelled("result", "so few items accept no lot at all, or any: inspect more (-n)", width)
        return
    yield from labelled("note", "the plan depends on the lot size: --lot-size N shows one with its curve", width)
    rows = [[_band(low, high, plan), plan.letter or "", numbers(plan)] for low, high, plan in planned.bands]
    yield line()
    yield from table(["lot size", "letter", "plan"], rows, width)


def _rows(planned: Planned, curve: Curve) -> list[list[str]]:
    """The round qualities and the marks among them, from good to bad."""
    rows = [(share, [chance(p), f"{asn:.4g}"]) for share, p, asn in curve.table]
    most = "<= " if curve.model == "hypergeometric" else ""
    rows += [(share, [f"{most}{percent(p)} O", ""]) for p, share in curve.marks]
    return [[quality(share, planned, curve), *told] for share, told in sorted(rows)]
