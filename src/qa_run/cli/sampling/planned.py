"""From the requirements of a procedure to the plans by which their lots are accepted."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from attrs import evolve, frozen

from qa_run.judging.asking import answers
from qa_run.judging.switching import held_under
from qa_run.model.lots import decides_per_lot
from qa_run.model.procedure import Procedure, Requirement, Shape
from qa_run.planning.classes import inspections_of
from qa_run.statistics.sampling import LAST_LOT_SIZE, Plan, plan
from qa_run.statistics.variables import LAST_LOT_SIZE as LAST_MEASURED, VariablesPlan

#: What is shown of a rule that does not say how many are inspected.
SHOWN_FOR = 20
#: By attributes, or by variables.
AnyPlan = Plan | VariablesPlan


@frozen(kw_only=True, eq=False, repr=False)
class Planned:
    """One plan of a procedure, and the requirements that are accepted by it.

    plan:    None where it takes the lot size to find it; `bands` then has the plan for each range of lot sizes
    counts:  of a class, the requirements whose nonconformities the plan counts
    others:  the plans for tightened and reduced inspection
    assumed: nothing says how many are inspected; the plan is that for `SHOWN_FOR`, or for what was asked
    draws:   of a criterion that decides lot by lot without such a plan, how many it asks for
    """

    procedure: Procedure
    names: tuple[str, ...]
    rule: Any
    severity: str
    counts: tuple[str, ...]
    lot_size: int | None
    plan: AnyPlan | None
    bands: tuple[tuple[int, int | None, AnyPlan], ...] = ()
    others: tuple[AnyPlan, ...] = ()
    assumed: bool = False
    draws: int | None = None

    @property
    def measures(self) -> bool:
        """Whether the plan is one by variables."""
        return isinstance(self.plan or (self.bands[0][2] if self.bands else None), VariablesPlan)


def plans_of(procedure: Procedure, lot_size: int | None, n: int | None) -> tuple[Planned, ...]:
    """The plans of `procedure`, requirements with one plan together; `n` where the procedure does not say how many.

    Raises ValueError where a rule has no plan for lots of this size.
    """
    lot = procedure.samples.lot
    size = lot_size if lot_size is not None else lot.size if lot else None
    found: dict[Any, Planned] = {}
    for requirement in decided(procedure):
        each = _planned(procedure, requirement, size, n)
        key = (each.rule.sentence("en"), each.plan, len(each.bands), each.assumed, each.severity if each.bands else "")
        if key in found:
            each = evolve(found[key], names=(*found[key].names, *each.names), severity=_shared(found[key], each))
        found[key] = each
    return tuple(found.values())


def decided(procedure: Procedure) -> tuple[Requirement, ...]:
    """The requirements that a rule of acceptance decides: classes with a plan first, then what no class counts."""
    every = (each for each in procedure.requirements if each.shape is Shape.ITEM or decides_per_lot(each.rule))
    own = (each for each in every if each.counted_in is None)
    return (*inspections_of(procedure, procedure.requirements), *own)


def _shared(one: Planned, other: Planned) -> str:
    return one.severity if one.severity == other.severity else ""


def _planned(procedure: Procedure, requirement: Requirement, lot_size: int | None, n: int | None) -> Planned:
    rule, severity = requirement.rule, requirement.severity
    if rule is requirement.criterion:
        rule = requirement.written or rule
    if hasattr(rule, "for_class"):
        rule = rule.for_class(severity)
    told: dict[str, Any] = {
        "procedure": procedure,
        "names": (f"{requirement.characteristic}::{requirement.id}",),
        "rule": rule,
        "severity": str(severity or ""),
        "counts": tuple(f"{each.characteristic}::{each.id}" for each in requirement.members),
        "lot_size": lot_size,
    }
    if not hasattr(rule, "plan_of") and requirement.shape is not Shape.ITEM:
        return Planned(**told, plan=None, draws=int(rule.sample_size(lot_size)))
    if not hasattr(rule, "plan_of"):
        size, assumed = _size(requirement, lot_size, n)
        return Planned(**told, plan=asked(rule, size, severity, lot_size), assumed=assumed)
    try:
        return Planned(**told, plan=rule.plan_of(lot_size, severity), others=tuple(_others(rule, severity, lot_size)))
    except ValueError:
        if lot_size is not None:
            raise
        return Planned(**told, plan=None, bands=tuple(_bands(rule, severity)))


def _others(rule: Any, severity: Any, lot_size: int | None) -> Iterator[AnyPlan]:
    plan = rule.plan_of(lot_size, severity)
    if plan.letter and not plan.inspect_all:
        for other in ("normal", "tightened", "reduced"):
            if other != plan.severity:
                yield held_under(rule, other).plan_of(lot_size, severity)


def _bands(rule: Any, severity: Any) -> Iterator[tuple[int, int | None, AnyPlan]]:
    """The plan of each range of lot sizes that has one letter: as for its largest lots."""
    lasts = LAST_LOT_SIZE if hasattr(rule, "allows") else LAST_MEASURED
    lows = (2, *(last + 1 for last in lasts))
    for low, high in zip(lows, (*lasts, None), strict=True):
        with suppress(ValueError):  # small lots may have no plan where large ones have
            yield low, high, rule.plan_of(high or 10 * low, severity)


def _size(requirement: Requirement, lot_size: int | None, n: int | None) -> tuple[int, bool]:
    """How many are inspected by a rule that is no plan, and whether that is only an example."""
    least = max(requirement.at_least, int(requirement.acceptance.sample_size(lot_size)))
    said = requirement.at_least > 0 or least > 1
    size = n or (least if said else SHOWN_FOR)
    return (min(size, lot_size) if lot_size is not None else size), not said and n is None


def asked(rule: Any, n: int, severity: Any, lot_size: int | None) -> Plan | None:
    """The plan that a rule amounts to on `n` items: it is asked of each number, until it no longer accepts.

    None where it accepts no number of nonconforming items at all on so few, or any.
    """
    answer = answers(rule.allows, lambda found: (n, found, lot_size, severity), n + 1)
    accepted = -1
    for found in range(n + 1):
        if not bool(answer(found).conforms):
            break
        accepted = found
    if not 0 <= accepted < n:
        return None
    return evolve(plan(n, accepted), inspect_all=n == lot_size)
