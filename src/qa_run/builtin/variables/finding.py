"""From the keys of a plan by variables to the plan itself."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from qa_run import number_in, said
from qa_run.builtin.plan_lookup import NO_LOT, nearest, points_named

if TYPE_CHECKING:
    from qa_run.statistics.variables import VariablesPlan


def known_aql(aql: float) -> None:
    """Refuse an AQL that no table has, with its neighbours."""
    from qa_run.statistics.variables import AQLS

    if aql not in AQLS:
        raise ValueError(f"aql {aql:g} is in no table by variables: write {nearest(aql, AQLS)}")


def named(rule: Any, language: str = "en") -> str:
    """The plan as written, for people: where it is from and what picks it."""
    if rule.way == "z1.9":
        level, severity = said(language, "level {level}", level=rule.level or "II"), rule.severity or "normal"
        parts = ["ANSI/ASQ Z1.9", level, said(language, severity), f"AQL {number_in(language, f'{rule.aql:g}')}"]
    elif rule.way == "two-point":
        parts = points_named({"producer": rule.producer, "consumer": rule.consumer}, language)
    else:
        least = f"k {rule.k:g}" if rule.k is not None else f"M {rule.maximum}"
        parts = [f"n {rule.n}", number_in(language, least)]
    sigma = said(language, "sigma unknown") if rule.sigma is None else number_in(language, f"sigma {rule.sigma}")
    return ", ".join([*parts, sigma])


def found(rule: Any, lot_size: int | None) -> "VariablesPlan":
    """The plan of `rule` for a lot. Raises ValueError where there is none."""
    points = tuple(None if point is None else point.numbers for point in (rule.producer, rule.consumer))
    maximum = None if rule.maximum is None else float(rule.maximum.value)
    return _found(
        rule.way, rule.level or "II", rule.aql, rule.severity or "normal", points,
        rule.n, rule.k, maximum, rule.sigma is not None, lot_size,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _found(
    way: str, level: str, aql: float, severity: str, points: Any,
    n: int, k: float | None, maximum: float | None, sigma_known: bool, lot_size: int | None,
) -> "VariablesPlan":  # fmt: skip
    from qa_run.statistics.variables import code_letter, find_variables_plan, given_variables_plan, variables_plan

    if way == "z1.9":
        if lot_size is None:
            raise ValueError(NO_LOT)
        return variables_plan(code_letter(lot_size, level), aql, severity, sigma_known, lot_size)
    if way == "two-point":
        plan = find_variables_plan(points[0], points[1], sigma_known).plan
    else:
        plan = given_variables_plan(n, k=k, maximum=maximum, sigma_known=sigma_known)
    if lot_size is not None and plan.n >= lot_size:
        return evolve(plan, n=lot_size, inspect_all=True)
    return plan
