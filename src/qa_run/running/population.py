"""The frame up to the cut: read, looked up, observed, grouped to items."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from qa_run.model.procedure import Requirement
from qa_run.planning.columns import business_in, compared
from qa_run.running.subject import Subject, moment, with_business_time


def population(subject: Subject, requirements: Sequence[Requirement], trusting: bool = False) -> "nw.LazyFrame[Any]":
    """The frame up to the cut: read, looked up, observed, grouped to items. Empty steps cost nothing."""
    frame = without_business_time(subject, requirements, trusting)
    judged = [*_judged(requirements), *_cutting(subject)]
    asked = [found for criterion, column in judged for found in business_in(criterion, column)]
    zoned = any(each.zoned or any(one.zoned for one in each.scope.conditions) for each in requirements)
    return with_business_time(subject, frame, asked, one_reading=not zoned and not subject.cuts)


def without_business_time(
    subject: Subject, requirements: Sequence[Requirement], trusting: bool = False
) -> "nw.LazyFrame[Any]":
    """The same without the business time up to each time."""
    samples = subject.procedure.samples
    names = dict.fromkeys((*subject.keys, *compared(subject.requirements)))
    keys = {name: samples.header_of(name) for name in names}
    if samples.item:
        keys["@item"] = samples.header_of(samples.item)
    return _frame(subject, requirements, keys, trusting)


def _judged(requirements: Sequence[Requirement]) -> Iterator[tuple[Any, str]]:
    """The criteria of these requirements and of their conditions, each with its column."""
    for requirement in requirements:
        yield requirement.criterion, requirement.column
        yield from ((each.criterion, each.column) for each in requirement.scope.conditions)
        yield from _judged(requirement.members)


def _cutting(subject: Subject) -> Iterator[tuple[Any, str]]:
    """The same of what tells which items are judged."""
    cuts = [subject.only, *(each.when for each in subject.exclude)]
    return ((each.criterion, each.column) for cut in cuts if cut is not None for each in cut.conditions)


def _frame(
    subject: Subject, requirements: Sequence[Requirement], keys: Mapping[str, str], trusting: bool
) -> "nw.LazyFrame[Any]":
    if subject.layered:
        from qa_run.running.layered import layered  # only procedures with layers pay for it

        # all of them, whoever is asked about, so that an engine can keep what it made
        if trusting not in subject.layers:
            wanted = subject.wanted(subject.requirements)
            subject.layers[trusting] = layered(subject, wanted, keys, moment(subject), trusting)
        return subject.layers[trusting]
    return subject.engine.typed(subject.wanted(requirements), keys, moment(subject), trusting)
