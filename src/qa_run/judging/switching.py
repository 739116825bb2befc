"""Normal, tightened, reduced: how the lots before decide the severity under which the next one is judged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve

from qa_run.judging.earlier import asking_past
from qa_run.judging.plans import Answered, Asking
from qa_run.model.lots import PastLot

DISCONTINUED = (
    "inspection is discontinued after 5 rejected lots on tightened inspection: nothing is accepted until the supplier "
    "has mended the cause and the procedure says switching: {start: tightened}"
)


def held_under(rule: Any, severity: str) -> Any:
    """`rule` as it is under one severity: then it switches no more."""
    settled = {"switching": None} if hasattr(rule, "switching") else {}
    return evolve(rule, severity=severity, **settled)


def switched(asking: Asking, rule: Any, order: Iterable[int], past: Sequence[PastLot] = ()) -> dict[int, Answered]:
    """The answer for each lot of `order`, judged under what the lots before it led to: those of `past`, then its own.

    A lot that is not decided (too small a sample, no size) leaves the severity as it is.
    """
    from qa_run.statistics.sampling import Rules, State, after

    start, reduced = _asked(rule.switching)
    # by variables, ten lots in a row that the next tighter AQL accepts too: what a score of 30 amounts to
    standard = "iso2859-1" if asking.measures else getattr(rule, "standard", "iso2859-1")
    rules = Rules(standard=standard, reduced_authorised=reduced)
    state = State(inspection=start)
    under = cache(lambda severity: held_under(rule, severity))  # so that the plans of each are looked up once
    tighter = cache(lambda severity: _at_next_aql(asking, under, severity)) if reduced else None
    before = asking_past(asking, past)
    for row, lot in enumerate(past):
        if state.inspection != "discontinued":
            now = under(state.inspection)
            state = after(state, _counted(before, now, row, lot.accepted, tighter), rules)
    found: dict[int, Answered] = {}
    for place, row in enumerate(order, 1):
        if state.inspection == "discontinued":
            found[row] = Answered(rule, None, DISCONTINUED, "discontinued", place, len(past))
            continue
        now = under(state.inspection)
        found[row] = evolve(asking.answered(now, row, state.inspection), order=place, past=len(past))
        judged = found[row].judged
        if judged is None or judged.need_more or judged.undecided:
            continue
        state = after(state, _counted(asking, now, row, bool(judged.conforms), tighter), rules)
    return found


def _counted(asking: Asking, now: Any, row: int, accepted: bool, tighter: Callable[[str], Any] | None) -> Any:
    """What the lot in `row`, decided under the plan `now`, says about the next ones."""
    from qa_run.statistics.sampling import Lot

    _, bad = asking.found(row)
    plan = asking.plan_of(now, row)
    return Lot(
        accepted=accepted,
        at_tighter_aql=_at_tighter_aql(asking, tighter(now.severity), plan, row) if tighter else None,
        in_gap=accepted and plan is not None and not asking.measures and bad > plan.ac,
        nonconforming=bad,
    )


def _asked(switching: Any) -> tuple[Any, bool]:
    """The severity of the first lot, and whether reduced inspection is wanted; `true` is normal, and not reduced."""
    if switching is True:
        return "normal", False
    if isinstance(switching, Mapping):
        return switching.get("start", "normal"), bool(switching.get("reduced", False))
    return getattr(switching, "start", "normal"), bool(getattr(switching, "reduced", False))


def _at_tighter_aql(asking: Asking, tighter: Any, plan: Any, row: int) -> bool | None:
    """Whether the lot would also pass at the AQL one step tighter; of several samples, whether the first accepts it.

    None under single plans with Ac 0 or 1, where it is not asked.
    Source: ISO 2859-1:1999, 9.3.3.2.
    """
    if not asking.measures:
        if plan is None or (len(plan.stages) == 1 and plan.ac <= 1):
            return None
        if len(plan.stages) > 1:
            _, bad = asking.found(row)
            early = plan.stages[: 1 if len(plan.stages) == 2 else 3]
            return any(bad <= stage.ac for stage in early)
    judged = None if tighter is None else asking.answered(tighter, row).judged
    return judged is not None and bool(judged.conforms) and not (judged.need_more or judged.undecided)


def _at_next_aql(asking: Asking, under: Callable[[str], Any], severity: str) -> Any:
    """The rule at the AQL one step tighter: by variables tightened inspection is that AQL. None at the least AQL."""
    if asking.measures:
        return under("tightened")
    from qa_run.statistics.sampling import AQLS

    rule, of_class = under(severity), str(asking.requirement.severity or "")
    aql = rule.aql[of_class] if isinstance(rule.aql, Mapping) else rule.aql
    below = [each for each in AQLS if each < aql * (1 - 1e-9)]
    if not below:
        return None
    return evolve(rule, aql={**rule.aql, of_class: below[-1]} if isinstance(rule.aql, Mapping) else below[-1])
