"""Bringing what a requirement says into the unit in which its column is recorded: limits are converted, not rows."""

from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve, fields, has

from qa_run.model.numerals import in_per_cent, split_number
from qa_run.model.quantities import Difference, Quantity, Tolerance
from qa_run.model.values import Nested, Value

PERCENT = ("%", "percent")
_SHARES = {"%": 100, "ppm": 1_000_000}


class UnitError(ValueError):
    """A value cannot be brought into the recorded unit, or what it names is of no use; `key` is what it stands by,
    `more` are messages beside the first."""

    def __init__(self, message: str, key: str = "", more: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.key = key
        self.more = more


def in_recorded_unit(instance: Any, unit: str, recorded: str) -> Any:
    """`instance` with each quantity in the unit `recorded`; a bare number is in `unit`.

    A class says with `measured_in = "difference"` that its limits are distances (a range, a standard deviation), with
    `"number"` that they are counts, which have no unit of the characteristic, with `"share"` that they are parts of
    the items, written in per cent (or in ppm). A class of a field may say so for itself. Raises UnitError.
    """
    return _converted(instance, unit, recorded or unit, getattr(instance, "measured_in", "value"))


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
    if isinstance(value, Quantity) and measured_in == "share":
        if value.unit not in _SHARES:
            raise ValueError(f"the limit of a share is written in per cent: write {in_per_cent(value.value)} %")
        return evolve(value, value=value.value / _SHARES[value.unit], unit="")
    if isinstance(value, Quantity | Tolerance) and measured_in in ("number", "share"):
        if value.unit and value.unit not in PERCENT:
            raise ValueError(f"this is a number and has no unit: write it without {value.unit}")
        return value
    if isinstance(value, Quantity):
        return _quantity(value, unit, recorded, measured_in == "difference" or isinstance(value, Difference))
    if isinstance(value, Tolerance):
        return value if value.unit == "%" else _tolerance(value, unit, recorded)
    if isinstance(value, Value):
        return value if measured_in in ("number", "share") or not unit else _compared(value, unit, recorded)
    if isinstance(value, tuple):
        parts = tuple(_value(part, unit, recorded, measured_in) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if has(type(value)) and not isinstance(value, Nested) and not hasattr(type(value), "parse"):
        return _converted(value, unit, recorded, getattr(type(value), "measured_in", measured_in))
    return value


def _compared(value: Value, unit: str, recorded: str) -> Value:
    """A value to compare with: `none_of: [4 g]` is no text that the recorded 4 would differ from."""
    if isinstance(value.value, bool):
        return value
    if isinstance(value.value, str):
        try:
            number, own = split_number(value.value)
        except ValueError:
            return value
        if own != unit:
            return value
        raise ValueError(f"{value.value!r} would be a text: write {number} without the unit, which the column has")
    return value if unit == recorded else Value(convert(Decimal(value.value), unit, recorded, difference=False))


def with_unit(instance: Any, unit: str) -> Any:
    """`instance` with the unit of the characteristic on every bare number, for sentences."""
    if not unit or getattr(instance, "measured_in", "value") in ("number", "share"):
        return instance
    changed: dict[str, Any] = {}
    for attribute in fields(type(instance)):
        value = new = getattr(instance, attribute.name)
        if isinstance(value, Quantity):
            new = value if value.unit else evolve(value, unit=unit)
        elif has(type(value)) and not isinstance(value, Nested) and not hasattr(type(value), "parse"):
            new = with_unit(value, unit)
        if new is not value and attribute.init:
            changed[attribute.alias or attribute.name] = new
    return evolve(instance, **changed) if changed else instance


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
        raise ValueError(
            f"the limit is in {value.unit}, but the characteristic has no unit: add unit: {value.unit}, "
            "and recorded_in: where the values are in another"
        )


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
        raise ValueError(f"{written} cannot be converted to {recorded}: {_why(error, written, recorded)}") from None
    return _settled(Decimal(converted))


#: Units that add up, so that pint need not be asked for what most procedures write.
_PLAIN = frozenset({"s", "min", "h", "day", "days", "g", "kg", "mg", "mm", "cm", "m", "ml", "l"})


def is_unit(name: str) -> bool:
    """Whether pint knows the unit."""
    return name in _PLAIN or name in _registry()


def are_one_unit(one: str, other: str) -> bool:
    """Whether the two are names of one unit: `kg` and `kilogram`. A kelvin is a step of `degC`, and not one of it."""
    if one == other:
        return True
    if not (is_unit(one) and is_unit(other)):
        return False
    if adds_up(one) is not adds_up(other):
        return False
    if not adds_up(one):
        return bool(_registry().Unit(one) == _registry().Unit(other))
    try:
        return convert(Decimal(1), one, other, difference=True) == 1
    except ValueError:
        return False


def adds_up(unit: str) -> bool:
    """Whether a difference of two values in the unit is a value in it: so it is in grams, and not in degrees Celsius.
    Of labels, and of shares, nobody knows."""
    if unit in _PLAIN:
        return True
    if unit in PERCENT or not is_unit(unit):
        return False
    return bool(_registry().Quantity(1, unit)._is_multiplicative)


def _why(error: Exception, written: str, recorded: str) -> str:
    """What pint says, in words for people who do not know it."""
    if type(error).__name__ == "DimensionalityError":
        return "the two do not measure the same thing"
    if type(error).__name__ == "UndefinedUnitError":
        names = [name for name in (written, recorded) if name not in _registry()]
        return f"no unit is called {' or '.join(names)}" if names else str(error)
    return str(error)


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
