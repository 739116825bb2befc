"""Makes the recorded log of an attendant: good calls, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_attendant_calls.py` in the folder of the plugin; the seed is fixed, so that nothing changes by
it. A line is an event, and the item is the call.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from qa_run.testing.forms import save
from voice_samples import save_answer

Row = dict[str, str]
Line = tuple[str, str, str]  # item, or verdict on a mean, characteristic, finding
HERE = Path(__file__).parent / "samples"
CALLS = 540
LINES = ("orders", "repairs", "invoices")


@frozen
class Call:
    """One call: the turns, each the level of a menu and what the caller did then, and how it ended."""

    name: str
    line: str
    rings: datetime
    turns: tuple[tuple[int, str], ...]
    #: seconds from one event to the next, and before the end
    pace: int
    wait: int
    ends: tuple[str, ...]

    def rows(self) -> list[Row]:
        events: list[tuple[str, str]] = [("rings", "")]
        for turn, done in self.turns:
            events += [("menu", str(turn)), (done, "")]
        at = self.rings
        rows = []
        for event, level in events:
            rows.append(self._row(at, event, level))
            at += timedelta(seconds=self.pace)
        at += timedelta(seconds=self.wait - self.pace)
        for event in self.ends:
            rows.append(self._row(at, event, ""))
            at += timedelta(seconds=self.pace)
        return rows

    def _row(self, at: datetime, event: str, level: str) -> Row:
        return {"call": self.name, "line": self.line, "at": str(at), "event": event, "level": level}

    def lasting(self, seconds: int) -> "Call":
        """The same, with a human being after so many seconds."""
        return evolve(self, wait=seconds - 2 * self.pace * len(self.turns))

    @property
    def spoken(self) -> bool:
        return any(done in ("understood", "misheard") for _, done in self.turns)

    @property
    def misheard(self) -> int:
        return [done for _, done in self.turns].count("misheard")


@frozen
class Fault:
    """The calls that are other than in the good log, those that are none at all, and what a report must say."""

    name: str
    calls: Mapping[str, Sequence[Row]]
    answer: tuple[Line, ...]


def good_calls() -> list[Call]:
    draw = random.Random(20260309).random
    calls = []
    for number in range(CALLS):
        deepest = 1 + int(3 * draw())
        spoken = number % 3 != 1
        turns = [(level, "understood" if spoken else "key") for level in range(1, deepest + 1)]
        if spoken and draw() < 0.2:  # the same menu once more
            turns.insert(deepest - 1, (deepest, "misheard"))
        call = Call(
            name=f"A{number + 1:04}",
            line=LINES[int(len(LINES) * draw())],
            rings=datetime(2026, 3, 9, 8) + timedelta(minutes=number, seconds=int(30 * draw())),
            turns=tuple(turns),
            pace=3 + int(4 * draw()),
            wait=2 + int(20 * draw()),
            ends=("done",) if draw() < 0.2 else ("human",),
        )
        # the limit itself conforms
        calls.append(call.lasting(90) if number % 90 == 5 else call)
    return calls


def good_rows() -> list[Row]:
    return [row for call in good_calls() for row in call.rows()]


def exchange() -> list[Row]:
    """What the telephone exchange counted."""
    return [{"call": call.name, "rang_at": str(call.rings)} for call in good_calls()]


def faults(_: Sequence[Row]) -> list[Fault]:
    """What goes wrong with attendants; no two faults meet in one call."""
    calls = good_calls()
    # of these two lines something is wrong on the whole
    free = [call for call in calls if call.line == "orders" and call.ends == ("human",)]

    def sown(name: str, count: int, told: Sequence[tuple[str, str]], **changed: Any) -> Fault:
        chosen = [evolve(free.pop(7 % len(free)), **changed) for _ in range(count)]
        return Fault(
            name,
            {call.name: call.rows() for call in chosen},
            tuple((call.name, *line) for call in chosen for line in told),
        )

    never = [("steps", "missing"), ("to_human_s", "missing")]
    nowhere = [*never, ("ended", "not allowed")]
    key, deaf = "key", ((1, "misheard"),) * 3
    lost, garbled, late = free.pop(3), free.pop(3), free.pop(3)
    unknown = evolve(free[0], name="A9001")
    # somebody wrote down the hour at which the human being answered
    at_noon = [{**row, "at": "noon"} if row["event"] == "human" else row for row in garbled.rows()]
    return [
        sown("deep", 3, [("depth", "above")], turns=tuple((level, key) for level in (1, 2, 3, 4)), pace=4),
        sown("in_circles", 2, [("steps", "above")], turns=tuple((level, key) for level in (1, 2, 3, 2, 1, 2)), pace=4),
        Fault("a_second_late", {late.name: late.lasting(91).rows()}, ((late.name, "to_human_s", "above"),)),
        sown("deaf", 2, [("misheard", "above")], turns=(*deaf, (1, "understood")), pace=4),
        sown("see_our_site", 3, [*nowhere, ("sent_away", "above")], ends=("see our site",)),
        sown("site_first", 2, [("sent_away", "above")], ends=("see our site", "human")),
        sown("gave_up", 3, nowhere, ends=("hangs up",)),
        sown("log_breaks_off", 1, nowhere, ends=()),
        Fault(
            "noon",
            {garbled.name: at_noon},
            tuple((garbled.name, *line) for line in (("@item", "no readable time"), *nowhere)),
        ),
        Fault(
            "not_in_the_log",
            {lost.name: ()},
            (
                *((lost.name, *line) for line in (("@item", "not recorded"), *never, ("ended", "missing"))),
                # nobody knows which line it rang, so that it makes one of its own
                *(("mean[line=]", what, "not inspected") for what in ("to_human_s", "misheard_share")),
            ),
        ),
        Fault("not_in_the_list", {unknown.name: unknown.rows()}, ((unknown.name, "@item", "not in the list"),)),
        # no single call of these two is out of its limits
        Fault(
            "misheard_repairs", _misheard_more(calls, "repairs"), (("mean[line=repairs]", "misheard_share", "above"),)
        ),
        Fault("slow_invoices", _slower(calls, "invoices"), (("mean[line=invoices]", "to_human_s", "above"),)),
    ]


def _misheard_more(calls: Iterable[Call], line: str) -> dict[str, Sequence[Row]]:
    return {
        call.name: evolve(call, turns=((1, "misheard"), *call.turns), pace=3, wait=5).rows()
        for call in calls
        if call.line == line and call.spoken and not call.misheard
    }


def _slower(calls: Iterable[Call], line: str) -> dict[str, Sequence[Row]]:
    return {call.name: call.lasting(85).rows() for call in calls if call.line == line and call.ends == ("human",)}


def sow(chosen: Sequence[Fault]) -> tuple[list[Row], list[Line]]:
    """The good log with the chosen faults in it, and all that a report must say of it."""
    changed = {name: rows for fault in chosen for name, rows in fault.calls.items()}
    kept = {call.name: call.rows() for call in good_calls()}
    rows = [dict(row) for several in (kept | changed).values() for row in several]
    return rows, sorted(line for fault in chosen for line in fault.answer)


def write_all(folder: Path) -> None:
    """The samples and the answer, under `folder`."""
    rows, answer = sow(faults(good_rows()))
    save(folder / "attendant_calls-exchange.csv", exchange())
    save(folder / "attendant_calls-good.csv", good_rows())
    save(folder / "attendant_calls-bad.csv", rows)
    save_answer(folder / "attendant_calls-bad.json", answer)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    write_all(HERE)
