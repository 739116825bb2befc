"""Trees of YAML texts that were read without a fault before: an unchanged file needs no parser, which takes longer to
load than it takes to judge some hundred rows.

A tree is kept under the digest of its text and of the code that read it, as JSON with a digest of its own. Scalars are
`[0, line, column, text, quoted]`, lists `[1, line, column, item …]`, maps `[2, line, column, key, value …]`.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from qa_run.errors import Place
from qa_run.loading.kept import digest, put
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode, resolve
from qa_run.version import VERSION

FOLDER, KEPT = "trees", 2000
#: Characters of JSON; what unfolds further than any procedure is read anew each time.
LONGEST = 1_000_000
READ_BY = ("nodes.py", "yaml_faults.py", "yaml_text.py", "known_trees.py")
SCALAR, LIST, MAP = range(3)


def known_tree(folder: Path, data: bytes, file: str) -> Node | None:
    """The tree of this text, with `file` as the name in its places; None where it is not known."""
    try:
        kept = _path(folder, data).read_text("utf-8")
        told, body = kept[:64], kept[64:]
        if sha256(body.encode()).hexdigest() != told:
            return None
        return _node(json.loads(body), file)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep_tree(folder: Path, data: bytes, root: Node) -> None:
    """Keep the tree of this text for the next run."""
    body = json.dumps(_told(root), ensure_ascii=False, separators=(",", ":"))
    if len(body) > LONGEST:
        return
    path = _path(folder, data)
    put(path, sha256(body.encode()).hexdigest() + body)
    _prune(path.parent)


def _path(folder: Path, data: bytes) -> Path:
    return folder / FOLDER / digest(_reader(), data)


@cache
def _reader() -> bytes:
    """What tells one state of the code that reads from another."""
    stats = [os.stat(Path(__file__).with_name(name)) for name in READ_BY]
    return "\n".join([VERSION, *(f"{each.st_size} {each.st_mtime_ns}" for each in stats)]).encode()


def _prune(folder: Path) -> None:
    """Leave the newest ones."""
    try:
        files = [each for each in os.scandir(folder) if each.is_file()]
        if len(files) > KEPT:
            for each in sorted(files, key=lambda one: one.stat().st_mtime_ns)[: len(files) - KEPT]:
                os.unlink(each.path)
    except OSError:
        return


def _told(node: Node) -> list[Any]:
    line, column = node.place.line, node.place.column
    if isinstance(node, ScalarNode):
        return [SCALAR, line, column, node.text, int(node.quoted)]
    if isinstance(node, ListNode):
        return [LIST, line, column, *map(_told, node.items)]
    return [MAP, line, column, *(_told(each) for entry in node.entries for each in (entry.key, entry.value))]


def _node(told: list[Any], file: str) -> Node:
    kind, line, column = told[:3]
    place = Place(file, line, column)
    if kind == SCALAR:
        return _scalar(told, place)
    if kind == LIST:
        return ListNode(tuple(_node(each, file) for each in told[3:]), place)
    return MapNode(tuple(_entries(told[3:], file)), place)


def _entries(told: list[Any], file: str) -> Iterator[Entry]:
    for key, value in zip(told[::2], told[1::2], strict=True):
        yield Entry(_scalar(key, Place(file, key[1], key[2])), _node(value, file))


def _scalar(told: list[Any], place: Place) -> ScalarNode:
    text, quoted = told[3], bool(told[4])
    return ScalarNode(text if quoted else resolve(text), text, quoted, place)
