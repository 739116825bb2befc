"""Scoops of four kiosks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, MEDIAN, RANGE, STDEV, Alike, Statistic, distinct, quantile

KIOSKS = ("Beach", "Old town", "Pier", "Station")
FLAVOURS = ("chocolate", "coffee", "hazelnut", "lemon", "pistachio", "strawberry", "vanilla")


def rows() -> list[Row]:
    draws = Draws("ice_cream_scoop")
    made: list[Row] = []
    for kiosk in KIOSKS:
        for index in range(300):
            day, turn = divmod(index, 60)
            time = datetime(2026, 6, 1, 11) + timedelta(days=day, minutes=9 * turn, seconds=draws.between(0, 500))
            made.append(
                {
                    "scoop_id": f"V{len(made) + 1:05d}",
                    "tub": f"{kiosk[0]}{index // 25 + 1:02d}",
                    "kiosk": kiosk,
                    "served_at": clock(time),
                    "scooped_by": draws.one(("Ida", "Jan", "Kim", "Lea")),
                    "flavour": draws.one(FLAVOURS),
                    "disher": "8",
                    "disher_colour": "gray",
                    "scoop_g": draws.bell(68, 1.1, 64.4, 71.6),
                    "cabinet_f": draws.bell(6.8, 1.0, 3.4, 10.2),
                    "container": draws.one(("cone", "paper cup", "waffle")),
                    "cracked": "no",
                    "ticket": f"T{len(made) + 204_117:06d}",
                }
            )
    # The ends are included: -16 and -12 degrees Celsius are these in Fahrenheit.
    made[20] |= {"cabinet_f": "3.2", "scoop_g": "64.0"}
    made[21] |= {"cabinet_f": "10.4"}
    made[320] |= {"scoop_g": "72.0"}
    return made


def old_town(row: Row) -> bool:
    return row["kiosk"] == "Old town"


def pier(row: Row) -> bool:
    return row["kiosk"] == "Pier"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("ice_cream_scoop", "scoop_id", good, lambda row: row["kiosk"] == "Station")
    return [
        sower.change("hollow", "a hollow scoop, under the least weight", "scoop_g", "62.9", "below", 1, old_town),
        sower.change(
            "heaped",
            "more heaped scoops on the pier than the 1 % that is accepted",
            "scoop_g",
            "72.4",
            "above",
            5,
            pier,
        ),
        sower.change("other_disher", "a smaller disher", "disher", "10", "not the value", 3),
        sower.change("disher_unknown", "the disher was not noted", "disher", "", "missing", 1),
        sower.change("disher_by_colour", "the colour where the number belongs", "disher", "gray", "unreadable", 1),
        sower.change("ivory", "the handle of a No. 10", "disher_colour", "ivory", "not the value", 2),
        sower.change("warm", "cabinet 0.1 F too warm", "cabinet_f", "10.5", "above", 3, characteristics=["cabinet"]),
        sower.change("cold", "cabinet 0.1 F too cold", "cabinet_f", "3.1", "below", 2, characteristics=["cabinet"]),
        sower.change(
            "thermometer",
            "what the thermometer shows when its battery is low",
            "cabinet_f",
            "Lo",
            "unreadable",
            2,
            characteristics=["cabinet"],
        ),
        sower.change("misspelt", "a flavour misspelt", "flavour", "vanila", "not allowed", 2),
        sower.change("plastic", "a plastic cup", "container", "plastic cup", "forbidden", 4),
        sower.change("cracked", "a cracked cone", "cracked", "yes", "not the value", 1),
        sower.change("till", "the ticket of another till", "ticket", lambda row: row["ticket"][1:], "no match", 2),
        sower.repeat("ticket_twice", "two scoops on one ticket", "ticket"),
        sower.copy("line_twice", "a line copied", 1, unique=["ticket"]),
        sower.drift(
            "generous",
            "every scoop at the station 0.9 g heavier where that fits the limits",
            "scoop_g",
            lambda row: row["kiosk"] == "Station" and float(row["scoop_g"]) <= 71,
            lambda row: f"{float(row['scoop_g']) + 0.9:.1f}",
        ),
    ]


ICE_CREAM_SCOOP = Example(
    "ice_cream_scoop",
    "specs/ice_cream_scoop.yaml",
    "ice-cream-scoop",
    "scoop_id",
    (("kiosk",),),
    rows,
    faults,
    (
        Statistic("scoop_g::mean", "scoop_g", MEAN, 67.5, 68.5),
        Statistic("scoop_g::median", "scoop_g", MEDIAN, 67.5, 68.5),
        Statistic("scoop_g::stdev", "scoop_g", STDEV, upper=1.6),
        Statistic("scoop_g::range", "scoop_g", RANGE, upper=9),
        Statistic("scoop_g::quantile", "scoop_g", quantile(0.05), lower=65),
        Statistic("flavour::distinct", "flavour", distinct, lower=6),
    ),
    alike=(Alike("scoop_g::alike", "scoop_g", "kiosk", 0.5),),
    at_least=20,
)
