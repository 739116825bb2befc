"""Dishers, the numbered scoops: what a level one holds, and what it weighs at least."""

from collections.abc import Mapping
from decimal import Decimal

import narwhals as nw
from attrs import field, frozen
from qa_run import Example, Limits, Number, Quantity, Tolerance, criterion, short

from qa_run_food.density import Density
from qa_run_food.saying import said

OUNCES_IN_A_QUART = 32
ML_IN_AN_OUNCE = Decimal("29.5735295625")
NUMBERS = (6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 70, 100)


def volume_of(number: int) -> Quantity:
    """What a level scoop of the disher `number` holds: that many of them fill a US quart."""
    if number not in NUMBERS:
        raise ValueError(f"number {number} is no size of dishers: write one of {', '.join(map(str, NUMBERS))}")
    return Quantity(OUNCES_IN_A_QUART * ML_IN_AN_OUNCE / number, "ml")


def _for_people(quantity: Quantity) -> Quantity:
    """Four digits: more than a measuring jug shows, and no tail of a division."""
    return Quantity(Decimal(f"{quantity.value:.4g}"), quantity.unit)


@criterion("disher")
@frozen
class Disher:
    """The recorded volume is that of a level scoop of the disher with this number.

    number:    6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 70 or 100: so many level scoops fill a US quart,
               so that number 16 holds 32/16 = 2 US fluid ounces of 29.5735295625 ml
    tolerance: how far from it; 5 % where nothing is said
    volume:    what this very disher holds, where it was measured: real ones differ from their number

        scoop_ml: {unit: ml, disher: {number: 16, tolerance: 5 %}}

    Findings: `too little`, `too much`. The characteristic needs a unit of volume; the column may be recorded in
    another one (`recorded_in`). Source: the tables of dishers for kitchens, level scoops to the quart.
    """

    number: int = short()
    tolerance: Tolerance = Tolerance.parse("5 %")
    volume: Quantity = field()
    reads = Number
    exclusive = True
    examples = (
        Example(16, unit="ml", passes=("59", "62.1"), fails={"too little": ("56.1", "0"), "too much": ("62.2",)}),
        Example({"number": 8, "tolerance": "2 ml"}, unit="ml", passes=("118",), fails={"too little": ("116.2",)}),
        Example({"number": 16, "volume": "57.5 ml"}, unit="ml", passes=("55",), fails={"too much": ("60.4",)}),
    )

    @volume.default
    def _by_number(self) -> Quantity:
        return volume_of(self.number)

    def __attrs_post_init__(self) -> None:
        volume_of(self.number)

    @property
    def _within(self) -> Limits:
        return Limits(nominal=self.volume, tolerance=self.tolerance)

    @property
    def limits(self) -> Mapping[str, int | float]:
        return self._within.shown

    def sentence(self, language: str) -> str:
        limits = Limits(nominal=_for_people(self.volume), tolerance=self.tolerance)
        return said(language, "a level scoop of disher No. {number}, {limits}", number=str(self.number), limits=limits)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        ends = {"too little": self._within.too_low(value), "too much": self._within.too_high(value)}
        return {name: where for name, where in ends.items() if where is not None}


@criterion("disher_weight")
@frozen
class DisherWeight:
    """The recorded weight is at least that of a level scoop of the disher with this number.

    number:  6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 70 or 100, as for `disher`
    density: what the food weighs at least, in g/ml, kg/l or lb/gal; 4.5 lb/gal, the least that ice cream may weigh,
             where nothing is said (21 CFR 135.110)
    least:   the least weight itself, where it is known by other means; the density is then not used

        scoop_g: {unit: g, disher_weight: {number: 16, density: 0.60 g/ml}}

    Finding: `too light`. Number 16 holds 59.15 ml, which is 31.89 g of ice cream.
    """

    number: int = short()
    density: Density = Density("4.5 lb/gal")
    least: Quantity = field()
    reads = Number
    finding = "too light"
    examples = (
        Example(16, unit="g", passes=("31.9", "40"), fails={"too light": ("31.8", "0")}),
        Example({"number": 8, "density": "0.6 g/ml"}, unit="g", passes=("71",), fails={"too light": ("70.9",)}),
    )

    @least.default
    def _by_number(self) -> Quantity:
        return Quantity(volume_of(self.number).value * self.density.g_per_ml, "g")

    def __attrs_post_init__(self) -> None:
        volume_of(self.number)

    @property
    def limits(self) -> Mapping[str, int | float]:
        return {"lower": self.least.number}

    def sentence(self, language: str) -> str:
        message = "at least {least}, a level scoop of disher No. {number}"
        return said(language, message, least=_for_people(self.least), number=str(self.number))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value >= self.least.number
