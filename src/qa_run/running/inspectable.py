"""All that a procedure requires, known before any sample is opened."""

from qa_run.host import Host
from qa_run.model.procedure import Procedure
from qa_run.planning.classes import inspections_of
from qa_run.planning.selecting import Inspectable
from qa_run.running.implied import implied_requirements


def inspectable(procedure: Procedure, host: Host) -> Inspectable:
    """`procedure` with its requirements in the order of their verdicts: also those that it does not write itself, and
    the inspections of its classes."""
    classes = inspections_of(procedure, procedure.requirements)
    return Inspectable(procedure, (*implied_requirements(procedure, host), *classes, *procedure.requirements))
