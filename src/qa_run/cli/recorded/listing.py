"""The recorded runs, and the verdicts of one of them."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict

from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import Line, Span, labelled, line
from qa_run.cli.screen.tables import LEAST, Cell, table
from qa_run.cli.screen.text import cut
from qa_run.escaping import visible
from qa_run.history.archive import Archive
from qa_run.history.runs import Judged, Run, procedures, run_named, runs, sources, verdicts
from qa_run.history.store import Store
from qa_run.model.outcome import Outcome

Answer = tuple[Iterator[Line], Any]
#: What the columns before the procedures take of a line, with the gaps.
_FIXED = 56


def when(started: str) -> str:
    """A recorded time for people: in UTC, to the second."""
    return f"{started[:10]} {started[11:19]}Z"


def span_of(outcome: str) -> Span:
    """An outcome as the screen shows it."""
    look = LOOKS[Outcome(outcome)]
    return Span(look.counted, look.colour)


def counted(summary: Mapping[str, int]) -> str:
    """How many inspections ended how, the worst first."""
    return ", ".join(f"{summary[o.value]} {LOOKS[o].counted}" for o in LOOKS if summary.get(o.value))


def listed(store: Store, archive: Archive, found: Sequence[Run], loose: int, width: int) -> Answer:
    """The runs, the latest first; `loose` are files of runs that are not in the index."""
    names = {run.run_id: [name for _, name, _, _ in procedures(store, run)] for run in found}
    batches = {run.run_id: [path for _, path, role, _, _ in sources(store, run) if role == "samples"] for run in found}

    def lines() -> Iterator[Line]:
        room = max(width - _FIXED, 2 * LEAST)
        rows: list[list[Cell]] = [
            [
                run.started[:16].replace("T", " "), run.short, span_of(run.outcome), _held_back(run),
                cut(visible(_few(names[run.run_id])), room // 2),
                cut(visible(_few(batches[run.run_id])), room - room // 2, keep_end=True),
            ]
            for run in found
        ]  # fmt: skip
        headers = ["started (UTC)", "run", "outcome", "held back", "procedures", "batch"]
        yield from table(headers, rows, width, indent=0) if rows else [line("no run is recorded yet")]
        more = len(runs(store, archive)) - len(found)
        if more > 0:
            yield line(Span(f"and {more} earlier: -n shows more", "faint"))
        if loose:
            yield line(f"{loose} files of runs are not in the record: qa-run history reindex puts them there")

    plain = [
        {**told(run), "procedures": names[run.run_id], "batch": batches[run.run_id]} for run in found
    ]  # fmt: skip
    return lines(), {"schema": "qa-run/history/1", "runs": plain}


def told(run: Run) -> dict[str, Any]:
    """A run as JSON has it."""
    return {name: value for name, value in asdict(run).items() if name not in ("number", "file")}


def showed(store: Store, archive: Archive, name: str, width: int) -> Answer:
    """One run: who, when, of what, and each verdict."""
    run = run_named(store, archive, name)
    every, judged = procedures(store, run), verdicts(store, run)
    read = sources(store, run)

    def lines() -> Iterator[Line]:
        yield from labelled("run", run.run_id, width, "bold")
        yield from labelled("started", f"{when(run.started)} by {run.user} on {run.host}", width)
        if run.as_of != run.started:
            yield from labelled("as of", when(run.as_of), width)
        yield from labelled("outcome", f"{counted(run.summary)}; exit code {run.exit_code}, {run.exit_reason}", width)
        plugins = ", ".join(f"{each['name']} {each['version']}".strip() for each in run.plugins)
        yield from labelled("qa-run", f"{run.version} with {plugins}", width)
        yield from labelled("command", shlex.join(["qa-run", *run.command[1:]]), width)
        for path, _, revision, digest in every:
            of = f", revision {revision}" if revision else ""
            yield from labelled("procedure", f"{path}{of}, sha256 {digest[:12]}", width)
        for _, path, role, digest, items in read:
            yield from labelled("read", f"{path} ({role}), {items} items, sha256 {digest[:12]}", width)
        yield line()
        rows: list[list[Cell]] = [[span_of(each.outcome), each.id, each.message] for each in judged]
        yield from table(["outcome", "verdict", "found"], rows, width, indent=0)

    plain = {
        "schema": "qa-run/history/1",
        "run": told(run),
        "procedures": [dict(zip(("path", "name", "revision", "sha256"), each, strict=True)) for each in every],
        "sources": [dict(zip(("procedure", "path", "role", "sha256", "items"), each, strict=True)) for each in read],
        "verdicts": [verdict_told(each) for each in judged],
    }
    return lines(), plain


def verdict_told(verdict: Judged) -> dict[str, Any]:
    """A verdict as JSON has it."""
    told = asdict(verdict)
    told["class"] = told.pop("severity") or None
    return told


def _held_back(run: Run) -> str:
    """How many inspections do not release, of how many."""
    blocking = sum(many for name, many in run.summary.items() if not Outcome(name).releases)
    return f"{blocking} of {sum(run.summary.values())}"


def _few(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return ", ".join(names)
