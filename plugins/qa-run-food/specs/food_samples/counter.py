"""Lunches of two counters: a sandwich, of which the ham is weighed, and one scoop of ice cream."""

import random
from collections.abc import Sequence

from food_samples.batch import Batch, Fault, Row, Sower

COUNTERS = ("Pier", "Station")
LUNCHES = 1020
HAM, VOLUME, WEIGHT = "ham_g::portion", "scoop_ml::disher", "scoop_g::disher_weight"


def good() -> list[Row]:
    draw = random.Random("counter 20260302")
    rows = [
        {
            "lunch": f"L{number + 1:04}",
            "counter": COUNTERS[number % 2],
            "ham_slices": "4",
            "ham_g": f"{draw.uniform(57, 63):.1f}",
            "scoop_ml": f"{draw.uniform(56.5, 61.5):.1f}",
            "scoop_g": f"{draw.uniform(33, 38):.1f}",
        }
        for number in range(LUNCHES)
    ]
    # The ends: 60 g and 59.15 ml with 6 %, the former included; 31.89 g.
    rows[20] |= {"ham_g": "56.4", "scoop_ml": "55.6", "scoop_g": "31.9"}
    rows[21] |= {"ham_g": "63.6", "scoop_ml": "62.6"}
    return rows


def faults(rows: Sequence[Row]) -> list[Fault]:
    sown = Sower(rows, "counter")
    return [
        sown("slices cut thin", (4, 301), {"ham_g": "56.3"}, (HAM, "too light")),
        sown("slices cut thick", (40, 600, 602), {"ham_g": "63.7"}, (HAM, "too heavy")),
        # the weight is right: only that each slice is judged tells it
        sown(
            "five thin slices",
            (77, 910),
            {"ham_slices": "5", "ham_g": "60.0"},
            ("ham_slices::exactly", "not the value"),
            (HAM, "too light"),
        ),
        sown(
            "nobody counted",
            (130,),
            {"ham_slices": ""},
            ("ham_slices::exactly", "missing"),
            (HAM, "cannot be judged: ham_slices"),
        ),
        sown("not weighed", (131,), {"ham_g": ""}, (HAM, "missing")),
        sown("a word for a weight", (132,), {"ham_g": "about 60"}, (HAM, "unreadable")),
        sown("the disher was a No. 20", (205, 206, 207), {"scoop_ml": "47.3", "scoop_g": "26.4"}, *LITTLE),
        sown("scraped hollow", (318,), {"scoop_ml": "55.5"}, (VOLUME, "too little")),
        sown("heaped", (444, 446), {"scoop_ml": "62.8"}, (VOLUME, "too much")),
        sown("full of air", (512, 731), {"scoop_g": "31.8"}, (WEIGHT, "too light")),
        sown("neither volume nor weight", (1001,), {"scoop_ml": "", "scoop_g": ""}, *NOTHING),
    ]


LITTLE = ((VOLUME, "too little"), (WEIGHT, "too light"))
NOTHING = ((VOLUME, "missing"), (WEIGHT, "missing"))

BATCH = Batch(good, faults)
