"""Invitations to a survey after a visit to one of six sites, and what those who answered said."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Fault, Row, Sower
from sowing.statistic import Statistic, net_promoters, share

SITES = ("Bari", "Como", "Gdańsk", "Leeds", "Nantes", "Verona")
EXTRAS = ("a biscuit", "a second cup", "the parcel carried to the car", "a card by hand")
ACTIONS = ("called back", "mended the same day", "talked it over with the team", "sent a new one")
CLAIMED = 0.619


def rows() -> list[Row]:
    draws = Draws("customer_survey")
    made: list[Row] = []
    for index in range(900):
        site = SITES[index % 6]
        visited = datetime(2026, 2, 2, 9) + timedelta(minutes=11 * index, seconds=draws.between(0, 500))
        answered = draws.chance(0.62)
        said = visited + timedelta(hours=draws.between(3, 60), seconds=draws.between(0, 3000))
        score = draws.one((5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 2, 1))
        low = answered and score < 3
        best = draws.chance(0.62)
        made.append(
            {
                "invite_id": f"V-{index + 1:04d}",
                "site": site,
                "visited_at": clock(visited),
                "answered": "yes" if answered else "no",
                "answered_at": clock(said) if answered else "",
                "grade": ("excellent" if best else draws.one(("good", "good", "fair", "poor"))) if answered else "",
                "score": str(score) if answered else "",
                "recommend": str(draws.one((10, 10, 9, 9, 9, 9, 8, 8, 7, 7, 6, 4))) if answered else "",
                "extra": draws.one(EXTRAS) if index // 6 % 20 == 7 else "",
                "action": draws.one(ACTIONS) if low else "",
                "replied_at": clock(said + timedelta(hours=draws.between(1, 40))) if low else "",
            }
        )
    # The end is included: two days later is still in time.
    late = next(row for row in made if row["replied_at"])
    late["replied_at"] = moved(late["answered_at"], days=2)
    return made


def answered(row: Row) -> bool:
    return row["answered"] == "yes"


def low(row: Row) -> bool:
    return row["score"] in {"1", "2"}


def at(site: str) -> Callable[[Row], bool]:
    return lambda row: row["site"] == site


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("customer_survey", "invite_id", good, lambda row: row["site"] not in {"Bari", "Gdańsk"})
    return [
        sower.change("six_stars", "a score that the scale does not have", "score", "6", "above", 2, answered),
        sower.change("eleven", "eleven of ten", "recommend", "11", "above", 2, answered),
        sower.change("minus", "less than none of ten", "recommend", "-1", "below", 1, answered),
        sower.change("superb", "a grade that is none", "grade", "superb", "not allowed", 3, answered),
        sower.change("nothing_done", "nothing was done about a low score", "action", "", "missing", 3, low),
        sower.change("not_told", "the customer was not told", "replied_at", "", "missing", 2, low),
        sower.change(
            "told_late",
            "the customer was told after two days and a second",
            "replied_at",
            lambda row: moved(row["answered_at"], days=2, seconds=1),
            "late",
            2,
            low,
        ),
        sower.copy("line_twice", "a line copied", 2),
        sower.drift("never", "no surprise for anybody at Como", "extra", at("Como"), lambda _: ""),
        sower.drift("always", "a biscuit for everybody at Leeds", "extra", at("Leeds"), lambda _: "a biscuit"),
        sower.drift(
            "silent",
            "most of Nantes do not answer any more",
            "answered_at",
            lambda row: at("Nantes")(row) and not low(row) and int(row["invite_id"][2:]) % 7 != 5,
            lambda _: "",
        ),
        sower.drift(
            "less_than_believed",
            "nobody at Verona and Como calls it excellent",
            "grade",
            lambda row: row["site"] in {"Verona", "Como"} and row["grade"] == "excellent",
            lambda _: "good",
        ),
        sower.drift(
            "so_so",
            "who gave a four at Verona gives a three",
            "score",
            lambda row: at("Verona")(row) and row["score"] == "4",
            lambda _: "3",
        ),
        sower.drift(
            "too_few_say",
            "no more than some forty at Como say whether they recommend us",
            "recommend",
            lambda row: at("Como")(row) and int(row["invite_id"][2:]) > 400,
            lambda _: "",
        ),
        sower.drift(
            "nobody_recommends",
            "who gave a nine at Leeds gives a six",
            "recommend",
            lambda row: at("Leeds")(row) and row["recommend"] == "9",
            lambda _: "6",
        ),
    ]


CUSTOMER_SURVEY = Example(
    "customer_survey",
    "specs/customer_survey.yaml",
    "customer-survey",
    "invite_id",
    (("site",),),
    rows,
    faults,
    (
        Statistic("answered_at::share", "answered_at", share(bool), lower=0.3, blanks=True),
        Statistic(
            "grade::gap",
            "grade",
            lambda texts: CLAIMED - share(lambda text: text == "excellent")(texts),
            upper=0.12,
            over_all=True,
        ),
        Statistic("score::csat", "score", share(lambda text: float(text) >= 4), lower=0.7, least=50),
        Statistic("recommend::nps", "recommend", net_promoters, lower=20, least=50),
        Statistic("extra::share", "extra", share(bool), lower=0.02, upper=0.1, blanks=True),
    ),
)
