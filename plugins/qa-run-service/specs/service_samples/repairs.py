"""Things brought to a service desk: answered, promised and mended in its business hours."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from service_samples.business import MINUTE, after
from service_samples.faults import MARGINAL, Fault, Sown, faults_of
from service_samples.rows import Row, clock, read

REPAIRS = 720
DESKS = ("Bari", "Genova", "Torino")


def repair(draw: random.Random, number: int) -> Row:
    """One thing brought to a desk: from March to December, past both changes of the clocks."""
    asked = datetime(2026, 3, 2, 8) + timedelta(hours=9 * number, minutes=draw.randrange(600))
    promised = after(asked, draw.randrange(600, 2400))
    mended = after(promised, -draw.randrange(1, 300))
    if number % 40 == 0:
        mended = after(promised, 60)  # the end is included
    # told to be on the safe side, and kept after all
    warned, lent = number % 61 == 7, number % 31 == 7
    return {
        "ticket": f"R{number + 1:04}",
        "desk": DESKS[number % 3],
        "asked_at": clock(asked),
        "answered_at": clock(after(asked, 240 if number % 50 == 0 else draw.randrange(1, 240))),
        "promised_at": clock(promised),
        "told_at": clock(after(promised, -draw.randrange(300, 500))) if warned else "",
        "offered": "yes" if lent else "no",
        "effect_asked": "yes" if warned else "",
        "stand_in_asked_at": clock(after(asked, 300)) if lent else "",
        "stand_in_at": clock(after(asked, draw.randrange(200, 299))) if lent else "",
        "mended_at": clock(mended),
    }


@cache
def _made() -> list[Row]:
    """Once, since business minutes are counted one by one."""
    draw = random.Random("repairs 20260302")
    return [repair(draw, number) for number in range(REPAIRS)]


def good() -> list[Row]:
    return [dict(row) for row in _made()]


def _told(row: Row, minutes: int, offered: str, effect: str = "yes") -> dict[str, str]:
    """A repair that comes late, of which the customer was told so many business minutes before."""
    promised = read(row["promised_at"])
    return {
        "mended_at": clock(after(promised, 500)),
        "told_at": clock(after(promised, -minutes) if minutes else promised + MINUTE),
        "offered": offered,
        "effect_asked": effect,
    }


def faults(rows: Sequence[Row]) -> list[Fault]:
    late, offered = "late but told beforehand", "yes"
    sown: list[Sown] = [
        (
            "a minute late",
            (11, 204),
            lambda row: {"mended_at": clock(after(read(row["promised_at"]), 61))},
            [("outcome", "late and not told")],
        ),
        ("told, nothing offered", (23, 77, 341), lambda row: _told(row, 240, "no"), [("outcome", late)]),
        (
            "told three hours before",
            (46, 612),
            lambda row: _told(row, 180, offered),
            [("outcome", "late and told too late")],
        ),
        ("told afterwards", (52,), lambda row: _told(row, 0, offered), [("outcome", "late and told too late")]),
        ("not mended", (99, 100, 430), {"mended_at": ""}, [("outcome", "not done")]),
        ("nothing promised", (140, 501), {"promised_at": ""}, [("outcome", "nothing promised")]),
        ("nothing promised nor done", (141,), {"promised_at": "", "mended_at": ""}, [("outcome", "nothing promised")]),
        ("a word for a time", (160,), {"mended_at": "soon"}, [("outcome", "unreadable")]),
        (
            "promised a word",
            (161,),
            {"promised_at": "next week"},
            [("outcome", "cannot be judged: promised_at, told_at, offered")],
        ),
        (
            "effect not asked",
            (170,),
            lambda row: _told(row, 300, "no", "no"),
            [("outcome", late), ("effect_asked", "not the value")],
        ),
        (
            "answered a minute late",
            (8, 207, 555),
            lambda row: {"answered_at": clock(after(read(row["asked_at"]), 241))},
            [("answered_at", "late")],
        ),
        ("not answered", (301,), {"answered_at": ""}, [("answered_at", "missing")]),
        ("told in time and offered", (320, 440), lambda row: _told(row, 240, offered), MARGINAL),
        (
            "stand-in asked for",
            (310, 311),
            lambda row: {
                "stand_in_asked_at": row["answered_at"],
                "stand_in_at": clock(read(row["answered_at"]) + MINUTE),
            },
            [("stand_in_at", "late")],
        ),
    ]
    return faults_of("ticket", rows, sown)
