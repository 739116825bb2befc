"""Bags with a croissant, and on weekday mornings with coffee."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from kits_samples.boxes import Box, Example, Fault, Row, put, say

BAGS = 640


def is_morning(time: datetime) -> bool:
    return time.weekday() < 5 and 7 <= time.hour < 11


def bags() -> list[Box]:
    """From March to November, past both changes of the clocks; a few in the very minutes in which the morning ends."""
    draw = random.Random("bags")
    made = []
    for number in range(BAGS):
        time = datetime(2026, 3, 2, 6) + timedelta(hours=10 * number, minutes=draw.randrange(600))
        if number % 32 == 5:
            time = time.replace(hour=7, minute=0)
        if number % 32 == 21:
            time = time.replace(hour=10, minute=59)
        if number % 32 == 13:
            time = time.replace(hour=11, minute=0)
        coffee = "1" if is_morning(time) else draw.choice(("", "", "1"))
        parts = {"croissant": "1", "napkin": str(draw.randrange(1, 4)), "coffee": coffee}
        said = {"shop": ("Corso", "Porto")[number % 2], "sold_at": f"{time:%Y-%m-%d %H:%M}:00"}
        made.append(Box(f"B{number + 1:04}", said, parts))
    return made


def bag_faults() -> list[Fault]:
    every = [is_morning(datetime.fromisoformat(box.said["sold_at"])) for box in bags()]
    mornings = [place for place, morning in enumerate(every) if morning]
    others = [place for place, morning in enumerate(every) if not morning]

    def told(finding: str) -> tuple[tuple[str, str], ...]:
        return (("contents", finding),)

    return [
        Fault("no_coffee", mornings[:40:10], put(coffee=""), told("no coffee")),
        Fault("coffee_twice", mornings[1:20:10], put(coffee="2"), told("too many coffee")),
        Fault("coffee_twice_at_night", others[1:20:10], put(coffee="2"), told("too many coffee")),
        Fault("no_croissant", others[2:30:10], put(croissant=""), told("no croissant")),
        Fault("no_napkin", mornings[3:20:10], put(napkin="0"), told("no napkin")),
        Fault("a_word", others[4:10:10], put(coffee="yes"), told("coffee not counted")),
        Fault("when", others[5:10:10], say(sold_at=""), told("unreadable condition")),
    ]


def by_things(boxes: Sequence[Box]) -> list[Row]:
    return [{"bag": box.name, **box.said, **box.parts} for box in boxes]


EXAMPLE = Example("breakfast", bags, bag_faults, by_things)
