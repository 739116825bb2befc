"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/weighings.py` in the folder of the plugin; the seeds are fixed, so that nothing changes by running it.
The answer is worked out from what was sown and from counting, never from qa-run.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
#: item, requirement and finding; or lot, requirement and finding
Line = tuple[str, str, str]

HERE = Path(__file__).parent / "samples"
#: batch: how many bags were packed, and how many of them weighed
BATCHES = {
    "C01": (2400, 50), "C02": (3000, 50), "C03": (800, 50), "C04": (5000, 80), "C05": (9000, 80),
    "C06": (400, 30), "C07": (450, 60), "C08": (80, 80), "C09": (1200, 50), "C10": (2000, 50),
}  # fmt: skip
LOTS = {
    "F01": (4000, 48), "F02": (9600, 48), "F03": (3201, 48), "F04": (5000, 48), "F05": (7000, 48), "F06": (3600, 48),
    "F07": (251, 24), "F08": (3200, 24), "F09": (1000, 24), "F10": (800, 24), "F11": (2400, 24), "F12": (600, 24),
    "F13": (900, 24), "F14": (1200, 24), "F15": (250, 12), "F16": (12, 12), "F17": (100, 12), "F18": (6, 6),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What is changed in a good sample: cells by item and column, and items that are left out; and what lots follow."""

    name: str
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    lots: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Example:
    name: str
    rows: Callable[[], list[Row]]
    faults: Callable[[Sequence[Row]], list[Fault]]
    named: Callable[[Sequence[Row]], list[Line]]


def bell(draw: random.Random, mean: float, sd: float) -> float:
    """Near the mean, and nowhere far from it."""
    return mean + sd * max(-2.6, min(2.6, sum(draw.random() for _ in range(12)) - 6))


def coffee() -> list[Row]:
    """Bags of coffee with the weight of their own empty bag; three of C07 are below T1, which its plan bears."""
    draw, rows = random.Random(20260301), []
    for batch, (packed, weighed) in BATCHES.items():
        for number in range(1, weighed + 1):
            short = batch == "C07" and number in (4, 19, 44)
            tare = bell(draw, 12.4, 0.2)
            net = bell(draw, 482, 0.8) if short else bell(draw, 502.5, 2)
            rows.append(
                {"bag": f"{batch}-{number:02}", "batch": batch, "packed": str(packed),
                 "gross_g": f"{net + round(tare, 1):.1f}", "tare_g": f"{tare:.1f}"}
            )  # fmt: skip
    return rows


def flour() -> list[Row]:
    """Bags of flour, weighed closed; one of F02 is beyond the MAV, which a lot of its size may have."""
    draw, rows = random.Random(20260302), []
    for lot, (_, weighed) in LOTS.items():
        for number in range(1, weighed + 1):
            net = 0.951 if (lot, number) == ("F02", 30) else bell(draw, 1.008, 0.006)
            rows.append({"bag": f"{lot}-{number:02}", "lot": lot, "gross_lb": f"{net + 0.020:.3f}"})
    return rows


def changed(rows: Iterable[Row], column: str, to: Callable[[Row], str]) -> dict[tuple[str, str], str]:
    return {(row["bag"], column): to(row) for row in rows}


def weighing(net: float) -> Callable[[Row], str]:
    """The gross weight that leaves so much, by the recorded tare."""
    return lambda row: f"{net + float(row['tare_g']):.1f}"


def coffee_faults(rows: Sequence[Row]) -> list[Fault]:
    of = {batch: [row for row in rows if row["batch"] == batch] for batch in BATCHES}
    plan = "gross_g::net_contents"
    lighter = changed(of["C03"], "gross_g", lambda row: f"{float(row['gross_g']) - 4.2:.1f}")
    lightest = changed(of["C04"][7:9], "gross_g", weighing(469.9))
    light = changed(of["C02"][10:15], "gross_g", weighing(484.9))
    twice = changed(of["C06"][:2], "gross_g", weighing(470.0))
    return [
        Fault("mean short", lighter, lots=(("C03", plan, "the average"),)),
        Fault("below T2", lightest, lots=(("C04", plan, "packages below T2"),)),
        Fault("many below T1", light, lots=(("C02", plan, "packages below T1"),)),
        Fault("two of thirty below T1", twice, lots=(("C06", plan, "not inspected"),)),
        Fault("too few weighed", dropped=tuple(row["bag"] for row in of["C09"][38:]),
              lots=(("C09", plan, "not inspected"),)),
        Fault("tare missing", changed(of["C10"][3:6], "tare_g", lambda _: ""), lots=(("C10", plan, "no tare"),)),
        Fault("weight missing", changed(of["C05"][:1], "gross_g", lambda _: ""), lots=(("C05", plan, "missing"),)),
        Fault("one of a whole batch left out", dropped=(of["C08"][79]["bag"],),
              lots=(("C08", plan, "not inspected"),)),
    ]  # fmt: skip


def coffee_named(rows: Sequence[Row]) -> list[Line]:
    """The bags that a report must name: of T2 all, of T1 all as soon as they are more than 1.2 %."""
    second, first = [], []
    for row in rows:
        if not row["gross_g"]:
            finding = ("missing", "missing")
        elif not row["tare_g"]:
            finding = ("cannot be judged: tare_g",) * 2
        else:
            net = round(float(row["gross_g"]) - float(row["tare_g"]), 6)
            finding = ("below T2" if net < 470 else "", "below T2" if net < 470 else "below T1" if net < 485 else "")
        second += [(row["bag"], "gross_g::unsellable", finding[0])] if finding[0] else []
        first += [(row["bag"], "gross_g::named", finding[1])] if finding[1] else []
    return [*second, *(first if len(first) > 0.012 * len(rows) else [])]


def flour_faults(rows: Sequence[Row]) -> list[Fault]:
    of = {lot: [row for row in rows if row["lot"] == lot] for lot in LOTS}
    plan = "gross_lb::net_contents"
    lighter = changed(of["F09"], "gross_lb", lambda row: f"{float(row['gross_lb']) - 0.012:.3f}")
    return [
        Fault("mean short", lighter, lots=(("F09", plan, "the average"),)),
        Fault("beyond the MAV in a small lot", changed(of["F15"][5:6], "gross_lb", lambda _: "0.975"),
              lots=(("F15", plan, "packages beyond the MAV"),)),
        Fault("two beyond the MAV in a large lot", changed(of["F01"][5:7], "gross_lb", lambda _: "0.970"),
              lots=(("F01", plan, "packages beyond the MAV"),)),
        Fault("too few weighed", dropped=tuple(row["bag"] for row in of["F11"][20:]),
              lots=(("F11", plan, "not inspected"),)),
        Fault("one of six left out", dropped=(of["F18"][0]["bag"],), lots=(("F18", plan, "not inspected"),)),
        Fault("unreadable", changed(of["F13"][2:3], "gross_lb", lambda _: "1.O2"), lots=(("F13", plan, "missing"),)),
        Fault("mean and MAV", {**changed(of["F17"], "gross_lb", lambda row: f"{float(row['gross_lb']) - 0.03:.3f}"),
                               **changed(of["F17"][:1], "gross_lb", lambda _: "0.940")},
              lots=(("F17", plan, "the average and packages beyond the MAV"),)),
    ]  # fmt: skip


def flour_named(rows: Sequence[Row]) -> list[Line]:
    """The bags that a report must name: none as long as there is but one."""
    found = []
    for row in rows:
        if row["gross_lb"] == "1.O2":
            found.append((row["bag"], "gross_lb::named", "unreadable"))
        elif round(float(row["gross_lb"]) - 0.02, 6) < 0.956:
            found.append((row["bag"], "gross_lb::named", "beyond the MAV"))
    return found if len(found) > 1 else []


EXAMPLES = {
    "coffee": Example("coffee", coffee, coffee_faults, coffee_named),
    "flour": Example("flour", flour, flour_faults, flour_named),
}


def sow(name: str, chosen: Sequence[Fault]) -> tuple[list[Row], list[Line]]:
    """The good sample with the chosen faults in it, and all that a report must say of it."""
    example = EXAMPLES[name]
    cells = {cell: text for fault in chosen for cell, text in fault.cells.items()}
    dropped = {item for fault in chosen for item in fault.dropped}
    rows = [
        {column: cells.get((row["bag"], column), text) for column, text in row.items()}
        for row in example.rows()
        if row["bag"] not in dropped
    ]
    return rows, sorted([*example.named(rows), *(line for fault in chosen for line in fault.lots)])


def save(path: Path, rows: Sequence[Row], delimiter: str = ",", decimal: str = ".") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([cell.replace(".", decimal) for cell in row.values()] for row in rows)


def write(folder: Path) -> None:
    """All samples and answers."""
    folder.mkdir(exist_ok=True)
    for name, example in EXAMPLES.items():
        good = example.rows()
        bad, answer = sow(name, example.faults(good))
        save(folder / f"{name}-good.csv", good)
        save(folder / f"{name}-bad.csv", bad)
        lines = ",\n  ".join(json.dumps(line) for line in answer)
        (folder / f"{name}-bad.json").write_text(f"[\n  {lines}\n]\n", encoding="utf-8")
    save(folder / "flour-lots.csv", [{"lot": lot, "bags": str(bags)} for lot, (bags, _) in LOTS.items()])


if __name__ == "__main__":
    write(HERE)
