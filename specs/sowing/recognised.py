"""Visits to three sites, and what the till knows of all visits: those of the sample and those of the months before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Beside, Example
from sowing.faults import Fault, Row, Sower, found

SMALL = "Stazione"
MONDAY = datetime(2026, 3, 2, 8)
VISITS = 760


def rows() -> list[Row]:
    draws = Draws("recognised")
    known = {row["customer"] for row in before()}
    made: list[Row] = []
    for index in range(VISITS):
        small = index % 13 == 0
        customer = f"C{draws.between(1, 90) if small else draws.between(100, 620):04d}"
        returns = customer in known
        known.add(customer)
        made.append(
            {
                "visit": f"V{index + 1:04d}",
                "site": SMALL if small else "Corso" if int(customer[1:]) % 2 else "Porto",
                "customer": customer,
                "visited_at": clock(MONDAY + timedelta(minutes=55 * index + draws.between(0, 50))),
                # some are greeted like old friends the first time
                "recognised": "yes" if returns or draws.chance(0.05) else "no",
                "asked_again": "no" if returns or draws.chance(0.3) else "yes",
            }
        )
    return made


def before() -> list[Row]:
    """The visits of the winter."""
    draws = Draws("recognised/before")
    return [
        {
            "customer": f"C{draws.between(1, 620):04d}",
            "visited_at": clock(datetime(2025, 12, 1, 9) + timedelta(minutes=600 * index + draws.between(0, 500))),
            "paid": draws.bell(30, 12, 3, 90, 2),
        }
        for index in range(200)
    ]


def visits() -> list[Row]:
    draws = Draws("recognised/visits")
    paid = ((row, draws.bell(30, 12, 3, 90, 2)) for row in rows())
    return [*before(), *({"customer": r["customer"], "visited_at": r["visited_at"], "paid": sum_} for r, sum_ in paid)]


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("recognised", "visit", good, lambda _: False)
    known = {row["customer"] for row in before()}
    returning: set[str] = set()
    for row in good:
        if row["customer"] in known:
            returning.add(row["visit"])
        known.add(row["customer"])

    def returns(row: Row) -> bool:
        return row["visit"] in returning

    def small(row: Row) -> bool:
        """So few come back there that a handful is more than a tenth."""
        return returns(row) and row["site"] == SMALL

    def stranger(row: Row) -> bool:
        return not returns(row) and row["site"] == SMALL and row["recognised"] == "no" and row["asked_again"] == "yes"

    forgotten = sower.pick("known_after_all", 4, stranger)
    kept = visits()
    return [
        Fault(
            "known_after_all",
            "a visit of February that the till had lost",
            beside={
                ("visits", row["customer"]): (
                    {"customer": row["customer"], "visited_at": moved(row["visited_at"], days=-30), "paid": "12.00"},
                    *(each for each in kept if each["customer"] == row["customer"]),
                )
                for row in forgotten
            },
            answer=tuple(
                found(row["visit"], what, "not the value")
                for row in forgotten
                for what in ("recognised", "asked_again")
            ),
        ),
        sower.change("a_stranger", "who came back was a stranger", "recognised", "no", "not the value", 5, small),
        sower.change("not_noted", "nobody wrote down how they were greeted", "recognised", "", "missing", 4, small),
        sower.change(
            "asked_again",
            "asked for the name that stands on the card",
            "asked_again",
            "yes",
            "not the value",
            5,
            returns,
        ),
        sower.change(
            "misread", "two digits of the number", "customer", lambda row: row["customer"][:3], "no match", 3, returns
        ),
        sower.change("no_number", "nobody asked for the card", "customer", "", "missing", 2),
        sower.copy("line_twice", "a line copied", 2),
    ]


RECOGNISED = Example(
    "recognised",
    "specs/recognised.yaml",
    "recognised",
    "visit",
    (("site",),),
    rows,
    faults,
    beside=(Beside("visits", "customer", visits, "visits"),),
)
