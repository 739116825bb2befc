"""A run cut to one lot: the items of others are left out, and counted."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from qa_run.host import CORE, Host
from qa_run.model.conditions import Condition, When
from qa_run.model.procedure import Procedure, Requirement, Severity, Shape
from qa_run.model.report import ProcedureReport, Report
from qa_run.model.values import Value


def of_lot(procedures: Sequence[Procedure], lot: str, host: Host, every_stratum: bool = True) -> list[Procedure]:
    """The procedures, each judging only the items of `lot`. One whose samples name no lot is left as it is.

    Without `every_stratum`, strata that are expected of all samples together need not all be in the one lot.

    Items that name no lot might be of this one: they stay in, and a requirement of its own fails for them.
    """
    return [_cut(procedure, lot, host, every_stratum) for procedure in procedures]


def _cut(procedure: Procedure, lot: str, host: Host, every_stratum: bool) -> Procedure:
    if procedure.samples.lot is None:
        return procedure
    column, place = procedure.samples.lot.column, procedure.samples.place
    of_it = _criterion(host, "equals", value=Value(lot), ignoring=("spaces",))
    nameless = _criterion(host, "absent")
    every = (Condition(column, of_it, "equals", place), Condition(column, nameless, "absent", place))
    groups = procedure.only.any_of if procedure.only else ((),)
    samples = procedure.samples if every_stratum else evolve(procedure.samples, expected={})
    return evolve(
        procedure,
        samples=samples,
        only=When(tuple((*group, each) for group in groups for each in every)),
        requirements=(_named(procedure, column, host), *procedure.requirements),
    )


def _named(procedure: Procedure, column: str, host: Host) -> Requirement:
    """Every item names its lot: else nobody knows whether all of the lot was judged."""
    criterion = _criterion(host, "present")
    return Requirement(
        characteristic="@lot",
        column=column,
        id="present",
        criterion=criterion,
        written=criterion,
        name="present",
        plugin=CORE,
        shape=Shape.ITEM,
        place=procedure.samples.place,
        title="Each item names its lot",
        severity=Severity.MAJOR,
        acceptance=host.acceptance.by_name[f"{CORE}.at_most"].what(at_most=0),
        accepts=True,
        tags=procedure.tags,
    )


def _criterion(host: Host, name: str, **given: Any) -> Any:
    return host.criteria.by_name[f"{CORE}.{name}"].what(**given)


def items_of(one: ProcedureReport) -> int:
    """How many items were left after the cut."""
    samples = [source for source in one.sources if source.role == "samples"]
    return sum(source.items for source in samples) - sum(n for source in samples for _, n in source.excluded)


def cut_away(one: ProcedureReport) -> int:
    """How many items of other lots, outside of `only:` or of other revisions were left out."""
    every = sum(n for source in one.sources if source.role == "samples" for _, n in source.excluded)
    return every - sum(int(each["n"]) for each in excluded(one))


def excluded(one: ProcedureReport) -> list[dict[str, Any]]:
    """Of each reason that a person wrote, how many items of the lot it left out."""
    reasons = [each.because for each in one.procedure.exclude]
    counts = dict.fromkeys(reasons, 0)
    for source in one.sources:
        for reason, n in source.excluded if source.role == "samples" else ():
            if reason in counts:
                counts[reason] += n
    return [{"reason": reason, "n": n} for reason, n in counts.items() if n]


def says_nothing(report: Report) -> bool:
    """Whether there is no item of the lot at all."""
    return not any(items_of(one) for one in report.procedures)
