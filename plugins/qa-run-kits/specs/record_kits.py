"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_kits.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it. What
belongs into a box is written here a second time, as a person would know it, and is not read from the procedures.
"""

import csv
import json
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from attrs import evolve, field, frozen

FOLDER = Path(__file__).parent
SAMPLES = FOLDER / "samples"
Row = dict[str, str]
Answer = list[tuple[str, str, str]]
PACKERS = ("Aga", "Bartek", "Celina", "Darek")
PARTS = ("frame", "glazing", "hook", "screw", "bolt", "level", "wire_m", "instructions")
THINGS = ("croissant", "napkin", "coffee")
FRAMES, TOYS, BAGS = 600, 520, 640


@frozen
class Box:
    """One box: what is said of it, and how many of each part are in it, as they are written down."""

    name: str
    said: Row
    parts: dict[str, str]
    listed: bool = True


@frozen
class Fault:
    """What is changed in some boxes of a good batch, and what a report must say of each: characteristic, finding."""

    name: str
    boxes: Sequence[int]
    change: Callable[[Box], Box]
    told: tuple[tuple[str, str], ...]


@frozen
class Example:
    """A procedure, the boxes of its good batch, and how they are written down."""

    name: str
    boxes: Callable[[], list[Box]]
    faults: Callable[[], list[Fault]]
    rows: Callable[[Sequence[Box]], list[Row]]
    orders: Callable[[Sequence[Box]], list[Row]] | None = None


def put(**parts: str) -> Callable[[Box], Box]:
    """Other numbers of these parts; blank is none of it."""
    return lambda box: evolve(box, parts={**box.parts, **parts})


def say(**said: str) -> Callable[[Box], Box]:
    return lambda box: evolve(box, said={**box.said, **said})


# Framed prints


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


# Toys


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
    return [
        Fault("no_batteries", of_model("racing_car", 1, 4), put(**other), told("no battery_aa")),
        Fault("one_battery", of_model("racing_car", 2, 2), put(**{**other, "rechargeable_aa": "1"}), told("too few battery_aa")),
        Fault("wrong_size", of_model("robot", 1, 2), put(battery_aaa="", battery_aa="3"), told("no battery_aaa")),
        Fault("no_screwdriver", of_model("robot", 2, 3), put(screwdriver=""), told("no screwdriver")),
        Fault("refurbished", of_model("piano", 1, 2), put(battery_c="1", battery_c_refurbished="3"), told("too many battery_c_refurbished")),
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


# Breakfast


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


EXAMPLES = {
    each.name: each
    for each in (
        Example("frames", frames, row_faults, by_rows, frame_orders),
        Example("frames_wide", frames, column_faults, by_columns),
        Example("toys", toys, toy_faults, by_pieces),
        Example("breakfast", bags, bag_faults, by_things),
    )
}


@frozen
class Batch:
    """The lines of a batch, those of the list beside it, and what a report must say of it."""

    rows: list[Row]
    orders: list[Row] = field(factory=list)
    answer: Answer = field(factory=list)


def faults(name: str) -> list[Fault]:
    return EXAMPLES[name].faults()


def sow(name: str, chosen: Sequence[Fault]) -> Batch:
    """The good batch with these faults in it; no box has two of them."""
    example = EXAMPLES[name]
    boxes = example.boxes()
    places = [place for fault in chosen for place in fault.boxes]
    assert len(places) == len(set(places)), "two faults in one box would hide each other"
    answer = []
    for fault in chosen:
        for place in fault.boxes:
            boxes[place] = fault.change(boxes[place])
            answer += [(boxes[place].name, *each) for each in fault.told]
    orders = example.orders(boxes) if example.orders else []
    return Batch(example.rows(boxes), orders, sorted(answer))


def save(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        headers = list(dict.fromkeys(header for row in rows for header in row))
        writer = csv.DictWriter(file, headers, delimiter=delimiter, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write(folder: Path = SAMPLES) -> None:
    """All that is kept."""
    for name in EXAMPLES:
        for kind, chosen in (("good", []), ("bad", faults(name))):
            batch = sow(name, chosen)
            save(folder / f"{name}-{kind}.csv", batch.rows)
            if batch.orders:
                save(folder / f"{name}-orders{'-bad' if chosen else ''}.csv", batch.orders)
        answer = [dict(zip(("item", "characteristic", "finding"), each, strict=True)) for each in batch.answer]
        lines = ",\n".join(f" {json.dumps(each, ensure_ascii=False)}" for each in answer)
        (folder / f"{name}-bad.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write()
