"""Bringing what a requirement says into the unit in which its column is recorded: limits are converted, rows are not."""

from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve, fields, has

from qa_run.model.values import Difference, Quantity, Tolerance


def in_recorded_unit(instance: Any, unit: str, recorded: str) -> Any:
    """`instance` with each quantity in the unit `recorded`; a bare number is in `unit`.

    A class says with `measured_in = "difference"` that its limits are distances (a range, a standard deviation), with
    `"number"` that they are counts or shares, which have no unit of the characteristic. Raises ValueError.
    """
    measured_in = getattr(type(instance), "measured_in", "value")
    if measured_in == "number":
        return instance
    if measured_in == "share":
        return _changed(instance, _as_share)
    return _converted(instance, unit, recorded or unit, measured_in == "difference")


def _converted(instance: Any, unit: str, recorded: str, difference: bool) -> Any:
    changed: dict[str, Any] = {}
    for attribute in fields(type(instance)):
        value = getattr(instance, attribute.name)
        new = value
        if isinstance(value, Quantity):
            new = _quantity(value, unit, recorded, difference or isinstance(value, Difference))
        elif isinstance(value, Tolerance) and value.unit != "%":
            new = _tolerance(value, unit, recorded)
        elif has(type(value)) and not hasattr(type(value), "parse"):
            new = _converted(value, unit, recorded, difference)
        if new is not value:
            changed[attribute.alias or attribute.name] = new
    return evolve(instance, **changed) if changed else instance


def with_unit(instance: Any, unit: str) -> Any:
    """`instance` with the unit of the characteristic on every bare number, for sentences."""
    if not unit or getattr(type(instance), "measured_in", "value") in ("number", "share"):
        return instance
    return _changed(instance, lambda value: value if value.unit else evolve(value, unit=unit))


def _changed(instance: Any, change: Any) -> Any:
    """`instance` with `change` done to each quantity in it."""
    changed: dict[str, Any] = {}
    for attribute in fields(type(instance)):
        value = getattr(instance, attribute.name)
        new = value
        if isinstance(value, Quantity):
            new = change(value)
        elif has(type(value)) and not hasattr(type(value), "parse") and not hasattr(type(value), "criterion"):
            new = _changed(value, change)
        if new is not value:
            changed[attribute.alias or attribute.name] = new
    return evolve(instance, **changed) if changed else instance


def _as_share(value: Quantity) -> Quantity:
    if value.unit != "%":
        raise ValueError(f"the limit of a share is written in per cent: write {value.value} %")
    return evolve(value, value=value.value / 100, unit="")


def _quantity(value: Quantity, unit: str, recorded: str, difference: bool) -> Quantity:
    if value.unit == "%":
        raise ValueError(f"{value} is a share, and this limit is not one")
    written = value.unit or unit
    _known(value, unit)
    return evolve(value, value=convert(value.value, written, recorded, difference), unit="")


def _tolerance(value: Tolerance, unit: str, recorded: str) -> Tolerance:
    written = value.unit or unit
    _known(value, unit)
    low, high = (convert(part, written, recorded, difference=True) for part in (value.minus, value.plus))
    return Tolerance(low, high)


def _known(value: Quantity | Tolerance, unit: str) -> None:
    if value.unit and not unit:
        raise ValueError(f"the limit is in {value.unit}, but the characteristic has no unit: add unit: {value.unit}")


def convert(value: Decimal, written: str, recorded: str, difference: bool) -> Decimal:
    """`value` in another unit, by pint; the same digits where the units are the same. Raises ValueError."""
    if written == recorded:
        return value
    registry = _registry()
    try:
        if difference:
            source = registry.Quantity(1, _delta(registry, written))
            return value * Decimal(source.to(_delta(registry, recorded)).magnitude)
        converted = registry.Quantity(value, written).to(recorded).magnitude
    except Exception as error:
        raise ValueError(f"{written} cannot be converted to {recorded}: {error}") from None
    return _settled(Decimal(converted))


def _settled(value: Decimal) -> Decimal:
    """Without the last digits that a division leaves: 57.22222222222222 and not 57.222222222222222222222222227."""
    return +value.quantize(Decimal(1).scaleb(value.adjusted() - 14)).normalize() if value else value


def _delta(registry: Any, unit: str) -> Any:
    """The unit for differences: a degree of a scale with an offset zero becomes the plain step."""
    parsed = registry.Unit(unit)
    if not registry.Quantity(1, parsed)._is_multiplicative:
        return registry.Unit(f"delta_{parsed}")
    return parsed


@cache
def _registry() -> Any:
    import pint  # half a second that only procedures with two units pay

    return pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
