"""From a file to its tree: finds out the format by the ending, and tells what keeps a file from being read."""

from __future__ import annotations

import pathlib

from attrs import evolve, field, frozen

from qa_run.errors import Fault, Place
from qa_run.loading.nodes import Node, Parsed

PLAIN = (".toml", ".json")  # the standard library reads them
ENDINGS = (".yaml", ".yml", *PLAIN)


@frozen(eq=False, repr=False)
class Document:
    """A file as it was read once: its name on the screen, its path, its bytes, its tree and its faults."""

    shown: str
    path: pathlib.Path
    data: bytes = field(repr=False)
    root: Node | None
    faults: tuple[Fault, ...]

    @property
    def text_sha256(self) -> str:
        """The digest of the very bytes that were read."""
        from hashlib import sha256  # a plain run asks for no digest and need not load the library

        return sha256(self.data).hexdigest()


def read_document(path: pathlib.Path, shown: str, cache: pathlib.Path | None = None) -> Document:
    """What stands in this file. Whatever is wrong with it, or keeps it from being read, is among the faults.

    cache: a folder in which trees of earlier runs are kept
    """
    if path.suffix.lower() not in ENDINGS:
        fault = _syntax(Fault(Place(shown), f"no format has the ending '{path.suffix}'", f"one of {' '.join(ENDINGS)}"))
        return Document(shown, path, b"", None, (fault,))
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as problem:
        return Document(shown, path, b"", None, (_syntax(Fault(Place(shown), _unreadable(problem))),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return Document(shown, path, data, None, (_syntax(_no_utf8(data, problem.start, shown)),))
    ending = path.suffix.lower()
    parsed = parse(text, shown, ending) if cache is None or ending in PLAIN else _known(data, text, shown, cache)
    return Document(shown, path, data, parsed.root, tuple(map(_syntax, parsed.faults)))


def _known(data: bytes, text: str, shown: str, cache: pathlib.Path) -> Parsed:
    """The tree of a YAML text, parsed only where it is not known from an earlier run."""
    from qa_run.loading.known_trees import keep_tree, known_tree  # settings and registers are read without

    if root := known_tree(cache, data, shown):
        return Parsed(root)
    parsed = parse(text, shown, ".yaml")
    if parsed.root and not parsed.faults:
        keep_tree(cache, data, parsed.root)
    return parsed


def _syntax(fault: Fault) -> Fault:
    return evolve(fault, kind="syntax")


def parse(text: str, file: str, ending: str) -> Parsed:
    """The tree of a text in the format with this ending.

    Each reader is loaded where it is used: together they would cost more than reading all procedures of a small house.
    """
    if ending == ".toml":
        from qa_run.loading import toml_text

        return toml_text.parse(text, file)
    if ending == ".json":
        from qa_run.loading import json_text

        return json_text.parse(text, file)
    from qa_run.loading import yaml_text

    return yaml_text.parse(text, file)


def _unreadable(problem: OSError | ValueError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, IsADirectoryError):
        return "this is a folder, not a file"
    if isinstance(problem, PermissionError):
        return "you have no permission to read this file"
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    return f"the file cannot be read: {reason}"


def _no_utf8(data: bytes, position: int, shown: str) -> Fault:
    before = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Fault(Place(shown, line, column), f"the byte 0x{data[position]:02X} is not UTF-8", "save the file as UTF-8")
