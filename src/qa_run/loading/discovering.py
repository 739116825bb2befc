"""Which files the paths of a run name: a file is a procedure, a folder is searched for some."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.loading.suggest import did_you_mean

_SECTIONS = ("procedure", "characteristics", "samples", "extends")
#: Alike enough to be a slip of the pen: `characterstics`, and not the `examples` of a JSON Schema.
_ALIKE = 0.85
_MENTIONS = re.compile(rb"\b(?:" + "|".join(_SECTIONS).encode() + rb")\b")
#: Files that stand beside procedures and are none, unless one of them says that it is.
_REGISTERS = ("concessions", "corrections")
_NAMED = re.compile(rb"^procedure[ \t]*:", re.MULTILINE)


@frozen(eq=False, repr=False)
class Found:
    """A file to be read as a procedure: whether somebody named it, or it was found in a folder."""

    path: Path
    named: bool


def discovered(paths: Iterable[str | Path | Found], here: Path) -> tuple[Found, ...]:
    """The files of the paths, which start from `here`: each once, in the order of the paths, folders sorted.

    What somebody else has found stays as it was found.
    """
    found: dict[Path, Found] = {}
    for written in paths:
        for each in [written] if isinstance(written, Found) else _named_by(written, here):
            known = found.setdefault(each.path.resolve(), each)
            if each.named and not known.named:
                found[each.path.resolve()] = Found(known.path, True)
    return tuple(found.values())


def _named_by(written: str | Path, here: Path) -> list[Found]:
    path = here / written
    if not path.exists():
        raise UsageError(_absent(str(written), path))
    return [Found(path, True)] if not path.is_dir() else [Found(file, False) for file in _inside(path)]


def shown(path: Path, here: Path) -> str:
    """The name of the file on the screen: as it is reached from `here`, with forward slashes."""
    try:
        return Path(os.path.relpath(path.absolute(), here.absolute())).as_posix()
    except ValueError:  # on another drive
        return path.absolute().as_posix()


def _absent(written: str, path: Path) -> str:
    file, sign, _ = written.partition("::")
    if sign:
        return f"{written}: a node id cannot be given here, only files and folders (write {file})"
    beside = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
    hint = did_you_mean(path.name, beside)
    return f"{written}: there is no such file or folder" + (f" ({hint})" if hint else "")


def _inside(folder: Path) -> Iterator[Path]:
    files = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(where, name) for name in names if not name.startswith(".")]
    for path in sorted(files):
        ending = path.suffix.lower()
        if ending in (".yaml", ".yml"):
            if path.stem not in _REGISTERS or _NAMED.search(path.read_bytes()):
                yield path
        elif ending in (".toml", ".json") and _is_procedure(path, ending):
            yield path


def _is_procedure(path: Path, ending: str) -> bool:
    """Whether a file that may as well hold data is meant as a procedure; a broken one is, if it has words of one."""
    try:
        data = path.read_bytes()
    except OSError:
        return True  # whoever reads it will say so
    try:
        root = _root(data, ending)
    except (ValueError, RecursionError):
        return _MENTIONS.search(data) is not None
    if str(root.get("schema", "")).startswith("qa-run/"):  # it says itself what it is: frozen limits, a report
        return False
    from difflib import get_close_matches  # only folders with data beside the procedures pay for it

    return any(get_close_matches(key.casefold(), _SECTIONS, 1, _ALIKE) for key in root)


def _root(data: bytes, ending: str) -> Mapping[str, object]:
    text = data.decode("utf-8-sig")
    if ending == ".toml":
        import tomllib

        return tomllib.loads(text)
    import json

    root = json.loads(text)
    return root if isinstance(root, dict) else {}
