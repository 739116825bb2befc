"""Toys with their batteries, scanned piece by piece."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from kits_samples.boxes import Box, Example, Fault, Row, put

TOYS = 520


def toys() -> list[Box]:
    draw = random.Random("toys")
    made = []
    for number in range(TOYS):
        model = ("doll", "racing_car", "robot", "piano")[number % 4]
        parts = {"toy": "1", "leaflet": "1"}
        if model == "racing_car":
            parts |= {"rechargeable_aa": "2"} if number % 3 == 0 else {"battery_aa": str(draw.randrange(2, 5))}
        elif model == "robot":
            parts |= {"battery_aaa": "3", "screwdriver": "1", "leaflet": "2"}
        elif model == "piano":
            parts = {"toy": "1", "battery_c": "4"}
            if number % 5 == 3:
                parts |= {"battery_c": "2", "battery_c_refurbished": "2"}
        if draw.random() < 0.1:
            parts["gift_card"] = "1"
        time = datetime(2026, 12, 1, 9) + timedelta(minutes=23 * number)
        said = {
            "model": model,
            "shop": ("Bari", "Lecce", "Trani")[number % 3],
            "scanned_at": f"{time:%Y-%m-%d %H:%M:%S}",
        }
        made.append(Box(f"T{number + 1:04}", said, parts))
    return made


def of_model(model: str, start: int, many: int) -> list[int]:
    place = ("doll", "racing_car", "robot", "piano").index(model)
    return [start * 4 + place + 60 * each for each in range(many)]


def toy_faults() -> list[Fault]:
    def told(finding: str) -> tuple[tuple[str, str], ...]:
        return (("contents", finding),)

    other = {"battery_aa": "", "rechargeable_aa": ""}
    one = other | {"rechargeable_aa": "1"}
    old = "battery_c_refurbished"
    return [
        Fault("no_batteries", of_model("racing_car", 1, 4), put(**other), told("no battery_aa")),
        Fault("one_battery", of_model("racing_car", 2, 2), put(**one), told("too few battery_aa")),
        Fault("wrong_size", of_model("robot", 1, 2), put(battery_aaa="", battery_aa="3"), told("no battery_aaa")),
        Fault("no_screwdriver", of_model("robot", 2, 3), put(screwdriver=""), told("no screwdriver")),
        Fault("refurbished", of_model("piano", 1, 2), put(battery_c="1", **{old: "3"}), told(f"too many {old}")),
        Fault("leaflet_of_another", of_model("piano", 2, 1), put(leaflet="1"), told("unknown part")),
        Fault("two_dolls", of_model("doll", 1, 1), put(toy="2"), told("too many toy")),
        Fault("no_leaflet", of_model("doll", 2, 2), put(leaflet=""), told("no leaflet")),
    ]  # fmt: skip


def by_pieces(boxes: Sequence[Box]) -> list[Row]:
    return [
        {"bag": box.name, "piece": part, **box.said}
        for box in boxes
        for part, many in box.parts.items()
        for _ in range(int(many or 0))
    ]


EXAMPLE = Example("toys", toys, toy_faults, by_pieces)
