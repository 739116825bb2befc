"""The good log, the list of its orders, and what is asked of the events of one."""

from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.faults import Row
from sowing.logs import Events, events_of

SHOPS = ("Genova", "Milano", "Torino", "Verona")
AGENTS = ("Ada", "Ben", "Eva", "Ida", "Leo", "Max", "Ola", "Rex")
TOUCHES = ("call", "mail", "visit", "complaint")
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


def at(events: Events, activity: str) -> str:
    return next(row["at"] for row in events if row["activity"] == activity)


def time_of(events: Events, activity: str) -> datetime:
    return datetime.fromisoformat(at(events, activity))


def touched(events: Events) -> int:
    return sum(row["activity"] in TOUCHES for row in events)


def complained(events: Events) -> bool:
    return any(row["activity"] == "complaint" for row in events)
