"""The SQL that reads times of clocks that are put forward and back; only samples with a time zone pay for it.

A time that names no offset is read twice: as what the clocks showed for the first time, and for the last time. Nearly
always that is one instant. What criteria see of a time is the instant in UTC, null where there are two.
"""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.model.kinds import READINGS
from qa_run.sources.clocks import Clocks

_WELL_BEFORE = "interval 3 hour"
#: So many bytes are read in the time that it takes to plan the joins of two times.
SMALL = 1 << 22


@define(eq=False, repr=False)
class Zoned:
    """The times of one file: each is read once, in a query within, and then as an instant.

    few: whether the rows are so few that a query is planned longer than it runs
    """

    clocks: Clocks
    few: bool = False
    read: dict[tuple[str, str], int] = field(factory=dict)

    def reads(self, name: str, plain: str, sql_type: str, decimal: str, dates: Sequence[str]) -> dict[str, str]:
        """The column `name`, null where it is two instants, and its two readings."""
        written = sql.told_apart(plain, sql_type, dates)
        place = self.read.setdefault(written, len(self.read))
        first, last = f'"@first{place}"', f'"@last{place}"'
        once = f"case when {first} = {last} then {first} end"
        return {name: once, f"{name}{READINGS[0]}": first, f"{name}{READINGS[1]}": last}

    def within(self, clause: str) -> str:
        """What stands behind `from`: `clause`, with the two readings of each time; null where no clock shows it."""
        texts, instants = [], []
        for (local, instant), place in self.read.items():
            texts.append(f'{local} as "@local{place}", {instant} as "@utc{place}"')
            shown, utc = f'"@local{place}"', f'"@utc{place}"'
            last = self._utc(shown)
            before = f"{self._utc(f'{shown} - {_WELL_BEFORE}')} + {_WELL_BEFORE}"
            near = self._near(shown)
            skipped = f"{near} and {self._clock(last)} <> {shown}"
            again = f"{near} and {before} < {last} and {self._clock(before)} = {shown}"
            instants += [
                f"coalesce({utc}, case when {skipped} then null when {again} then {before} else {last} end) "
                f'as "@first{place}"',
                f'coalesce({utc}, case when {skipped} then null else {last} end) as "@last{place}"',
            ]
        return f"(select *, {', '.join(instants)} from (select *, {', '.join(texts)} from {clause}))"

    def _utc(self, shown: str) -> str:
        """The instant at which the clocks showed it for the last time."""
        return f"timezone('UTC', timezone({sql.text(self.clocks.zone)}, {shown}))"

    def _clock(self, utc: str) -> str:
        return f"timezone({sql.text(self.clocks.zone)}, timezone('UTC', {utc}))"

    def _near(self, shown: str) -> str:
        """Where a change of the clocks can be near: looking closely at every time would take three times as long."""
        months, hours = self.clocks.months_and_hours()
        if not months:
            return "false"
        # DuckDB makes a join of a list after `in`: what stands below it is worked out once, which pays for many rows;
        # to plan dozens of joins takes longer than to judge a small file
        hour = _among(f"hour({shown})", hours) if self.few else f"hour({shown}) in ({', '.join(map(str, hours))})"
        return f"({hour} and {_among(f'month({shown})', months)})"


def _among(what: str, numbers: Sequence[int]) -> str:
    """Whether `what` is one of `numbers` (sorted), by comparing."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"({' or '.join(f'{what} between {run[0]} and {run[-1]}' for run in runs)})"


def with_clocks(frame: Any, names: Sequence[str], zone: str) -> Any:
    """`frame` with what the clocks of `zone` show at the instants of these columns, under `NAME@clock`."""
    shown = (
        f"timezone({sql.text(zone)}, timezone('UTC', {sql.name(name)})) as {sql.name(f'{name}@clock')}"
        for name in names
    )
    return nw.from_native(nw.to_native(frame).project(f"*, {', '.join(shown)}"))
