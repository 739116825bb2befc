"""Whether the name of a unit is a slip of the pen.

A unit that nothing is converted from is a label: pieces, HRC and °Bx are as good as grams, and no list knows them all.
What is refused is a name one slip away from one that nearly everybody uses, as `grms` is, unless pint knows it.
"""

from collections.abc import Callable

_SHORTEST = 4
_WORDS = """
    gram grams kilogram kilograms milligram milligrams microgram micrograms tonne tonnes ounce ounces pound pounds
    litre litres liter liters millilitre millilitres milliliter milliliters centilitre centilitres decilitre gallon
    gallons metre metres meter meters millimetre millimetres millimeter millimeters centimetre centimetres centimeter
    centimeters micrometre micrometres micrometer micrometers kilometre kilometres kilometer kilometers inch inches
    second seconds minute minutes hour hours degC degF celsius fahrenheit kelvin percent newton newtons pascal pascals
    kilopascal megapascal joule joules ampere volt volts watt watts kilowatt hertz
"""
COMMON = frozenset(_WORDS.split())


def misspelt(name: str, is_known: Callable[[str], bool]) -> str:
    """The unit that `name` was meant to be; blank where it can stand. `is_known` is asked last, for it costs much."""
    if name in COMMON or len(name) < _SHORTEST or name.casefold() in {each.casefold() for each in COMMON}:
        return ""
    near = sorted(each for each in COMMON if each[0] == name[0] and _one_slip(name, each))
    return near[0] if near and not is_known(name) else ""


def _one_slip(name: str, other: str) -> bool:
    """Whether one letter was left out, put in, taken for another, or changed places with its neighbour."""
    if abs(len(name) - len(other)) > 1:
        return False
    at = next((place for place, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, left = name[at:], other[at:]
    swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left or rest == left[1:] or rest[1:] == left[1:]
