"""Preparations that one person makes and another checks, by two revisions of the instructions."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from workforce_samples.faults import Fault, Sower
from workforce_samples.rows import Row, clock
from workforce_samples.training import SECOND_REVISION, TRAINED

PREPARATIONS = 672
ROOMS = ("Day clinic", "Night desk", "Sterile room")
OLDER = "trained for an older revision"


def makers(time: datetime) -> tuple[str, ...]:
    """Who makes preparations on the days of either revision."""
    always = ("Ewa Nowak", "Igor Rossi", "Lena Costa", "Marta Bianchi")
    return (*always, "Nils Berg") if time < SECOND_REVISION else (*always, "Olga Wolska")


def preparation(draw: random.Random, number: int) -> Row:
    day, turn = divmod(number, 28)
    made = datetime(2026, 3, 3, 7) + timedelta(days=day, minutes=24 * turn, seconds=draw.randrange(600))
    checked = made + timedelta(seconds=30 if number % 50 == 0 else draw.randrange(31, 900))  # the end is included
    maker = draw.choice(makers(made))
    learns = maker == "Lena Costa" and made < TRAINED
    checkers = [name for name in ("Ewa Nowak", "Marta Bianchi", "Piotr Zieliński") if name != maker]
    return {
        "label": f"D{number + 1:04}",
        "room": ROOMS[number % 3],
        "made_by": maker,
        "supervised_by": "Marta Bianchi" if learns else "",
        "made_at": clock(made),
        "checked_by": draw.choice(checkers),
        "checked_at": clock(checked),
        "shipped_at": clock(checked + timedelta(minutes=draw.randrange(1, 90))),
    }


def good() -> list[Row]:
    draw = random.Random("dispensing 20260302")
    return [preparation(draw, number) for number in range(PREPARATIONS)]


def faults(rows: Sequence[Row]) -> list[Fault]:
    sower = Sower("label", rows)
    second = str(SECOND_REVISION.date())

    def quiet(row: Row) -> bool:
        """Made by one of whose records nothing is sown."""
        return row["made_by"] in ("Ewa Nowak", "Marta Bianchi", "Lena Costa")

    def learns(row: Row) -> bool:
        return bool(row["supervised_by"])

    def by(maker: str) -> dict[str, str]:
        return {"made_by": maker, "supervised_by": ""}

    made, checked = "made_by", "checked_by"
    return [
        sower.sown("a stranger", 3, quiet, by("Anna Conti"), [(made, "no training record")]),
        sower.sown(
            "before her training", 2, lambda row: quiet(row) and row["made_at"] < "2026-03-14",
            by("Olga Wolska"), [(made, "not yet trained")],
        ),
        sower.sown(
            "by the old revision", 3, lambda row: quiet(row) and row["made_at"] >= second,
            by("Nils Berg"), [(made, OLDER)],
        ),
        sower.sown("left alone", 3, learns, {"supervised_by": ""}, [(made, "trainee without supervision")]),
        sower.sown(
            "her own trainer", 1, learns, {"supervised_by": "LENA COSTA "}, [(made, "trainee supervised by themself")],
        ),
        sower.sown(
            "a colleague beside her", 2, learns, {"supervised_by": "Igor Rossi"}, [(made, "supervisor not qualified")],
        ),
        sower.sown(
            "checked by the maker", 2, lambda row: row["made_by"] == "Marta Bianchi", {"checked_by": "Marta Bianchi"},
            [(checked, "same")],
        ),
        sower.sown(
            "checked by one who only makes", 3, lambda row: row["made_by"] == "Ewa Nowak", {"checked_by": "Igor Rossi"},
            [(checked, "no training record")],
        ),
        sower.of_all(
            "a training that ended, but for the old one",
            lambda row: row["made_by"] == "Igor Rossi" and row["made_at"] >= "2026-03-26", (made, OLDER),
            {("Igor Rossi", "making", "2", "ends"): "2026-03-25"},
        ),
        Fault(
            "a training that is about to end", {}, [], {("Ewa Nowak", "making", "2", "ends"): "2026-04-05"},
            marginal=("made_by",),
        ),
    ]  # fmt: skip
