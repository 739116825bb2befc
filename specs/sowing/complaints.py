"""A log of complaints: received, acknowledged, apologised, asked, mended, closed with the customer's consent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Beside, Example
from sowing.faults import Fault, Row
from sowing.logs import LogSower, events_of, gathered
from sowing.statistic import MEAN, Statistic, share

MAKERS = ("Adda", "Mera", "Oglio", "Ticino")
TRAINED = ("Ada", "Ben", "Eva", "Ida")
MONDAY = datetime(2026, 3, 2)
DAYS, A_DAY = 25, 20
CUSTOMER, AGENT = "customer_spoke", "agent_spoke"
UNMENDED = "prompt and polite but unmended"


def rows() -> list[Row]:
    draws = Draws("complaints")
    made: list[Row] = []
    for index in range(DAYS * A_DAY):
        week, day = divmod(index // A_DAY, 5)
        received = MONDAY + timedelta(days=7 * week + day, hours=9, minutes=20 * (index % A_DAY) + draws.between(0, 15))
        acknowledged = received + timedelta(minutes=draws.between(5, 110))
        apologised = acknowledged + timedelta(minutes=draws.between(0, 10))
        asked = apologised + timedelta(minutes=draws.between(0, 10))
        corrected = asked + timedelta(hours=draws.between(1, 50))
        paid = draws.between(5, 70)
        times = [("received", received, {"maker": MAKERS[(index + index // 20) % 4]})]
        times += [("acknowledged", acknowledged, {}), ("apologised", apologised, {}), ("asked", asked, {})]
        if index % 11 == 5:
            times.append(("corrected", corrected, {"mended": "false", "paid": str(paid)}))
            corrected, paid = corrected + timedelta(hours=draws.between(5, 40)), draws.between(5, 60)
        times.append(("corrected", corrected, {"mended": "true", "paid": str(paid)}))
        times.append(("closed", corrected + timedelta(hours=draws.between(1, 40)), {"consent": "true"}))
        by = draws.one(TRAINED)
        made += [line(f"K{index + 1:03d}", did, clock(at), by, **cells) for did, at, cells in times]
        if index % 6 == 2:
            made += spoken(f"K{index + 1:03d}", received, by)
    # What lies on a limit conforms: four business hours over a week-end, five days, and two more until it was closed.
    late = {"K100": ("2026-03-06 17:00:00", "2026-03-09 12:00:00", "2026-03-11 17:00:00", "2026-03-13 17:00:00")}
    for row in made:
        if row["case"] in late:
            first, acknowledged_at, mended_at, closed_at = late[row["case"]]
            steps = {"received": first, "corrected": mended_at, "closed": closed_at}
            row["at"] = steps.get(row["did"], acknowledged_at)
    return sorted(made, key=lambda row: (row["at"], row["case"], row["did"]))


def line(case: str, did: str, at: str, by: str, **cells: str) -> Row:
    empty = {"maker": "", "mended": "", "consent": "", "paid": "", "until": ""}
    return {"case": case, "did": did, "at": at, "by": by, **empty, **cells}


def spoken(case: str, received: datetime, by: str) -> list[Row]:
    """The call in which the complaint was made: who began when the other one ends has not interrupted."""
    draws = Draws(f"complaints/{case}/call")
    made: list[Row] = []
    time = received + timedelta(seconds=10)
    hasty = draws.between(1, 4) == 1
    for turn in range(2):
        ended = time + timedelta(seconds=draws.between(30, 80))
        made.append(line(case, CUSTOMER, clock(time), "", until=clock(ended)))
        answered = ended + timedelta(seconds=-2 if hasty and turn else draws.between(0, 3))
        time = answered + timedelta(seconds=draws.between(5, 20))
        made.append(line(case, AGENT, clock(answered), by, until=clock(time)))
    return made


def received() -> list[Row]:
    return [{"case": f"K{index + 1:03d}"} for index in range(DAYS * A_DAY)]


def training() -> list[Row]:
    return [{"person": name} for name in TRAINED]


def items(rows: Sequence[Row], beside: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Of each complaint what statistics are made of."""
    log = events_of(rows, "case")
    made: list[Row] = []
    for case in dict.fromkeys([*log, *(row["case"] for row in beside["received"])]):
        events = log.get(case, [])
        paid = [float(row["paid"]) for row in events if row["paid"] and row["did"] in ("corrected", "closed")]
        rounds = sum(row["did"] == "corrected" for row in events)
        cost = f"{sum(paid):g}" if paid else ""
        made.append({"case": case, "rounds": str(rounds), "cost": cost, **gathered(events, "maker")})
    return made


def at(events: Sequence[Row], did: str) -> str:
    return next(row["at"] for row in events if row["did"] == did)


def one_round(events: Sequence[Row]) -> bool:
    return sum(row["did"] == "corrected" for row in events) == 1


Change = Callable[[Sequence[Row]], list[Row]]


def without(*did: str) -> Change:
    return lambda events: [row for row in events if row["did"] not in did]


def changed(did: str, **cells: str) -> Change:
    return lambda events: [{**row, **cells} if row["did"] == did else row for row in events]


def later(did: str, after: str, **by: float) -> Change:
    """That step so much later than another one."""
    return lambda events: [
        {**row, "at": moved(at(events, after), **by)} if row["did"] == did else row for row in events
    ]


def answered_late(events: Sequence[Row]) -> list[Row]:
    """All steps up to the correction a minute after four business hours: it was received on a morning."""
    steps = ("acknowledged", "apologised", "asked")
    time = moved(at(events, "received"), hours=4, minutes=1)
    return [{**row, "at": time} if row["did"] in steps else row for row in events]


def mended_late(events: Sequence[Row]) -> list[Row]:
    closed = later("closed", "received", days=6)(events)
    return later("corrected", "received", days=5, minutes=1)(closed)


def two_rounds_more(events: Sequence[Row]) -> list[Row]:
    """Mended the third time, and no dearer than it may be."""
    last = at(events, "corrected")
    first = [
        line(events[0]["case"], "corrected", moved(last, minutes=-turn), events[0]["by"], mended="false", paid="3")
        for turn in (10, 20)
    ]
    return [*events, *first]


def closed_again(events: Sequence[Row]) -> list[Row]:
    last = next(row for row in events if row["did"] == "closed")
    return [*events, {**last, "at": moved(last["at"], hours=1)}]


def cut_short(events: Sequence[Row]) -> list[Row]:
    """The agent begins both times three seconds before the customer has ended."""
    ends = sorted(row["until"] for row in events if row["did"] == CUSTOMER)
    turns = sorted(row["at"] for row in events if row["did"] == AGENT)
    starts = dict(zip(turns, [moved(end, seconds=-3) for end in ends], strict=True))
    return [{**row, "at": starts[row["at"]]} if row["did"] == AGENT else row for row in events]


def talked_over(events: Sequence[Row]) -> list[Row]:
    """Twice a word while the customer goes on."""
    first = next(row for row in events if row["did"] == CUSTOMER)
    by = next(row["by"] for row in events if row["did"] == AGENT)
    words = [
        line(first["case"], AGENT, moved(first["at"], seconds=at), by, until=moved(first["at"], seconds=at + 2))
        for at in (8, 17)
    ]
    return [*events, *words]


def last_spoken(did: str, **cells: str) -> Change:
    """Other cells of the last utterance."""

    def change(events: Sequence[Row]) -> list[Row]:
        last = max(row["at"] for row in events if row["did"] == did)
        return [{**row, **cells} if row["did"] == did and row["at"] == last else row for row in events]

    return change


def received_again(events: Sequence[Row]) -> list[Row]:
    first = next(row for row in events if row["did"] == "received")
    return [*events, {**first, "at": moved(at(events, "closed"), days=2)}]


def by_telephone(events: Sequence[Row]) -> bool:
    return any(row["did"] == CUSTOMER for row in events)


def patient(events: Sequence[Row]) -> bool:
    """A call in which nobody was interrupted."""
    ends = sorted(row["until"] for row in events if row["did"] == CUSTOMER)
    turns = sorted(row["at"] for row in events if row["did"] == AGENT)
    return by_telephone(events) and all(end <= turn for end, turn in zip(ends, turns, strict=True))


def morning(events: Sequence[Row]) -> bool:
    """Received before 13:00, corrected well after four hours; and not on the limits."""
    first = at(events, "received")
    return first[11:13] < "13" and one_round(events) and at(events, "corrected") > moved(first, hours=5)


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = LogSower("complaints", "case", good, lambda events: events[0]["case"] == "K100" or bad_maker(events))
    unmended = [("handling", UNMENDED), ("works", "below")]
    nothing = [("@item", "not recorded"), ("handling", "received missing"), ("works", "below")]
    return [
        sower.rewrite(
            "answered_late", "a minute after four business hours", answered_late, 3,
            [("handling", "acknowledged late")], morning,
        ),
        sower.rewrite("not_sorry", "nobody apologised", without("apologised"), 3, [("handling", "apologised missing")]),
        sower.rewrite("asked_first", "asked before it was acknowledged", later("asked", "received", seconds=30), 2,
                      [("handling", "asked too early")]),
        sower.rewrite("mended_late", "a minute after five days", mended_late, 3, [("handling", "corrected late")],
                      one_round),
        sower.rewrite("unmended", "closed in time and politely, and it does not work",
                      changed("corrected", mended="false"), 3, unmended, one_round),
        sower.rewrite("not_corrected", "closed in time and politely, and nothing was done", without("corrected"), 2,
                      unmended, one_round),
        sower.rewrite("without_consent", "closed against the customer's will", changed("closed", consent="false"), 3,
                      [("handling", "closed without consent")]),
        sower.rewrite("untrained", "closed by somebody untrained", changed("closed", by="Zoe"), 2,
                      [("handling", "closed not by trained")]),
        sower.rewrite("not_closed", "left open", without("closed"), 2, [("handling", "closed missing")]),
        sower.rewrite("closed_twice", "closed twice", closed_again, 2, [("handling", "closed more than once")]),
        sower.rewrite("closed_some_day", "a word in place of the time", changed("closed", at="some day"), 1,
                      [("@item", "no readable time"), ("handling", "closed at an unreadable time")]),
        sower.rewrite("third_round", "right in the third round", two_rounds_more, 2, [("right_at", "above")],
                      one_round),
        sower.rewrite("dear", "dearer than it may be", changed("corrected", paid="151"), 2, [("cost", "above")],
                      one_round),
        sower.rewrite("again", "the same customer complained again", received_again, 3, [("again", "above")]),
        sower.unlisted("not_in_the_list", "the list lacks complaints of the log", "received", 2),
        sower.listed("listed_only", "a complaint of which nothing is recorded", "received", [{"case": "K901"}],
                     nothing),
        sower.rewrite("not_asked", "nobody asked what the customer wishes", without("asked"), 3,
                      [("handling", "asked missing")]),
        sower.rewrite("cut_short", "the agent begins before the customer has ended, both times", cut_short, 2,
                      [("interrupted", "above")], by_telephone),
        sower.rewrite("talked_over", "a word here and there while the customer speaks", talked_over, 2,
                      [("interrupted", "above")], patient),
        sower.rewrite("no_end", "nobody noted when the customer ended", last_spoken(CUSTOMER, until=""), 2,
                      [("timed", "below")], by_telephone),
        sower.rewrite("ended_first", "ended before it began", last_spoken(AGENT, until="2026-03-01 08:00:00"), 1,
                      [("timed", "below")], by_telephone),
        sower.rewrite("some_time", "a word in place of the time", last_spoken(AGENT, at="later"), 1,
                      [("@item", "no readable time"), ("timed", "below")], by_telephone),
        sower.drift("bad_maker", "what one maker mends is right the second time only", lambda events: bad_maker(events)
                    and one_round(events), one_round_more),
    ]  # fmt: skip


def bad_maker(events: Sequence[Row]) -> bool:
    return any(row["maker"] == "Ticino" for row in events) and events[0]["case"] < "K230"


def one_round_more(events: Sequence[Row]) -> list[Row]:
    time = moved(at(events, "corrected"), minutes=-10)
    return [*events, line(events[0]["case"], "corrected", time, events[0]["by"], mended="false", paid="0")]


COMPLAINTS = Example(
    "complaints",
    "specs/complaints.yaml",
    "complaints",
    "case",
    (("maker",),),
    rows,
    faults,
    (
        Statistic("rounds::share", "rounds", share(lambda text: text == "1"), lower=0.8),
        Statistic("cost::mean", "cost", MEAN, upper=60, over_all=True),
    ),
    ordered_by=("at", "case", "did"),
    beside=(Beside("received", "case", received), Beside("training", "person", training, given_as="trained")),
    items=items,
)
