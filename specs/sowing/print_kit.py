"""Framed print kits, one line a kit, what is in the box counted in columns; ids such as 0007."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import MEAN, Statistic, distinct

BOX_KG = {"S": (1.40, 0.015, 1.34, 1.46), "M": (2.90, 0.03, 2.8, 3.0), "L": (6.10, 0.06, 5.85, 6.35)}


def rows() -> list[Row]:
    draws = Draws("print_kit")
    made: list[Row] = []
    for index in range(800):
        line = ("A", "B", "C")[index % 3]
        size = draws.one("SSMML")
        mean, sd, least, most = BOX_KG[size]
        day, turn = divmod(index, 160)
        time = datetime(2026, 2, 23, 6) + timedelta(days=day, seconds=170 * turn + draws.between(0, 99))
        screws = 8 if size == "L" else 4
        made.append(
            {
                "kit_id": f"{index + 1:04d}",
                "work_order": f"W{index // 80 + 1:02d}",
                "line": line,
                "packed_at": clock(time),
                "packed_by": draws.one(("Aga", "Bartek", "Celina", "Darek", "Ewa")),
                "size": size,
                "frame": "1",
                "glazing": "acrylic" if size == "S" else draws.one(("acrylic", "glass")),
                "hooks": "4" if size == "L" else "2",
                "screws": str(screws + draws.chance(0.15)),
                "level": "1",
                "wire_cm": draws.bell(80, 5, 60.0, 99.9),
                "instructions": draws.one(("en", "it", "pl")),
                "box_kg": draws.bell(mean, sd, least, most, digits=2),
                "seal": f"{41_300_000 + 7 * index:08d}",
                "open_rework": "",
            }
        )
    # The ends are included: 1.40 less and more 5 % are these, which binary fractions miss.
    small = [row for row in made if row["size"] == "S"]
    small[10] |= {"box_kg": "1.33", "wire_cm": "60.0"}
    small[11] |= {"box_kg": "1.47"}
    return made


def drifting(row: Row) -> bool:
    return row["line"] == "C" and row["size"] == "S"


def large(row: Row) -> bool:
    return row["size"] == "L"


def other(row: Row) -> bool:
    return row["size"] != "L"


def small(row: Row) -> bool:
    return row["size"] == "S"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("print_kit", "kit_id", good, drifting)
    return [
        sower.change("no_frame", "no frame in the box", "frame", "0", "not the value", 1),
        sower.change("mirror", "a mirror in place of glass", "glazing", "mirror", "not allowed", 2),
        sower.change("glazing_blank", "the glazing was not noted", "glazing", "", "missing", 1),
        sower.change(
            "two_for_large", "a large kit with the hooks of a small one", "hooks", "2", "not the value", 3, large
        ),
        sower.change(
            "four_for_small", "a small kit with the hooks of a large one", "hooks", "4", "not the value", 2, other
        ),
        sower.change("tally", "hooks written as a tally", "hooks", "II", "unreadable", 1, other),
        sower.change("screw_short", "one screw short", "screws", "3", "below", 4, other),
        sower.change("screws_many", "two spare screws", "screws", "10", "above", 1, large),
        sower.change("no_level", "the spirit level is missing", "level", "0", "not the value", 5),
        sower.change("wire_long", "wire at the length that is just too long", "wire_cm", "100", "above", 2),
        sower.change("wire_short", "wire too short", "wire_cm", "59.9", "below", 1),
        sower.change("german", "instructions in German", "instructions", "de", "not allowed", 2),
        sower.change(
            "light_box", "a small box with something left out", "box_kg", "1.32", "below", 2, small, ["box_small"]
        ),
        sower.change("light_large", "a large box without its glass", "box_kg", "4.9", "below", 1, large, ["box_large"]),
        sower.change(
            "seal_cut", "the last digit of the seal is cut off", "seal", lambda row: row["seal"][:-1], "too short", 2
        ),
        sower.change(
            "seal_typed",
            "a digit of the seal typed twice",
            "seal",
            lambda row: row["seal"] + row["seal"][-1],
            "too long",
            1,
        ),
        sower.repeat("seal_twice", "one seal on two boxes", "seal", pairs=2),
        sower.copy("line_twice", "a line copied", 2, unique=["seal"]),
        sower.drift(
            "thin_card",
            "small boxes of line C 0.03 kg lighter where that fits the limits",
            "box_kg",
            lambda row: drifting(row) and float(row["box_kg"]) >= 1.37,
            lambda row: f"{float(row['box_kg']) - 0.03:.2f}",
        ),
    ]


PRINT_KIT = Example(
    "print_kit",
    "specs/print_kit.yaml",
    "framed-print-kit",
    "kit_id",
    (("line",),),
    rows,
    faults,
    (
        Statistic("instructions::distinct", "instructions", distinct, lower=3),
        Statistic("box_small::mean", "box_kg", MEAN, 1.38, 1.42, when=lambda row: row["size"] == "S"),
        Statistic("box_large::mean", "box_kg", MEAN, 6.05, 6.15, when=lambda row: row["size"] == "L"),
    ),
)
