"""Rye loaves of three ovens on four mornings: the power fails, a trolley tips over, and a dough is scrapped."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, Statistic

OVENS = ("east", "north", "west")
BAKERS = ("Agata", "Bartek", "Celina", "Darek")
FELL = ("L-0241", "L-0242", "L-0243")
SCRAPPED = "D0304-2"


def rows() -> list[Row]:
    draws = Draws("rye_bread")
    made: list[Row] = []
    for day in range(4):
        for turn in range(60):
            time = datetime(2026, 3, 2, 3, 30) + timedelta(days=day, minutes=4 * turn)
            for oven in OVENS:
                number = len(made) + 1
                row = {
                    "loaf_id": f"L-{number:04d}",
                    "dough": f"D{time:%m%d}-{1 + turn // 20}",
                    "oven": oven,
                    "baked_at": clock(time + timedelta(seconds=draws.between(0, 59))),
                    "core_temp": draws.bell(97.4, 0.4, 96.0, 98.9),
                    "weight_g": draws.bell(1003, 6, 980, 1025, 0),
                    "crust": draws.one(("chestnut", "dark")),
                    "baker": draws.one(BAKERS),
                    "stamp": f"{oven[0].upper()}{number:04d}",
                    "remark": "",
                }
                if day == 1 and 25 <= turn < 35 and oven == "north":
                    row |= {"remark": "power cut", "core_temp": draws.bell(84, 2, 78, 90), "crust": "pale"}
                if row["dough"] == SCRAPPED:
                    row |= {"weight_g": draws.bell(930, 8, 900, 960, 0)}
                if row["loaf_id"] in FELL:
                    row |= {"weight_g": "", "crust": ""}
                made.append(row)
    # The ends are included: these lie on them.
    made[0] |= {"core_temp": "96.0", "weight_g": "970"}
    made[1] |= {"core_temp": "99.0", "weight_g": "1030"}
    return made


def excluded(row: Row) -> bool:
    return row["remark"] == "power cut" or row["loaf_id"] in FELL or row["dough"] == SCRAPPED


def judged(row: Row) -> bool:
    return not excluded(row)


def spare(row: Row) -> bool:
    return excluded(row) or row["oven"] == "west"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("rye_bread", "loaf_id", good, spare)
    cut = [row for row in good if row["remark"] == "power cut"][:2]
    return [
        sower.change("gummy", "taken out too early", "core_temp", "95.9", "below", 3),
        sower.change("dry", "taken out too late", "core_temp", "99.1", "above", 2),
        sower.change("not_measured", "the core was not measured", "core_temp", "", "missing", 1),
        sower.change("guessed", "the temperature is a word", "core_temp", "hot", "unreadable", 1),
        sower.change("light", "a light loaf", "weight_g", "969", "below", 2),
        sower.change("heavy", "a heavy loaf", "weight_g", "1031", "above", 2),
        sower.change("pale", "a pale crust without an excuse", "crust", "pale", "not allowed", 3),
        sower.change("nobody", "nobody signed", "baker", "", "missing", 2),
        sower.change("smudged", "half a stamp", "stamp", lambda row: row["stamp"][:3], "no match", 1),
        sower.repeat("stamp_twice", "the stamp of another loaf", "stamp"),
        Fault(
            "other_words",
            "two loaves of the power cut with other words for it, which exclude nothing",
            {(row["loaf_id"], "remark"): "no current" for row in cut},
            answer=tuple(
                {"item": row["loaf_id"], "characteristic": name, "finding": finding}
                for row in cut
                for name, finding in (("core_temp", "below"), ("crust", "not allowed"))
            ),
        ),
        sower.drift(
            "heavy_dough",
            "every loaf of the west oven 16 g heavier, each still in its limits",
            "weight_g",
            lambda row: row["oven"] == "west" and not excluded(row) and 980 <= int(row["weight_g"]) <= 1012,
            lambda row: str(int(row["weight_g"]) + 16),
        ),
    ]


RYE_BREAD = Example(
    "rye_bread",
    "specs/rye_bread.yaml",
    "rye-bread",
    "loaf_id",
    (("oven",),),
    rows,
    faults,
    (Statistic("weight_g::mean", "weight_g", MEAN, lower=995, upper=1010, when=judged),),
    at_least=20,
)
