"""Two revisions of procedures side by side: every line that is not the same, by whether it asks for more or less."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.host import Host
from qa_run.loading.discovering import discovered, shown
from qa_run.loading.document import Document, read_document
from qa_run.loading.extending import Extending
from qa_run.loading.faults import Faults
from qa_run.loading.loader import load
from qa_run.loading.nodes import MapNode
from qa_run.loading.overriding import changes_of
from qa_run.model.procedure import Override, Procedure


@frozen(eq=False, repr=False)
class Pair:
    """The two revisions of one procedure, None where it is on one side only, and what changed between them."""

    old: Procedure | None
    new: Procedure | None
    changes: tuple[Override, ...] = ()


@frozen(eq=False, repr=False)
class _Read:
    """A procedure, and the tree that it was read from, with its bases under it."""

    procedure: Procedure
    root: MapNode


def pairs_of(old: Path, new: Path, host: Host, here: Path) -> tuple[Pair, ...]:
    """The procedures of two files, or of two folders by their names, with what changed in each.

    Raises SpecErrors for what cannot be read, and UsageError where nothing can be compared.
    """
    left, right = _read(old, host, here), _read(new, host, here)
    if old.is_dir() != new.is_dir():
        raise UsageError(f"{shown(old, here)}, {shown(new, here)}: compare two files or two folders, not one of each")
    if not left and not right:
        raise UsageError(f"there are no procedures in {shown(old, here)} and {shown(new, here)}: nothing was compared")
    if not old.is_dir():  # whatever they are called now
        return (_pair(left[0], right[0]),)
    return tuple(_paired(left, right))


def _read(path: Path, host: Host, here: Path) -> list[_Read]:
    procedures = {each.path: each for each in load([path], host, here)}

    def document(found: Path) -> Document:
        return read_document(found, shown(found, here))

    extending = Extending(document, Faults())
    found = []
    for file in discovered([path], here):
        procedure = procedures.get(shown(file.path, here))
        whole = extending.extended(document(file.path)) if procedure else None
        if procedure is not None and whole is not None:
            found.append(_Read(procedure, whole.root))
    return found


def _paired(left: Sequence[_Read], right: Sequence[_Read]) -> Iterator[Pair]:
    before = {each.procedure.name: each for each in left}
    after = {each.procedure.name: each for each in right}
    for name in dict.fromkeys([*before, *after]):
        yield _pair(before.get(name), after.get(name))


def _pair(old: _Read | None, new: _Read | None) -> Pair:
    changes = changes_of(old.root, new.root) if old and new else ()
    return Pair(old.procedure if old else None, new.procedure if new else None, changes)
