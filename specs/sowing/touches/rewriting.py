"""What becomes of the events of an order: more of them, fewer, at other times, by others."""

from collections.abc import Callable

from sowing.draws import moved
from sowing.faults import Row
from sowing.logs import Events
from sowing.touches.log import AGENTS, TOUCHES, at

#: The lines that an order has instead.
Rewriting = Callable[[Events], list[Row]]


def event(events: Events, activity: str, time: str, agent: str = "") -> Row:
    """Another event of the same order."""
    return {**events[0], "activity": activity, "at": time, "agent": agent or events[0]["agent"]}


def without(activity: str) -> Rewriting:
    return lambda events: [row for row in events if row["activity"] != activity]


def later(activity: str, when: Callable[[Events], str]) -> Rewriting:
    return lambda events: [{**row, "at": when(events)} if row["activity"] == activity else row for row in events]


def called(times: int) -> Rewriting:
    """So many calls more on the day after the order."""
    return lambda events: [
        *events,
        *(event(events, "call", moved(at(events, "packed"), minutes=20 * turn + 1)) for turn in range(times)),
    ]


def every_way(events: Events) -> list[Row]:
    rest = [row for row in events if row["activity"] not in ("call", "mail", "visit")]
    ways = enumerate(("call", "mail", "visit"))
    return [*rest, *(event(events, way, moved(at(events, "packed"), hours=place + 1)) for place, way in ways)]


def wrong_first(events: Events) -> list[Row]:
    rest = [row for row in events if row["activity"] not in TOUCHES]
    time = moved(at(events, "delivered"), hours=2)
    return [*rest, event(events, "complaint", time), event(events, "fixed", moved(time, hours=5))]


def wrong_again(events: Events) -> list[Row]:
    time = at(events, "complaint")
    again = [event(events, "complaint", moved(time, hours=50)), event(events, "fixed", moved(time, hours=80))]
    return [*events, *again]


def passed_on(events: Events) -> list[Row]:
    return [
        *({**row, "agent": AGENTS[place]} for place, row in enumerate(events)),
        event(events, "mail", moved(at(events, "packed"), minutes=3), AGENTS[7]),
    ]


def other_shop(events: Events) -> list[Row]:
    first, *others = events
    return [{**first, "shop": "Verona" if first["shop"] == "Milano" else "Milano"}, *others]


def steps_first(events: Events) -> list[Row]:
    """Packed before it was paid."""
    early = moved(at(events, "paid"), minutes=-2)
    return [{**row, "at": early} if row["activity"] == "packed" else row for row in events]
