"""Labelled amounts in the units of the tables: grams, pounds and millilitres, in exact decimals."""

from collections.abc import Mapping
from decimal import Decimal

from qa_run import Quantity

POUND = Decimal("453.59237")  # avoirdupois, exact since 1959
GRAMS: Mapping[str, Decimal] = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "lb": POUND,
    "oz": POUND / 16,
}
MILLILITRES: Mapping[str, Decimal] = {
    "ml": Decimal(1),
    "mL": Decimal(1),
    "cl": Decimal(10),
    "dl": Decimal(100),
    "l": Decimal(1000),
    "L": Decimal(1000),
}
CUSTOMARY = ("lb", "oz")


def unit_of(label: Quantity) -> str:
    """The unit that a label is written with. Raises ValueError where it has none that a table knows."""
    if not label.unit:
        raise ValueError(f"label is written with its unit, by which the table is read: label: {label} g")
    if label.unit not in GRAMS and label.unit not in MILLILITRES:
        known = ", ".join([*GRAMS, *(name for name in MILLILITRES if name not in ("mL", "L"))])
        raise ValueError(f"label {label} is in a unit that no table here is for: write it in {known}, or give shortage")
    return label.unit


def grams(label: Quantity) -> Decimal | None:
    """The weight in grams; None of a volume."""
    factor = GRAMS.get(label.unit)
    return None if factor is None else label.value * factor


def millilitres(label: Quantity) -> Decimal | None:
    """The volume in millilitres; None of a weight."""
    factor = MILLILITRES.get(label.unit)
    return None if factor is None else label.value * factor
