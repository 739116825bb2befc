"""`qa-run plugins`: what takes part, and what each offers."""

import argparse
import sys
from collections.abc import Iterator

from qa_run.cli.screen.page import Line, Span, labelled, line, page_for
from qa_run.host import Host, Offers
from qa_run.session import Options, host_of


def command(asked: argparse.Namespace) -> int:
    """Print the plugins in the order in which they are asked."""
    page = page_for(sys.stdout, "auto")
    page.write(list(listed(host_of(Options(plugins=tuple(asked.plugins))), page.width)))
    return 0


def listed(host: Host, width: int) -> Iterator[Line]:
    """Each plugin with its version, its module and the names of what it offers."""
    for plugin in host.plugins:
        yield line(Span(f"{plugin.name} {plugin.version}".rstrip(), "bold"), Span(f"  {plugin.module}", "faint"))
        for kind, offers in (
            ("criteria", host.criteria),
            ("accept", host.acceptance),
            ("observe", host.observations),
        ):
            if names := _names(offers, plugin.name):
                yield from labelled(kind, ", ".join(names), width)
    readers = ", ".join(f"{reader.name} ({' '.join(reader.suffixes)})" for reader in host.readers)
    yield line()
    yield from labelled("readers", readers or "none", width)
    yield from labelled("reports", ", ".join(sorted(host.reporters)) or "none", width)
    yield from labelled("templates", ", ".join(sorted(host.templates)) or "none", width)


def _names(offers: Offers, plugin: str) -> list[str]:
    return sorted({offer.name for offer in offers.by_name.values() if offer.plugin == plugin})
