"""Readings of food that waits hot or cold: three states under the Food Code, and New York under its own limits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Fault, Row, Sower

PEOPLE = ("A. Young", "B. Ortiz", "C. Lam", "D. Reed", "E. Khan")
HOT, ROAST, COLD, FISH = ("chili", "rice", "soup"), ("roast beef", "roast pork"), ("salad", "sushi"), "smoked fish"


def readings(name: str, sites: dict[str, str], each: int, least_hot: float) -> list[Row]:
    draws = Draws(name)
    made: list[Row] = []
    for site, state in sites.items():
        for index in range(each):
            food = draws.one((*HOT, *ROAST, *COLD, FISH, *HOT))
            cold = food in COLD or food == FISH
            temperature = (2, 0.6, 0.2, 3.3) if cold else (least_hot + 5, 1.6, least_hot, least_hot + 11)
            day, turn = divmod(index, 25)
            time = datetime(2026, 1, 12, 10) + timedelta(days=day, minutes=30 * turn + draws.between(0, 9))
            reader = draws.one(PEOPLE)
            made.append(
                {
                    "reading_id": f"{state}{len(made) + 1:04d}",
                    "day": f"{time:%Y-%m-%d}",
                    "state": state,
                    "site": site,
                    "food": food,
                    "holding": "cold" if cold else "hot",
                    "temp_c": draws.bell(*temperature),
                    "probe": f"P{draws.between(1, 12):02d}",
                    "read_at": clock(time),
                    "read_by": reader,
                    "logged_at": clock(time + timedelta(seconds=draws.between(10, 880))),
                    "verified_by": draws.one([person for person in PEOPLE if person != reader]),
                }
            )
    return made


def is_plain_hot(row: Row) -> bool:
    return row["food"] in HOT


def is_roast(row: Row) -> bool:
    return row["food"] in ROAST


def is_salad_or_sushi(row: Row) -> bool:
    return row["food"] in COLD


def is_fish(row: Row) -> bool:
    return row["food"] == FISH


def chain_rows() -> list[Row]:
    rows = readings("hot_holding", {"Harbor": "WA", "Pike": "WA", "Loop": "IL", "Lake": "IL", "Dock": "NJ"}, 125, 57.3)
    # Just above 130 F (54.44 degrees Celsius), and at 41 F (5 degrees), the end included.
    for row in list(filter(is_roast, rows))[::3]:
        row["temp_c"] = "54.5"
    for row in list(filter(is_salad_or_sushi, rows))[::9]:
        row["temp_c"] = "5.0"
    return rows


def new_york_rows() -> list[Row]:
    rows = readings("new_york", dict.fromkeys(("Astoria", "Bronx", "Chelsea", "Harlem"), "NY"), 130, 60.2)
    # The ends are included: 140 F and 41 F are 60 and 5 degrees Celsius.
    for row in list(filter(is_plain_hot, rows))[::9]:
        row["temp_c"] = "60.0"
    for row in list(filter(is_salad_or_sushi, rows))[::9]:
        row["temp_c"] = "5.0"
    return rows


def written_and_verified(sower: Sower, site: str) -> list[Fault]:
    """What both procedures share."""
    return [
        sower.change(
            "cold_warm", "cold food at 5.1 degrees", "temp_c", "5.1", "above", 3, is_salad_or_sushi, ["cold_holding"]
        ),
        sower.change(
            "hot_blank", "hot food, no temperature", "temp_c", "", "missing", 2, is_plain_hot, ["hot_holding"]
        ),
        sower.change(
            "hot_in_words", "a word for a temperature", "temp_c", "hot", "unreadable", 1, is_plain_hot, ["hot_holding"]
        ),
        sower.change(
            "written_late",
            "more readings of a site written down late than the two that are accepted",
            "logged_at",
            lambda row: moved(row["read_at"], minutes=16),
            "late",
            4,
            lambda row: row["site"] == site,
        ),
        sower.change(
            "written_first",
            "written down before they were read, three at one site",
            "logged_at",
            lambda row: moved(row["read_at"], minutes=-1),
            "early",
            3,
            lambda row: row["site"] == site,
        ),
        sower.change("one_person", "verified by who read it", "verified_by", lambda row: row["read_by"], "same", 3),
        sower.change(
            "probe_bare", "the probe without its letter", "probe", lambda row: row["probe"][1:], "no match", 2
        ),
        sower.copy("line_twice", "a line copied", 1),
    ]


def chain_faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("hot_holding", "reading_id", good, lambda _: False)
    return [
        *written_and_verified(sower, "Loop"),
        sower.change(
            "hot_cool",
            "hot food at 57.2 degrees, which is 134.96 F",
            "temp_c",
            "57.2",
            "below",
            4,
            is_plain_hot,
            ["hot_holding"],
        ),
        sower.change(
            "roast_cool",
            "a roast at 54.4 degrees, which is 129.92 F",
            "temp_c",
            "54.4",
            "below",
            2,
            is_roast,
            ["hot_holding"],
        ),
    ]


def new_york_faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("new_york", "reading_id", good, lambda _: False)
    return [
        *written_and_verified(sower, "Harlem"),
        sower.change(
            "hot_cool",
            "hot food that other states would pass",
            "temp_c",
            "59.9",
            "below",
            4,
            is_plain_hot,
            ["hot_holding"],
        ),
        sower.change(
            "roast_cool",
            "a roast that other states would pass",
            "temp_c",
            "54.5",
            "below",
            2,
            is_roast,
            ["hot_holding"],
        ),
        sower.change(
            "fish_warm",
            "smoked fish at 3.4 degrees, which is 38.12 F",
            "temp_c",
            "3.4",
            "above",
            3,
            is_fish,
            ["cold_holding"],
        ),
    ]


HOT_HOLDING = Example(
    "hot_holding",
    "specs/chain/hot_holding.yaml",
    "hot-holding",
    "reading_id",
    (("state",), ("state", "site")),
    chain_rows,
    chain_faults,
)
NEW_YORK = Example(
    "new_york",
    "specs/chain/new_york.yaml",
    "hot-holding-new-york",
    "reading_id",
    (("site",),),
    new_york_rows,
    new_york_faults,
)
