"""The `observations:` section: values that no column records, each of a kind that a plugin offers."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from qa_run.errors import PluginError
from qa_run.loading.criteria import Criteria, Units
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.kept_units import with_kept_units
from qa_run.loading.nodes import Entry, MapNode, Node
from qa_run.loading.scalars import described
from qa_run.loading.units import is_unit
from qa_run.model.columns import Column
from qa_run.model.kinds import Kind
from qa_run.model.observation import Observation, of_item_columns
from qa_run.model.parts import with_kinds
from qa_run.model.procedure import Requirement
from qa_run.model.rows import Rows
from qa_run.model.samples import LIST, Samples
from qa_run.model.taking import Sees

_AS = "as in net_g: {minus: [gross_g, tare_g]}"


def observed_of(
    node: Node | None, criteria: Criteria, samples: Samples | None, faults: Faults
) -> tuple[dict[str, Observation], Criteria]:
    """The observations that `node` describes, by name, and `criteria` knowing the units that they are made in."""
    if node is None:
        return {}, _knowing(criteria, {})
    told = Faults()
    found = _observations(node, criteria, samples, told)
    known = _knowing(criteria, found)
    in_units = [name for name, each in found.items() if each.unit]
    if told.found or any(each.tells_apart_by(name) for each in found.values() for name in in_units):
        # a condition in one of them may be on another, above or below it
        told = Faults()
        found = _observations(node, known, samples, told)
        known = _knowing(criteria, found)
    faults.absorb(told)
    return found, known


def _knowing(criteria: Criteria, found: Mapping[str, Observation]) -> Criteria:
    """`criteria` that know in which units these observations come."""
    units = {name: Units(each.unit, each.unit, name) for name, each in found.items() if each.unit}
    for name, each in criteria.characteristics.items():
        units[name] = _in_unit_made(each, found[each.column]) if each.column in found else each
    return evolve(criteria, characteristics=units)


def _in_unit_made(units: Units, made: Observation) -> Units:
    """The units of a characteristic whose values are made in a unit. A label is put on what only keeps one."""
    if not made.unit or units.recorded_in or (made.kept and units.unit and not is_unit(units.unit)):
        return units
    return Units(units.unit or made.unit, made.unit, units.column)


def _observations(node: Node, criteria: Criteria, samples: Samples | None, faults: Faults) -> dict[str, Observation]:
    """Those that cannot be made are left out after a fault."""
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place, f"observations are names with what makes them, not {described(node)}", _AS)
        return {}
    found: dict[str, Observation] = {}
    for entry in node.entries:
        made = _observation(entry, criteria, faults)
        if made is not None:
            found.setdefault(made.name, made)
            check_fit(made, samples, faults)
    before = len(faults.found)
    if len(found) == len(node.entries):
        _check_circles(found, faults)
    return found if len(faults.found) > before else with_kept_units(found, criteria.characteristics, samples, faults)


def _observation(entry: Entry, criteria: Criteria, faults: Faults) -> Observation | None:
    name, node = entry.key.text, entry.value
    if not name.strip() or any(sign in name for sign in "|@.") or "::" in name:
        faults.add(entry.key.place, f"{name!r} cannot be the name of an observation")
        return None
    if not isinstance(node, MapNode):
        faults.add(node.place, f"an observation is a kind with its keys, not {described(node)}", _AS)
        return None
    before = len(faults.found)
    written = criteria.written(node, criteria.host.observations, (), faults, "an observation")
    if len(written) != 1 or len(faults.found) > before:
        if len(faults.found) == before:
            faults.add(node.place, "an observation is of one kind", _AS)
        return None
    made = criteria.built(written[0], Units(), faults)
    if made is MISSING:
        return None
    offer = written[0].offer
    return Observation(name=name, kind=offer.name, plugin=offer.plugin, made=made, place=entry.key.place)


def check_fit(made: Observation, samples: Samples | None, faults: Faults) -> None:
    """A fault where the samples are not such that it can be made."""
    if samples is None:
        return
    of_many = made.sees is not Sees.ROW
    if of_many and samples.events is None:
        hint = "write events: {name: …} under samples, where a row is an event of an item"
        faults.add(made.place, f"{made.kind} is made of the rows of an item, and here a row is an item", hint)
        return
    if of_many and not _is_known_of_rows(made, samples, faults):
        return
    time = Column(samples.time) if samples.time and of_many else None
    try:
        with_kinds(made.made).observe(Rows(time, made.name, made.sees))
    except ValueError as error:
        faults.add(made.place, f"{made.kind} {error}")
    except Exception as error:
        what = "criterion" if made.judges else "observation"
        raise PluginError(
            f"plugin {made.plugin}: {what} {made.kind}, written at {made.place}, raised {type(error).__name__}: {error}"
        ) from error


def _is_known_of_rows(made: Observation, samples: Samples, faults: Faults) -> bool:
    """Whether what it is made of is known of single rows; a fault where it is known of items only."""
    of_item = {column.name for column in of_item_columns(made.made)}
    inputs = (name for name in made.inputs if name not in of_item)
    listed = next((name for name in inputs if samples.of and name.startswith(f"{LIST}.")), "")
    if listed:
        hint = "observe the events by themselves, and hold the item against it: when, elapsed between two names, minus"
        faults.add(made.place, f"{listed} is known of an item, and {made.kind} is made of its rows", hint)
    return not listed


def check_readings(requirements: Iterable[Requirement], found: Mapping[str, Observation], faults: Faults) -> None:
    """A fault where a requirement, or a condition of one, reads an observation as what it never is."""
    for each in requirements:
        asked = [(each.column, each.criterion, each.name, each.place)]
        asked += [(one.column, one.criterion, one.name, one.place) for one in each.scope.conditions]
        for column, criterion, name, place in asked:
            made, reads = found.get(column), getattr(criterion, "reads", Kind.ANY)
            if made is None or made.made is criterion or reads in (Kind.ANY, Kind.TEXT, made.gives):
                continue
            hint = "write as: number in it" if made.kind == "value" and reads is Kind.NUMBER else ""
            faults.add(place, f"{name} reads {_WORDS[reads]}, and {column} is {_WORDS[made.gives]}", hint)


_WORDS = {
    Kind.NUMBER: "a number", Kind.TIME: "a time", Kind.YES_NO: "yes or no", Kind.TEXT: "a text", Kind.ANY: "anything",
}  # fmt: skip


def _check_circles(found: Mapping[str, Observation], faults: Faults) -> None:
    """A fault for an observation that is made of itself, on whatever way."""
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circle = " -> ".join((*way[way.index(name) :], name))
            faults.add(found[name].place, f"these observations are made of each other: {circle}")
            done.add(name)
        if name in done:
            return
        for needed in found[name].inputs:
            if needed in found:
                visit(needed, (*way, name))
        done.add(name)

    for name in found:
        visit(name, ())
