"""Plates of three shops, each by the recipe card that was in force that day; the cards are in a file of their own."""

import csv
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from food_samples.batch import Batch, Fault, Row, Sower

SHOPS = ("Corso", "Mercato", "Porto")
PLATES = 660
#: How far from the card may be what is weighed; slices of ham are as many as it says, one of tomato may lack.
WITHIN = {"bread_g": 0.05, "ham_g": 0.05, "cheese_g": 0.05, "sauce_ml": 0.1}
CARDS = Path(__file__).parent.parent / "recipe_cards.csv"
RECIPES = ("club", "toast", "garden", "club", "melt")


@cache
def cards() -> list[Row]:
    with CARDS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _card(recipe: str, day: str) -> Row:
    """The one that is in force on this day."""
    (card,) = (
        each
        for each in cards()
        if each["recipe"] == recipe and each["from"] <= day and day <= (each["until"] or "9999")
    )
    return card


def good() -> list[Row]:
    draw = random.Random("recipe_cards 20260302")
    rows = [_plate(draw, number) for number in range(PLATES)]
    # The ends are included, on a card with 90, 60 and 15.
    rows[0] |= {"bread_g": "85.5", "ham_g": "57.0", "cheese_g": "28.5", "sauce_ml": "13.5", "tomato_slices": "1"}
    rows[3] |= {"bread_g": "94.5", "ham_g": "63.0", "cheese_g": "31.5", "sauce_ml": "16.5", "tomato_slices": "2"}
    return rows


def _plate(draw: random.Random, number: int) -> Row:
    made = datetime(2026, 3, 2, 11) + timedelta(days=number // 33, minutes=8 * (number % 33))
    recipe = RECIPES[number % 5]
    card = _card(recipe, str(made.date()))
    amounts = {
        column: f"{float(card[column]) * draw.uniform(1 - 0.8 * within, 1 + 0.8 * within):.1f}"
        for column, within in WITHIN.items()
    }
    return {
        "plate": f"T{number + 1:04}",
        "shop": SHOPS[number % 3],
        "made_at": str(made),
        "recipe": recipe,
        "bread_g": amounts["bread_g"],
        "ham_slices": card["ham_slices"],
        "ham_g": amounts["ham_g"],
        "cheese_g": amounts["cheese_g"],
        "tomato_slices": card["tomato_slices"],
        "sauce_ml": amounts["sauce_ml"],
    }


FOUND = "recipe::found_in"


def _of(column: str, what: str) -> tuple[str, str]:
    return (f"{column}::no_less_than", "below") if what == "below" else (f"{column}::no_more_than", "above")


def _each(column: str, finding: str, *more: str) -> list[tuple[str, str]]:
    return [(f"{column}::{requirement}", finding) for requirement in ("no_less_than", "no_more_than", *more)]


def faults(rows: Sequence[Row]) -> list[Fault]:
    sown = Sower(rows, "shop")

    def some(recipe: str, count: int, after: str = "", before: str = "9999", skip: int = 0) -> list[int]:
        places = [
            place for place, row in enumerate(rows) if row["recipe"] == recipe and after <= row["made_at"] < before
        ]
        return places[2 + skip :: 7][:count]

    ham = [_of("ham_slices", "above"), _of("ham_g", "above")]
    return [
        sown("no cheese on the toast", some("toast", 3), {"cheese_g": "0"}, _of("cheese_g", "below")),
        sown("ham in the garden", some("garden", 2), {"ham_slices": "1", "ham_g": "15.0"}, *ham),
        sown(
            "cheese by the old card",
            some("club", 4, after="2026-03-16"),
            {"cheese_g": "30.0"},
            _of("cheese_g", "below"),
        ),
        sown(
            "cheese by the card to come",
            some("club", 2, before="2026-03-16"),
            {"cheese_g": "40.0"},
            _of("cheese_g", "above"),
        ),
        sown("a roll a tenth too light", some("garden", 2, skip=1), {"bread_g": "85.4"}, _of("bread_g", "below")),
        sown("too much sauce", some("garden", 2, skip=2), {"sauce_ml": "22.1"}, _of("sauce_ml", "above")),
        # 60 g as the card says, of three thick slices
        sown(
            "three thick slices",
            some("club", 2, skip=1),
            {"ham_slices": "3", "ham_g": "60.0"},
            _of("ham_slices", "below"),
            ("ham_g::portion", "too heavy"),
        ),
        sown("two tomatoes less", some("garden", 2, skip=3), {"tomato_slices": "2"}, _of("tomato_slices", "below")),
        sown(
            "one tomato where there is none",
            some("toast", 1, skip=1),
            {"tomato_slices": "1"},
            _of("tomato_slices", "above"),
        ),
        sown("not weighed", some("melt", 1), {"ham_g": ""}, *_each("ham_g", "missing", "portion")),
        sown("a pinch", some("melt", 1, skip=1), {"cheese_g": "a bit"}, *_each("cheese_g", "unreadable")),
        sown("of nobody's card", some("club", 2, skip=2), {"recipe": "chef's own"}, (FOUND, "not found")),
        sown(
            "a card put away",
            [642, 653],
            {"recipe": "melt", "made_at": "2026-04-01 11:00:00"},
            (FOUND, "not valid then"),
        ),
    ]


BATCH = Batch(good, faults)
