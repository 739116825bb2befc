"""A log of what happened to the orders of four shops: each order has as many lines as something happened to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sowing.charted import Chart
from sowing.draws import Draws, clock, moved
from sowing.example import Beside, Example
from sowing.faults import Answer, Fault, Row
from sowing.logs import LogSower, events_of, gathered
from sowing.statistic import MEAN, Statistic

SHOPS = ("Genova", "Milano", "Torino", "Verona")
AGENTS = ("Ada", "Ben", "Eva", "Ida", "Leo", "Max", "Ola", "Rex")
TOUCHES = ("call", "mail", "visit", "complaint")
STEPS = ("ordered", "paid", "packed", "delivered")
MONDAY = datetime(2026, 3, 2, 8)
DAYS, A_DAY = 42, 12


def rows() -> list[Row]:
    draws = Draws("touches")
    made: list[Row] = []
    for index in range(DAYS * A_DAY):
        day, turn = divmod(index, A_DAY)
        ordered = MONDAY + timedelta(days=day, minutes=45 * turn + draws.between(0, 40))
        packed = ordered + timedelta(days=1, minutes=draws.between(0, 600))
        delivered = packed + timedelta(days=draws.between(1, 5), minutes=draws.between(60, 400))
        agents = draws.some(AGENTS, 3)
        times = [
            ("ordered", ordered),
            ("paid", ordered + timedelta(minutes=draws.between(5, 90))),
            ("packed", packed),
            ("delivered", delivered),
        ]
        wrong = index % 9 == 4
        for _ in range(draws.one((1, 1, 2)) if wrong else draws.one((0, 1, 1, 2, 2, 2, 3))):
            times.append((draws.one(("call", "mail", "visit")), packed + timedelta(minutes=draws.between(1, 1400))))
        if wrong:
            complained = delivered + timedelta(minutes=draws.between(60, 2000))
            times += [("complaint", complained), ("fixed", complained + timedelta(minutes=draws.between(30, 1400)))]
        made += [
            {
                "order_id": f"T{index + 1:04d}",
                "activity": activity,
                "agent": draws.one(agents),
                "at": clock(at),
                "shop": SHOPS[(index + day) % 4],
                "day": f"D{day + 1:02d}",
            }
            for activity, at in times
        ]
    # What lies on a limit conforms: four touches, a complaint as the second one, fixed after a whole day.
    for row in made:
        if row["order_id"] == "T0014" and row["activity"] == "fixed":
            at = next(each["at"] for each in made if each["order_id"] == "T0014" and each["activity"] == "complaint")
            row["at"] = moved(at, hours=24)
    return sorted(made, key=lambda row: (row["at"], row["order_id"]))


def orders() -> list[Row]:
    """Each with the days that were promised: in none was it delivered later."""
    log = events_of(rows(), "order_id")
    took = {order: time_of(events, "delivered") - time_of(events, "ordered") for order, events in log.items()}
    return [{"order_id": order, "promised_days": str(took[order].days + 1)} for order in sorted(log)]


def time_of(events: Sequence[Row], activity: str) -> datetime:
    return datetime.fromisoformat(at(events, activity))


def touched(events: Sequence[Row]) -> int:
    return sum(row["activity"] in TOUCHES for row in events)


def items(rows: Sequence[Row], beside: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Of each order what statistics are made of; one without events belongs to no shop and no day."""
    log = events_of(rows, "order_id")
    listed = [row["order_id"] for row in beside["orders"]]
    made: list[Row] = []
    for order in dict.fromkeys([*log, *listed]):
        events = log.get(order, [])
        made.append(
            {"order_id": order, "touches": str(touched(events)), **gathered(events, "shop", "day")},
        )
    return made


def restless(events: Sequence[Row]) -> bool:
    return events[0]["shop"] == "Genova" or events[0]["day"] == "D33"


def complained(events: Sequence[Row]) -> bool:
    return any(row["activity"] == "complaint" for row in events)


def content(events: Sequence[Row]) -> bool:
    return not complained(events)


def at(events: Sequence[Row], activity: str) -> str:
    return next(row["at"] for row in events if row["activity"] == activity)


def event(events: Sequence[Row], activity: str, time: str, agent: str = "") -> Row:
    """Another event of the same order."""
    return {**events[0], "activity": activity, "at": time, "agent": agent or events[0]["agent"]}


def without(activity: str) -> Callable[[Sequence[Row]], list[Row]]:
    return lambda events: [row for row in events if row["activity"] != activity]


def later(activity: str, when: Callable[[Sequence[Row]], str]) -> Callable[[Sequence[Row]], list[Row]]:
    return lambda events: [{**row, "at": when(events)} if row["activity"] == activity else row for row in events]


def called(times: int) -> Callable[[Sequence[Row]], list[Row]]:
    """So many calls more on the day after the order."""
    return lambda events: [
        *events,
        *(event(events, "call", moved(at(events, "packed"), minutes=20 * turn + 1)) for turn in range(times)),
    ]


def every_way(events: Sequence[Row]) -> list[Row]:
    rest = [row for row in events if row["activity"] not in ("call", "mail", "visit")]
    ways = enumerate(("call", "mail", "visit"))
    return [*rest, *(event(events, way, moved(at(events, "packed"), hours=place + 1)) for place, way in ways)]


def wrong_first(events: Sequence[Row]) -> list[Row]:
    rest = [row for row in events if row["activity"] not in TOUCHES]
    time = moved(at(events, "delivered"), hours=2)
    return [*rest, event(events, "complaint", time), event(events, "fixed", moved(time, hours=5))]


def wrong_again(events: Sequence[Row]) -> list[Row]:
    time = at(events, "complaint")
    again = [event(events, "complaint", moved(time, hours=50)), event(events, "fixed", moved(time, hours=80))]
    return [*events, *again]


def passed_on(events: Sequence[Row]) -> list[Row]:
    return [
        *({**row, "agent": AGENTS[place]} for place, row in enumerate(events)),
        event(events, "mail", moved(at(events, "packed"), minutes=3), AGENTS[7]),
    ]


def other_shop(events: Sequence[Row]) -> list[Row]:
    first, *others = events
    return [{**first, "shop": "Verona" if first["shop"] == "Milano" else "Milano"}, *others]


def steps_first(events: Sequence[Row]) -> list[Row]:
    """Packed before it was paid."""
    early = moved(at(events, "paid"), minutes=-2)
    return [{**row, "at": early} if row["activity"] == "packed" else row for row in events]


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


CHART = Chart("specs/touches.yaml::touches::chart", "touches", "day")


def watched(sown: Sequence[Row]) -> list[Answer]:
    return CHART.answer(items(rows(), {"orders": orders()}), sown)


TOUCHES_OF_ORDERS = Example(
    "touches",
    "specs/touches.yaml",
    "touches",
    "order_id",
    (("shop",),),
    rows,
    faults,
    (Statistic("touches::mean", "touches", MEAN, upper=2),),
    watched=watched,
    ordered_by=("at", "order_id", "activity"),
    beside=(Beside("orders", "order_id", orders),),
    items=items,
)
