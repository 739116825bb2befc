"""A fault: what it changes in a good sample, and what a report must then say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sowing.draws import Draws

#: one recorded line: column to text, numbers with a decimal point
Row = dict[str, str]
#: one line of the answer: item, characteristic and finding, or id and finding
Answer = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """One kind of fault, with every item it is sown on."""

    name: str
    #: what was done to the sample, in words
    says: str
    #: recorded cells that change: item and column to the new text
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: items whose line is written a second time
    copied: tuple[str, ...] = ()
    #: items whose line is left out
    dropped: tuple[str, ...] = ()
    #: items of a log to all the lines that they have instead: changed, more, fewer, in another order, or none
    lines: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    #: files beside the sample and keys in them to the lines that they have instead
    beside: Mapping[tuple[str, str], tuple[Row, ...]] = field(default_factory=dict)
    #: what follows for items and strata; what follows for statistics is worked out from the sown sample
    answer: tuple[Answer, ...] = ()


def found(item: str, characteristic: str, finding: str) -> Answer:
    return {"item": item, "characteristic": characteristic, "finding": finding}


class Sower:
    """Picks items for faults, none for two faults, so that what follows from one does not hide behind another."""

    def __init__(self, example: str, item: str, rows: Sequence[Row], spare: Callable[[Row], bool]) -> None:
        self._example = example
        self._item = item
        self._rows = rows
        self._spare = spare
        self._taken: set[str] = set()

    def pick(self, fault: str, n: int, where: Callable[[Row], bool] = lambda _: True) -> list[Row]:
        free = [row for row in self._rows if row[self._item] not in self._taken and not self._spare(row) and where(row)]
        if len(free) < n:
            raise ValueError(f"{self._example}: {n} items wanted for {fault}, {len(free)} are left")
        picked = Draws(f"{self._example}/{fault}").some(free, n)
        self._taken.update(row[self._item] for row in picked)
        return picked

    def change(
        self,
        name: str,
        says: str,
        column: str,
        to: str | Callable[[Row], str],
        finding: str,
        n: int,
        where: Callable[[Row], bool] = lambda _: True,
        characteristics: Iterable[str] = (),
    ) -> Fault:
        """Write something else into one column of `n` items; name the `characteristics` if the column does not."""
        picked = self.pick(name, n, where)
        return Fault(
            name,
            says,
            cells={(row[self._item], column): to if isinstance(to, str) else to(row) for row in picked},
            answer=tuple(
                found(row[self._item], characteristic, finding)
                for row in picked
                for characteristic in (characteristics or (column,))
            ),
        )

    def repeat(self, name: str, says: str, column: str, pairs: int = 1) -> Fault:
        """Give one item of each pair the value of the other."""
        picked = self.pick(name, 2 * pairs)
        cells = {(new[self._item], column): old[column] for old, new in zip(picked[::2], picked[1::2], strict=True)}
        return Fault(name, says, cells, answer=tuple(found(row[self._item], column, "repeated") for row in picked))

    def copy(self, name: str, says: str, n: int, unique: Iterable[str] = ()) -> Fault:
        """Write the lines of `n` items twice; `unique` are the characteristics that a second line repeats."""
        items = tuple(row[self._item] for row in self.pick(name, n))
        return Fault(
            name,
            says,
            copied=items,
            answer=tuple(found(item, what, "repeated") for item in items for what in ("@item", *unique)),
        )

    def drift(self, name: str, says: str, column: str, where: Callable[[Row], bool], to: Callable[[Row], str]) -> Fault:
        """Change one column wherever `where` holds, in strata that are spared otherwise; each item still conforms."""
        cells = {
            (row[self._item], column): text for row in self._rows if where(row) and (text := to(row)) != row[column]
        }
        return Fault(name, says, cells)

    def thin(self, name: str, says: str, stratum: str, where: Callable[[Row], bool], left: int) -> Fault:
        """Leave `left` lines of a stratum, so few that it cannot be judged. A `*` stands for every inspection of it."""
        items = [row[self._item] for row in self._rows if where(row)]
        return Fault(name, says, dropped=tuple(items[left:]), answer=({"id": stratum, "finding": "not inspected"},))
