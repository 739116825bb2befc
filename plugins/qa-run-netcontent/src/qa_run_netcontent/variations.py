"""NIST Handbook 133, Table 2-5: how much a single package labelled by weight may be short of its label (MAV).

As remembered: check the handbook before relying on it. One row was checked against the handbook's own example (113 g:
7.2 g or 0.016 lb) and another source (3 oz: 1/4 oz, which is 0.016 lb). The rest was held against itself only: every
limit and every MAV in grams is that in pounds, cut off after its last printed digit.
"""

from decimal import Decimal

from qa_run import Quantity

from qa_run_netcontent.amounts import CUSTOMARY, POUND, grams, unit_of

#: Up to 0.08 lb or 36 g, and above 54.40 lb or 24.67 kg, the MAV is a part of the label.
SMALL, SMALL_PART = (Decimal("0.08"), Decimal(36)), Decimal("0.10")
LARGE_PART = Decimal("0.02")
#: Labels up to so many pounds or grams: MAV in pounds, in grams.
ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("0.12", "54", "0.008", "3.6"),
    ("0.18", "81", "0.012", "5.4"),
    ("0.26", "117", "0.016", "7.2"),
    ("0.34", "154", "0.020", "9.0"),
    ("0.46", "208", "0.024", "10.8"),
    ("0.58", "263", "0.028", "12.7"),
    ("0.70", "317", "0.032", "14.5"),
    ("0.84", "381", "0.036", "16.3"),
    ("0.94", "426", "0.040", "18.1"),
    ("1.08", "489", "0.044", "19.9"),
    ("1.26", "571", "0.048", "21.7"),
    ("1.40", "635", "0.052", "23.5"),
    ("1.54", "698", "0.056", "25.4"),
    ("1.70", "771", "0.060", "27.2"),
    ("1.88", "852", "0.064", "29.0"),
    ("2.14", "970", "0.070", "31.7"),
    ("2.48", "1120", "0.078", "35.3"),
    ("2.76", "1250", "0.086", "39.0"),
    ("3.20", "1450", "0.094", "42.6"),
    ("3.90", "1760", "0.11", "49"),
    ("4.70", "2130", "0.12", "54"),
    ("5.80", "2630", "0.14", "63"),
    ("6.80", "3080", "0.15", "68"),
    ("7.90", "3580", "0.17", "77"),
    ("9.40", "4260", "0.19", "86"),
    ("11.70", "5300", "0.22", "99"),
    ("14.30", "6480", "0.25", "113"),
    ("17.70", "8020", "0.28", "127"),
    ("23.20", "10520", "0.31", "140"),
    ("31.60", "14330", "0.37", "167"),
    ("42.40", "19230", "0.44", "199"),
    ("54.40", "24670", "0.50", "226"),
)


def maximum_allowable_variation(label: Quantity) -> Quantity:
    """The MAV of a package with this label: in pounds where the label is in pounds or ounces, else in grams."""
    unit = unit_of(label)
    weight = grams(label)
    if weight is None:
        raise ValueError(
            f"label {label} is a volume, and Table 2-5 is for packages labelled by weight: "
            "write shortage: with the MAV of the table for it"
        )
    pounds = unit in CUSTOMARY
    amount, of = (weight / POUND, "lb") if pounds else (weight, "g")
    place = 0 if pounds else 1
    if amount <= SMALL[place]:
        return Quantity(amount * SMALL_PART, of)
    for row in ROWS:
        if amount <= Decimal(row[place]):
            return Quantity(Decimal(row[2 + place]), of)
    return Quantity(amount * LARGE_PART, of)
