"""Framed prints, with a row for each part, or with a column for each."""

import random
from collections.abc import Sequence

from attrs import evolve

from kits_samples.boxes import Box, Example, Fault, Row, put, say

PACKERS = ("Aga", "Bartek", "Celina", "Darek")
PARTS = ("frame", "glazing", "hook", "screw", "bolt", "level", "wire_m", "instructions")
FRAMES = 600


def frames() -> list[Box]:
    draw = random.Random("frames")
    made = []
    for number in range(FRAMES):
        model = "SMLSM"[number % 5]
        many = 8 if model == "L" else 4
        bolts = draw.randrange(1, many) if number % 9 == 4 else 0
        spare = number % 7 == 2
        parts = {
            "frame": "1",
            "glazing": "1",
            "hook": "4" if model == "L" else "2",
            "screw": str(many - bolts + spare),
            "bolt": str(bolts) if bolts else "",
            "level": "" if model == "S" else "1",
            "wire_m": f"{draw.randrange(108, 133) / 100:.2f}" if model == "L" else "",
            "instructions": "1",
        }
        if number == 2:
            parts["wire_m"] = "1.08"  # ten per cent less is still enough
        if number == 7:
            parts["wire_m"] = "1.32"
        made.append(Box(f"K{number + 1:04}", {"model": model, "packed_by": draw.choice(PACKERS)}, parts))
    return made


def some(model: str, start: int, many: int) -> list[int]:
    """Boxes of a model; the start tells faults apart."""
    place = {"S": 0, "M": 1, "L": 2}[model]
    return [start * 5 + place + 50 * each for each in range(many)]


def frame_faults() -> list[Fault]:
    def wrong(finding: str) -> tuple[tuple[str, str], ...]:
        return (("contents", finding),)

    return [
        Fault("no_frame", some("M", 1, 1), put(frame=""), wrong("no frame")),
        Fault("no_hook", some("S", 1, 3), put(hook="0"), wrong("no hook")),
        Fault("hooks_of_a_small_one", some("L", 1, 4), put(hook="2"), wrong("too few hook")),
        Fault("hooks_of_a_large_one", some("S", 2, 2), put(hook="4"), wrong("too many hook")),
        Fault("one_short", some("M", 2, 4), put(screw="2", bolt="1"), wrong("too few screw")),
        Fault("two_spare", some("L", 2, 2), put(screw="9", bolt="1"), wrong("too many screw")),
        Fault("no_level", some("M", 3, 4), put(level=""), wrong("no level")),
        Fault("level_too_much", some("S", 3, 2), put(level="1"), wrong("unknown part")),
        Fault("short_wire", some("L", 3, 1), put(wire_m="1.07"), wrong("too few wire_m")),
        Fault("tally", some("S", 4, 1), put(hook="II"), wrong("hook not counted")),
        Fault("two_things", some("L", 4, 2), put(hook="3", level="2"), wrong("too few hook")),
        Fault("strange_model", some("M", 4, 2), say(model="XL"), wrong("no bill")),
    ]


def row_faults() -> list[Fault]:
    """What only a list with a row for each part can show."""

    def emptied(box: Box) -> Box:
        return evolve(box, parts={})

    def unlisted(box: Box) -> Box:
        return evolve(box, listed=False)

    empty = (("@item", "not recorded"), ("contents", "empty"), ("packed_by", "missing"))
    return [
        *frame_faults(),
        Fault("nail", some("S", 5, 2), put(nail="1"), (("contents", "unknown part"),)),
        Fault("empty", some("M", 5, 2), emptied, empty),
        Fault("unlisted", some("L", 5, 1), unlisted, (("@item", "not in the list"), ("contents", "no bill"))),
    ]


def column_faults() -> list[Fault]:
    """What only a list with a column for each part can show."""
    nothing = dict.fromkeys(PARTS, "")
    return [*frame_faults(), Fault("empty", some("M", 5, 2), put(**nothing), (("contents", "no frame"),))]


def by_rows(boxes: Sequence[Box]) -> list[Row]:
    draw = random.Random("rows")
    return [
        {"kit": box.name, "part": part, "qty": qty, "packed_by": box.said["packed_by"]}
        for box in boxes
        for part, qty in draw.sample(list(box.parts.items()), len(box.parts))
        if qty
    ]


def by_columns(boxes: Sequence[Box]) -> list[Row]:
    return [{"kit": box.name, "model": box.said["model"], **box.parts} for box in boxes]


def frame_orders(boxes: Sequence[Box]) -> list[Row]:
    return [{"kit": box.name, "model": box.said["model"]} for box in boxes if box.listed]


EXAMPLES = (
    Example("frames", frames, row_faults, by_rows, frame_orders),
    Example("frames_wide", frames, column_faults, by_columns),
)
