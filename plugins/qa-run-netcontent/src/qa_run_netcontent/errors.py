"""Directive 76/211/EEC, annex I, 2.4: how much a single package may be short of its nominal quantity (TNE).

The last row, 1.5 % above 1,000, and rounding percentages up to the next tenth are as two countries made the table their
law: Germany's FPackV 2020, section 9 (3), and Austria's FPVO 1993, section 9 (1).
"""

from decimal import ROUND_CEILING, Decimal

from qa_run import Quantity

from qa_run_netcontent.amounts import grams, millilitres, unit_of

LEAST, MOST = Decimal(5), Decimal(10_000)
#: Nominal quantities up to so many g or ml: the error, in per cent or in g or ml.
ROWS: tuple[tuple[int, str, str], ...] = (
    (50, "9", "%"),
    (100, "4.5", ""),
    (200, "4.5", "%"),
    (300, "9", ""),
    (500, "3", "%"),
    (1_000, "15", ""),
    (10_000, "1.5", "%"),
)
TENTH = Decimal("0.1")


def tolerable_negative_error(label: Quantity) -> Quantity:
    """The TNE of a package with this nominal quantity, in grams or millilitres."""
    unit_of(label)
    weight = grams(label)
    amount, of = (weight, "g") if weight is not None else (millilitres(label) or Decimal(0), "ml")
    if not LEAST <= amount <= MOST:
        raise ValueError(f"label {label} is not between 5 and 10,000 g or ml, for which Directive 76/211/EEC is")
    error, sign = next((Decimal(error), sign) for most, error, sign in ROWS if amount <= most)
    if sign == "%":
        error = (amount * error / 100).quantize(TENTH, rounding=ROUND_CEILING)
    return Quantity(error, of)
