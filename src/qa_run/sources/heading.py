"""The names that a header gives to columns."""

import unicodedata
from collections.abc import Sequence

from qa_run.errors import SampleError


def names_of(cells: Sequence[str], where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in a header, trimmed and in one Unicode form, and what is to be said about them. Raises SampleError."""
    names: list[str] = []
    found: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = unicodedata.normalize("NFC", cell.strip().strip("\ufeff"))
        if not name:
            name = f"column {number}"
            found.append(f"column {number} has no header")
        names.append(name)
    for number, name in enumerate(names, 1):
        first = names.index(name) + 1
        if first != number:
            raise SampleError(f"{where}: columns {first} and {number} are both called {name!r}; rename one")
        # the engine takes names that differ only in case for the same
        folded = [other.lower() for other in names]
        if folded.index(name.lower()) + 1 != number:
            first = folded.index(name.lower()) + 1
            raise SampleError(
                f"{where}: columns {first} and {number} are called {names[first - 1]!r} and {name!r}, "
                "which differ only in case; rename one"
            )
    return tuple(names), tuple(found)


def column_of(names: Sequence[str], wanted: str, where: str) -> int:
    """The place of the column `wanted`. Raises SampleError."""
    plain = unicodedata.normalize("NFC", wanted.strip())
    if plain not in names:
        raise SampleError(
            f"{where}: `skip` names the column {wanted!r}, which is not there (columns: {', '.join(names)})"
        )
    return names.index(plain)
