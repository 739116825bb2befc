"""The layers between what is recorded and what criteria see: looked up, observed in a row, grouped, observed of items.

Their order is fixed. A procedure without a layer pays nothing for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from qa_run.engines.table import MADE
from qa_run.engines.wanted import Wanted
from qa_run.model.kinds import Kind
from qa_run.model.observation import Observation, Over
from qa_run.model.procedure import Procedure
from qa_run.planning.observed import conditions_of, of_item, operands_of


@frozen(kw_only=True, eq=False, repr=False)
class Layers:
    """What each layer has to make, so that the one above it finds its columns.

    recorded:  what the engine reads
    looked_up: of each reference the columns that are asked for; a column of the reference, or the reference itself
    of_rows:   observations made of one row, in an order in which each finds what it is made of
    carried:   where rows are events, the columns of rows that are asked for of an item
    of_items:  observations made of an item
    kinds:     as what each observation is read
    """

    recorded: tuple[Wanted, ...]
    looked_up: Mapping[str, tuple[Wanted, ...]] = field(factory=dict)
    of_rows: tuple[Observation, ...] = ()
    carried: tuple[Wanted, ...] = ()
    of_items: tuple[Observation, ...] = ()
    kinds: Mapping[str, frozenset[Kind]] = field(factory=dict)


def reference_of(procedure: Procedure, column: str) -> str:
    """The reference that `column` names, or one of whose columns it names; blank where it is none."""
    name = column.partition(".")[0].partition("@")[0]
    return name if name in procedure.samples.references else ""


def is_made(procedure: Procedure, column: str) -> bool:
    """Whether no file of the samples records it."""
    return column in procedure.observations or bool(reference_of(procedure, column))


def layers_of(procedure: Procedure, wanted: Iterable[Wanted]) -> Layers:
    """The layers under the columns `wanted`, which criteria see of an item."""
    asked = tuple(wanted)
    of_items = {name for name in procedure.observations if _of_item(procedure, name)}
    carried = dict.fromkeys(want for want in asked if want.column not in of_items)
    found = below(procedure, asked)
    for want in found:
        if want.column in of_items and procedure.observations[want.column].over is Over.ITEM:
            carried |= dict.fromkeys(of_item(procedure.observations[want.column], procedure.samples))
        elif want.column in of_items:
            carried |= dict.fromkeys(each for each in _under(procedure, want) if each.column not in of_items)
    observed = _in_order(procedure, {want.column for want in found if want.column in procedure.observations})
    looked_up: dict[str, tuple[Wanted, ...]] = {}
    for want in found:
        if want.column not in procedure.observations and (name := reference_of(procedure, want.column)):
            looked_up[name] = (*looked_up.get(name, ()), want)
    return Layers(
        recorded=tuple(want for want in found if not is_made(procedure, want.column)),
        looked_up=looked_up,
        of_rows=tuple(each for each in observed if each.name not in of_items),
        carried=tuple(want for want in carried if want.header not in MADE) if procedure.samples.events else (),
        of_items=tuple(each for each in observed if each.name in of_items),
        kinds={
            each.name: frozenset(want.kind for want in found if want.column == each.name) | {each.gives}
            for each in observed
        },
    )


def below(procedure: Procedure, wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """The columns `wanted`, and all that they are made of."""
    found: dict[Wanted, None] = {}
    open_ends = list(wanted)
    while open_ends:
        want = open_ends.pop()
        if want not in found:
            found[want] = None
            open_ends += _under(procedure, want)
    return tuple(found)


def _under(procedure: Procedure, want: Wanted) -> Iterator[Wanted]:
    """The columns that `want` is made of."""
    samples = procedure.samples
    observation = procedure.observations.get(want.column)
    if observation is not None:
        yield from operands_of(observation, samples)
        yield from conditions_of(observation, samples)
        return
    reference = samples.references.get(reference_of(procedure, want.column))
    if reference is not None and reference.valid is not None:
        at = reference.valid.at or samples.time or ""
        yield Wanted(at, samples.header_of(at), Kind.TIME)


def _of_item(procedure: Procedure, name: str) -> bool:
    """Whether an observation is made of an item: of its rows, or of something else that is."""
    observation = procedure.observations.get(name)
    if observation is None or procedure.samples.events is None:
        return False
    return observation.over is Over.ITEM or any(_of_item(procedure, each) for each in observation.inputs)


def _in_order(procedure: Procedure, names: set[str]) -> list[Observation]:
    """The observations of these names, each behind those that it is made of."""
    found: dict[str, Observation] = {}

    def visit(name: str) -> None:
        observation = procedure.observations.get(name)
        if observation is None or name in found:
            return
        for each in observation.inputs:
            visit(each)
        found[name] = observation

    for name in procedure.observations:
        if name in names:
            visit(name)
    return list(found.values())
