"""`accept:` at the procedure's level, and requirements that a sampling plan decides lot by lot."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from qa_run.errors import Fault, Place
from qa_run.loading.core_keys import SEVERITIES
from qa_run.loading.criteria import Criteria, Units, Written
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import Entry, MapNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.lots import decides_per_lot
from qa_run.model.procedure import ClassPlans, Requirement, Severity, Shape
from qa_run.model.samples import Samples

_AS_IN = "as in accept: {plan: {level: II, aql: {major: 1.0, minor: 4.0}}}"


def plans_of(entry: Entry | None, criteria: Criteria, at_least: int, faults: Faults) -> ClassPlans | None:
    """The plan of each class that the procedure's own `accept:` gives an AQL; None without it, and after faults."""
    if entry is None:
        return None
    if not isinstance(entry.value, MapNode):
        faults.add(entry.value.place, "accept says by which plan each class of nonconformities is accepted", _AS_IN)
        return None
    before = len(faults.found)
    found = criteria.written(entry.value, criteria.host.acceptance, (), faults, "accept")
    if len(faults.found) > before:
        return None
    if len(found) != 1:
        what = "two rules of acceptance contradict each other: keep one" if found else "accept names no rule"
        faults.add(entry.value.place, what, "" if found else _AS_IN)
        return None
    written = found[0]
    if not decides_per_lot(written.offer.what):
        message = f"{written.offer.name} accepts the items of one requirement: write it there"
        faults.add(written.place, message, f"for a whole procedure write a sampling plan, {_AS_IN}")
        return None
    return _planned(written, criteria, at_least, faults)


def _planned(written: Written, criteria: Criteria, at_least: int, faults: Faults) -> ClassPlans | None:
    node = written.node
    aql = node.get("aql") if isinstance(node, MapNode) else None
    if not isinstance(aql, MapNode) or not aql.entries:
        place = aql.place if aql else written.place
        faults.add(place, "at the procedure's level each class of nonconformities has an AQL of its own", _AS_IN)
        return None
    unknown = [each.key for each in aql.entries if each.key.text not in SEVERITIES]
    for key in unknown:
        hint = did_you_mean(key.text, SEVERITIES) or f"known: {', '.join(SEVERITIES)}"
        faults.add(key.place, f"{key.text!r} is no class of nonconformities", hint)
    if unknown:
        return None
    rule = criteria.built(written, Units(), faults)
    if rule is MISSING:
        return None
    names = aql.keys()
    classes = tuple(severity for severity in Severity if severity.value in names)
    offer = written.offer
    return ClassPlans(
        rule=rule, name=offer.name, plugin=offer.plugin, place=written.place, classes=classes, at_least=at_least
    )


@frozen(eq=False, repr=False)
class Decided:
    """The requirements, each knowing who decides it, and what is to be told of the plans."""

    requirements: tuple[Requirement, ...]
    notices: tuple[Fault, ...] = ()


def decided(requirements: Sequence[Requirement], plans: ClassPlans | None, samples: Samples, faults: Faults) -> Decided:
    """The requirements, with the lots as strata where a sampling plan decides: their own, or that of their class."""
    _check_single(requirements, samples, faults)
    if plans is not None and in_order(plans.rule, samples) is not None and samples.lot is None:
        faults.add(plans.place, *_NO_LOTS)
    found = tuple(_decided(each, plans, samples) for each in requirements)
    if plans is None:
        return Decided(found)
    counted = {each.counted_in for each in found}
    idle = [severity.value for severity in plans.classes if severity not in counted]
    if len(idle) == len(plans.classes):
        hint = "write class: major on the characteristics that it is about, and no accept: of their own"
        faults.add(plans.place, f"no requirement is counted in {_listed(idle)}: this plan would decide nothing", hint)
    told = (f"accept: no requirement is counted in the class {each}, which has an AQL" for each in idle)
    return Decided(found, tuple(Fault(plans.place, each, kind="without-effect") for each in told))


def _decided(requirement: Requirement, plans: ClassPlans | None, samples: Samples) -> Requirement:
    per = lots_of(samples)
    if requirement.shape is not Shape.ITEM:
        if not decides_per_lot(requirement.rule):
            return requirement
        return evolve(requirement, per=per, lot=samples.lot, in_order=in_order(requirement.rule, samples))
    if plans is not None and not requirement.accepts and requirement.severity in plans.classes:
        return evolve(requirement, counted_in=requirement.severity, per=per, lot=samples.lot)
    if decides_per_lot(requirement.acceptance):
        order = in_order(requirement.acceptance, samples)
        return evolve(requirement, per=per, lot=samples.lot, in_order=order)
    return requirement


def lots_of(samples: Samples) -> tuple[tuple[str, ...], ...]:
    """The lots as a set of strata; none where the samples name no lot: then the whole sample is one."""
    return ((samples.lot.column,),) if samples.lot else ()


def in_order(rule: object, samples: Samples) -> str | None:
    """By what the lots follow one another, if the rule depends on the lots before: the time, or "" for the rows."""
    return (samples.time or "") if getattr(rule, "switching", None) else None


_NO_LOTS = ("switching goes from lot to lot, and the samples name none", "write lot: and its column under samples")


def _check_single(requirements: Iterable[Requirement], samples: Samples, faults: Faults) -> None:
    """Whether plans written on a requirement are about one class, and have lots to switch by."""
    told: set[Place] = set()
    for requirement in requirements:
        rule, place = requirement.rule, requirement.place
        if not decides_per_lot(rule) or place in told:
            continue
        told.add(place)
        if hasattr(getattr(rule, "aql", None), "keys"):
            hint = "write aql: 1.0; one for each class stands in accept: of the procedure"
            faults.add(place, f"the plan of one requirement has one AQL, and {requirement.name} has several", hint)
        if in_order(rule, samples) is not None and samples.lot is None:
            faults.add(place, *_NO_LOTS)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
