"""`qa-run diff`: in words, what changed between two revisions of procedures."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa_run.cli.screen.page import Line, Span, line, page_for
from qa_run.cli.screen.text import wrapped
from qa_run.escaping import visible
from qa_run.handbook.changes import KINDS, Change, changes_told
from qa_run.loading.differing import Pair, pairs_of
from qa_run.model.procedure import Procedure
from qa_run.session import Options, host_of

_LOOKS = {"gone": "red", "weaker": "red", "changed": "yellow", "stronger": "green", "added": "green", "text": "faint"}
_ROOM = max(map(len, KINDS)) + 2


def command(asked: argparse.Namespace) -> int:
    """Print the changes; 1 if there are any, as diff does."""
    host = host_of(Options(plugins=tuple(asked.plugins)))
    pairs = pairs_of(Path(asked.old), Path(asked.new), host, Path.cwd())
    told = [(pair, changes_told(pair)) for pair in pairs]
    page = page_for(sys.stdout, "auto")
    for pair, changes in told:
        if changes:
            page.write(_shown(pair, changes, page.width))
    every = [change for _, changes in told for change in changes]
    page.write([line(Span(_counted(every, len(pairs)), "bold"))])
    return 1 if every else 0


def _shown(pair: Pair, changes: Sequence[Change], width: int) -> Iterator[Line]:
    yield line(Span(visible(_heading(pair)), "bold"))
    for change in changes:
        first, *rest = wrapped(visible(change.told), width - _ROOM - 2) or [""]
        yield line("  ", Span(f"{change.kind:{_ROOM}}", _LOOKS[change.kind]), first)
        yield from (line(f"  {'':{_ROOM}}{each}") for each in rest)
    yield line()


def _heading(pair: Pair) -> str:
    known = [each for each in (pair.old, pair.new) if each is not None]
    names = " → ".join(dict.fromkeys(each.name for each in known))
    files = " → ".join(each.path for each in known)
    editions = list(dict.fromkeys(map(_edition, known)))
    same = ", the same number" if len(known) == 2 and len(editions) == 1 and known[0].revision else ""
    return f"{names}, {' → '.join(editions)}{same}  ({files})"


def _edition(procedure: Procedure) -> str:
    return f"revision {procedure.revision}" if procedure.revision else "no revision"


def _counted(changes: Sequence[Change], procedures: int) -> str:
    if not changes:
        return f"nothing changed in {procedures} procedure{'' if procedures == 1 else 's'}"
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
