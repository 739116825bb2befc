"""The first lines: what is running, and what takes part."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from qa_run.cli.screen.page import Line, Span, labelled, line
from qa_run.host import CORE, Host
from qa_run.version import VERSION


def header(host: Host, as_of: str, width: int) -> Iterator[Line]:
    """The versions, the plugins that somebody installed, and the time the run holds for where one was given."""
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    yield line(Span(f"qa-run {VERSION}", "bold"), f", {python}, DuckDB {_short(_installed('duckdb'))}")
    plugins = [f"{plugin.name} {plugin.version}".strip() for plugin in host.plugins if plugin.name != CORE]
    if plugins:
        yield from labelled("plugins", ", ".join(plugins), width)
    if as_of:
        yield from labelled("as of", as_of, width)
    yield line()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _short(full: str) -> str:
    return ".".join(full.split(".")[:2])
