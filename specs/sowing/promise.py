"""Orders of four depots: promised, delivered, and told of in time where the hour was moved."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, TOTAL, Statistic, share

DEPOTS = {"Gdańsk": "80", "Leipzig": "04", "Nantes": "44", "Verona": "37"}
MONDAY = datetime(2026, 3, 2)


def rows() -> list[Row]:
    draws = Draws("promise")
    made: list[Row] = []
    for index in range(960):
        depot = tuple(DEPOTS)[index % 4]
        day, turn = divmod(index, 120)
        ordered = MONDAY + timedelta(days=day, hours=8, minutes=5 * turn, seconds=draws.between(0, 200))
        promised = MONDAY + timedelta(days=day + draws.between(1, 3), hours=draws.one((10, 12, 16, 18)))
        slipped = index // 4 % 17 == 3
        moved_to = promised + timedelta(days=1)
        due = moved_to if slipped else promised
        made.append(
            {
                "order_id": f"{DEPOTS[depot]}-{index + 1:05d}",
                "run": f"{depot[0]}{day + 1}",
                "depot": depot,
                "postcode": f"{DEPOTS[depot]}{draws.between(100, 999)}",
                "parcels": str(draws.one((1, 1, 1, 2, 2, 3, 4, 5))),
                "ordered_at": clock(ordered),
                "promised_at": clock(promised),
                "moved": "yes" if slipped else "no",
                "told_at": clock(promised - timedelta(minutes=draws.between(45, 300))) if slipped else "",
                "moved_to": clock(moved_to) if slipped else "",
                "delivered_at": clock(due + timedelta(minutes=9 - draws.between(0, 150), seconds=draws.between(0, 59))),
                "signature": "signed",
                "rating": str(draws.one((5, 5, 5, 5, 4, 4, 5, 3))) if draws.chance(0.6) else "",
            }
        )
    # The end is included: ten minutes after the time promised is still the promise kept.
    on_time = [row for row in made if row["moved"] == "no"]
    on_time[7]["delivered_at"] = moved(on_time[7]["promised_at"], minutes=10)
    return made


def sour(row: Row) -> bool:
    return row["depot"] == "Nantes" and row["rating"] != ""


def kept(row: Row) -> bool:
    return row["moved"] == "no"


def slipped(row: Row) -> bool:
    return row["moved"] == "yes"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("promise", "order_id", good, sour)
    both = ["delivered_at", "not_dropped_early"]
    return [
        sower.change(
            "late",
            "delivered a second after the ten minutes",
            "delivered_at",
            lambda row: moved(row["promised_at"], seconds=601),
            "late",
            4,
            kept,
            ["delivered_at"],
        ),
        sower.change(
            "late_again",
            "delivered after the new time, too",
            "delivered_at",
            lambda row: moved(row["moved_to"], hours=3),
            "late",
            2,
            slipped,
        ),
        sower.change(
            "early",
            "delivered a quarter of an hour after it was ordered",
            "delivered_at",
            lambda row: moved(row["ordered_at"], minutes=15),
            "early",
            2,
            kept,
            ["not_dropped_early"],
        ),
        sower.change("not_delivered", "no time of delivery", "delivered_at", "", "missing", 3, kept, both),
        sower.change(
            "yesterday",
            "a word where the time of delivery belongs",
            "delivered_at",
            "yesterday",
            "unreadable",
            1,
            kept,
            both,
        ),
        sower.change(
            "told_after",
            "told an hour after the time promised",
            "told_at",
            lambda row: moved(row["promised_at"], hours=1),
            "late",
            3,
            slipped,
        ),
        sower.change("not_told", "nobody told the customer", "told_at", "", "missing", 2, slipped),
        sower.change(
            "far_promise",
            "promised later than we may, and moved there",
            "promised_at",
            lambda row: moved(row["ordered_at"], days=11),
            "late",
            2,
            kept,
        ),
        sower.change("parcels_none", "an order without parcels", "parcels", "0", "below", 1),
        sower.change("parcels_many", "more parcels than a courier carries", "parcels", "6", "above", 2),
        sower.change(
            "postcode_zero",
            "the leading zero lost in a spreadsheet",
            "postcode",
            lambda row: row["postcode"][1:],
            "no match",
            4,
            lambda row: row["depot"] == "Leipzig",
        ),
        sower.change("stars_many", "six stars", "rating", "6", "above", 1, lambda row: row["rating"] == "5"),
        sower.change("on_the_step", "left on the doorstep", "signature", "doorstep", "not the value", 3),
        sower.copy("line_twice", "a line copied", 2),
        sower.drift(
            "sour", "every customer of Nantes takes a star off", "rating", sour, lambda row: str(int(row["rating"]) - 1)
        ),
    ]


PROMISE = Example(
    "promise",
    "specs/promise.yaml",
    "promise-kept",
    "order_id",
    (("depot",),),
    rows,
    faults,
    (
        Statistic("moved::share", "moved", share(lambda text: text == "yes"), upper=0.1),
        Statistic("parcels::total", "parcels", TOTAL, lower=300),
        Statistic("rating::mean", "rating", MEAN, lower=4.2),
    ),
)
