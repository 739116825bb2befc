"""Criteria that make their own value: an observation that no `observations:` section names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, fields

from qa_run.host import Host
from qa_run.loading.criteria import Units
from qa_run.loading.faults import Faults
from qa_run.loading.observations import check_fit
from qa_run.model.columns import Column
from qa_run.model.observation import Observation
from qa_run.model.procedure import Requirement, makes_its_value
from qa_run.model.samples import KINDS, TIMED, Samples


def with_own_values(
    requirements: Sequence[Requirement],
    observed: Mapping[str, Observation],
    characteristics: Mapping[str, Units],
    samples: Samples | None,
    faults: Faults,
) -> tuple[list[Requirement], Mapping[str, Observation]]:
    """`requirements`, each that makes its own value judging that, and the observations with these among them.

    The value has the name of the characteristic, where nothing else has it; else that of the requirement.
    """
    recorded = {each.characteristic for each in requirements if not makes_its_value(each.criterion)}
    recorded.update(column for each in observed.values() for column in each.inputs)
    found: list[Requirement] = []
    every = dict(observed)
    for each in requirements:
        if not makes_its_value(each.criterion):
            found.append(each)
            continue
        each = told_of(each, samples, faults)
        name = each.characteristic
        if characteristics[name].column != name and name not in recorded:
            message = f"{each.name} makes its own value and reads no column {characteristics[name].column!r}"
            faults.add(each.place, message, "leave column: out")
        made = Observation(name=name, kind=each.name, plugin=each.plugin, made=each.criterion, place=each.place)
        if name in recorded or name in every or name in made.inputs:
            name = f"{name}::{each.id}"
            made = evolve(made, name=name)
        check_fit(made, samples, faults)
        every[name] = made
        found.append(evolve(each, column=name))
    return found, every


def implied_values(samples: Samples, host: Host) -> Iterator[Observation]:
    """What tells of an item which event of it is of no known kind, where the samples say what kinds there are, and how
    many have no readable time, where they have one."""
    kinds, timed, events = host.criteria.get("kinds"), host.criteria.get("timed"), samples.events
    if events is not None and events.kinds and kinds is not None:
        made = with_events(kinds.what(kinds=events.kinds), samples)
        yield Observation(name=KINDS, kind=kinds.name, plugin=kinds.plugin, made=made, place=samples.place)
    if events is not None and samples.time and timed is not None:
        made = timed.what(at=Column(samples.time))
        yield Observation(name=TIMED, kind=timed.name, plugin=timed.plugin, made=made, place=samples.place)


def told_of(requirement: Requirement, samples: Samples | None, faults: Faults) -> Requirement:
    """`requirement` whose criterion knows by which column events are named, if it asks for that."""
    if samples is None:
        return requirement
    criterion = with_events(requirement.criterion, samples)
    if hasattr(criterion, "misfit") and (wrong := criterion.misfit()):
        faults.add(requirement.place, f"{requirement.name}: {wrong}")
    return evolve(requirement, criterion=criterion)


def with_events(criterion: Any, samples: Samples) -> Any:
    """`criterion` with the column that names the events in the field that waits for it."""
    waiting = [each.name for each in fields(type(criterion)) if "qa_run.events" in each.metadata]
    if not waiting or samples.events is None:
        return criterion
    return evolve(criterion, **{waiting[0]: Column(samples.events.name)})
