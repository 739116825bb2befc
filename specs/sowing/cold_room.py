"""Readings of three cold rooms from before the first revision of their procedure until a month after the second."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock
from sowing.example import Example
from sowing.faults import Fault, Row, Sower, found

ROOMS = ("cellar", "kitchen", "yard")
READERS = ("Ada", "Bruno", "Celina")
FIRST, SECOND = "2026-01-12", "2026-02-16"


def rows() -> list[Row]:
    draws = Draws("cold_room")
    made: list[Row] = []
    for day in range(66):
        for hour, minute in ((0, 1), (8, 0), (16, 0), (23, 59)):
            time = datetime(2026, 1, 10, hour, minute) + timedelta(days=day)
            for room in ROOMS:
                late = clock(time) >= SECOND
                made.append(
                    {
                        "reading_id": f"R-{len(made) + 1:04d}",
                        "room": room,
                        "read_at": clock(time),
                        "temp": draws.bell(3.4, 0.5, 1.5, 5.0) if late else draws.bell(6.2, 0.7, 3.0, 8.0),
                        "humidity": draws.bell(72, 4, 61, 84, 0) if late else "",
                        "door": "closed",
                        "read_by": draws.one(READERS),
                    }
                )
    # Nobody judges the trial before the first revision.
    made[3] |= {"temp": "14.5", "door": "open", "read_by": ""}
    # The last minute of one revision and the first of the next: 8.0 is right in the one, and 5.0 in the other.
    for row in made:
        if row["read_at"] == "2026-02-15 23:59:00":
            row |= {"temp": "8.0"}
        elif row["read_at"] == "2026-02-16 00:01:00":
            row |= {"temp": "5.0"}
    return made


def under_first(row: Row) -> bool:
    return FIRST <= row["read_at"] < SECOND


def under_second(row: Row) -> bool:
    return row["read_at"] >= SECOND


def _late(row: Row) -> bool:
    """Of a reading that is warm enough for the second revision to find it so."""
    return under_first(row) and float(row["temp"]) > 5


def moved_on(sower: Sower, name: str, says: str, read_at: str, findings: Sequence[tuple[str, str]]) -> Fault:
    """A reading of the first revision with another time, by which the second one judges it."""
    (row,) = sower.pick(name, 1, _late)
    answer = tuple(found(row["reading_id"], what, finding) for what, finding in findings)
    return Fault(name, says, {(row["reading_id"], "read_at"): read_at}, answer=answer)


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("cold_room", "reading_id", good, lambda row: row["read_at"] < FIRST)
    late = [("temp", "above"), ("humidity", "missing")]
    return [
        sower.change("warm_then", "too warm for either", "temp", "8.1", "above", 2, under_first),
        sower.change("warm_now", "right until February, too warm since", "temp", "5.1", "above", 3, under_second),
        sower.change("frozen", "frost", "temp", "-0.1", "below", 2),
        sower.change("not_read", "no temperature", "temp", "", "missing", 1),
        sower.change("in_words", "a word for a temperature", "temp", "cool", "unreadable", 1),
        sower.change("dry", "dry air, which the second revision forbids", "humidity", "59", "below", 2, under_second),
        sower.change("not_measured", "no humidity, which is due by now", "humidity", "", "missing", 2, under_second),
        sower.change("open", "the door was open", "door", "open", "not allowed", 2),
        sower.change("nobody", "nobody signed", "read_by", "", "missing", 2),
        sower.change(
            "no_time",
            "no time, so that nobody can tell the revision",
            "read_at",
            "",
            "revision cannot be told",
            2,
            under_second,
            ["@item"],
        ),
        moved_on(
            sower,
            "after_lunch",
            "a time that is none, on a reading that only the first revision would pass",
            "after lunch",
            [("@item", "revision cannot be told"), *late],
        ),
        moved_on(sower, "dated_on", "written down under a later day", "2026-02-16 00:00:00", late),
        sower.copy("line_twice", "a line copied to fill the sample", 2),
    ]


COLD_ROOM = Example(
    "cold_room", "specs/cold_room/revision-2.yaml", "cold-room", "reading_id", (("room",),), rows, faults
)
