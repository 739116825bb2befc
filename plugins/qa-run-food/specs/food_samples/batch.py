"""Good rows, faults to change in them, and what a report must say: of each item, and of each verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

Row = dict[str, str]
#: item, characteristic with its requirement as in a node id, finding
Told = tuple[str, str, str]
Change = Mapping[str, str] | Callable[[Row], Mapping[str, str]]
WORSE = ("marginal", "failed")


@frozen
class Fault:
    """Cells to change, each by item and column; what is said of the items; and verdicts that are not passed."""

    name: str
    cells: Mapping[tuple[str, str], str]
    answer: Sequence[Told]
    verdicts: Mapping[str, str]


@frozen
class Batch:
    """What one procedure judges."""

    good: Callable[[], list[Row]]
    faults: Callable[[Sequence[Row]], list[Fault]]

    def sown(self, chosen: Iterable[Fault]) -> tuple[list[Row], list[Told], dict[str, str]]:
        """The rows with these faults, the answer, and the outcome of each verdict that is not passed."""
        rows, answer, verdicts = self.good(), list[Told](), dict[str, str]()
        by_item = {next(iter(row.values())): row for row in rows}
        for fault in chosen:
            for (item, column), text in fault.cells.items():
                by_item[item][column] = text
            answer += fault.answer
            for verdict, outcome in fault.verdicts.items():
                verdicts[verdict] = max(outcome, verdicts.get(verdict, outcome), key=WORSE.index)
        # what passes in spite of them names no items
        naming = {verdict.partition("[")[0] for verdict in verdicts}
        return rows, sorted(told for told in answer if told[1] in naming), verdicts


@frozen
class Sower:
    """Changes rows of a good sample, and tells which strata fail by it."""

    rows: Sequence[Row]
    per: str

    @property
    def key(self) -> str:
        return next(iter(self.rows[0]))

    def __call__(
        self, name: str, places: Sequence[int], change: Change, *told: tuple[str, str], outcome: str = "failed"
    ) -> Fault:
        """A fault in the rows at `places`, each of which is told so; every stratum with one fails, and all of them."""
        cells, answer, verdicts = dict[tuple[str, str], str](), list[Told](), dict[str, str]()
        for row in (self.rows[place] for place in places):
            changed = change(row) if callable(change) else change
            cells |= {(row[self.key], column): text for column, text in changed.items()}
            answer += [(row[self.key], *each) for each in told]
            for requirement, _ in told:
                verdicts |= {requirement: outcome, f"{requirement}[{self.per}={row[self.per]}]": outcome}
        return Fault(name, cells, answer, verdicts)
