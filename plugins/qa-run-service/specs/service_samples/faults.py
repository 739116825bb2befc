"""A fault: what it changes in good samples, and what a report must then say."""

from collections.abc import Callable, Sequence

from attrs import frozen

from service_samples.rows import Row

Change = dict[str, str] | Callable[[Row], dict[str, str]]
#: Nothing is wrong, but it should be known.
MARGINAL = [("outcome", "marginal")]
#: What is wrong, with which rows, what is changed in them, and what a report must say.
Sown = tuple[str, Sequence[int], Change, list[tuple[str, str]]]


@frozen
class Fault:
    """Cells to change, each by item and column, and what a report must say: item, characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    answer: list[tuple[str, str, str]]
    #: what conforms, and only just
    marginal: tuple[str, ...] = ()


def faults_of(key: str, rows: Sequence[Row], sown: Sequence[Sown]) -> list[Fault]:
    """In rows that are told apart by the column `key`."""
    return [_fault(key, rows, *each) for each in sown]


def _fault(
    key: str,
    rows: Sequence[Row],
    name: str,
    places: Sequence[int],
    change: Change,
    told: Sequence[tuple[str, str]],
) -> Fault:
    changed = {place: change(rows[place]) if callable(change) else change for place in places}
    cells = {(rows[place][key], column): text for place in places for column, text in changed[place].items()}
    items = [rows[place][key] for place in places]
    if told is MARGINAL:
        return Fault(name, cells, [], tuple(items))
    return Fault(name, cells, [(item, *each) for item in items for each in told])
