"""From the keys of a sampling plan to the plan itself, and from a plan and a sample to what is decided."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from qa_run import Judged, number_in, said

if TYPE_CHECKING:
    from qa_run.statistics.sampling import Plan

_TITLES = {
    "iso2859-1": "ISO 2859-1",
    "z1.4": "ANSI/ASQ Z1.4",
    "mil-std-105e": "MIL-STD-105E",
    "zero-acceptance": "zero acceptance",
    "ltpd": "limiting quality",
    "two-point": "two points",
    "isolated": "isolated lot",
}
NO_LOT = "the plan needs the lot size: write samples.lot.size"


def known_aqls(aqls: Mapping[str, float], count: str) -> None:
    """Refuse an AQL that no table has, with its neighbours."""
    from qa_run.statistics.sampling import AQLS

    for aql in aqls.values():
        if aql and aql not in AQLS:
            raise ValueError(f"aql {aql:g} is in no table: write {nearest(aql, AQLS)}")
        if aql > 10 and count == "items":
            raise ValueError(f"aql {aql:g} is nonconformities per 100 items: write count: nonconformities beside it")


def nearest(aql: float, aqls: Sequence[float]) -> str:
    """The AQLs of the tables below and above one that is in none."""
    near = [*[low for low in aqls if low < aql][-1:], *[high for high in aqls if high > aql][:1]]
    return " or ".join(f"{each:g}" for each in near)


def named(rule: Any, language: str = "en") -> str:
    """The plan as written, for people: the standard and what picks the plan."""
    parts = [said(language, _TITLES[rule.standard])]
    if rule.standard in ("iso2859-1", "z1.4", "mil-std-105e"):
        words = (rule.kind, rule.severity or "normal")
        parts += [said(language, "level {level}", level=rule.level), *(said(language, word) for word in words)]
    if isinstance(rule.aql, Mapping):
        parts += [f"AQL {said(language, name)} {number_in(language, f'{aql:g}')}" for name, aql in rule.aql.items()]
    elif rule.aql is not None:
        parts.append(f"AQL {number_in(language, f'{rule.aql:g}')}")
    if rule.ltpd is not None:
        sure = number_in(language, f"{_confidence(rule) * 100:g} %")
        message = "{quality} nonconforming rejected with {confidence} confidence"
        parts.append(said(language, message, quality=rule.ltpd, confidence=sure))
    parts += points_named({name: getattr(rule, name) for name in ("producer", "consumer")}, language)
    return ", ".join(parts)


def points_named(points: Mapping[str, Any], language: str) -> list[str]:
    """The points of an OC curve in words, those that are given."""
    message = "{whose} {quality} accepted {often} of the time"
    return [
        said(language, message, whose=said(language, name), quality=point.quality, often=point.accepted)
        for name, point in points.items()
        if point is not None
    ]


def found(rule: Any, lot_size: int | None) -> "Plan":
    """The plan of `rule`, which has at most one AQL. Raises ValueError where there is none."""
    points = tuple(None if point is None else point.numbers for point in (rule.producer, rule.consumer))
    ltpd = None if rule.ltpd is None else float(rule.ltpd.value)
    return _found(
        rule.standard, rule.level, rule.aql, rule.kind, rule.severity or "normal", rule.count,
        ltpd, _confidence(rule), rule.ac, points, lot_size,
    )  # fmt: skip


def _confidence(rule: Any) -> float:
    if rule.confidence is not None:
        return float(rule.confidence.value)
    return 0.95 if rule.standard == "zero-acceptance" else 0.90


@lru_cache(maxsize=4096)
def _found(
    standard: str, level: str, aql: float | None, kind: Any, severity: Any, count: Any,
    ltpd: float | None, confidence: float, ac: int, points: Any, lot_size: int | None,
) -> "Plan":  # fmt: skip
    from qa_run.statistics.sampling import STANDARDS, find, ltpd_plan, two_point_plan, zero_acceptance_plan

    if lot_size is None and (standard in STANDARDS or standard == "isolated"):
        raise ValueError(NO_LOT)
    if standard in STANDARDS:
        if not aql:
            return _none_found(lot_size or 0, level, severity, standard, count)
        return find(
            aql=aql, lot_size=lot_size or 0, level=level, severity=severity, kind=kind, standard=standard, count=count
        )
    if ltpd is None:
        producer, consumer = points
        model: Any = "hypergeometric" if standard == "isolated" else "binomial"
        model = "poisson" if count == "nonconformities" else model
        plan = two_point_plan(producer=producer, consumer=consumer, model=model, lot_size=lot_size)
    elif standard == "zero-acceptance":
        plan = zero_acceptance_plan(ltpd=ltpd, confidence=confidence, lot_size=lot_size)
    else:
        beta = float(1 - Decimal(repr(confidence)))
        plan = ltpd_plan(ltpd=ltpd, beta=beta, ac=ac, lot_size=lot_size)
    if lot_size is not None and plan.n >= lot_size and not plan.inspect_all:
        plan = evolve(plan, stages=(evolve(plan.stages[0], n=lot_size),), inspect_all=True)
    return evolve(plan, standard=standard, aql=aql)


def _none_found(lot_size: int, level: str, severity: Any, standard: str, count: Any) -> "Plan":
    """AQL 0 is in no table: none may be found in the sample that the code letter asks for."""
    from qa_run.statistics.sampling import LETTERS, SIZES, Plan, Stage, code_letter

    letter = code_letter(lot_size, level)
    n = min(SIZES[LETTERS.index(letter)], lot_size)
    return Plan(
        stages=(Stage(n, 0, 1),), letter=letter, used_letter=letter, aql=0.0, severity=severity, standard=standard,
        count=count, inspect_all=n >= lot_size, convention="AQL 0 is in no table: none in the sample of the letter",
    )  # fmt: skip


def told(plan: "Plan") -> str:
    """Table, letter and numbers of a plan, in a line."""
    letter = f"letter {plan.letter}" if plan.letter else ""
    if plan.used_letter != plan.letter:
        letter += f", plan of letter {plan.used_letter}"
    stages = [f"n {stage.n} Ac {stage.ac if stage.ac >= 0 else '#'} Re {stage.re}" for stage in plan.stages]
    return ", ".join(part for part in (plan.convention, letter, ", then ".join(stages)) if part)


def judged(plan: "Plan", name: str, n: int, nonconforming: int, lot_size: int | None) -> Judged:
    """What the sample in hand decides: accepted, rejected, or so many still to draw."""
    from qa_run.statistics.sampling import decide_pooled

    if lot_size is not None and n > lot_size:
        reason = f"{n} were inspected of a lot of {lot_size}: correct the size of the lot, or its items"
        return Judged(False, nonconforming, undecided=reason)
    decision = decide_pooled(plan, n, nonconforming)
    more = f", {n - plan.largest_n} more inspected than asked for" if n > plan.largest_n else ""
    return Judged(
        decision.outcome == "accepted",
        nonconforming,
        convention=f"{name}: {told(plan)}{more}",
        marginal=decision.back_to_normal,
        need_more=decision.to_draw,
        accept=decision.ac if decision.ac >= 0 else None,
    )
