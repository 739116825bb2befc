"""Node ids as people write them: a file, `::`, and what is meant in it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.loading.discovering import shown
from qa_run.model.node_id import SIGN


@frozen(eq=False, repr=False)
class Node:
    """A node id as somebody wrote it: the file it begins with, as the screen calls it, and what is behind that."""

    word: str
    path: str
    rest: str


def nodes_among(words: Iterable[str], here: Path) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    """The files and folders among `words`, and the node ids. What exists by its whole name is a file."""
    plain: list[str] = []
    nodes: list[Node] = []
    for word in words:
        if SIGN not in word or (here / word).exists():
            plain.append(word)
        else:
            nodes.append(_node(word, here))
    return tuple(plain), tuple(nodes)


def _node(word: str, here: Path) -> Node:
    file = next(_files_in(word, here), word.partition(SIGN)[0])
    rest = word.removeprefix(f"{file}{SIGN}")
    if not file:
        raise UsageError(f"{word}: a node id begins with a file, as in specs/ham.yaml{word}")
    if (here / file).is_dir():
        raise UsageError(f"{word}: {file} is a folder, and a node id begins with a file")
    if not rest:
        raise UsageError(f"{word}: nothing is named behind '{SIGN}' (write {file} for all of it)")
    return Node(word, shown(here / file, here), rest)


def _files_in(word: str, here: Path) -> Iterator[str]:
    """The beginnings of `word` that are files; some have the sign in their name."""
    parts = word.split(SIGN)
    starts = (SIGN.join(parts[:count]) for count in range(1, len(parts)))
    return (start for start in starts if start and (here / start).is_file())


def node_start(word: str) -> str:
    """The beginning of a node id, with the path as the screen writes it: `./specs//ham.yaml::x` is as good."""
    path, sign, rest = word.partition(SIGN)
    tidy = os.path.normpath(path).replace(os.sep, "/") if path else path
    slash = "/" if not sign and path.endswith(("/", os.sep)) else ""
    return f"{tidy}{slash}{sign}{rest}"
