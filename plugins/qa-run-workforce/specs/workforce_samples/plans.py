"""A log of what is done about low ratings, step by step."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from workforce_samples.faults import Answer, Fault
from workforce_samples.ratings import SITES
from workforce_samples.rows import Row, clock, read

PLANS = 520


def handled(draw: random.Random, number: int) -> list[Row]:
    """A rating, and if it is a low one all that is done about it: each step is a line of the log."""
    rated = datetime(2026, 3, 2, 8) + timedelta(hours=number, minutes=draw.randrange(50))
    low = number % 8 > 0
    score = draw.choice(("1", "2")) if low else draw.choice(("4", "5"))
    who = draw.choice(("Anna Conti", "Luca Greco", "Wiktoria Mazur"))
    answered = rated + timedelta(minutes=draw.randrange(5, 1400))
    asked = rated + timedelta(hours=25, minutes=draw.randrange(200))
    acted = asked + timedelta(hours=draw.randrange(1, 90))
    steps = [("rated", "", rated)]
    if low:
        steps += [(draw.choice(("called", "written")), who, answered), ("wish asked", who, asked)]
        steps += [("acted", "Igor Rossi", acted), ("guest told", who, acted + timedelta(hours=draw.randrange(1, 47)))]
    return [
        {
            "line": f"L{number + 1:03}-{place}",
            "rating": f"P{number + 1:03}",
            "site": SITES[number % 3],
            "did": did,
            "by": by,
            "at": clock(at),
            "score": score if did == "rated" else "",
            "content": "true" if did == "guest told" else "",
        }
        for place, (did, by, at) in enumerate(steps)
    ]


def good() -> list[Row]:
    draw = random.Random("low_rating_plan 20260302")
    return [row for number in range(PLANS) for row in handled(draw, number)]


def faults(rows: Sequence[Row]) -> list[Fault]:
    """Each fault in some steps of their own: what is told is told of the rating."""
    taken: set[str] = set()
    by_line = {row["line"]: row for row in rows}

    def picked(name: str, count: int, place: int, where: Callable[[Row], bool] = lambda _: True) -> list[Row]:
        """Lines of one step, each of another rating."""
        free = [r for r in rows if r["line"].endswith(f"-{place}") and r["rating"] not in taken and where(r)]
        found = random.Random(name).sample(free, count)
        taken.update(row["rating"] for row in found)
        return found

    def told(found: Sequence[Row], finding: str) -> Answer:
        return [(row["rating"], "plan", finding) for row in found]

    def other(row: Row, place: int) -> Row:
        return by_line[f"{row['line'][:-1]}{place}"]

    def changed(name: str, count: int, place: int, finding: str, change: Callable[[Row], dict[str, str]]) -> Fault:
        found = picked(name, count, place, lambda row: row["rating"] < "P400" and not _of_luca(row))
        cells = {(row["line"], column): text for row in found for column, text in change(row).items()}
        return Fault(name, cells, told(found, finding))

    def left_out(name: str, count: int, place: int, finding: str) -> Fault:
        found = picked(name, count, place, lambda row: not _of_luca(row))
        return Fault(name, {}, told(found, finding), dropped=tuple(row["line"] for row in found))

    def _of_luca(row: Row) -> bool:
        return other(row, 1)["by"] == "Luca Greco"

    def after(row: Row, **length: int) -> dict[str, str]:
        return {"at": clock(read(other(row, 0)["at"]) + timedelta(**length))}

    twice = picked("told twice", 2, 4, lambda row: not _of_luca(row))
    return [
        changed("a second after a day", 3, 1, "answered late", lambda row: after(row, hours=24, seconds=1)),
        left_out("no answer", 3, 1, "answered missing"),
        changed(
            "answered by one whose training ended", 3, 1, "answered not by complaints", lambda _: {"by": "Igor Rossi"}
        ),
        changed("answered before his training", 2, 1, "answered not by complaints", lambda _: {"by": "Tomasz Lis"}),
        changed("answered by nobody", 2, 1, "answered not by complaints", lambda _: {"by": ""}),
        left_out("wish not asked", 2, 2, "wish asked missing"),
        changed(
            "asked before there was an answer", 2, 2, "wish asked too early",
            lambda row: {"at": clock(read(other(row, 1)["at"]) - timedelta(minutes=1))},
        ),
        left_out("nothing done", 3, 3, "acted missing"),
        left_out("not told", 3, 4, "told and not content"),
        changed("told and not content", 2, 4, "told and not content", lambda _: {"content": ""}),
        changed(
            "told two days and a second later", 2, 4, "guest told late",
            lambda row: {"at": clock(read(other(row, 3)["at"]) + timedelta(days=2, seconds=1))},
        ),
        Fault(
            "told twice", {}, told(twice, "guest told more than once"),
            again={row["line"]: clock(read(row["at"]) + timedelta(minutes=5)) for row in twice},
        ),
        Fault(
            "a training that ended", {},
            told([r for r in rows if r["line"].endswith("-1") and r["by"] == "Luca Greco" and r["at"] >= "2026-03-21"],
                 "answered not by complaints"),
            {("Luca Greco", "complaints", "1", "ends"): "2026-03-20"},
        ),
    ]  # fmt: skip
