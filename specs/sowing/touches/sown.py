"""What is sown into the log and into the list."""

from collections.abc import Sequence

from sowing.draws import moved
from sowing.faults import Fault, Row
from sowing.logs import Events, LogSower
from sowing.touches.log import at, complained, orders, touched
from sowing.touches.rewriting import (
    called,
    event,
    every_way,
    later,
    other_shop,
    passed_on,
    steps_first,
    without,
    wrong_again,
    wrong_first,
)


def restless(events: Events) -> bool:
    return events[0]["shop"] == "Genova" or events[0]["day"] == "D33"


def content(events: Events) -> bool:
    return not complained(events)


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = LogSower("touches", "order_id", good, restless)
    unmended = [("mended_in", "missing"), ("settled_in", "missing")]
    undelivered = [("delivered_in", "missing"), ("days_late", "missing")]
    nothing = [("@item", "not recorded"), ("lacking", "recorded"), ("shop", "missing"), *undelivered]
    return [
        sower.rewrite("pestered", "three calls more", called(3), 3, [("touches", "above")], lambda e: touched(e) > 1),
        sower.rewrite("every_way", "called, written to, visited", every_way, 2, [("ways", "above")], complained),
        sower.rewrite(
            "wrong_first",
            "the complaint is the first that we hear",
            wrong_first,
            2,
            [("wrong_at", "below")],
            content,
        ),
        sower.rewrite(
            "wrong_again",
            "complained again two days later",
            wrong_again,
            3,
            [("again", "above"), ("settled_in", "above")],
            lambda events: complained(events) and touched(events) < 4,
        ),
        sower.rewrite(
            "fixed_late",
            "fixed a minute after a whole day",
            later("fixed", lambda events: moved(at(events, "complaint"), hours=24, minutes=1)),
            3,
            [("mended_in", "above")],
            complained,
        ),
        sower.rewrite("never_fixed", "nobody fixed it", without("fixed"), 2, unmended, complained),
        sower.rewrite(
            "fixed_before",
            "fixed before the complaint, and not after it",
            later("fixed", lambda events: moved(at(events, "complaint"), hours=-3)),
            1,
            [("mended_in", "missing")],
            complained,
        ),
        sower.rewrite("not_packed", "nobody packed it", without("packed"), 3, [("lacking", "recorded")], content),
        sower.rewrite(
            "unpaid_and_undelivered",
            "neither paid nor delivered",
            lambda events: [row for row in events if row["activity"] not in ("paid", "delivered")],
            2,
            [("lacking", "recorded"), *undelivered],
            content,
        ),
        sower.rewrite("out_of_turn", "packed before it was paid", steps_first, 3, [("out_of_turn", "recorded")]),
        sower.rewrite(
            "delivered_late",
            "delivered a minute after ten days",
            later("delivered", lambda events: moved(at(events, "ordered"), days=10, minutes=1)),
            2,
            [("delivered_in", "above"), ("days_late", "above")],
            content,
        ),
        sower.rewrite(
            "delivered_at_noon",
            "a word where the time of delivery belongs",
            later("delivered", lambda _: "noon"),
            1,
            [("@item", "no readable time"), *undelivered],
            content,
        ),
        sower.rewrite(
            "asked_before",
            "mailed before there was an order",
            lambda events: [*events, event(events, "mail", moved(at(events, "ordered"), hours=-1))],
            2,
            [("first_heard", "early")],
            lambda events: content(events) and touched(events) < 4,
        ),
        sower.rewrite(
            "many_hands",
            "each event by somebody else",
            passed_on,
            2,
            [("people", "above")],
            lambda events: content(events) and touched(events) == 1,
        ),
        sower.rewrite(
            "two_shops",
            "one line names another shop",
            other_shop,
            1,
            [("shop", "unreadable")],
            lambda events: content(events) and touched(events) == 1,
        ),
        sower.rewrite(
            "misspelt",
            "an event under a name that nobody knows, and one without any",
            lambda events: [*events, event(events, "vist", at(events, "paid")), event(events, "", at(events, "paid"))],
            2,
            [("@item", "unknown kind")],
            content,
        ),
        sower.rewrite("not_in_the_log", "all lines are gone", lambda _: [], 2, nothing, content),
        sower.unlisted("not_in_the_list", "the list lacks orders of the log", "orders", 2, [("days_late", "missing")]),
        sower.relist(
            "promised_sooner",
            "the list promises them in a day",
            "orders",
            lambda row: {**row, "promised_days": "1"},
            orders(),
            3,
            [("days_late", "above")],
        ),
        sower.listed(
            "listed_only",
            "the list has an order of which nothing is recorded",
            "orders",
            [{"order_id": "T9001", "promised_days": "5"}],
            nothing,
        ),
        sower.drift(
            "restless",
            "whoever bought in Genova is called twice more, if that makes no more than four",
            lambda events: events[0]["shop"] == "Genova" and events[0]["day"] != "D33" and touched(events) < 3,
            called(2),
        ),
        sower.drift(
            "busy_day",
            "one day everybody is called twice more, if that makes no more than four",
            lambda events: events[0]["day"] == "D33" and touched(events) < 3,
            called(2),
        ),
    ]
