"""The inspection of a class: an item is nonconforming where any requirement of the class is not met."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from qa_run.model.kinds import Any as AnyKind
from qa_run.model.procedure import ClassPlans, Procedure, Requirement, Severity, Shape
from qa_run.planning.buckets import bad_items, buckets_of
from qa_run.planning.sight import Sight
from qa_run.saying import said


@frozen(eq=False, repr=False)
class MeetsAll:
    """Every requirement of one class is met."""

    rule: Any
    severity: Severity
    members: tuple[str, ...]
    reads = AnyKind

    def sentence(self, language: str) -> str:
        """The plan in words, and what it is about."""
        told, members = _alone(self.rule, self.severity), ", ".join(self.members)
        severity = said(language, self.severity.value)
        return said(language, "{plan}, over all that is {severity}: {members}", plan=told, severity=severity,
                    members=members)  # fmt: skip

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        """None of its own: they are those of the requirements that it counts."""
        return {}


def _alone(rule: Any, severity: Severity) -> Any:
    """`rule` with the AQL of one class alone, for people."""
    try:
        return evolve(rule, aql=rule.aql[severity.value])
    except (AttributeError, LookupError, TypeError, ValueError):  # a rule of a plugin that keeps it otherwise
        return rule


def inspections_of(procedure: Procedure, requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """One inspection for each class with a plan, over those of `requirements` (bound) that it counts."""
    plans = procedure.plans
    if plans is None:
        return ()
    every = {each: tuple(one for one in requirements if one.counted_in is each) for each in plans.classes}
    return tuple(_inspection(procedure, plans, severity, members) for severity, members in every.items() if members)


def _inspection(
    procedure: Procedure, plans: ClassPlans, severity: Severity, members: tuple[Requirement, ...]
) -> Requirement:
    samples = procedure.samples
    names = tuple(dict.fromkeys(member.characteristic for member in members))
    switching = getattr(plans.rule, "switching", None)
    return Requirement(
        characteristic=f"@{severity.value}",
        column=samples.item or members[0].column,
        id=plans.name,
        criterion=MeetsAll(plans.rule, severity, names),
        name=plans.name,
        plugin=plans.plugin,
        shape=Shape.ITEM,
        place=plans.place,
        title=f"Nonconformities of the class {severity.value}",
        severity=severity,
        acceptance=plans.rule,
        at_least=plans.at_least,
        may_be_none=all(member.may_be_none for member in members),
        per=members[0].per,
        lot=samples.lot,
        in_order=(samples.time or "") if switching else None,
        members=members,
        tags=procedure.tags,
    )


def columns_of(requirement: Requirement, sight: Sight, name: str) -> dict[str, nw.Expr]:
    """The columns that tell of each item what became of it under the requirements of the class.

    Which of them is the first that it does not meet, counted from 0, or -1; whether it conforms to any; whether any
    is not yet due; how many it does not meet. What none of them judges (out of scope, or optional and missing) counts
    for nothing. They are columns of their own because what a chain of conditions repeats would multiply.
    """
    which: Any = nw.lit(-1)
    fine, due, many = nw.lit(False), nw.lit(False), nw.lit(0)
    each = [buckets_of(member, sight) for member in requirement.members]
    bad = [bad_items(buckets, member) for buckets, member in zip(each, requirement.members, strict=True)]
    for place in reversed(range(len(bad))):
        which = nw.when(bad[place]).then(nw.lit(place)).otherwise(which)
    for buckets, wrong in zip(each, bad, strict=True):
        fine, many = fine | buckets.conforming, many + wrong.cast(nw.Int64)
        due = due if buckets.not_yet_due is None else due | buckets.not_yet_due
    return {f"{name}|which": which, f"{name}|fine": fine, f"{name}|due": due, f"{name}|many": many}
