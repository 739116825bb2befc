"""Handing a criterion the one that stands beside it: capability takes the limits that its characteristic has anyway."""

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, fields

from qa_run.loading.faults import Faults
from qa_run.model.procedure import Requirement


def with_neighbours(
    requirements: Sequence[Requirement], among: Iterable[Requirement], faults: Faults, last: bool = False
) -> list[Requirement]:
    """`requirements`, each with the criteria `among` others that its class asks for and does not have yet.

    A neighbour holds for the same items, or else for all of them; two that differ are no answer. With `last`, what a
    class still lacks is a fault.
    """
    around = tuple(among)
    return [_completed(each, around, faults, last) for each in requirements]


def _completed(requirement: Requirement, around: Sequence[Requirement], faults: Faults, last: bool) -> Requirement:
    wanted = {each.name: each.metadata.get("qa_run.neighbour") for each in fields(type(requirement.criterion))}
    open_ = [name for name, kind in wanted.items() if kind and getattr(requirement.criterion, name) is None]
    completed, several = requirement, ""
    for name in open_:
        there = _nearest(requirement, [each for each in around if each.name == wanted[name]])
        if len(there) == 1:
            completed = _with(completed, name, there[0])
        elif there:
            several = f"; {wanted[name]} stand there {len(there)} times: {', '.join(each.id for each in there)}"
    if last and hasattr(completed.criterion, "lacks") and (missing := completed.criterion.lacks()):
        faults.lacks(completed.place, f"{completed.name}: {missing}{several}")
    return completed


def _nearest(requirement: Requirement, there: Sequence[Requirement]) -> Sequence[Requirement]:
    """Those for the very same items; where there is none, those for all items."""
    same = [each for each in there if each.scope.key == requirement.scope.key]
    return same or [each for each in there if not each.scope]


def _with(requirement: Requirement, name: str, other: Requirement) -> Requirement:
    written: Any = requirement.written
    return evolve(
        requirement,
        criterion=evolve(requirement.criterion, **{name: other.criterion}),
        written=written if written is None else evolve(written, **{name: other.written or other.criterion}),
    )
