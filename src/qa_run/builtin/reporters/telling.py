"""What every form of the report tells of a verdict, in the same words; all of it is visible text in one line each."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from qa_run import Nonconformity, Outcome, Report, Verdict
from qa_run.escaping import uncommanding, visible

#: What is short enough to be kept: a requirement's words come back with each stratum.
seen = lru_cache(maxsize=4096)(visible)


def blocks(outcome: Outcome, report: Report) -> bool:
    """Whether a verdict with this outcome keeps the run from releasing."""
    return not outcome.releases or (report.strict_marginal and outcome is Outcome.MARGINAL)


def troubles(report: Report) -> list[tuple[str, str]]:
    """What keeps a run from releasing beside its verdicts: a short name, and the words.

    Whoever shows verdicts alone would show a run green that came to nothing, or was broken off.
    """
    found = [("samples that cannot be used", each) for each in report.refused]
    found += [("error", each) for each in report.errors]
    if report.interrupted:
        found.append(("interrupted", "the run was interrupted: not everything was judged"))
    if report.exit_code and not found and not any(blocks(outcome, report) for outcome in report.summary):
        found.append(("not released", report.exit_reason))
    return [(name, "\n".join(map(line, words.splitlines()))) for name, words in found]


def line(words: str) -> str:
    """`words` as a line of their own."""
    return uncommanding(visible(words))


def facts(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What is known of a verdict, by label; nothing is told that is not there."""
    yield "outcome", verdict.outcome.value
    told: dict[str, Any] = {
        "found": verdict.message,
        "requirement": verdict.requirement,
        "because": verdict.because,
        "class": verdict.severity,
        "limits": verdict.limits.get("as_written", ""),
        "measured": numbers(verdict.measured),
        "lot": verdict.lot,
        "plan": numbers(verdict.plan or {}),
        "convention": verdict.convention,
        "decided by": verdict.decided_by,
        "concession": numbers(verdict.concession or {}),
        "correction": numbers(verdict.correction or {}),
        "baseline": numbers(verdict.baseline),
        "written at": place(verdict),
        "over": str(verdict.overrides) if verdict.overrides else "",
    }
    for label, text in told.items():
        if text:
            yield label, seen(str(text))


def numbers(named: Mapping[str, Any]) -> str:
    """Names with their values, in words: `n 20, mean 61.4`."""
    return ", ".join(f"{name} {number(value)}" for name, value in named.items() if value is not None)


def number(value: Any) -> str:
    """A value for people: at most six significant digits."""
    return f"{value:.6g}" if isinstance(value, float) else seen(str(value))


def place(verdict: Verdict) -> str:
    where = verdict.place
    return f"{where.file}:{where.line}:{where.column}"


def items(verdict: Verdict) -> Iterator[str]:
    """A line for each item that is shown, and one for those that are not."""
    for each in verdict.items:
        yield item(each)
    if left := verdict.items_total - len(verdict.items):
        yield f"and {left} more"


def item(each: Nonconformity) -> str:
    value = "" if each.value is None else f" = {seen(str(each.value))}"
    when = f" at {seen(each.time)}" if each.time else ""
    where = f" ({seen(each.place)})" if each.place else ""
    return f"{seen(each.item)}{value}: {seen(each.finding)}{when}{where}"


def told(verdict: Verdict) -> list[str]:
    """Everything, line by line: the finding first, for that is what a narrow window shows."""
    lines = [line(verdict.message) or verdict.outcome.value]
    lines += [f"{label}: {text}" for label, text in facts(verdict) if label != "found"]
    shown = [f"  - {each}" for each in items(verdict)]
    return [*lines, "items:", *shown] if shown else lines
