"""Purchases, of which the large ones get a written card within five business days."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from service_samples.business import MINUTE, business_days_after
from service_samples.faults import Fault, Sown, faults_of
from service_samples.rows import Row, clock, read

PURCHASES = 640
SHOPS = ("Corso", "Porto")


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


def good() -> list[Row]:
    draw = random.Random("card 20260302")
    return [purchase(draw, number) for number in range(PURCHASES)]


def faults(rows: Sequence[Row]) -> list[Fault]:
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
    return faults_of("receipt", rows, sown)
