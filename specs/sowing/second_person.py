"""Preparations labelled AA to ZZ, so that NA and NO are labels like any other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_uppercase

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, TOTAL, Statistic, distinct

PEOPLE = ("Ewa Nowak", "Igor Rossi", "Lena Costa", "Marta Bianchi", "Nils Berg", "Olga Wolska", "Piotr Zieliński")
LOOKS = ("clear",) * 7 + ("hazy",) * 2 + ("specks",)
ROOMS = ("Day clinic", "Night desk", "Sterile room")


def rows() -> list[Row]:
    draws = Draws("second_person")
    looks = Draws("second_person/looks")
    made: list[Row] = []
    for index, label in enumerate(first + second for first in ascii_uppercase for second in ascii_uppercase):
        maker = draws.one(PEOPLE)
        day, turn = divmod(index, 136)
        time = datetime(2026, 3, 9, 7) + timedelta(days=day, seconds=260 * turn + draws.between(0, 200))
        checked = time + timedelta(seconds=draws.between(45, 900))
        look = looks.one(LOOKS)
        made.append(
            {
                "label": label,
                "series": f"{time:%y%m%d}",
                "room": ROOMS[index % 3],
                "made_by": maker,
                "made_at": clock(time),
                "checked_by": draws.one([person for person in PEOPLE if person != maker]),
                "checked_at": clock(checked),
                "shipped_at": clock(checked + timedelta(minutes=draws.between(20, 240))),
                "look_made": look,
                "look_checked": look if looks.chance(0.94) else looks.one(LOOKS),
                "dose_mg": draws.bell(50, 0.25, 49.1, 50.9, digits=2),
                "waste_g": draws.bell(1.2, 0.5, 0, 3),
                "storage": draws.one(("cabinet", "refrigerator")),
                "lot_number": draws.one(("K4468", "K4469", "K4470", "K4473")),
            }
        )
    # The ends are included.
    made[40] |= {"dose_mg": "49.00", "checked_at": moved(made[40]["made_at"], seconds=30)}
    made[41] |= {"dose_mg": "51.00", "checked_at": made[41]["shipped_at"]}
    return made


def night(row: Row) -> bool:
    return row["room"] == "Night desk"


def clinic(row: Row) -> bool:
    return row["room"] == "Day clinic"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("second_person", "label", good, lambda row: night(row) or clinic(row) or row["label"] == "NA")
    some_nights = [row["label"] for row in good if night(row)]
    return [
        sower.change("own_check", "checked by who made it", "checked_by", lambda row: row["made_by"], "same", 3),
        sower.change(
            "own_check_spelt",
            "checked by who made it, in capitals and with a blank behind",
            "checked_by",
            lambda row: row["made_by"].upper() + " ",
            "same",
            2,
        ),
        sower.change("unchecked", "nobody checked", "checked_by", "", "missing", 2),
        sower.change(
            "too_fast",
            "checked 29 seconds after it was made",
            "checked_at",
            lambda row: moved(row["made_at"], seconds=29),
            "early",
            3,
        ),
        sower.change(
            "too_late",
            "checked after it was shipped",
            "checked_at",
            lambda row: moved(row["shipped_at"], seconds=1),
            "late",
            4,
        ),
        sower.change("check_blank", "no time of checking", "checked_at", "", "missing", 1),
        sower.change("check_tick", "a tick where the time belongs", "checked_at", "ok", "unreadable", 2),
        sower.change(
            "first_name",
            "signed with the first name only",
            "made_by",
            lambda row: row["made_by"].split()[0],
            "no match",
            2,
        ),
        sower.change("weak", "too weak", "dose_mg", "48.99", "below", 2),
        sower.change("strong", "too strong", "dose_mg", "51.01", "above", 1),
        sower.change("wasted", "most of it thrown away", "waste_g", "5.1", "above", 2),
        sower.change("window_sill", "left on the window sill", "storage", "window sill", "not allowed", 3),
        sower.change("recalled", "made from a recalled lot", "lot_number", "K4471", "forbidden", 5),
        Fault(
            "not_applicable",
            "the label NA left in the refrigerator of the kitchen",
            {("NA", "storage"): "kitchen"},
            answer=({"item": "NA", "characteristic": "storage", "finding": "not allowed"},),
        ),
        sower.change("cloudy", "a look that is none", "look_checked", "cloudy", "not allowed", 2),
        sower.copy("line_twice", "a line copied", 1),
        sower.drift(
            "clear_to_all",
            "whoever checks at the night desk finds all of it clear",
            "look_checked",
            night,
            lambda _: "clear",
        ),
        sower.drift(
            "weak_pump",
            "every dose of the night desk 0.4 mg weaker where that fits the limits",
            "dose_mg",
            lambda row: row["label"] in some_nights and float(row["dose_mg"]) >= 49.4,
            lambda row: f"{float(row['dose_mg']) - 0.4:.2f}",
        ),
        sower.drift(
            "two_pairs",
            "Ewa and Igor check all of the day clinic, but for what they made",
            "checked_by",
            clinic,
            lambda row: "Igor Rossi" if row["made_by"] == "Ewa Nowak" else "Ewa Nowak",
        ),
    ]


@dataclass(frozen=True)
class Alike(Statistic):
    """Two looks at one thing: the share that agrees, and Cohen's kappa."""

    other: str = ""
    percent: float = 0

    def finding(self, rows: Sequence[Row]) -> str | None:
        n = len(rows)
        alike = sum(row[self.column] == row[self.other] for row in rows) / n
        first, second = (Counter(row[column] for row in rows) for column in (self.column, self.other))
        by_chance = sum(first[look] * second[look] for look in first) / n**2
        kappa = (alike - by_chance) / (1 - by_chance)
        return "not alike" if alike < self.percent or kappa < self.lower else None


SECOND_PERSON = Example(
    "second_person",
    "specs/second_person.yaml",
    "second-person",
    "label",
    (("room",),),
    rows,
    faults,
    (
        Statistic("checked_by::distinct", "checked_by", distinct, lower=3),
        Alike("look_checked::agreement", "look_checked", MEAN, lower=0.75, other="look_made", percent=0.88),
        Statistic("dose_mg::mean", "dose_mg", MEAN, 49.8, 50.2),
        Statistic("waste_g::total", "waste_g", TOTAL, upper=900),
    ),
    at_least=20,
)
