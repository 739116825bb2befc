"""How much a volume of food weighs."""

from decimal import Decimal

from attrs import frozen
from qa_run import Quantity

_G_PER_ML = {
    "g/ml": Decimal(1),
    "kg/l": Decimal(1),
    "lb/gal": Decimal("453.59237") / Decimal("3785.411784"),  # avoirdupois pound, US gallon of 231 cubic inches
}


@frozen
class Density:
    """`4.5 lb/gal`, `0.54 g/ml` or `0.54 kg/l`; always with its unit, since a bare number could be any of them."""

    written: str

    def __attrs_post_init__(self) -> None:
        density = Quantity.parse(self.written)
        if density.unit not in _G_PER_ML:
            raise ValueError(f"a density is written in {', '.join(_G_PER_ML)}: write {density.value} g/ml")
        if density.value <= 0:
            raise ValueError(f"a density is positive, {self.written} is not")

    @property
    def g_per_ml(self) -> Decimal:
        density = Quantity.parse(self.written)
        return density.value * _G_PER_ML[density.unit]

    def __str__(self) -> str:
        return self.written
