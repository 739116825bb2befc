"""From a document to a procedure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import evolve, fields

from qa_run.errors import Fault
from qa_run.host import Host
from qa_run.loading.core_keys import least_of, name_of, nothing_nested, steps_of, tags_of
from qa_run.loading.criteria import Criteria, Units
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import MapNode, Node
from qa_run.loading.plans import decided, plans_of
from qa_run.loading.requirements import requirements_of
from qa_run.loading.samples import samples_of
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean
from qa_run.loading.unit_names import misspelt
from qa_run.loading.units import convert, is_unit
from qa_run.model.procedure import Override, Procedure, Requirement, makes_its_value
from qa_run.model.samples import Events, Samples
from qa_run.model.windows import Ordered

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar
    from qa_run.model.exclusion import Exclusion
    from qa_run.model.observation import Observation

KEYS = (
    "procedure", "title", "revision", "effective", "owner", "product", "tags", "extends", "samples", "only", "exclude",
    "inspect", "accept", "observations", "characteristics", "called", "how", "because", "draft", "calendar",
)  # fmt: skip
_LATER = {
    "references": "references belong into samples",
}


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
    _check_sections(root, faults)
    texts = _texts(root, faults)
    samples = samples_of(root.get("samples"), base, root.place, faults)
    nodes = _characteristics(root, faults)
    units = {name: _units(name, node, faults) for name, node in nodes.items()}
    # where the samples are at fault, that is told once
    events = samples.events if samples is not None else Events(name="?")
    criteria = Criteria(host, units, Path(base), events, _calendar(root, base, faults), texts)
    observed: Mapping[str, Observation] = {}
    if (written := root.get("observations")) is not None or (samples is not None and samples.references):
        from qa_run.loading.observations import observed_of  # only procedures with such values pay for it

        observed, criteria = observed_of(written, criteria, samples, faults)
    only = root.get("only")
    cut = criteria.when(only, faults) if only is not None else None
    left_out = root.get("exclude")
    excluded = () if left_out is None else _excluded(left_out, criteria, samples, faults)
    per = samples.per if samples else None
    found: list[Requirement] = []
    for name, node in nodes.items():
        own = Faults()
        found += requirements_of(name, node, criteria, per, own)
        faults.absorb(own)
    if any(makes_its_value(each.criterion) for each in found):
        from qa_run.loading.own_values import with_own_values  # as above

        found, observed = with_own_values(found, observed, units, samples, faults)
    if observed:
        from qa_run.loading.observations import check_readings

        check_readings(found, observed, faults)
    if samples is not None and samples.events is not None:
        from qa_run.loading.own_values import implied_values

        observed = {**observed, **{each.name: each for each in implied_values(samples, host)}}
    unchecked = () if samples is None or not observed else _unchecked(samples, observed)
    least = root.get("inspect")
    at_least = 0 if least is None else least_of(least, faults)
    called = _called(root.get("called"), faults)
    how = root.get("how")
    steps = () if how is None else steps_of(how, faults)
    tagged = root.get("tags")
    tags = () if tagged is None else tags_of(tagged, faults)
    flag = root.entry("draft")
    draft = flag is not None and read(bool, flag.value, faults, nothing_nested) is True
    plans = plans_of(root.entry("accept"), criteria, at_least, faults)
    if samples is not None:
        _check_fit(found, samples, faults)
        if samples.references or any(_looks_up(each) for each in found):
            from qa_run.loading.looking_up import check_references  # only who looks things up pays for it

            check_references(found, samples, faults)
    if samples is None or len(faults.found) > before:
        return None
    every = tuple(_tagged(_with_least(requirement, at_least), tags) for requirement in found)
    whole = decided(every, plans, samples, faults)
    if len(faults.found) > before:
        return None
    return Procedure(
        name=texts["procedure"],
        path=shown,
        place=root.place,
        samples=samples,
        requirements=_attached(whole.requirements, overrides),
        **{key: texts.get(key, "") for key in ("title", "revision", "effective", "owner", "product", "because")},
        sha256=sha256,
        extends=extends,
        overrides=overrides,
        only=cut,
        exclude=excluded,
        family=None,
        called=called,
        how=steps,
        plans=plans,
        notices=(*unchecked, *whole.notices),
        tags=tags,
        observations=observed,
        draft=flag.key.place if flag is not None and draft else None,
    )


def _unchecked(samples: Samples, observed: "Mapping[str, Observation]") -> tuple[Fault, ...]:
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


def _excluded(node: Node, criteria: Criteria, samples: Samples | None, faults: Faults) -> "tuple[Exclusion, ...]":
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


def _check_fit(requirements: Iterable[Requirement], samples: Samples, faults: Faults) -> None:
    """What single requirements cannot know: whether the samples have the time that an order goes by."""
    for requirement in requirements:
        over = getattr(requirement.criterion, "over", None)
        if isinstance(over, Ordered) and not over.by.name and samples.time is None:
            hint = "write time: under samples, or by: beside it"
            faults.add(requirement.place, f"{requirement.name} goes by time, and the samples have none", hint)
        if requirement.optional and requirement.name == "present":
            faults.add(requirement.place, "present beside optional contradicts itself", "leave one of them out")


def _check_sections(root: MapNode, faults: Faults) -> None:
    for entry in root.entries:
        if entry.key.text not in KEYS:
            hint = _LATER.get(entry.key.text) or did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown section {entry.key.text!r}", hint, "unknown-key")
    if root.get("procedure") is None:
        faults.lacks(root.place, "the name of the procedure is missing", "write procedure: and a short name")


def _texts(root: MapNode, faults: Faults) -> dict[str, str]:
    values: dict[str, str] = {}
    for key in ("procedure", "title", "revision", "effective", "owner", "product", "because"):
        node = root.get(key)
        if node is not None:
            name = key == "procedure"
            value = name_of(node, "a name", faults) if name else read(str, node, faults, nothing_nested)
            if key == "effective" and value is not MISSING and not _is_date(value):
                faults.add(node.place, f"{value!r} is no date", "write it as in 2026-03-01")
            if name and value is not MISSING and "::" in value:
                faults.add(node.place, "'::' separates the parts of a node id and cannot stand in a name")
            if value is not MISSING:
                values[key] = value
    return values


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _characteristics(root: MapNode, faults: Faults) -> dict[str, MapNode]:
    node = root.get("characteristics")
    hint = "name at least one with what it requires"
    if node is None:
        faults.lacks(root.place, "the characteristics are missing", hint)
        return {}
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place, f"characteristics are names with what they require, not {described(node)}", hint)
        return {}
    found: dict[str, MapNode] = {}
    for entry in node.entries:
        if isinstance(entry.value, MapNode):
            found.setdefault(entry.key.text, entry.value)
        else:
            faults.add(entry.value.place, f"{entry.key.text!r} is keys with values", "as in {lower: 75, class: major}")
        if not entry.key.text.strip() or "::" in entry.key.text or entry.key.text.startswith("@"):
            faults.add(entry.key.place, f"{entry.key.text!r} cannot be the name of a characteristic")
    return found


def _units(name: str, node: MapNode, faults: Faults) -> Units:
    values: dict[str, str] = {}
    for key in ("unit", "recorded_in", "column"):
        inner = node.get(key)
        value = name_of(inner, f"the {key}", faults) if inner is not None else MISSING
        if value is not MISSING:
            values[key] = value
    recorded = node.entry("recorded_in")
    if recorded and "unit" not in values:
        faults.add(recorded.key.place, "recorded_in needs a unit beside it, which the limits are written in")
        values.pop("recorded_in", None)
    elif recorded and "recorded_in" in values:
        try:
            convert(Decimal(1), values["unit"], values["recorded_in"], difference=False)
        except ValueError as error:
            faults.add(recorded.value.place, str(error))
            del values["recorded_in"]
    unit = node.entry("unit")
    if unit and not recorded and (meant := misspelt(values.get("unit", ""), is_unit)):
        own = {word for words in _called(node.get("called"), Faults()).values() for word in words}
        if values["unit"] not in own:
            hint = (
                f"did you mean '{meant}'? one of your own goes under called:, as in called: {{en: [{values['unit']}]}}"
            )
            faults.add(unit.value.place, f"no unit is called {values['unit']!r}", hint)
    return Units(values.get("unit", ""), values.get("recorded_in", ""), values.get("column", name))


def _with_least(requirement: Requirement, at_least: int) -> Requirement:
    return requirement if requirement.at_least or not at_least else evolve(requirement, at_least=at_least)


def _tagged(requirement: Requirement, tags: tuple[str, ...]) -> Requirement:
    return evolve(requirement, tags=tuple(dict.fromkeys((*tags, *requirement.tags)))) if tags else requirement


def _called(node: Node | None, faults: Faults) -> Mapping[str, tuple[str, ...]]:
    if node is None:
        return {}
    value = read(Mapping[str, tuple[str, ...]], node, faults, nothing_nested)
    return {} if value is MISSING else value
