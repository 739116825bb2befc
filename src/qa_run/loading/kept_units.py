"""The units of observations that are in the unit of what they are made of: a sum of minutes is so many minutes."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import evolve

from qa_run.loading.criteria import Units
from qa_run.loading.faults import Faults
from qa_run.loading.units import convert
from qa_run.model.columns import Column
from qa_run.model.observation import Observation
from qa_run.model.parts import values_in


def with_kept_units(
    found: Mapping[str, Observation], characteristics: Mapping[str, Units], faults: Faults
) -> dict[str, Observation]:
    """The observations, of which none is made of itself; a fault for one that would mix units.

    A unit is known of what another observation makes, and of a column that a characteristic gives a unit. Where one of
    the columns has none that is known, the value has none either.
    """
    recorded: dict[str, set[str]] = {}
    for each in characteristics.values():
        recorded.setdefault(each.column, set()).add(each.recorded_in or each.unit)
    done: dict[str, Observation] = {}

    def unit_of(column: str) -> str:
        if column in found:
            return resolved(column).unit
        units = recorded.get(column, set())
        return next(iter(units)) if len(units) == 1 else ""

    def resolved(name: str) -> Observation:
        if name not in done:
            made = found[name]
            done[name] = made
            if made.keeps_unit:
                columns = [value.name for value in values_in(made.made) if isinstance(value, Column)]
                done[name] = evolve(made, kept=_one_unit(made, {each: unit_of(each) for each in columns}, faults))
        return done[name]

    return {name: resolved(name) for name in found}


def _one_unit(made: Observation, units: Mapping[str, str], faults: Faults) -> str:
    """The unit that all columns have; a fault where they have several."""
    known = [unit for unit in units.values() if unit]
    if any(not _same(unit, known[0]) for unit in known[1:]):
        told = " and ".join(f"{column} is in {unit}" for column, unit in units.items() if unit)
        faults.add(
            made.place,
            f"{made.name} would mix units: {told}",
            "write in: where one of them is elapsed, or record both in the same unit",
        )
        return ""
    return known[0] if known and len(known) == len(units) else ""


def _same(unit: str, other: str) -> bool:
    try:
        return convert(Decimal(1), unit, other, difference=True) == 1
    except ValueError:
        return False
