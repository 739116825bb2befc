"""From a document to a procedure."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, fields

from qa_run.errors import Fault
from qa_run.host import Host
from qa_run.loading.core_keys import least_of, nothing_nested, steps_of, tags_of
from qa_run.loading.criteria import Criteria
from qa_run.loading.faults import Faults
from qa_run.loading.fields import read
from qa_run.loading.nodes import MapNode, Node
from qa_run.loading.plans import decided, plans_of
from qa_run.loading.requirements import requirements_of
from qa_run.loading.samples import samples_of
from qa_run.loading.sections import called_of, characteristics_of, check_sections, texts_of, units_of
from qa_run.model.procedure import Override, Procedure, Requirement, makes_its_value
from qa_run.model.samples import Events, Samples
from qa_run.model.values import Nested
from qa_run.model.windows import Ordered

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar
    from qa_run.model.exclusion import Exclusion
    from qa_run.model.observation import Observation

    Observed = Mapping[str, Observation]


def procedure_of(
    root: MapNode,
    shown: str,
    base: str,
    host: Host,
    faults: Faults,
    sha256: str = "",
    extends: tuple[str, ...] = (),
    overrides: tuple[Override, ...] = (),
) -> Procedure | None:
    """The procedure that `root` describes; None after faults. `base` is the folder that its paths start from.

    Of what extends other files, `root` is the merged tree and `overrides` what was changed on the way.
    """
    before = len(faults.found)
    check_sections(root, faults)
    texts = texts_of(root, faults)
    samples = samples_of(root.get("samples"), base, root.place, faults)
    nodes = characteristics_of(root, faults)
    units = {name: units_of(name, node, faults) for name, node in nodes.items()}
    # where the samples are at fault, that is told once
    events = samples.events if samples is not None else Events(name="?")
    criteria = Criteria(host, units, Path(base), events, _calendar(root, base, faults), texts)
    observed, criteria = _observed(root.get("observations"), criteria, samples, faults)
    only = root.get("only")
    cut = criteria.when(only, faults) if only is not None else None
    excluded = _excluded(root.get("exclude"), criteria, samples, faults)
    found = _required(nodes, criteria, samples, faults)
    found, observed = _with_values_made(found, observed, criteria, samples, faults)
    least = root.get("inspect")
    at_least = 0 if least is None else least_of(least, faults)
    told = _told(root, texts, faults)
    plans = plans_of(root.entry("accept"), criteria, at_least, faults)
    if samples is not None:
        _check_fit(found, samples, faults)
    if samples is None or len(faults.found) > before:
        return None
    whole = decided(tuple(_with_least(requirement, at_least) for requirement in found), plans, samples, faults)
    if len(faults.found) > before:
        return None
    return Procedure(
        name=texts["procedure"],
        path=shown,
        place=root.place,
        samples=samples,
        requirements=_attached(_tagged(whole.requirements, told["tags"]), overrides),
        **told,
        sha256=sha256,
        extends=extends,
        overrides=overrides,
        only=cut,
        exclude=excluded,
        family=None,
        plans=plans,
        notices=(*_unchecked(samples, observed), *whole.notices),
        observations=observed,
    )


def _observed(
    written: Node | None, criteria: Criteria, samples: Samples | None, faults: Faults
) -> "tuple[Observed, Criteria]":
    """The observations that are written, and the criteria that can name them."""
    if written is None and (samples is None or not samples.references):
        return {}, criteria
    from qa_run.loading.observations import observed_of  # only procedures with such values pay for it

    return observed_of(written, criteria, samples, faults)


def _required(
    nodes: Mapping[str, MapNode], criteria: Criteria, samples: Samples | None, faults: Faults
) -> list[Requirement]:
    found: list[Requirement] = []
    for name, node in nodes.items():
        own = Faults()
        found += requirements_of(name, node, criteria, samples.per if samples else None, own)
        faults.absorb(own)
    return found


def _with_values_made(
    found: list[Requirement], observed: "Observed", criteria: Criteria, samples: Samples | None, faults: Faults
) -> "tuple[list[Requirement], Observed]":
    """The requirements and observations with the values that criteria, and logs of events, make themselves."""
    if any(makes_its_value(each.criterion) for each in found):
        from qa_run.loading.own_values import with_own_values  # only procedures with such values pay for it

        found, observed = with_own_values(found, observed, criteria.characteristics, samples, faults)
    if observed:
        from qa_run.loading.observations import check_readings

        check_readings(found, observed, faults)
    if samples is not None and samples.events is not None:
        from qa_run.loading.own_values import implied_values

        observed = {**observed, **{each.name: each for each in implied_values(samples, criteria.host)}}
    return found, observed


def _told(root: MapNode, texts: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    """What is said of the procedure for people, and how it is used."""
    called = called_of(root.get("called"), faults)
    how, tags, flag = root.get("how"), root.get("tags"), root.entry("draft")
    steps = () if how is None else steps_of(how, faults)
    tagged = () if tags is None else tags_of(tags, faults)
    draft = flag is not None and read(bool, flag.value, faults, nothing_nested) is True
    return {
        **{key: texts.get(key, "") for key in ("title", "revision", "effective", "owner", "product", "because")},
        "called": called,
        "how": steps,
        "tags": tagged,
        "draft": flag.key.place if flag is not None and draft else None,
    }


def _unchecked(samples: Samples, observed: "Observed") -> tuple[Fault, ...]:
    """A notice where events are meant by their names, and nothing says which names there are."""
    events = samples.events
    if events is None or events.kinds or not any(each.tells_apart_by(events.name) for each in observed.values()):
        return ()
    message = "events: a misspelt name of an event would match nothing, and nobody would notice"
    hint = f"write events: {{name: {events.name}, kinds: […]}} with all names that there are"
    return (Fault(samples.place, message, hint, "unchecked-names"),)


def _looks_up(requirement: Requirement) -> bool:
    criteria = (requirement.criterion, *(each.criterion for each in requirement.scope.conditions))
    values = (getattr(each, one.name) for each in criteria for one in fields(type(each)))
    named = any(getattr(each, "references", ()) for each in criteria)
    return named or any(hasattr(value, "operands") for value in values)


def _excluded(
    node: Node | None, criteria: Criteria, samples: Samples | None, faults: Faults
) -> "tuple[Exclusion, ...]":
    if node is None:
        return ()
    from qa_run.loading.exclusions import exclusions_of  # most procedures leave nothing out

    return exclusions_of(node, criteria, samples, faults)


def _calendar(root: MapNode, base: str, faults: Faults) -> "Calendar | Literal['faulty'] | None":
    node = root.get("calendar")
    if node is None:
        return None
    from qa_run.loading.calendars import calendar_of  # only procedures with a calendar pay for it

    return calendar_of(node, Path(base), faults) or "faulty"


def _attached(requirements: tuple[Requirement, ...], overrides: tuple[Override, ...]) -> tuple[Requirement, ...]:
    if not overrides:
        return requirements
    from qa_run.loading.overriding import attached

    return attached(requirements, overrides)


def _check_fit(requirements: Sequence[Requirement], samples: Samples, faults: Faults) -> None:
    """What single requirements cannot know: whether the samples have the time that an order goes by, and whether what
    is counted or looked up can be there."""
    for requirement in requirements:
        over = getattr(requirement.criterion, "over", None)
        if isinstance(over, Ordered) and not over.by.name and samples.time is None:
            hint = "write time: under samples, or by: beside it"
            faults.add(requirement.place, f"{requirement.name} goes by time, and the samples have none", hint)
        if requirement.optional and requirement.name == "present":
            faults.add(requirement.place, "present beside optional contradicts itself", "leave one of them out")
    if any(isinstance(getattr(each.criterion, "of", None), Nested) for each in requirements):
        from qa_run.loading.closed_lists import check_closed_lists  # only who counts values pays for it

        check_closed_lists(requirements, faults)
    if samples.references or any(_looks_up(each) for each in requirements):
        from qa_run.loading.looking_up import check_references  # only who looks things up pays for it

        check_references(requirements, samples, faults)


def _with_least(requirement: Requirement, at_least: int) -> Requirement:
    return requirement if requirement.at_least or not at_least else evolve(requirement, at_least=at_least)


def _tagged(requirements: tuple[Requirement, ...], tags: tuple[str, ...]) -> tuple[Requirement, ...]:
    """The requirements with the tags of the whole procedure before their own."""
    if not tags:
        return requirements
    return tuple(evolve(each, tags=tuple(dict.fromkeys((*tags, *each.tags)))) for each in requirements)
