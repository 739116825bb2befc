"""The corrections of a project as they stand, and how often the same was promised."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa_run.cli.screen.page import Line, Span, labelled, line
from qa_run.cli.screen.tables import table
from qa_run.model.correction import CorrectionStanding, Effect, Promised
from qa_run.model.ordinal import ordinal

_LOOKS = {Effect.RECURRED: "red", Effect.OVERDUE: "red", Effect.VERIFIED: "green", Effect.UNVERIFIABLE: "yellow"}
#: By what promises are counted.
COUNTED = ("characteristic", "stratum", "supplier")


def listed(standings: Sequence[CorrectionStanding], promises: Sequence[Promised], width: int) -> Iterator[Line]:
    """Each correction with its state, then the counts."""
    for each in standings:
        one = each.correction
        state = Span(each.state.value, _LOOKS.get(each.state, ""))
        yield line(Span(one.id, "bold"), "  ", state, f"  {one.shown}, {one.place}")
        yield from labelled("", each.said, width)
        yield from labelled("", f"{one.what}; promised by {one.by} on {one.promised}, due {one.due}", width, "faint")
        yield line()
    rows: list[list[str | Span]] = [
        [each["by"], each["value"], str(each["promises"]), str(each["did_not_hold"])] for each in counts(promises)
    ]
    if rows:
        yield from table(["counted by", "", "promises", "did not hold"], rows, width, right=[2, 3])


def counts(promises: Iterable[Promised]) -> list[dict[str, Any]]:
    """How many promises there were of each characteristic, stratum and supplier, and how many did not hold."""
    every = list(promises)
    found = []
    for by in COUNTED:
        values = dict.fromkeys(getattr(each, by) for each in every)
        for value in values:
            mine = [each for each in every if getattr(each, by) == value]
            if value:
                broken = sum(each.broken for each in mine)
                found.append({"by": by, "value": value, "promises": len(mine), "did_not_hold": broken})
    return found


def plain(standings: Sequence[CorrectionStanding], promises: Sequence[Promised]) -> dict[str, Any]:
    """The same for `--json`."""
    told = [each.as_dict() | {"nth": ordinal(each.number)} for each in standings]
    return {"corrections": told, "counts": counts(promises)}
