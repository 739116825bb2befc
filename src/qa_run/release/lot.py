"""A run cut to one lot: the items of others are left out, and counted."""

from collections.abc import Sequence

from attrs import evolve

from qa_run.host import CORE, Host
from qa_run.model.procedure import Condition, Procedure, When
from qa_run.model.report import ProcedureReport, Report
from qa_run.model.values import Value


def of_lot(procedures: Sequence[Procedure], lot: str, host: Host, every_stratum: bool = True) -> list[Procedure]:
    """The procedures, each judging only the items of `lot`. One whose samples name no lot is left as it is.

    Without `every_stratum`, strata that are expected of all samples together need not all be in the one lot.

    Items that name no lot cannot be told apart: they stay in, and make what is required of them undecided.
    """
    return [_cut(procedure, lot, host, every_stratum) for procedure in procedures]


def _cut(procedure: Procedure, lot: str, host: Host, every_stratum: bool) -> Procedure:
    if procedure.samples.lot is None:
        return procedure
    equals = host.criteria.by_name[f"{CORE}.equals"]
    criterion = equals.what(value=Value(lot), ignoring=("spaces",))
    is_of_lot = Condition(procedure.samples.lot.column, criterion, "equals", procedure.samples.place)
    groups = procedure.only.any_of if procedure.only else ((),)
    samples = procedure.samples if every_stratum else evolve(procedure.samples, expected={})
    return evolve(procedure, samples=samples, only=When(tuple((*group, is_of_lot) for group in groups)))


def items_of(one: ProcedureReport) -> int:
    """How many items were left after the cut."""
    samples = [source for source in one.sources if source.role == "samples"]
    return sum(source.items for source in samples) - sum(n for source in samples for _, n in source.excluded)


def cut_away(one: ProcedureReport) -> int:
    """How many items of other lots, or outside of `only:`, were left out."""
    return sum(n for source in one.sources if source.role == "samples" for _, n in source.excluded)


def says_nothing(report: Report) -> bool:
    """Whether there is no item of the lot at all."""
    return not any(items_of(one) for one in report.procedures)
