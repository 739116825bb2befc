"""Eighteen deliveries of brackets by three suppliers, two of whom promised to mend something from the fourth on."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, lgamma, sqrt
from statistics import fmean

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower, found
from sowing.statistic import MEAN, Statistic, share

SUPPLIERS = ("Adda", "Brenta", "Oglio")
DELIVERIES, TRAYS, EACH = 6, 8, 5


def rows() -> list[Row]:
    # a seed by which no tray is out of control: of 144 chance alone puts one there now and then
    draws = Draws("supplier/4")
    made: list[Row] = []
    for delivery in range(1, DELIVERIES + 1):
        for number, supplier in enumerate(SUPPLIERS):
            arrived = datetime(2026, 3, 2, 8) + timedelta(days=6 * (delivery - 1) + number)
            for place in range(TRAYS * EACH):
                lot = f"{supplier[0]}-{delivery}"
                made.append(
                    {
                        "bracket": f"{lot}-{place + 1:02}",
                        "delivery": lot,
                        "supplier": supplier,
                        "delivered_at": clock(arrived + timedelta(seconds=50 * place)),
                        "tray": f"{lot}/{place // EACH + 1}",
                        "bore_mm": draws.bell(12, 0.028, 11.9, 12.1, digits=4),
                        "burr_um": str(draws.between(20, 180)),
                        "plating": draws.one(("zinc", "zinc", "nickel")),
                        "rounds": draws.one(("1",) * 24 + ("2",)),
                    }
                )
    # What Brenta promised to mend: it is borne with, but was there before the promise.
    for bracket in ("B-1-07", "B-2-12", "B-2-31", "B-3-20"):
        _of(made, bracket)["burr_um"] = "230"
    # The ends are included.
    _of(made, "A-2-02")["burr_um"] = "200"
    _of(made, "A-2-03")["rounds"] = "3"
    return made


def _of(made: Sequence[Row], bracket: str) -> Row:
    return next(row for row in made if row["bracket"] == bracket)


def delivery(name: str) -> Callable[[Row], bool]:
    return lambda row: row["delivery"] == name


def by(supplier: str) -> Callable[[Row], bool]:
    return lambda row: row["supplier"] == supplier


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("supplier", "bracket", good, lambda row: row["burr_um"] == "230" or row["rounds"] != "1")
    bare = sower.change(
        "bare_again", "not plated, after it was mended", "plating", "bare", "not allowed", 2, delivery("O-5")
    )
    return [
        # one of 240 is borne with: only the promise is broken
        sower.change(
            "burred_again", "a burr, after it was mended", "burr_um", "201", "above", 1, delivery("B-5"), ["S-1"]
        ),
        Fault(
            bare.name,
            bare.says,
            bare.cells,
            answer=(*bare.answer, *(found(line["item"], "S-2", line["finding"]) for line in bare.answer)),
        ),
        sower.change(
            "bare_elsewhere", "not plated, and nobody promised", "plating", "bare", "not allowed", 1, by("Adda")
        ),
        sower.change(
            "bare_before", "not plated, before it was mended", "plating", "bare", "not allowed", 1, delivery("O-2")
        ),
        sower.change("unseen", "the plating left out", "plating", "", "missing", 2, by("Brenta")),
        sower.change("wide", "a bore of the next size", "bore_mm", "12.1501", "above", 1, by("Brenta")),
        sower.change("narrow", "a bore not drilled through", "bore_mm", "11.8499", "below", 2, by("Brenta")),
        sower.change("four_rounds", "right in the fourth round", "rounds", "4", "above", 2, by("Adda")),
        sower.copy("line_twice", "a line copied", 2),
        sower.drift("worn", "the drill at Oglio is worn", "bore_mm", by("Oglio"), lambda row: _moved(row, 1, 0.05)),
        sower.drift("loose", "the drill at Adda is loose", "bore_mm", by("Adda"), lambda row: _moved(row, 1.5, 0)),
        sower.drift(
            "again_and_again",
            "every fifth bracket of Brenta took two rounds",
            "rounds",
            lambda row: by("Brenta")(row) and row["rounds"] == "1" and int(row["bracket"][4:]) % 5 == 0,
            lambda _: "2",
        ),
    ]


def _moved(row: Row, wider: float, by: float) -> str:
    """A bore farther off the nominal one, and within its limits still."""
    return f"{min(max(12 + wider * (float(row['bore_mm']) - 12) + by, 11.851), 12.149):.4f}"


@dataclass(frozen=True)
class Capable(Statistic):
    """Cpk by subgroups: sigma within is pooled, and divided by c4."""

    subgroup: str = ""

    def finding(self, rows: Sequence[Row]) -> str | None:
        trays: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            trays[row[self.subgroup]].append(float(row[self.column]))
        squares = sum(sum((each - fmean(values)) ** 2 for each in values) for values in trays.values())
        free = sum(len(values) - 1 for values in trays.values())
        c4 = exp(lgamma((free + 1) / 2) - lgamma(free / 2)) * sqrt(2 / free)
        mean = fmean(float(row[self.column]) for row in rows)
        cpk = min(mean - 11.85, 12.15 - mean) / (3 * sqrt(squares / free) / c4)
        return "not capable" if cpk < self.lower else None


SUPPLIER = Example(
    "supplier",
    "specs/supplier.yaml",
    "supplier",
    "bracket",
    (("supplier",),),
    rows,
    faults,
    (
        Capable("bore_mm::capability", "bore_mm", MEAN, lower=1.33, subgroup="tray"),
        Statistic("rounds::right_first_time", "rounds", share(lambda text: text == "1"), lower=0.9),
        Statistic("rounds::mean", "rounds", MEAN, upper=1.15),
    ),
    corrections="specs/corrections.yaml",
)
