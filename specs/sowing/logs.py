"""Faults in logs: an item has many lines, and a fault rewrites those of an item, or takes it out of a list."""

from collections.abc import Callable, Iterable, Sequence

from sowing.draws import Draws
from sowing.faults import Fault, Row, found

Events = Sequence[Row]
#: characteristic and finding
Told = Iterable[tuple[str, str]]


def events_of(rows: Iterable[Row], item: str) -> dict[str, list[Row]]:
    """The lines of each item, in the order in which they stand."""
    log: dict[str, list[Row]] = {}
    for row in rows:
        log.setdefault(row[item], []).append(row)
    return log


def gathered(events: Events, *columns: str) -> Row:
    """What all lines of an item agree on; blank where they do not, or there are none."""
    agreed = {column: {row[column] for row in events} - {""} for column in columns}
    return {column: texts.pop() if len(texts) == 1 else "" for column, texts in agreed.items()}


class LogSower:
    """Picks items for faults, none for two faults, so that what follows from one does not hide behind another."""

    def __init__(self, example: str, item: str, rows: Events, spare: Callable[[Events], bool]) -> None:
        self._example = example
        self._item = item
        self._log = events_of(rows, item)
        self._free = {item: events for item, events in self._log.items() if not spare(events)}

    def pick(self, fault: str, n: int, where: Callable[[Events], bool] = lambda _: True) -> list[str]:
        free = [item for item, events in self._free.items() if where(events)]
        if len(free) < n:
            raise ValueError(f"{self._example}: {n} items wanted for {fault}, {len(free)} are left")
        picked = Draws(f"{self._example}/{fault}").some(sorted(free), n)
        for item in picked:
            del self._free[item]
        return picked

    def rewrite(
        self,
        name: str,
        says: str,
        to: Callable[[Events], Sequence[Row]],
        n: int,
        told: Told,
        where: Callable[[Events], bool] = lambda _: True,
    ) -> Fault:
        """Give `n` items other lines: changed, more, fewer, at other times, or none."""
        picked = self.pick(name, n, where)
        lines = {item: tuple(to(self._log[item])) for item in picked}
        return Fault(name, says, lines=lines, answer=tuple(found(item, *each) for item in picked for each in told))

    def drift(
        self, name: str, says: str, where: Callable[[Events], bool], to: Callable[[Events], Sequence[Row]]
    ) -> Fault:
        """Give all items other lines for which `where` holds, which are spared otherwise; each item still conforms."""
        return Fault(name, says, lines={item: tuple(to(events)) for item, events in self._log.items() if where(events)})

    def unlisted(self, name: str, says: str, file: str, n: int) -> Fault:
        """Take items of the log out of the list of what should be there."""
        picked = self.pick(name, n)
        answer = tuple(found(item, "@item", "not in the list") for item in picked)
        return Fault(name, says, beside={(file, item): () for item in picked}, answer=answer)

    def listed(self, name: str, says: str, file: str, lines: Sequence[Row], told: Told) -> Fault:
        """Put items into the list of which nothing is recorded."""
        beside = {(file, row[self._item]): (row,) for row in lines}
        answer = tuple(found(row[self._item], *each) for row in lines for each in told)
        return Fault(name, says, beside=beside, answer=answer)
