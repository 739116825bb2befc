"""Plans and their risks in plain words."""

from collections.abc import Iterator

from qa_run.cli.sampling.curve import Curve
from qa_run.cli.sampling.planned import AnyPlan, Planned
from qa_run.statistics.sampling import Plan
from qa_run.statistics.variables import VariablesPlan

#: Chances nearer to 0 or 1 than this are called never and always.
SURE = 0.0005
#: How far a fraction may be from a chance that it stands for: nearly right if there is one, else roughly.
NEAR = (0.006, 0.02)


def times(chance: float) -> str:
    """A chance as people say it: `1 time in 3`."""
    if chance in (0, 1):
        return "always" if chance else "never"
    if chance >= 1 - SURE:
        return "practically always"
    if chance <= SURE:
        return "practically never"
    if chance < 0.095:
        return f"1 time in {round(1 / chance)}"
    if chance > 0.905:
        fits = (of for of in (20, 100) if abs(round(chance * of) / of - chance) < 0.1 / of and round(chance * of) < of)
        of = next(fits, 100 if chance < 0.99 else 1000)
        return f"{round(chance * of)} times in {of}"
    for near in NEAR:
        for of in range(2, 11):
            often = round(chance * of)
            if 0 < often < of and abs(often / of - chance) <= near:
                return f"{often} time{'s' if often > 1 else ''} in {of}"
    return f"{round(chance * 100)} times in 100"


def percent(share: float) -> str:
    """A share in per cent, to three significant digits."""
    return f"{share * 100:.3g} %"


def chance(value: float) -> str:
    """A chance in per cent, which is 0 or 100 only where it is certain."""
    if 0 < value < SURE:
        return "< 0.1 %"
    return "> 99.9 %" if 1 - SURE < value < 1 else f"{value * 100:.1f} %"


def bare(share: float, curve: Curve) -> str:
    """The quality as a number on an axis: per cent, or how much per 100 items."""
    return f"{share * 100:.3g}" if curve.model == "poisson" else percent(share)


def axis(curve: Curve) -> str:
    """What the numbers on the axis are."""
    return "nonconformities per 100 items" if curve.model == "poisson" else "nonconforming items in the lot"


def quality(share: float, planned: Planned, curve: Curve) -> str:
    """What a lot of this quality is: its share, of a single lot the number of its items, or how much per 100 items."""
    if curve.model == "poisson":
        return f"{share * 100:.3g} nonconformities per 100 {planned.procedure.noun(100)}"
    if curve.model == "hypergeometric" and planned.lot_size:
        return f"{round(share * planned.lot_size)} of {planned.lot_size} nonconforming"
    return f"{percent(share)} nonconforming"


def drawing(planned: Planned) -> Iterator[str]:
    """How many to draw, and with how many nonconforming ones, or by what numbers, the lot is accepted or rejected."""
    plan, procedure = planned.plan, planned.procedure
    if plan is None:
        return
    if isinstance(plan, VariablesPlan):
        yield from _measuring(planned, plan)
        return
    noun = procedure.noun(2)
    what = "nonconformities" if plan.count == "nonconformities" else "nonconforming"
    if plan.inspect_all:
        yield f"inspect every one of the {plan.n} {noun}"
    elif len(plan.stages) == 1:
        yield f"draw {_at_random(planned)}"
    if len(plan.stages) == 1:
        yield f"accept with at most {plan.ac} {what}, reject with {plan.re} or more{_gap(plan)}"
        return
    for number, (stage, drawn) in enumerate(zip(plan.stages, plan.sizes, strict=True), start=1):
        so_far = _at_random(planned) if number == 1 else f"{stage.n} more, {drawn} in all"
        accept = "do not accept yet" if stage.ac < 0 else f"accept with at most {stage.ac} {what}"
        last = f", else draw sample {number + 1}" if number < len(plan.stages) else _gap(plan)
        yield f"sample {number}: draw {so_far}; {accept}, reject with {stage.re} or more{last}"


def _measuring(planned: Planned, plan: VariablesPlan) -> Iterator[str]:
    """How many to measure, and which mean and deviation are accepted."""
    rule = planned.rule
    if plan.inspect_all:
        yield f"measure every one of the {plan.n} {planned.procedure.noun(2)}"
        yield "accept where none lies beyond the limits"
        return
    yield f"draw {_at_random(planned)}, and measure them"
    far = f"{plan.k:.4g} {'times sigma' if plan.sigma_known else 'standard deviations of the sample'}"
    if rule.method_for(rule.specification) == "k":
        yield f"accept where the limit lies at least {far} from the mean (k)"
    else:
        yield f"accept where at most {percent(plan.maximum or 0)} are estimated beyond the limits (M)"


def numbers(plan: AnyPlan) -> str:
    """The samples with their two numbers, as tables print them."""
    if isinstance(plan, VariablesPlan):
        most = f" M {percent(plan.maximum)}" if plan.maximum else ""
        return f"n {plan.n}" if plan.inspect_all else f"n {plan.n} k {plan.k:.4g}{most}"
    return "; ".join(f"n {each.n} Ac {each.ac if each.ac >= 0 else '#'} Re {each.re}" for each in plan.stages)


def _gap(plan: Plan) -> str:
    return "; between the two accept, and go back to normal inspection" if plan.has_gap else ""


def _at_random(planned: Planned) -> str:
    n, noun = planned.plan.n if planned.plan else 0, planned.procedure.noun(2)
    of = f" of the {planned.lot_size}" if planned.lot_size else ""
    return f"{n}{of} {noun}{' of each lot' if hasattr(planned.rule, 'per_lot') else ''} at random"


def letting_through(planned: Planned, curve: Curve) -> Iterator[str]:
    """What the plan lets through, in sentences."""
    for share, accept, _ in _telling(curve):
        yield f"a lot with {quality(share, planned, curve)} is accepted {times(accept)}"
    if curve.producer:
        share, risk = curve.producer
        yield f"producer's risk: a lot with {quality(share, planned, curve)} is rejected {times(risk)} ({chance(risk)})"
    share, risk = curve.consumer
    yield f"consumer's risk: a lot with {quality(share, planned, curve)} is accepted {times(risk)} ({chance(risk)})"
    if curve.aoql is not None and curve.aoql.aoql:
        most, at = quality(curve.aoql.aoql, planned, curve), quality(curve.aoql.quality, planned, curve)
        yield f"where rejected lots are sorted, at most {most} goes out on average (AOQL), which is when {at} comes in"


def _telling(curve: Curve) -> list[tuple[float, float, float]]:
    """The qualities worth a sentence: those of the table that are neither always nor never accepted."""
    rows = [row for row in curve.table if SURE < row[1] < 1 - SURE]
    wanted = (0.9, 0.5, 0.33, 0.1)
    picked = {min(rows, key=lambda row: abs(row[1] - chance)) for chance in wanted} if rows else set()
    return sorted(picked)


def everything(planned: Planned) -> str:
    """What inspecting every item means."""
    plan = planned.plan
    ac = plan.ac if isinstance(plan, Plan) else 0
    noun = planned.procedure.noun(ac)
    return f"nothing is left to chance: a lot with more than {ac} nonconforming {noun} is rejected, if each is seen"
