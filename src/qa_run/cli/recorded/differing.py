"""What became of the verdicts of one run in another."""

from collections.abc import Iterator, Sequence
from typing import Any

from qa_run.cli.recorded.listing import Answer, span_of, told, verdict_told, when
from qa_run.cli.screen.page import Line, Span, line
from qa_run.cli.screen.tables import Cell, table
from qa_run.history.archive import Archive
from qa_run.history.comparing import GROUPS, Pair, difference
from qa_run.history.runs import run_named, verdicts
from qa_run.history.store import Store

_IN_WORDS = ("still_failing", "requirement", "measures")


def diff(store: Store, archive: Archive, one: str, other: str, width: int) -> Answer:
    """The groups of verdicts that differ from the run `one` to the run `other`."""
    before, after = run_named(store, archive, one), run_named(store, archive, other)
    found = difference(verdicts(store, before), verdicts(store, after))

    def lines() -> Iterator[Line]:
        for sign, run in (("-", before), ("+", after)):
            yield line(f"{sign} {run.short}  {when(run.started)}  ", span_of(run.outcome))
        for group, words in GROUPS.items():
            pairs = found[group]
            if not pairs:
                continue
            yield line()
            yield line(Span(f"{len(pairs)} {words}", "bold"))
            if group in _IN_WORDS:
                yield from _in_words(group, pairs)
            else:
                yield from table(["verdict", "before", "after"], [_row(pair) for pair in pairs], width, keep_end=(0,))
        yield line()
        yield line(f"{found.same} the same")

    plain = {
        "schema": "qa-run/history/1",
        "before": told(before),
        "after": told(after),
        "same": found.same,
        **{group: [_plain(pair) for pair in found[group]] for group in GROUPS},
    }
    return lines(), plain


def _in_words(group: str, pairs: Sequence[Pair]) -> Iterator[Line]:
    """Two verdicts under each other, by what was found or by what is required."""
    for one, other in pairs:
        if one is None or other is None:
            continue
        yield line(f"  {other.id}")
        said = [one.message, other.message] if group != "requirement" else [one.requirement, other.requirement]
        if group == "requirement" and said[0] == said[1]:
            yield line("    the same words: its acceptance, condition or class changed, or the revision")
            continue
        yield from (line(f"    {sign} {text}") for sign, text in zip("-+", said, strict=True))


def _row(pair: Pair) -> list[Cell]:
    known = pair[1] or pair[0]
    assert known is not None
    return [known.id, *("" if each is None else span_of(each.outcome) for each in pair)]


def _plain(pair: Pair) -> dict[str, Any]:
    one, other = pair
    return {
        "id": (other or one).id,  # type: ignore[union-attr]  # one of the two is there
        "before": None if one is None else verdict_told(one),
        "after": None if other is None else verdict_told(other),
    }
