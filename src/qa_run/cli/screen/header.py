"""The first lines: what is running, and what takes part."""

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from qa_run.cli.screen.page import Line, Span, labelled, line
from qa_run.host import CORE, Host
from qa_run.model.procedure import Procedure
from qa_run.version import VERSION

if TYPE_CHECKING:
    from qa_run.model.selection import LeftOut


def header(host: Host, as_of: str, width: int, open_end: bool = False) -> Iterator[Line]:
    """The versions, the plugins that somebody installed, and the time the run holds for where one was given.

    open_end: more lines will follow
    """
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    yield line(Span(f"qa-run {VERSION}", "bold"), f", {python}, DuckDB {_short(_installed('duckdb'))}")
    plugins = [f"{plugin.name} {plugin.version}".strip() for plugin in host.plugins if plugin.name != CORE]
    if plugins:
        yield from labelled("plugins", ", ".join(plugins), width)
    if as_of:
        yield from labelled("as of", as_of, width)
    if not open_end:
        yield line()


def selected(words: Sequence[str], left_out: "LeftOut", width: int) -> Iterator[Line]:
    """What the run is narrowed to, and how much of it that is."""
    many = f"{left_out.of - left_out.requirements} of {left_out.of} requirements"
    yield from labelled("selected:", f"{', '.join(words)} ({many})", width, "yellow")


def drafts(procedures: Sequence[Procedure], width: int) -> Iterator[Line]:
    """Which procedures of the run are drafts."""
    found = [procedure.path for procedure in procedures if procedure.draft]
    for number, path in enumerate(found):
        told = f"{path}: nobody has decided what is required, and nothing is released by it"
        yield from labelled("" if number else "draft", told, width, "yellow")
    if found:
        yield line()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _short(full: str) -> str:
    return ".".join(full.split(".")[:2])
