"""What both criteria ask: the standard, the label, the tare, and how much a single package may be short."""

from decimal import Decimal

import narwhals as nw
from attrs import field, frozen
from qa_run import Column, Number, Quantity, number_in

from qa_run_netcontent.errors import tolerable_negative_error
from qa_run_netcontent.plans import Standard
from qa_run_netcontent.saying import said
from qa_run_netcontent.variations import maximum_allowable_variation

#: Subtracting binary numbers leaves a tail: 512.4 - 12.4 is 499.99999999999994. No scale shows as many digits.
DIGITS = 9
NAMES = {"hb133-a": "NIST Handbook 133, category A", "eu-76-211": "Directive 76/211/EEC"}
SHORTAGES = {"hb133-a": "MAV", "eu-76-211": "TNE"}
_SHORTAGES = {"hb133-a": "MAV {shortage}", "eu-76-211": "TNE {shortage}"}


@frozen
class Packages:
    """Packages of one label.

    The limits are quantities of the characteristic, converted with it: label and shortage are in the recorded unit
    by the time anything is judged.
    """

    standard: Standard
    label: Quantity
    tare: Column | Quantity | None = None
    shortage: Quantity = field()
    reads = Number

    @shortage.default
    def _by_table(self) -> Quantity:
        table = maximum_allowable_variation if self.standard == "hb133-a" else tolerable_negative_error
        return table(self.label)

    def __attrs_post_init__(self) -> None:
        if self.label.value <= 0:
            raise ValueError(f"label {self.label} is no contents: write how much the package is said to hold")
        if self.shortage.value <= 0:
            raise ValueError("shortage is above 0; leave it out to take it from the table of the standard")
        if self.label.unit == self.shortage.unit and self.shortage.value >= self.label.value:
            raise ValueError(f"shortage {self.shortage} is the whole label of {self.label}")
        if isinstance(self.tare, Quantity) and self.tare.value < 0:
            raise ValueError(f"tare {self.tare} is below nothing")

    def short_by(self, shortages: int) -> Decimal:
        """The label less so many times the shortage: T1 or the limit of the MAV with 1, T2 with 2."""
        return self.label.value - shortages * self.shortage.value

    def net(self, gross: nw.Expr) -> nw.Expr:
        """What is in each package; null where its tare is not recorded."""
        if self.tare is None:
            return gross
        tare = self.tare.value if isinstance(self.tare, Column) else nw.lit(float(self.tare.value))
        return (gross - tare).cast(nw.Float64).round(DIGITS)

    def in_words(self, language: str) -> str:
        """Label, shortage and tare."""
        shortage = number_in(language, _plain(self.shortage))
        parts = [
            said(language, "labelled {label}", label=self.label),
            said(language, _SHORTAGES[self.standard], shortage=shortage),
        ]
        if self.tare is not None:
            tare = "tare in {tare}" if isinstance(self.tare, Column) else "tare {tare}"
            parts.append(said(language, tare, tare=self.tare))
        return ", ".join(parts)


def _plain(quantity: Quantity) -> str:
    """Without the tail of a division: a tenth of 1 oz is 0.00625 lb."""
    return f"{float(quantity.value):.6g} {quantity.unit}".strip()
