"""Ratings, of which the low ones are answered within a day by somebody trained for it."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from workforce_samples.faults import Fault, Sower
from workforce_samples.rows import Row, clock, read

RATINGS = 900
SITES = ("Bari", "Lecce", "Łódź")
UNKNOWN = "training not valid then"


def rating(draw: random.Random, number: int) -> Row:
    rated = datetime(2026, 3, 2, 8) + timedelta(hours=2 * number, minutes=draw.randrange(110))
    score = draw.choices((1, 2, 3, 4, 5), (6, 9, 15, 35, 35))[0]
    answered = rated + timedelta(minutes=draw.randrange(5, 1300)) if score < 3 or number % 7 == 0 else None
    if answered and clock(answered).startswith("2026-03-29 02"):
        answered += timedelta(hours=1)  # clocks skip that hour
    people = ("Anna Conti", "Luca Greco", "Wiktoria Mazur")
    return {
        "rating": f"R{number + 1:04}",
        "site": SITES[number % 3],
        "rated_at": clock(rated),
        "score": str(score),
        "answered_at": clock(answered),
        "answered_by": draw.choice(people if score < 3 else (*people, "Igor Rossi")) if answered else "",
    }


def good() -> list[Row]:
    draw = random.Random("low_ratings 20260302")
    return [rating(draw, number) for number in range(RATINGS)]


def faults(rows: Sequence[Row]) -> list[Fault]:
    sower = Sower("rating", rows)
    at, by = "answered_at", "answered_by"

    def low(row: Row) -> bool:
        clocks_change = "2026-03-28" <= row["rated_at"] < "2026-03-30"
        return int(row["score"]) < 3 and row["answered_by"] != "Luca Greco" and not clocks_change

    def early(row: Row) -> bool:
        return low(row) and row["answered_at"] < "2026-05-31"

    def after(**length: int) -> Callable[[Row], dict[str, str]]:
        return lambda row: {"answered_at": clock(read(row["rated_at"]) + timedelta(**length))}

    by_luca: dict[tuple[str, ...], str] = {("Luca Greco", "complaints", "1", "ends"): "2026-04-30"}
    return [
        sower.sown("a second too late", 3, low, after(hours=24, seconds=1), [(at, "late")]),
        sower.sown("never answered", 3, low, {"answered_at": "", "answered_by": ""}, [(at, "missing")]),
        sower.sown("nobody signed", 2, low, {"answered_by": ""}, [(by, "missing")]),
        sower.sown("a word for a time", 1, low, {"answered_at": "phoned"}, [(at, "unreadable"), (by, UNKNOWN)]),
        sower.sown("whose training ended", 3, low, {"answered_by": "Igor Rossi"}, [(by, "training expired")]),
        sower.sown("before his training", 2, early, {"answered_by": "Tomasz Lis"}, [(by, "not yet trained")]),
        sower.sown("an unknown name", 2, low, {"answered_by": "A. Conti"}, [(by, "no training record")]),
        sower.of_all(
            "a training that ended", lambda row: int(row["score"]) < 3 and row["answered_by"] == "Luca Greco"
            and row["answered_at"] >= "2026-05-01", (by, "training expired"), by_luca,
        ),
    ]  # fmt: skip
