"""The words of a plugin in other languages: each message keeps the values that its English has."""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter


def wording_of(criterion: type) -> Path | None:
    """The folder with the tables beside the module of a class, or beside a package that it is in."""
    module = sys.modules.get(criterion.__module__)
    file = getattr(module, "__file__", None)
    if file is None:
        return None
    packages = criterion.__module__.count(".") + 1
    near = (folder / "wording" for folder in list(Path(file).parents)[:packages])
    return next((folder for folder in near if folder.is_dir()), None)


@cache
def wording_faults(folder: Path) -> Sequence[str]:
    """What is wrong with the tables of a folder."""
    return tuple(fault for path in tables_in(folder) for fault in _faults(path))


def tables_in(folder: Path) -> Sequence[Path]:
    """The tables, each named for its language."""
    return sorted(folder.glob("[a-z][a-z].json"))


def _faults(path: Path) -> Iterator[str]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield f"wording/{path.name} cannot be read: {error}"
        return
    if not isinstance(table, dict):
        yield f"wording/{path.name} is no map of English messages"
        return
    for message, forms in table.items():
        wanted = {name for form in message.split("|") for name in _values(form)}
        for form in forms if isinstance(forms, list) else [forms]:
            found = _values(str(form))
            if more := found - wanted:
                yield f"wording/{path.name}: {form!r} names {_named(more)}, which {message!r} has not"
            if less := wanted - found - {"count"}:  # one of them may be a word
                yield f"wording/{path.name}: {form!r} leaves out {_named(less)} of {message!r}"


def _values(form: str) -> set[str]:
    """The names of the values; one for the singular of a word and its plural is the same."""
    try:
        return {name.removesuffix("s") for _, name, _, _ in Formatter().parse(form) if name is not None}
    except ValueError:
        return {form}


def _named(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
