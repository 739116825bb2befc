"""Parcels of the nights about the change of the clocks, when the same hour is shown twice."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from service_samples.business import MINUTE
from service_samples.faults import MARGINAL, Fault, Sown, faults_of
from service_samples.rows import Row, clock, read

PARCELS = 540
DEPOTS = ("North", "South")
#: In Rome the clocks go back at this instant, from three to two.
BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)


def stamped(instant: datetime) -> str:
    """An instant as the clocks in Rome show it that week, with the offset that they have then."""
    hours = 2 if instant < BACK else 1
    return f"{clock(instant.astimezone(UTC) + timedelta(hours=hours))}+0{hours}:00"


def parcel(draw: random.Random, number: int) -> Row:
    """One parcel of the three nights about the change of the clocks."""
    promised = datetime(2026, 10, 23, 21, tzinfo=UTC) + timedelta(days=number // 180, minutes=2 * (number % 180))
    delivered = promised + timedelta(minutes=10 if number % 45 == 0 else draw.randrange(-50, 10))
    return {
        "parcel": f"N{number + 1:04}",
        "depot": DEPOTS[number % 2],
        "ordered_at": stamped(promised - timedelta(hours=draw.randrange(30, 40))),
        "promised_at": stamped(promised),
        "delivered_at": stamped(delivered),
        "status": "delivered" if number % 3 else "",
        "told_at": "",
        "offered": "",
    }


def good() -> list[Row]:
    draw = random.Random("night_parcels 20260302")
    return [parcel(draw, number) for number in range(PARCELS)]


def faults(rows: Sequence[Row]) -> list[Fault]:
    # promised between 02:20 and 02:50 by the first of the two clocks
    twice = [place for place, row in enumerate(rows) if "2026-10-25 02:20" <= row["promised_at"] < "2026-10-25 02:50"]
    first = [place for place in twice if rows[place]["promised_at"].endswith("+02:00")]

    def after(length: timedelta, told: timedelta | None = None, offered: str = "") -> Callable[[Row], dict[str, str]]:
        def changed(row: Row) -> dict[str, str]:
            promised = read(row["promised_at"])
            known = stamped(promised + told) if told is not None else ""
            return {"delivered_at": stamped(promised + length), "told_at": known, "offered": offered}

        return changed

    hour, told = timedelta(hours=1), timedelta(minutes=-30)
    sown: list[Sown] = [
        ("a minute late", (7, 300), after(timedelta(minutes=11)), [("outcome", "late and not told")]),
        # the clock on the wall shows a time before the one that was promised
        ("late by the second two o'clock", first[:3], after(hour - 15 * MINUTE), [("outcome", "late and not told")]),
        (
            "which two o'clock nobody wrote",
            first[5:7],
            lambda row: {"delivered_at": row["promised_at"][:16] + ":00"},
            [("outcome", "unreadable")],
        ),
        ("told by the second two o'clock", first[3:5], after(2 * hour, hour), [("outcome", "late and told too late")]),
        ("told, and offered nothing", (60,), after(hour, told, "no"), [("outcome", "late but told beforehand")]),
        ("told and offered", (61, 410), after(hour, told, "yes"), MARGINAL),
        ("gone back", (90, 91), {"delivered_at": "", "status": "gone back"}, [("outcome", "not done")]),
        ("nobody knows", (120, 333), {"delivered_at": "", "status": ""}, [("outcome", "nothing recorded")]),
        ("nothing promised", (150,), {"promised_at": ""}, [("outcome", "nothing promised")]),
    ]
    return faults_of("parcel", rows, sown)
