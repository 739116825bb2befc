"""One requirement over the last runs."""

from collections.abc import Iterator
from typing import Any

from qa_run.cli.recorded.listing import Answer, span_of, verdict_told, when
from qa_run.cli.screen.page import Line, Span, line
from qa_run.cli.screen.tables import table
from qa_run.errors import UsageError
from qa_run.history.archive import Archive
from qa_run.history.runs import ids_like, verdicts_on
from qa_run.history.store import Store
from qa_run.history.trends import name_of, sparkline, value_of


def trend(store: Store, archive: Archive, part: str, limit: int, width: int) -> Answer:
    """How the requirement with the id `part`, or the only one whose id holds it, stood in the last runs."""
    if limit < 1:
        raise UsageError("-n 0: a trend needs at least one run")
    node_id = part if verdicts_on(store, archive, part, 1) else _the_one(store, archive, part)
    found = verdicts_on(store, archive, node_id, limit)
    name = name_of([verdict for _, _, verdict in found])
    values = [value_of(verdict, name) for _, _, verdict in found]

    def lines() -> Iterator[Line]:
        yield line(Span(node_id, "bold"))
        yield line(f"{name}: {sparkline(values)}")
        yield line()
        rows: list[list[Any]] = []
        digest = ""
        for (started, run_id, verdict), value in zip(found, values, strict=True):
            changed = "*" if digest and verdict.digest != digest else ""
            digest = verdict.digest
            numbers = [f"{verdict.nonconforming} of {verdict.inspected}", _shown(name, value)]
            rows.append([when(started), run_id[:8], span_of(verdict.outcome), verdict.lot, *numbers, changed])
        headers = [
            "started",
            "run",
            "outcome",
            "lot",
            "nonconforming",
            name if name != "nonconforming" else "share",
            "",
        ]
        yield from table(headers, rows, width, right=(4, 5), indent=0)
        if any(row[-1] for row in rows):
            yield line("* from here on another requirement: its limits, rule, condition, class or revision changed")

    plain = {
        "schema": "qa-run/history/1",
        "id": node_id,
        "value": name,
        "runs": [
            {"started": started, "run_id": run_id, "value": value, **verdict_told(verdict)}
            for (started, run_id, verdict), value in zip(found, values, strict=True)
        ],
    }
    return lines(), plain


def _the_one(store: Store, archive: Archive, part: str) -> str:
    found = ids_like(store, archive, part)
    over_all = [each for each in found if "[" not in each]
    if len(found) == 1 or len(over_all) == 1:
        return (over_all or found)[0]
    if not found:
        raise UsageError(f"{part}: no recorded verdict has an id like that (qa-run history show last lists them)")
    raise UsageError("\n  ".join([f"{part}: that is in several ids, write one of:", *(over_all or found)]))


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{100 * value:.3g} %" if name == "nonconforming" else f"{value:.6g}"
