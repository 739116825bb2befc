"""Bringing what a requirement says into the unit in which its column is recorded: limits are converted, not rows."""

from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve, fields, has

from qa_run.loading.fields import Nested
from qa_run.model.values import Difference, Quantity, Tolerance

PERCENT = ("%", "percent")


class UnitError(ValueError):
    """A value cannot be brought into the recorded unit. `key` is the key that it stands under."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


def in_recorded_unit(instance: Any, unit: str, recorded: str) -> Any:
    """`instance` with each quantity in the unit `recorded`; a bare number is in `unit`.

    A class says with `measured_in = "difference"` that its limits are distances (a range, a standard deviation), with
    `"number"` that they are counts or shares, which have no unit of the characteristic. Raises UnitError.
    """
    return _converted(instance, unit, recorded or unit, getattr(type(instance), "measured_in", "value"))


def _converted(instance: Any, unit: str, recorded: str, measured_in: str) -> Any:
    changed: dict[str, Any] = {}
    for attribute in fields(type(instance)):
        value = getattr(instance, attribute.name)
        try:
            new = _value(value, unit, recorded, measured_in)
        except UnitError:
            raise
        except ValueError as error:
            raise UnitError(str(error), attribute.name.rstrip("_")) from None
        if new is not value and attribute.init:
            changed[attribute.alias or attribute.name] = new
    return evolve(instance, **changed) if changed else instance


def _value(value: Any, unit: str, recorded: str, measured_in: str) -> Any:
    if isinstance(value, Quantity | Tolerance) and measured_in == "number":
        if value.unit and value.unit not in PERCENT:
            raise ValueError(f"this is a number or a share and has no unit: write it without {value.unit}")
        return value
    if isinstance(value, Quantity):
        return _quantity(value, unit, recorded, measured_in == "difference" or isinstance(value, Difference))
    if isinstance(value, Tolerance):
        return value if value.unit == "%" else _tolerance(value, unit, recorded)
    if isinstance(value, tuple):
        parts = tuple(_value(part, unit, recorded, measured_in) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if has(type(value)) and not isinstance(value, Nested) and not hasattr(type(value), "parse"):
        return _converted(value, unit, recorded, measured_in)
    return value


def _quantity(value: Quantity, unit: str, recorded: str, difference: bool) -> Quantity:
    if value.unit == "%" and unit not in PERCENT:
        raise ValueError(f"{value} is a share, and this limit is not one")
    if value.unit != "%":
        _known(value, unit)
    written = unit if value.unit in ("", "%") else value.unit
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
    settled = value.quantize(Decimal(1).scaleb(value.adjusted() - 14)).normalize() if value else value
    whole = settled == settled.to_integral_value() and settled.adjusted() < 15
    return settled.quantize(Decimal(1)) if whole else settled


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
