"""Eight deliveries of two suppliers, of each the 80 bolts that the sampling plan asks for.

Each fault is sown into one delivery, on as many bolts as its class does not accept there.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower, found

SUPPLIERS = ("Brandt", "Okafor")
#: lot sizes that all ask for 80 bolts at level II
DELIVERED = (600, 900, 1200, 750, 501, 1000, 1150, 820)
SAMPLE = 80


def rows() -> list[Row]:
    draws = Draws("goods_inwards")
    made: list[Row] = []
    for number, delivered in enumerate(DELIVERED):
        arrived = datetime(2026, 3, 2, 8) + timedelta(days=3 * number)
        for bolt in range(SAMPLE):
            made.append(
                {
                    "bolt": f"{2601 + number}-{bolt + 1:02}",
                    "delivery": f"D{2601 + number}",
                    "delivered": str(delivered),
                    "supplier": SUPPLIERS[number % 2],
                    "received_at": clock(arrived + timedelta(seconds=40 * bolt)),
                    "length_mm": draws.bell(120, 0.12, 119.6, 120.4, digits=2),
                    "coating_um": draws.bell(11, 0.9, 8.3, 14.6),
                    "finish": draws.one(("zinc", "zinc", "black")),
                    "marking": f"8.8 {draws.one(('BR', 'OK', 'TX'))}",
                    "burr_um": str(draws.between(20, 180)),
                    "thread": "M8",
                }
            )
    # The ends are included.
    made[100] |= {"length_mm": "119.50", "coating_um": "8.0", "burr_um": "200"}
    made[101] |= {"length_mm": "120.50", "coating_um": "15.0"}
    return made


def of(delivery: str) -> Callable[[Row], bool]:
    return lambda row: row["delivery"] == delivery


def counted(severity: str, fault: Fault) -> Fault:
    """The fault, with what the inspection of the class says of its bolts."""
    bolts = [(line["item"], line["characteristic"]) for line in fault.answer]
    return replace(fault, answer=(*fault.answer, *(found(item, f"@{severity}", name) for item, name in bolts)))


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("goods_inwards", "bolt", good, lambda _: False)
    major = [
        sower.change("short", "bolts of the next shorter kind", "length_mm", "119.49", "below", 2, of("D2601")),
        sower.change("long", "bolts cut too late", "length_mm", "120.51", "above", 3, of("D2602")),
        sower.change("unmeasured", "the length left out", "length_mm", "", "missing", 2, of("D2603")),
        sower.change("thin", "too little zinc", "coating_um", "7.9", "below", 4, of("D2603")),
        sower.change("thick", "too much zinc", "coating_um", "15.1", "above", 2, of("D2604")),
        sower.change("blurred", "a reading that nobody can read", "coating_um", "1O.4", "unreadable", 2, of("D2605")),
        sower.change("bare", "neither zinc nor black", "finish", "bare", "not allowed", 5, of("D2606")),
    ]
    minor = [
        sower.change("worn", "a worn stamp", "marking", "8.8", "no match", 3, of("D2606")),
        sower.change("unmarked", "no marking at all", "marking", "", "missing", 4, of("D2607")),
        sower.change("burred", "a blunt tool", "burr_um", "201", "above", 3, of("D2608")),
    ]
    return [
        *(counted("major", fault) for fault in major),
        *(counted("minor", fault) for fault in minor),
        sower.change("other_thread", "one bolt of another thread", "thread", "M10", "not the value", 1),
        sower.change("no_thread", "bolts without a thread", "thread", "", "missing", 2, of("D2604")),
    ]


GOODS_INWARDS = Example(
    "goods_inwards",
    "specs/goods_inwards.yaml",
    "goods-inwards",
    "bolt",
    (("supplier",),),
    rows,
    faults,
)
