"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_promises.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it.
Times that are due are found here by walking from minute to minute and from day to day, unlike in qa-run.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from attrs import frozen

Row = dict[str, str]
FOLDER = Path(__file__).parent
Change = dict[str, str] | Callable[[Row], dict[str, str]]
#: Nothing is wrong, but it should be known.
MARGINAL = [("outcome", "marginal")]
#: What is wrong, with which rows, what is changed in them, and what a report must say.
Sown = tuple[str, Sequence[int], Change, list[tuple[str, str]]]
SAMPLES = FOLDER / "samples"
REPAIRS, PURCHASES, PARCELS = 720, 640, 540
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DESKS, SHOPS, DEPOTS = ("Bari", "Genova", "Torino"), ("Corso", "Porto"), ("North", "South")
NAMES = ("repairs", "card", "night_parcels")
#: In Rome the clocks go back at this instant, from three to two.
BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)
#: The good times end well before: what is not there then is not done.
AS_OF = datetime(2026, 12, 31, 12)


@frozen
class Fault:
    """Cells to change, each by item and column, and what a report must say: item, characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    answer: list[tuple[str, str, str]]
    #: what conforms, and only just
    marginal: tuple[str, ...] = ()


def holidays() -> set[date]:
    with (FOLDER / "holidays.csv").open(encoding="utf-8") as file:
        return {date.fromisoformat(row["day"]) for row in csv.DictReader(file)}


CLOSED = holidays()


def is_open(time: datetime) -> bool:
    """The hours of the service desk."""
    if time.date() in CLOSED or time.weekday() == 6:
        return False
    return 9 <= time.hour < 13 or (time.weekday() < 5 and 14 <= time.hour < 18)


def after(time: datetime, minutes: int) -> datetime:
    """When so many business minutes have passed; backwards where they are below zero."""
    step = MINUTE if minutes > 0 else -MINUTE
    left = abs(minutes)
    while left:
        left -= is_open(time if minutes > 0 else time - MINUTE)
        time += step
    return time


def business_days_after(time: datetime, count: int) -> date:
    """The day that is so many business days of the shops after that of `time`."""
    day = time.date()
    while count:
        day += DAY
        count -= day.weekday() < 6 and day not in CLOSED
    return day


def clock(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


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


def purchase(draw: random.Random, number: int) -> Row:
    """One purchase; the large ones with a card."""
    bought = datetime(2026, 3, 2, 9, 30) + timedelta(hours=11 * number, minutes=draw.randrange(600))
    large = number % 3 == 0
    amount = draw.choice((500, 501, 780, 1240, 2600)) if large else draw.choice((9, 25, 80, 240, 499))
    last = business_days_after(bought, 5)
    written = datetime.combine(last, datetime.min.time()) + timedelta(hours=23, minutes=59)
    if number % 4:
        written = max(bought + MINUTE, written - timedelta(hours=draw.randrange(10, 60)))
    return {
        "receipt": f"{SHOPS[number % 2][0]}-{number + 1:05}",
        "shop": SHOPS[number % 2],
        "bought_at": clock(bought),
        "amount": f"{amount}.{draw.randrange(100):02}" if amount < 499 else f"{amount}.00",
        "card_at": clock(written) if large else "",
        "card_by": draw.choice(("Anna", "Luca", "Wiktoria")) if large else "",
    }


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


@cache
def _good(name: str) -> list[Row]:
    """Made once, since it is the same each time, and business minutes are counted one by one."""
    draw = random.Random(f"{name} 20260302")
    making = {"repairs": (repair, REPAIRS), "card": (purchase, PURCHASES), "night_parcels": (parcel, PARCELS)}
    make, count = making[name]
    return [make(draw, number) for number in range(count)]


def good(name: str) -> list[Row]:
    return [dict(row) for row in _good(name)]


def _told(row: Row, minutes: int, offered: str, effect: str = "yes") -> dict[str, str]:
    """A repair that comes late, of which the customer was told so many business minutes before."""
    promised = read(row["promised_at"])
    return {
        "mended_at": clock(after(promised, 500)),
        "told_at": clock(after(promised, -minutes) if minutes else promised + MINUTE),
        "offered": offered,
        "effect_asked": effect,
    }


def faults(name: str) -> list[Fault]:
    rows = good(name)
    of = {"repairs": _of_repairs, "card": _of_purchases, "night_parcels": _of_parcels}
    return of[name](rows)


def _of_repairs(rows: Sequence[Row]) -> list[Fault]:
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
    return [_sown(name, "ticket", rows, places, change, told) for name, places, change, told in sown]


def _of_purchases(rows: Sequence[Row]) -> list[Fault]:
    def at(hour: str, days: int) -> Callable[[Row], dict[str, str]]:
        return lambda row: {"card_at": f"{business_days_after(read(row['bought_at']), days)} {hour}"}

    sown: list[Sown] = [
        ("a day late", (9, 252, 600), at("00:00:00", 6), [("card_at", "late")]),
        ("a week late", (33,), at("12:00:00", 11), [("card_at", "late")]),
        ("no card", (60, 303), {"card_at": "", "card_by": ""}, [("card_at", "missing")]),
        ("nobody signed", (90,), {"card_by": ""}, [("card_by", "missing")]),
        ("a word for a time", (120,), {"card_at": "done"}, [("card_at", "unreadable")]),
        ("a gift", (121,), {"amount": "0"}, [("amount", "below")]),
    ]
    return [_sown(name, "receipt", rows, places, change, told) for name, places, change, told in sown]


def _of_parcels(rows: Sequence[Row]) -> list[Fault]:
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
    return [_sown(name, "parcel", rows, places, change, told) for name, places, change, told in sown]


def _sown(
    name: str,
    key: str,
    rows: Sequence[Row],
    places: Sequence[int],
    change: Change,
    told: Sequence[tuple[str, str]],
) -> Fault:
    changed = {place: change(rows[place]) if callable(change) else change for place in places}
    cells = {(rows[place][key], column): text for place in places for column, text in changed[place].items()}
    items = [rows[place][key] for place in places]
    if told is MARGINAL:
        return Fault(name, cells, [], tuple(items))
    return Fault(name, cells, [(item, *each) for item in items for each in told])


def sow(name: str, chosen: Iterable[Fault]) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """The rows with these faults, and the answer."""
    rows, answer = good(name), []
    by_item = {next(iter(row.values())): row for row in rows}
    for fault in chosen:
        for (item, column), text in fault.cells.items():
            by_item[item][column] = text
        answer += fault.answer
    return rows, sorted(answer)


def save(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        save(folder / f"{name}-good.csv", good(name))
        rows, answer = sow(name, faults(name))
        save(folder / f"{name}-bad.csv", rows)
        text = json.dumps(answer, indent=1, ensure_ascii=False) + "\n"
        (folder / f"{name}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(SAMPLES)
