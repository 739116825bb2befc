"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record.py` in the folder of the plugin; the seed is fixed, so that nothing changes by running it.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

Row = dict[str, str]
Fault = tuple[str, str, str, str]  # item, column changed, new value, characteristic::finding
Make = Callable[[random.Random, int], Row]
Sow = Callable[[list[Row]], list[Fault]]

HERE = Path(__file__).parent / "samples"
PANS, LUNCHES = 120, 160


def pan(draw: random.Random, number: int) -> Row:
    """One pan of soup, from the stove to the serving line."""
    began = datetime(2026, 3, 2, 14) + timedelta(minutes=23 * number)
    mid = began + timedelta(minutes=draw.randint(60, 115))
    kitchen = ("Austin", "Brooklyn", "Chicago")[number % 3]
    return {
        "pan": f"P{number + 1:03}",
        "kitchen": kitchen,
        "off_stove_at": str(began),
        "reached_70_at": str(mid),
        "cold_at": str(mid + timedelta(minutes=draw.randint(120, 235))),
        "walk_in_f": f"{draw.uniform(36, 41):.1f}",
        "line_c": f"{draw.uniform(60.5, 72) if kitchen == 'Brooklyn' else draw.uniform(57.5, 72):.1f}",
    }


def lunch(draw: random.Random, number: int) -> Row:
    """One sandwich with one scoop of ice cream."""
    return {
        "lunch": f"L{number + 1:03}",
        "counter": ("Pier", "Station")[number % 2],
        "ham_slices": "4",
        "ham_g": f"{draw.uniform(57, 63):.1f}",
        "scoop_ml": f"{draw.uniform(56.5, 61.5):.1f}",
        "scoop_g": f"{draw.uniform(33, 38):.1f}",
    }


def sow_pans(rows: list[Row]) -> list[Fault]:
    """A curve of each wrong kind, and temperatures on the wrong side, one of them wrong in New York only."""
    began = {row["pan"]: datetime.fromisoformat(row["off_stove_at"]) for row in rows}
    return [
        ("P010", "reached_70_at", str(began["P010"] + timedelta(minutes=121)), "cold_at::first stage too slow"),
        ("P031", "cold_at", str(began["P031"] + timedelta(minutes=361)), "cold_at::too slow in total"),
        ("P047", "reached_70_at", "", "cold_at::first stage not recorded"),
        ("P064", "cold_at", str(began["P064"] + timedelta(minutes=5)), "cold_at::times out of order"),
        ("P080", "cold_at", "", "cold_at::missing"),
        ("P007", "walk_in_f", "41.4", "walk_in_f::too warm"),
        ("P012", "line_c", "57.2", "line_c::too cool"),
        ("P014", "line_c", "58.0", "line_c::too cool"),
    ]


def sow_lunches(rows: list[Row]) -> list[Fault]:
    """Thin slices and thick ones, a scoop short of volume and one full of air."""
    return [
        (rows[4]["lunch"], "ham_g", "56.3", "ham_g::too light"),
        (rows[40]["lunch"], "ham_g", "63.7", "ham_g::too heavy"),
        (rows[77]["lunch"], "scoop_ml", "55.5", "scoop_ml::too little"),
        (rows[78]["lunch"], "scoop_ml", "62.8", "scoop_ml::too much"),
        (rows[99]["lunch"], "scoop_g", "31.8", "scoop_g::too light"),
    ]


def write(
    name: str, make: Callable[[random.Random, int], Row], n: int, sow: Callable[[list[Row]], list[Fault]]
) -> None:
    draw = random.Random(20260302)
    rows = [make(draw, number) for number in range(n)]
    save(HERE / f"{name}-good.csv", rows)
    faults = sow(rows)
    key = next(iter(rows[0]))
    by_item = {row[key]: row for row in rows}
    for item, column, value, _ in faults:
        by_item[item][column] = value
    save(HERE / f"{name}-bad.csv", rows)
    answer = sorted([item, *told.split("::")] for item, _, _, told in faults)
    (HERE / f"{name}-bad.json").write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def save(path: Path, rows: Iterable[Row]) -> None:
    every = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, every[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(every)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    write("cook_chill", pan, PANS, sow_pans)
    write("counter", lunch, LUNCHES, sow_lunches)
