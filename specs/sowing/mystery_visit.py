"""Mystery visits to six shops: a checklist with lines that must pass, which no score makes up for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Answer, Fault, Row, Sower
from sowing.statistic import strata

SHOPS = ("Bergamo", "Cremona", "Lecco", "Lodi", "Pavia", "Varese")
WEIGHTS = {
    "front": 1, "greeting": 2, "please": 1, "clean_hands": 3, "order_right": 3, "mended": 4, "thanks": 2, "farewell": 1,
}  # fmt: skip
WORTH = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
SPEC = "specs/mystery_visit.yaml"
PER = (("shop",),)


def rows() -> list[Row]:
    draws = Draws("mystery_visit")
    made: list[Row] = []
    for index in range(600):
        visited = datetime(2026, 3, 2, 9) + timedelta(
            days=index // 12, minutes=50 * (index % 12) + draws.between(0, 40)
        )
        row = {
            "visit_id": f"MV-{index + 1:04d}",
            "shop": SHOPS[index % 6],
            "visited_at": clock(visited),
            "greeted_s": str(draws.between(2, 29)),
            **dict.fromkeys(WEIGHTS, "yes"),
            "receipt": "handed over",
        }
        row["mended"] = "yes" if draws.chance(0.4) else "n/a"
        row["front"] = draws.one(("yes", "yes", "yes", "n/a"))  # kiosks have none
        lapse = draws.between(0, 9)
        if lapse < 2:
            row[draws.one(("front", "please", "farewell"))] = "no"
        elif lapse < 4:
            row[draws.one(("greeting", "thanks"))] = "partly"
        made.append(row)
    # 8 of 10 are 80 %, which conforms; so does a greeting in the thirtieth second
    made[40] |= {"front": "n/a", "please": "n/a", "farewell": "n/a", "mended": "n/a", "greeting": "no", "thanks": "yes"}
    made[41]["greeted_s"] = "30"
    return made


def score(row: Row) -> Fraction | None:
    """In per cent; None where a line is not answered."""
    counted = [(weight, row[line]) for line, weight in WEIGHTS.items() if row[line] != "n/a"]
    if not all(answer in WORTH for _, answer in counted) or "n/a" in (row["clean_hands"], row["order_right"]):
        return None
    earned = sum((weight * WORTH[answer] for weight, answer in counted), Fraction())
    return 100 * earned / sum(weight for weight, _ in counted)


def means(rows: Sequence[Row]) -> list[Answer]:
    """The shops whose mean score is below 92 %, and all together."""
    found: list[Answer] = []
    for end, members in strata(rows, PER):
        scores = [each for each in map(score, members) if each is not None]
        if len(members) >= 20 and sum(scores) / len(scores) < 92:
            found.append({"id": f"{SPEC}::score::mean{end}", "finding": "below"})
    return found


def impolite(row: Row) -> bool:
    return row["shop"] == "Lodi"


def few(row: Row) -> bool:
    return row["shop"] == "Varese"


def perfect(row: Row) -> bool:
    return all(row[line] in ("yes", "n/a") for line in WEIGHTS)


def mended(row: Row) -> bool:
    return perfect(row) and row["mended"] == "yes"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("mystery_visit", "visit_id", good, lambda row: impolite(row) or few(row) or row is good[40])
    visit = ("visit",)
    return [
        sower.change(
            "prompt_and_polite", "all smiles, and the product stays broken", "mended", "no", "unmended product", 3,
            mended, visit,
        ),
        sower.change(
            "half_mended", "a new handle on the broken lid", "mended", "partly", "unmended product", 2, mended, visit
        ),
        sower.change("dirty", "hands not washed", "clean_hands", "no", "hands not washed", 3, perfect, visit),
        sower.change("excused", "washing hands called off", "clean_hands", "n/a", "not an answer: clean_hands", 2,
                     perfect, visit),
        sower.change("wrong_order", "something else than was ordered", "order_right", "no", "order_right failed", 2,
                     perfect, visit),
        sower.change("left_blank", "nobody looked whether there was a please", "please", "", "unanswered: please", 2,
                     perfect, visit),
        sower.change("rather", "a word that is no answer", "thanks", "rather", "not an answer: thanks", 1, perfect,
                     visit),
        _rude(sower),
        sower.change("slow", "a minute at the counter without a word", "greeted_s", "60", "above", 3),
        sower.change("unclocked", "seconds not written down", "greeted_s", "", "missing", 2),
        sower.change("no_receipt", "the receipt left in the drawer", "receipt", "on request", "not the value", 2),
        sower.copy("line_twice", "a line copied", 1),
        sower.drift("sullen", "one shop that greets nobody, and every visit still has enough points", "greeting",
                    lambda row: impolite(row) and perfect(row), lambda _: "no"),
        sower.thin("few", "a shop that was visited five times", "specs/mystery_visit.yaml::*[shop=Varese]", few, 5),
    ]  # fmt: skip


def _rude(sower: Sower) -> Fault:
    """Neither greeting nor thanks: 4 of at most 17 points, and no line that must pass."""
    picked = [row["visit_id"] for row in sower.pick("rude", 3, perfect)]
    return Fault(
        "rude",
        "neither greeting nor thanks",
        cells={(item, line): "no" for item in picked for line in ("greeting", "thanks")},
        answer=tuple({"item": item, "characteristic": "visit", "finding": "score below"} for item in picked),
    )


MYSTERY_VISIT = Example(
    "mystery_visit",
    SPEC,
    "mystery-visit",
    "visit_id",
    PER,
    rows,
    faults,
    watched=means,
    at_least=20,
)
