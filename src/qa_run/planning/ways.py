"""What is found of an item in each reading of its times, as a column: written out, it would stand in every bucket."""

from collections.abc import Sequence

import narwhals as nw

from qa_run.model.procedure import Requirement
from qa_run.planning.truths import named_findings, surely
from qa_run.planning.twice import both, readings

CONFORMS, UNDECIDED = -1, -2
#: For so few readings, columns of their own would cost more than they save.
FEW = 2


def ways_of(requirement: Requirement) -> tuple[nw.Expr, ...]:
    """Of each reading the place of its first true finding, CONFORMS or UNDECIDED; nothing where readings are few."""
    if not requirement.zoned or requirement.over is not None:
        return ()
    ways = list(readings(requirement.column, requirement.criterion))
    if len(ways) <= FEW:
        return ()
    return tuple(first_of(list(named_findings(criterion, (value,)).values())) for criterion, value in ways)


def first_of(findings: Sequence[nw.Expr]) -> nw.Expr:
    """The place of the first of these that is true; CONFORMS where all are false, and else UNDECIDED."""
    fine = surely(both([~finding for finding in findings])) if findings else nw.lit(True)
    found: nw.Expr = nw.when(fine).then(nw.lit(CONFORMS)).otherwise(nw.lit(UNDECIDED))
    for place, finding in reversed(list(enumerate(findings))):
        found = nw.when(surely(finding)).then(nw.lit(place)).otherwise(found)
    return found


def all_find(ways: tuple[nw.Expr, ...], what: int) -> nw.Expr:
    """Where every way finds `what`."""
    return both([way == what for way in ways])


def alike(ways: tuple[nw.Expr, ...]) -> nw.Expr:
    """Where all of them find the same, be it that nothing can be told."""
    return both([ways[0] == way for way in ways[1:]])
