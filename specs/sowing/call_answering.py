"""Calls at three sites in two shifts, numbered by one exchange."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Example
from sowing.faults import Fault, Row, Sower, found
from sowing.statistic import MEDIAN, Statistic, count, quantile, share

SITES = {"Bari": ("Ada", "Bice", "Ciro"), "Cork": ("Aoife", "Brian", "Ciara"), "Łódź": ("Ala", "Bolek", "Czesia")}
SHIFTS = {"day": 8, "evening": 14}
TOPICS = ("address changed", "asks for an invoice", "where is the parcel", "wants to send it back", "billed twice")


def waited(draws: Draws, queue: str) -> int:
    prompt, limit = (0.97, 10) if queue == "emergency" else (0.87, 20)
    return draws.between(2, limit) if draws.chance(prompt) else draws.between(limit + 1, limit + 34)


def rows() -> list[Row]:
    draws = Draws("call_answering")
    seconds: set[tuple[int, int]] = set()
    calls: list[tuple[datetime, str, str, int]] = []
    for site in SITES:
        for shift, opens in SHIFTS.items():
            for index in range(150):
                while (moment := (index // 30, opens * 3600 + draws.between(0, 21_500))) in seconds:
                    pass
                seconds.add(moment)
                calls.append((datetime(2026, 3, 2) + timedelta(days=moment[0], seconds=moment[1]), site, shift, index))
    made: list[Row] = []
    number = 70_400
    for time, site, shift, index in sorted(calls):
        number += draws.between(2, 5)
        queue = ("sales", "support", "support", "emergency", "sales")[index % 5]
        wait = waited(draws, queue)
        answered = index % 31 != 4
        agent = draws.one(SITES[site])
        part = "morning" if time.hour < 12 else "afternoon" if time.hour < 18 else "evening"
        made.append(
            {
                "call_id": f"C{len(made) + 1:05d}",
                "week": f"{time:%G-W%V}",
                "call_no": str(number),
                "queued_at": clock(time),
                "site": site,
                "shift": shift,
                "queue": queue,
                "wait_s": str(wait),
                "outcome": "answered" if answered else "abandoned",
                "answered_at": clock(time + timedelta(seconds=wait)) if answered else "",
                "agent": agent if answered else "",
                "greeting": f"Good {part}, {agent} speaking" if answered else "",
                "summary": draws.one(TOPICS) if answered else "",
                "recording": f"R-{900_000 - len(made):06d}",
            }
        )
    return made


def out_of_turn(sower: Sower, good: Sequence[Row]) -> Fault:
    """Give calls a number just under that of the call before them, at their own site and shift."""
    before: dict[str, Row] = {}
    last: dict[tuple[str, str], Row] = {}
    for row in good:
        place = (row["site"], row["shift"])
        if place in last:
            before[row["call_id"]] = last[place]
        last[place] = row
    picked = sower.pick("out_of_turn", 3, lambda row: row["call_id"] in before)
    return Fault(
        "out_of_turn",
        "a number that is under the one before it",
        {(row["call_id"], "call_no"): str(int(before[row["call_id"]]["call_no"]) - 1) for row in picked},
        answer=tuple(found(row["call_id"], "call_no", "not increasing") for row in picked),
    )


def slow(row: Row) -> bool:
    return row["site"] == "Bari" and row["shift"] == "evening"


def answered(row: Row) -> bool:
    return row["outcome"] == "answered"


def cork(row: Row) -> bool:
    return answered(row) and row["site"] == "Cork" and row["shift"] == "day"


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("call_answering", "call_id", good, slow)
    slowed = [row["call_id"] for row in good if slow(row) and row["queue"] != "emergency"][::3]
    return [
        sower.change("too_long", "more than two minutes in the queue", "wait_s", "121", "above", 2),
        sower.change(
            "hung_up",
            "a word that is no outcome",
            "outcome",
            "voicemail",
            "not allowed",
            1,
            lambda row: not answered(row),
        ),
        sower.change(
            "answered_late",
            "answered a second after two minutes",
            "answered_at",
            lambda row: moved(row["queued_at"], seconds=121),
            "late",
            3,
            answered,
        ),
        sower.change(
            "answered_before",
            "answered before it came",
            "answered_at",
            lambda row: moved(row["queued_at"], seconds=-5),
            "early",
            2,
            answered,
        ),
        sower.change("answered_blank", "the time of the answer is blank", "answered_at", "", "missing", 2, answered),
        sower.change(
            "answered_soon", "a word where the time belongs", "answered_at", "soon", "unreadable", 1, answered
        ),
        out_of_turn(sower, good),
        sower.repeat("recording_twice", "one recording for two calls", "recording", pairs=2),
        sower.change("recording_lost", "no recording", "recording", "", "missing", 1),
        sower.change(
            "recording_cut",
            "the number of the recording is cut",
            "recording",
            lambda row: row["recording"][:5],
            "no match",
            1,
        ),
        sower.change(
            "curt", "more curt greetings at Cork than the 1 % that is accepted", "greeting", "Yes?", "no match", 4, cork
        ),
        sower.change("nobody", "nobody signed", "agent", "", "missing", 3, answered),
        sower.change("terse", "a summary that says nothing", "summary", "ok", "too short", 2, answered),
        sower.change(
            "wordy",
            "a summary that the screen cuts off",
            "summary",
            "the caller told the whole story of the parcel and then hung up",
            "too long",
            1,
            answered,
        ),
        sower.drift(
            "slow_evening",
            "a third of the calls of an evening at Bari waits longer",
            "wait_s",
            lambda row: row["call_id"] in slowed,
            lambda row: str(int(row["wait_s"]) + 25),
        ),
    ]


CALL_ANSWERING = Example(
    "call_answering",
    "specs/call_answering.yaml",
    "call-answering",
    "call_id",
    (("site", "shift"),),
    rows,
    faults,
    (
        Statistic("wait_s::within_20_s", "wait_s", share(lambda text: float(text) <= 20), lower=0.8),
        Statistic(
            "wait_s::emergency",
            "wait_s",
            share(lambda text: float(text) <= 10),
            lower=0.9,
            when=lambda row: row["queue"] == "emergency",
        ),
        Statistic("wait_s::median", "wait_s", MEDIAN, upper=15),
        Statistic("wait_s::quantile", "wait_s", quantile(0.9), upper=45),
        Statistic("wait_s::count", "wait_s", count, lower=100),
        Statistic("outcome::share", "outcome", share(lambda text: text == "abandoned"), upper=0.05),
    ),
    at_least=20,
)
