"""Ham sandwiches of six shops, as a spreadsheet in Italy writes them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, STDEV, Statistic

SHOPS = {"Bergamo": 40, "Bologna": 190, "Como": 40, "Milano": 200, "Roma": 200, "Torino": 180}
STAFF = ("Anna", "Bruno", "Carla", "Dario", "Elena", "Fabio")
NOTES = ("cut in half", "to take away", "no butter on the crust")


def rows() -> list[Row]:
    draws = Draws("ham")
    made: list[Row] = []
    for shop, n in SHOPS.items():
        for index in range(n):
            day, turn = divmod(index, 40)
            time = datetime(2026, 3, 2, 7, 30) + timedelta(days=day, minutes=9 * turn, seconds=draws.between(0, 400))
            hot = index % 5 < 3
            note = draws.one(NOTES) if index % 3 else ""
            made.append(
                {
                    "sandwich_id": f"S-{len(made) + 1:04d}",
                    "batch": f"B{time:%m%d}",
                    "shop": shop,
                    "made_at": clock(time),
                    "made_by": draws.one(STAFF),
                    "roll": draws.one(("ciabatta", "michetta", "rosetta")),
                    "bread_g": draws.bell(80, 1.2, 76.5, 82.5),
                    "ham_slices": "4",
                    "ham_g": draws.bell(60, 0.9, 57.0, 63.0),
                    "cheese_slices": "2" if draws.chance(0.2) else "1",
                    "sauce": draws.one(("butter", "olive oil", "ricotta")),
                    "stage": "served_hot" if hot else "served_cold",
                    "core_temp": draws.bell(79, 1.5, 75.0, 86.0) if hot else "",
                    "label": f"{shop[:2].upper()}-{time:%m%d}-{len(made) + 1:04d}",
                    "note": note,
                }
            )
    # The ends are included: these lie on them.
    made[300] |= {"bread_g": "76.0", "ham_g": "57.0"}
    made[301] |= {"bread_g": "84.0", "ham_g": "63.0"}
    made[5] |= {"stage": "served_hot", "core_temp": "75.0"}
    return made


def hot(row: Row) -> bool:
    return row["stage"] == "served_hot"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("ham", "sandwich_id", good, lambda row: row["shop"] in {"Bergamo", "Como", "Torino"})
    return [
        sower.change("slice_short", "three slices of ham", "ham_slices", "3", "not the value", 4),
        sower.change("slices_not_counted", "the slices were not counted", "ham_slices", "", "missing", 2),
        sower.change("slices_in_words", "the slices are written in words", "ham_slices", "four", "unreadable", 1),
        sower.change("little_ham", "thin slices", "ham_g", "56.9", "below", 3),
        sower.change("much_ham", "thick slices", "ham_g", "63.1", "above", 2),
        sower.change("cheese_forgotten", "no cheese", "cheese_slices", "0", "below", 1),
        sower.change(
            "light_rolls",
            "more light rolls in Milano than the 1 % that is accepted",
            "bread_g",
            "74.5",
            "below",
            4,
            lambda row: row["shop"] == "Milano",
        ),
        sower.change(
            "small_roll",
            "one roll of another recipe, too small",
            "bread_g",
            "68.0",
            "below",
            1,
            lambda row: row["shop"] == "Roma",
        ),
        sower.change(
            "large_roll",
            "one roll of another recipe, too large",
            "bread_g",
            "91.5",
            "above",
            1,
            lambda row: row["shop"] == "Bologna",
        ),
        sower.change("other_roll", "a roll that is not on the menu", "roll", "baguette", "not allowed", 2),
        sower.change("mustard", "mustard on the roll", "sauce", "mustard", "forbidden", 3),
        sower.change("lukewarm", "served hot at 74.9 degrees", "core_temp", "74.9", "below", 3, hot),
        sower.change("not_measured", "served hot, temperature not measured", "core_temp", "", "missing", 2, hot),
        sower.change("about", "the temperature is an estimate", "core_temp", "about 75", "unreadable", 1, hot),
        sower.change(
            "small_letters", "the label in small letters", "label", lambda row: row["label"].lower(), "no match", 2
        ),
        sower.repeat("label_twice", "the label of another sandwich", "label", pairs=2),
        sower.change("nobody", "nobody signed", "made_by", "", "missing", 2),
        sower.change(
            "long_note",
            "a remark that the counter's screen cuts off",
            "note",
            "the customer asked for the crust to be cut off on all sides",
            "too long",
            1,
        ),
        sower.copy("line_twice", "a line copied to fill the sample", 2, unique=["label"]),
        sower.drift(
            "heavy_dough",
            "every roll of Torino 1.4 g heavier, each still in its limits",
            "bread_g",
            lambda row: row["shop"] == "Torino",
            lambda row: f"{float(row['bread_g']) + 1.4:.1f}",
        ),
        sower.thin(
            "few",
            "twelve sandwiches of Bergamo are left",
            "specs/ham.yaml::*[shop=Bergamo]",
            lambda row: row["shop"] == "Bergamo",
            left=12,
        ),
        sower.thin(
            "no_sample", "Como sent nothing", "specs/ham.yaml::*[shop=Como]", lambda row: row["shop"] == "Como", left=0
        ),
    ]


HAM = Example(
    "ham",
    "specs/ham.yaml",
    "ham-sandwich",
    "sandwich_id",
    (("shop",),),
    rows,
    faults,
    (
        Statistic("bread_g::mean", "bread_g", MEAN, 79, 81),
        Statistic("bread_g::stdev", "bread_g", STDEV, upper=2),
    ),
    at_least=20,
    delimiter=";",
    decimal=",",
)
