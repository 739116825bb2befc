"""The units of observations that are in the unit of what they are made of: a sum of minutes is so many minutes."""

from collections.abc import Mapping
from itertools import combinations

from attrs import evolve

from qa_run.loading.criteria import Units
from qa_run.loading.faults import Faults
from qa_run.loading.units import adds_up, are_one_unit, is_unit
from qa_run.model.kinds import Kind
from qa_run.model.observation import Observation
from qa_run.model.parts import columns_in
from qa_run.model.samples import Samples


def with_kept_units(
    found: Mapping[str, Observation], characteristics: Mapping[str, Units], samples: Samples | None, faults: Faults
) -> dict[str, Observation]:
    """The observations, of which none is made of itself; a fault for one that would mix units.

    A unit is known of what another observation makes, and of a column that a characteristic gives a unit. Where one of
    the columns has none that is known, the value has none either; nor where the unit is a label (`pieces`), or one of
    a scale whose differences are no values of it (`degC`).
    """
    recorded: dict[str, list[str]] = {}
    for each in characteristics.values():
        if unit := each.recorded_in or each.unit:
            recorded.setdefault(_header(each.column, samples), []).append(unit)
    done: dict[str, Observation] = {}

    def unit_of(column: str) -> str:
        unit = resolved(column).unit if column in found else ""
        said = recorded.get(_header(column, samples), [])
        return unit or (said[0] if said and all(are_one_unit(said[0], each) for each in said) else "")

    def resolved(name: str) -> Observation:
        if name not in done:
            done[name] = made = found[name]
            if made.keeps_unit:
                done[name] = evolve(
                    made, kept=_one_unit(made, {each: unit_of(each) for each in _numbers(made)}, faults)
                )
        return done[name]

    return {name: resolved(name) for name in found}


def _header(column: str, samples: Samples | None) -> str:
    return column if samples is None else samples.header_of(column)


def _numbers(made: Observation) -> list[str]:
    """The columns of numbers that it is made of."""
    return [column.name for column in columns_in(made.made) if column.kind is Kind.NUMBER]


def _one_unit(made: Observation, units: Mapping[str, str], faults: Faults) -> str:
    """The unit that all columns have; a fault where they have several that differ."""
    known = [(column, unit) for column, unit in units.items() if unit]
    for (one, unit), (other, second) in combinations(known, 2):
        if not are_one_unit(unit, second) and is_unit(unit) and is_unit(second):
            message = f"{made.name} would mix units: {one} is in {unit} and {other} is in {second}"
            faults.add(made.place, message, "write in: where one of them is elapsed, or record both in the same unit")
            return unit  # what is asked of it is not at fault besides
    alike = len(known) == len(units) and all(are_one_unit(known[0][1], unit) for _, unit in known)
    return known[0][1] if known and alike and adds_up(known[0][1]) else ""
