"""`--co`: the node ids that a run would judge. No sample is opened."""

import argparse
import sys
from collections.abc import Iterator

from qa_run.cli.screen.page import Line, Span, line, page_for
from qa_run.cli.screen.screen import Wishes
from qa_run.cli.screen.text import cut, width_of
from qa_run.errors import UsageError
from qa_run.host import Host
from qa_run.model.procedure import Requirement
from qa_run.planning.selecting import Inspectable
from qa_run.running.narrowing import Narrowed, narrowed_by
from qa_run.session import Options

_WRITING = ("json", "report", "items_out")


def collect(asked: argparse.Namespace, options: Options, wishes: Wishes, host: Host) -> int:
    """List what is selected, and return 0; 5 where that is nothing."""
    written = next((name for name in _WRITING if getattr(asked, name)), "")
    if written:
        raise UsageError(f"--co judges nothing, and so there is nothing for --{written.replace('_', '-')}")
    found = narrowed_by(options.paths, options.select, options.failed_before, host, options.here)
    page = page_for(sys.stdout, asked.color)
    if wishes.loud == -1:
        page.write(line(node) for one in found.every for node in nodes(found, one))
    elif wishes.loud < -1:
        page.write(line(f"{one.procedure.path}: {len(mine)}") for one in found.every if (mine := nodes(found, one)))
    else:
        page.write(each for one in found.every for each in _listed(found, one, page.width))
    page.write([line(Span(_last(found), "bold"))])
    return 0 if found.chosens.by_path else 5


def nodes(found: Narrowed, one: Inspectable) -> list[str]:
    """The node ids that are selected of a procedure, those of single strata where they were named."""
    chosen = found.chosens.by_path.get(one.procedure.path)
    if chosen is None:
        return []
    every = [(node, chosen.strata[node].only) for node in one.nodes if node in chosen.strata]
    return [f"{node}{end}" for node, only in every for end in ([""] if only is None else sorted(only))]


def _listed(found: Narrowed, one: Inspectable, width: int) -> Iterator[Line]:
    mine = nodes(found, one)
    if not mine:
        return
    yield line(Span(one.procedure.path, "bold"), f"  {one.procedure.title}")
    by_node = {one.node(requirement): requirement for requirement in one.requirements}
    for node in mine:
        requirement = by_node.get(node) or next(each for start, each in by_node.items() if node.startswith(f"{start}["))
        name = node.removeprefix(f"{one.procedure.path}::")
        room = width - width_of(name) - 4
        yield line(f"  {name}", Span(f"  {cut(_said(requirement), room)}" if room > 10 else "", "faint"))
    yield line()


def _said(requirement: Requirement) -> str:
    """The requirement in words, with what `-m` knows of it."""
    try:
        sentence = str((requirement.written or requirement.criterion).sentence("en"))
    except Exception:  # a plugin that breaks is told when it judges
        sentence = requirement.name
    from qa_run.planning.selecting import marks_of

    marks = ", ".join(reversed(marks_of(requirement)))
    return f"{sentence} ({marks})" if marks else sentence


def _last(found: Narrowed) -> str:
    """How many there are. Strata are known only when samples are read."""
    left = found.chosens.left_out
    paths = found.chosens.by_path
    if not paths:
        return f"nothing to inspect: of {left.of} requirements none is left" if left.of else "nothing to inspect"
    many = f"{left.of - left.requirements}/{left.of}" if left else str(left.of)
    told = f"{many} requirements in {len(paths)} procedure{'s' * (len(paths) != 1)}"
    strata = sorted({name for one in found.every if one.procedure.path in paths
                     for requirement in one.requirements for names in requirement.per for name in names})  # fmt: skip
    told += f", {left.requirements} deselected" if left else ""
    return told + (f"; each stratum of {', '.join(strata)} will be judged besides" if strata else "")
