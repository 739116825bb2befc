"""A thousand answers of customers: in the good sample they think as well of the business as its owners do."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from statistics import mode

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import Statistic, of_numbers, share

SITES = ("Ancona", "Bergen", "Kielce", "Leeds")
MANY = 1000
#: Of each thousand so many, in the good sample and where customers say what they said in truth: 55.8 %.
EXCELLENT, HAPPY, SAID = 640, 770, 558
OTHERS = ("40", "50", "55", "60", "65", "70", "80", "85", "90", "95")


def rows() -> list[Row]:
    draws = Draws("self_assessment")
    excellent = set(draws.some(range(MANY), EXCELLENT))
    happy = set(draws.some(range(MANY), HAPPY))
    made: list[Row] = []
    for index in range(MANY):
        answered = datetime(2026, 4, 1, 9) + timedelta(minutes=13 * index, seconds=draws.between(0, 700))
        made.append(
            {
                "answer_id": f"S-{index + 1:04d}",
                "site": SITES[index % 4],
                "answered_at": clock(answered),
                "grade": "excellent" if index in excellent else draws.one(("good", "good", "fair", "poor")),
                "happy": "happy" if index in happy else "unhappy",
                "satisfied_pct": "75" if draws.chance(0.3) else draws.one(OTHERS),
            }
        )
    # The ends are included.
    made[10]["satisfied_pct"], made[11]["satisfied_pct"] = "0", "100"
    return made


def first(good: Sequence[Row], many: int, column: str, text: str) -> Callable[[Row], bool]:
    """The first so many lines that say it, and none that another fault may pick."""
    there = [row["answer_id"] for row in good if row[column] == text and not _spare(row)]
    return lambda row: row["answer_id"] in there[:many]


def _spare(row: Row) -> bool:
    return int(row["answer_id"][2:]) % 10 == 7


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("self_assessment", "answer_id", good, lambda row: not _spare(row))
    return [
        sower.change("superb", "a grade that is none", "grade", "superb", "not allowed", 2),
        sower.change("no_grade", "no grade", "grade", "", "missing", 1),
        sower.change("so_so", "neither happy nor unhappy", "happy", "so-so", "not allowed", 2),
        sower.change("beyond", "more than all of it", "satisfied_pct", "101", "above", 2),
        sower.change("less_than_none", "less than none of it", "satisfied_pct", "-5", "below", 1),
        sower.copy("line_twice", "a line copied", 2),
        sower.drift(
            "less_than_believed",
            "61.9 % are believed to say excellent, and 55.8 % do: 6.1 points",
            "grade",
            first(good, EXCELLENT - SAID, "grade", "excellent"),
            lambda _: "good",
        ),
        sower.drift(
            "less_happy",
            "75 % are believed to be happy, and 55.8 % are: 19.2 points",
            "happy",
            first(good, HAPPY - SAID, "happy", "happy"),
            lambda _: "unhappy",
        ),
        sower.drift(
            "another_mode",
            "75 % is believed to be the usual answer, and 55 % is",
            "satisfied_pct",
            lambda row: row["satisfied_pct"] == "75" and not _spare(row),
            lambda _: "55",
        ),
    ]


def below(claimed: float, text: str) -> Callable[[list[str]], float]:
    return lambda texts: claimed - share(lambda each: each == text)(texts)


SELF_ASSESSMENT = Example(
    "self_assessment",
    "specs/self_assessment.yaml",
    "self-assessment",
    "answer_id",
    (("site",),),
    rows,
    faults,
    (
        Statistic("grade::believed", "grade", below(0.619, "excellent"), upper=0.05, blanks=True, over_all=True),
        Statistic("happy::believed", "happy", below(0.75, "happy"), upper=0.05, blanks=True, over_all=True),
        Statistic(
            "satisfied_pct::usual",
            "satisfied_pct",
            lambda texts: 0.75 - of_numbers(mode)(texts) / 100,
            upper=0.05,
            over_all=True,
        ),
    ),
)
