"""Checks of three lines by six people in two months, of which the second loads the lines otherwise."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Answer, Fault, Row, Sower
from sowing.statistic import Statistic, share
from sowing.watching import Reversal, Watched

PEOPLE = ("Ada Conti", "Ben Hale", "Ewa Lis", "Jan Mazur", "Lena Costa", "Olga Wolska")
#: Of each line and month how many checks, and how many of them find something.
LOAD = {
    ("A", "January"): (270, 12),
    ("A", "February"): (60, 3),
    ("B", "January"): (40, 6),
    ("B", "February"): (300, 48),
    ("C", "January"): (110, 9),
    ("C", "February"): (120, 11),
}
#: Whose readings are the same all day.
SAME = "Lena Costa"
#: So many findings less in February, and every line is better than in January.
LESS = {"A": 1, "B": 8, "C": 4}


def rows() -> list[Row]:
    draws = Draws("second_look")
    checks: list[tuple[datetime, str, str, bool, str]] = []
    for (line, month), (n, findings) in LOAD.items():
        for index in range(n):
            start = datetime(2026, 1 if month == "January" else 2, 2, 6)
            time = start + timedelta(minutes=index * 36_000 // n, seconds=draws.between(0, 50))
            # findings are spread over the checks, and so over those who check in turn
            found = (index + 1) * findings // n > index * findings // n
            checks.append((time, line, month, found, ""))
    made: list[Row] = []
    for time, line, month, found, _ in sorted(checks):
        made.append(
            {
                "check_id": f"K{len(made) + 1:04d}",
                "month": month,
                "line": line,
                "checked_by": PEOPLE[draws.between(0, 5)],
                "began_at": clock(time),
                "ended_at": clock(time + timedelta(seconds=draws.between(31, 420))),
                "result": "not ok" if found else "ok",
                "temp_c": draws.bell(4, 0.5, 2.1, 5.9),
            }
        )
    # The ends are included: ten minutes are allowed.
    made[40]["ended_at"] = moved(made[40]["began_at"], minutes=10)
    return made


def less_in_february(good: Sequence[Row]) -> dict[tuple[str, str], str]:
    """Some findings of February that were none, and not of those who look away."""
    cells: dict[tuple[str, str], str] = {}
    for line, many in LESS.items():
        there = [
            row["check_id"]
            for row in good
            if (row["line"], row["month"], row["result"]) == (line, "February", "not ok")
            and row["checked_by"] not in {"Ben Hale", "Jan Mazur"}
        ]
        cells |= {(check, "result"): "ok" for check in there[:many]}
    return cells


def faults(good: Sequence[Row]) -> list[Fault]:
    spared = {"Ben Hale", "Jan Mazur"}
    sower = Sower("second_look", "check_id", good, lambda row: row["checked_by"] in spared or row["result"] == "not ok")
    return [
        sower.change("stranger", "checked by somebody who may not", "checked_by", "Max Muster", "not allowed", 2),
        sower.change("unsigned", "nobody signed", "checked_by", "", "missing", 1),
        sower.change("fine", "a word that is no result", "result", "fine", "not allowed", 2),
        sower.change("no_result", "no result", "result", "", "missing", 1),
        sower.change("warm", "a reading above the limit", "temp_c", "6.1", "above", 2),
        sower.change("frozen", "a reading below the limit", "temp_c", "1.9", "below", 1),
        sower.change(
            "slow",
            "a check that took ten minutes and a second",
            "ended_at",
            lambda row: moved(row["began_at"], seconds=601),
            "late",
            2,
        ),
        sower.change(
            "backwards",
            "a check that ended before it began",
            "ended_at",
            lambda row: moved(row["began_at"], seconds=-5),
            "early",
            2,
        ),
        sower.copy("line_twice", "a line copied", 2),
        sower.drift(
            "blind",
            "Ben Hale finds nothing",
            "result",
            lambda row: row["checked_by"] == "Ben Hale" and row["result"] == "not ok",
            lambda _: "ok",
        ),
        sower.drift(
            "in_a_hurry",
            "Jan Mazur takes 20 seconds for two of three checks",
            "ended_at",
            lambda row: row["checked_by"] == "Jan Mazur" and int(row["check_id"][1:]) % 3 > 0,
            lambda row: moved(row["began_at"], seconds=20),
        ),
        Fault(
            "the_same_all_day",
            "Lena Costa writes 4.2 for eight checks in a row",
            {
                (check, "temp_c"): "4.2"
                for check in [row["check_id"] for row in good if row["checked_by"] == SAME][40:48]
            },
        ),
        Fault("loaded", "every line is better in February, and all together are worse", less_in_february(good)),
    ]


def watched(rows: Sequence[Row]) -> list[Answer]:
    spec = "specs/second_look.yaml"
    alike = Watched(f"{spec}::result::checkers_alike", "checked_by", "result", "not ok", least=30, runs="temp_c")
    whole = Reversal(f"{spec}::result::consistent", "line", "month", ("January", "February"), "result", "not ok")
    return [*alike.answer(rows), *whole.answer(rows)]


SECOND_LOOK = Example(
    "second_look",
    "specs/second_look.yaml",
    "second-look",
    "check_id",
    (("line",), ("checked_by",)),
    rows,
    faults,
    (Statistic("result::share", "result", share(lambda text: text == "not ok"), upper=0.2, blanks=True, by=("line",)),),
    watched=watched,
)
