"""How many rows a recording sheet has: as many as have to be inspected."""

from collections.abc import Iterator
from math import prod

from attrs import frozen

from qa_run.cli.sampling.planned import decided
from qa_run.errors import UsageError
from qa_run.model.lots import decides_per_lot
from qa_run.model.procedure import Procedure, Requirement

#: Rows where nothing says how many; and more than anybody fills in by hand.
USUAL, MOST = 50, 100_000


@frozen
class Size:
    """How many rows, and why so many."""

    rows: int
    why: str


def size_of(procedure: Procedure, rows: int | None, lot_size: int | None) -> Size:
    """The size that is asked for, or that the procedure asks for. Raises UsageError where it cannot be told."""
    if rows is not None:
        return _within(Size(rows, "asked for"), procedure)
    lot = procedure.samples.lot
    size = lot_size if lot_size is not None else lot.size if lot else None
    try:
        wanted = [*_inspected(procedure), *_planned(procedure, size)]
    except ValueError as error:
        raise UsageError(f"{procedure.path}: {error}, or give --lot-size N, or --rows N") from error
    largest = max(wanted, key=lambda each: each.rows, default=Size(USUAL, "nothing says how many are inspected"))
    return _within(largest, procedure)


def _within(size: Size, procedure: Procedure) -> Size:
    if size.rows < 1:
        raise UsageError("--rows 0: write 1 or more")
    if size.rows > MOST:
        raise UsageError(
            f"{procedure.path}: {size.rows} rows ({size.why}) are more than people fill in by hand; write --rows N"
        )
    return size


def _inspected(procedure: Procedure) -> Iterator[Size]:
    for requirement in procedure.requirements:
        if requirement.at_least:
            strata, told = _strata(procedure, requirement)
            yield Size(requirement.at_least * strata, f"at least {requirement.at_least} inspected{told}")


def _strata(procedure: Procedure, requirement: Requirement) -> tuple[int, str]:
    """In how many strata that are expected so many have to be inspected each."""
    expected = procedure.samples.expected
    sets = [names for names in requirement.per if all(name in expected for name in names)]
    counted = [(prod(len(expected[name]) for name in names), names) for names in sets]
    many, of = max(counted, default=(1, ()))
    return many, f" of each of {many} strata ({', '.join(of)})" if of else ""


def _planned(procedure: Procedure, lot_size: int | None) -> Iterator[Size]:
    """As many as the plans draw from a lot, all samples of a double or multiple plan together."""
    for requirement in decided(procedure):
        rule = requirement.rule
        if decides_per_lot(requirement.criterion):
            yield Size(int(rule.sample_size(lot_size)), "the sampling plan")
        elif hasattr(rule, "plan_of"):
            drawn = sum(stage.n for stage in rule.plan_of(lot_size, requirement.severity).stages)
            yield Size(drawn, f"the sampling plan for a lot of {lot_size}" if lot_size else "the sampling plan")
        elif (n := int(rule.sample_size(lot_size))) > 1:
            yield Size(n, "what the confidence of accept: takes")
