"""Pans of soup of three kitchens, from the stove to the serving line of the next day."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from food_samples.batch import Batch, Fault, Row, Sower

KITCHENS = ("Austin", "Brooklyn", "Chicago")
PANS = 540
COLD, WALK_IN, LINE = "cold_at::cooled", "walk_in_f::held", "line_c::held"


def good() -> list[Row]:
    draw = random.Random("cook_chill 20260302")
    rows = [_pan(draw, number) for number in range(PANS)]
    # The ends are included: two hours and six, 41 °F; 57.3 °C is 135.1 °F, 60.1 °C is 140.2 °F.
    rows[2] |= {"reached_70_at": _after(rows[2], 120), "cold_at": _after(rows[2], 360)}
    rows[3] |= {"walk_in_f": "41.0", "line_c": "57.3"}
    rows[4] |= {"line_c": "60.1"}
    return rows


def _pan(draw: random.Random, number: int) -> Row:
    began = datetime(2026, 3, 2, 14) + timedelta(minutes=23 * number)
    mid = began + timedelta(minutes=draw.randint(60, 115))
    kitchen = KITCHENS[number % 3]
    return {
        "pan": f"P{number + 1:03}",
        "kitchen": kitchen,
        "off_stove_at": str(began),
        "reached_70_at": str(mid),
        "cold_at": str(mid + timedelta(minutes=draw.randint(120, 235))),
        "walk_in_f": f"{draw.uniform(36, 41):.1f}",
        "line_c": f"{draw.uniform(60.5, 72) if kitchen == 'Brooklyn' else draw.uniform(57.5, 72):.1f}",
    }


def _after(row: Row, minutes: int) -> str:
    return str(datetime.fromisoformat(row["off_stove_at"]) + timedelta(minutes=minutes))


def _moved(column: str, minutes: int) -> Callable[[Row], Row]:
    return lambda row: {column: _after(row, minutes)}


def faults(rows: Sequence[Row]) -> list[Fault]:
    sown = Sower(rows, "kitchen")
    new_york = f"{LINE}:ny"
    return [
        sown("a minute over two hours", (9, 10), _moved("reached_70_at", 121), (COLD, "first stage too slow")),
        sown("a minute over six hours", (30, 333), _moved("cold_at", 361), (COLD, "too slow in total")),
        sown("nobody looked at 70 °F", (46,), {"reached_70_at": ""}, (COLD, "first stage without a time")),
        sown("cold before it was lukewarm", (63,), _moved("cold_at", 5), (COLD, "times out of order")),
        sown("never cold", (79, 500), {"cold_at": ""}, (COLD, "missing")),
        sown("a walk-in left open", (6, 206), {"walk_in_f": "41.1"}, (WALK_IN, "too warm")),
        sown("a word for a temperature", (207,), {"walk_in_f": "cold"}, (WALK_IN, "unreadable")),
        sown("cool on the line", (11, 300), {"line_c": "57.2"}, (LINE, "too cool")),
        sown("warm enough elsewhere, not in New York", (13, 403), {"line_c": "59.9"}, (new_york, "too cool")),
    ]


BATCH = Batch(good, faults)
