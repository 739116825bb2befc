"""The frame up to the cut: read, looked up, observed, grouped to items."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from qa_run.model.procedure import Requirement
from qa_run.planning.columns import compared, has_business_time
from qa_run.running.subject import Subject, clocks, moment


def population(subject: Subject, requirements: Sequence[Requirement], trusting: bool = False) -> "nw.LazyFrame[Any]":
    """The frame up to the cut: read, looked up, observed, grouped to items. Empty steps cost nothing."""
    samples = subject.procedure.samples
    names = dict.fromkeys((*subject.keys, *compared(subject.requirements)))
    keys = {name: samples.header_of(name) for name in names}
    if samples.item:
        keys["@item"] = samples.header_of(samples.item)
    frame = _frame(subject, requirements, keys, trusting)
    judged: list[Any] = [*requirements, *(member for requirement in requirements for member in requirement.members)]
    conditions: list[Any] = [each for one in judged for each in one.scope.conditions]
    conditions += subject.only.conditions if subject.only else ()
    if not any(has_business_time(each.criterion) for each in (*judged, *conditions)):
        return frame
    from qa_run.planning.business import business_times, with_business_time  # only who has a calendar pays for it

    times = business_times(requirements, subject.only, samples.time_zone is not None)
    found: nw.LazyFrame[Any] = with_business_time(frame, times, clocks(samples, subject.as_of), subject.engine.roads)
    return found


def _frame(
    subject: Subject, requirements: Sequence[Requirement], keys: Mapping[str, str], trusting: bool
) -> "nw.LazyFrame[Any]":
    if subject.layered:
        from qa_run.running.layered import layered  # only procedures with layers pay for it

        # all of them, whoever is asked about, so that an engine can keep what it made
        return layered(subject, subject.wanted(subject.requirements), keys, moment(subject), trusting)
    return subject.engine.typed(subject.wanted(requirements), keys, moment(subject), trusting)
