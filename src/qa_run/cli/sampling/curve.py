"""What a plan lets through, as numbers: its OC curve, the marks on it, and the risks."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any, Literal

import numpy as np
from attrs import frozen

from qa_run.cli.sampling.planned import Planned
from qa_run.statistics.sampling import (
    Limit,
    Model,
    Plan,
    average_outgoing_quality_limit,
    operating_characteristic,
    quality_accepted,
)
from qa_run.statistics.variables import VariablesPlan, acceptance_probability, quality_accepted as by_variables

#: The chances whose qualities are marked: of what is nearly always accepted, half the time, and hardly ever.
MARKED = (0.95, 0.50, 0.10)
POINTS, ROWS, HARDLY = 201, 8, 0.005


@frozen(kw_only=True, eq=False, repr=False)
class Curve:
    """How often lots are accepted, by their quality: nonconforming items, or nonconformities per item, as a share.

    marks:     of 95 %, 50 % and 10 % the quality that is accepted so often (whole items: at most so often)
    table:     some round qualities, with the chance and the items inspected on average
    producer:  the quality that should pass and how often it is rejected; None where the plan names none
    consumer:  the quality that should not pass, and how often it is accepted
    aoql:      None for a single lot, where nothing is averaged
    """

    model: Model | Literal["variables"]
    quality: Sequence[float]
    accept: Sequence[float]
    marks: Sequence[tuple[float, float]]
    table: Sequence[tuple[float, float, float]]
    producer: tuple[float, float] | None
    consumer: tuple[float, float]
    aoql: Limit | None


def curve_of(planned: Planned) -> Curve | None:
    """The curve of a plan; None where there is nothing to chance: no plan yet, or every item is inspected."""
    plan = planned.plan
    if plan is None or plan.inspect_all:
        return None
    if isinstance(plan, VariablesPlan):
        return _measured(plan, planned.rule)
    model = _model(plan)
    lot = planned.lot_size if model == "hypergeometric" else None
    whole = lot or 1
    marks = [(chance, quality_accepted(plan, chance, model=model, lot_size=lot) / whole) for chance in MARKED]
    rows = _round_steps(quality_accepted(plan, HARDLY, model=model, lot_size=lot) / whole)
    if model == "binomial":
        rows = [each for each in rows if each < 1] + ([1.0] if rows[-1] >= 1 else [])
    if lot:
        rows = sorted({min(round(each * lot), lot) for each in rows})
    grid = _whole(rows[-1], POINTS) if lot else np.linspace(0, rows[-1], POINTS)
    fate = operating_characteristic(plan, grid, model=model, lot_size=lot)
    few = operating_characteristic(plan, rows, model=model, lot_size=lot)
    return Curve(
        model=model,
        quality=[float(each) / whole for each in fate.quality],
        accept=[float(each) for each in fate.accept],
        marks=marks,
        table=[
            (float(q) / whole, float(p), float(asn)) for q, p, asn in zip(few.quality, few.accept, few.asn, strict=True)
        ],
        producer=_producer(plan, planned.rule, model, lot),
        consumer=_consumer(plan, planned.rule, marks, model, lot),
        aoql=_outgoing(plan, planned.lot_size, model) if model != "hypergeometric" else None,
    )


def _measured(plan: VariablesPlan, rule: Any) -> Curve:
    """The curve of a plan by variables: of one limit, and of large lots."""

    def accepted(share: Any) -> Any:
        return acceptance_probability(share, plan.n, plan.k, plan.sigma_known)

    marks = [(chance, by_variables(chance, plan.n, plan.k, plan.sigma_known)) for chance in MARKED]
    rows = [each for each in _round_steps(by_variables(HARDLY, plan.n, plan.k, plan.sigma_known)) if each <= 1]
    grid = np.linspace(0, rows[-1], POINTS)
    good = float(rule.producer.quality.value) if rule.producer else (plan.aql or 0) / 100
    bad = float(rule.consumer.quality.value) if rule.consumer else marks[-1][1]
    return Curve(
        model="variables",
        quality=[float(each) for each in grid],
        accept=[float(each) for each in accepted(grid)],
        marks=marks,
        table=[(each, float(accepted(each)), float(plan.n)) for each in rows],
        producer=(good, 1 - float(accepted(good))) if good else None,
        consumer=(bad, float(accepted(bad))),
        aoql=None,
    )


def chance_of(plan: Plan, share: float, model: Model, lot: int | None) -> float:
    """How often lots of this quality are accepted; of a single lot the share is rounded to whole items."""
    quality = round(share * lot) if lot else share
    return float(operating_characteristic(plan, quality, model=model, lot_size=lot).accept[0])


def _model(plan: Plan) -> Model:
    if plan.count == "nonconformities":
        return "poisson"
    return "hypergeometric" if "hypergeometric" in plan.convention else "binomial"


def _outgoing(plan: Plan, lot_size: int | None, model: Literal["binomial", "poisson"] | Any) -> Limit:
    fits = lot_size is not None and plan.largest_n <= lot_size
    return average_outgoing_quality_limit(plan, lot_size=lot_size if fits else None, model=model)


def _producer(plan: Plan, rule: Any, model: Model, lot: int | None) -> tuple[float, float] | None:
    point = getattr(rule, "producer", None)
    share = float(point.quality.value) if point else (plan.aql or 0) / 100
    return (share, 1 - chance_of(plan, share, model, lot)) if share else None


def _consumer(
    plan: Plan, rule: Any, marks: Sequence[tuple[float, float]], model: Model, lot: int | None
) -> tuple[float, float]:
    point, ltpd = getattr(rule, "consumer", None), getattr(rule, "ltpd", None)
    named = point.quality if point else ltpd
    share = float(named.value) if named else marks[-1][1]
    if lot:
        share = ceil(round(share * lot, 9)) / lot
    return share, chance_of(plan, share, model, lot)


def _whole(end: float, most: int) -> Any:
    return np.unique(np.rint(np.linspace(0, end, min(int(end) + 1, most))))


def _round_steps(end: float) -> list[float]:
    """Round qualities from 0 to beyond `end`, about `ROWS` of them: steps of 1, 2 or 5 times a power of ten."""
    rough = end / ROWS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * (1 - 1e-9))
    return [round(place * step, 12) for place in range(ceil(end / step - 1e-9) + 1)]
