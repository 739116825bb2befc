"""What a report says, in the words of an answer."""

from collections.abc import Iterator, Sequence

from sow import Answer

from qa_run import Outcome, Report, Verdict

Line = tuple[str, ...]


def lines_of(answer: Sequence[Answer], report: Report) -> set[Line]:
    """The answer, with `::*[...]` spelt out as every inspection of that stratum."""
    lines: set[Line] = set()
    for line in answer:
        if "item" in line:
            lines.add((line["item"], line["characteristic"], line["finding"]))
        elif "::*[" in line["id"]:
            path, _, stratum = line["id"].partition("::*")
            ids = [verdict.id for verdict in report.verdicts if verdict.id.endswith(stratum)]
            assert len(ids) >= 2
            assert all(one.startswith(path) for one in ids)
            lines |= {(one, line["finding"]) for one in ids}
        else:
            lines.add((line["id"], line["finding"]))
    return lines


def said_by(report: Report) -> set[Line]:
    """Each item with characteristic and finding; each statistic out of its limits; whatever was not inspected."""
    return {line for verdict in report.verdicts for line in _said(verdict)}


def unexplained(report: Report) -> list[str]:
    """Verdicts that do not release although nothing that they say, or that is said of their items, tells why."""
    told = {verdict.characteristic for verdict in report.verdicts if verdict.items}
    return [
        verdict.id
        for verdict in report.verdicts
        if not verdict.outcome.releases and not set(_said(verdict)) and verdict.characteristic not in told
    ]


def _said(verdict: Verdict) -> Iterator[Line]:
    if verdict.outcome is Outcome.MARGINAL and verdict.id.endswith("=*]"):
        # what stands out are strata, not items
        yield verdict.id, "marginal"
        return
    if verdict.outcome is Outcome.FAILED and verdict.criterion == "chart":
        # what signals are points
        yield verdict.id, "signals"
        return
    if verdict.criterion == "capability":
        # what it shows are points out of control, which make nobody incapable
        if verdict.outcome is Outcome.FAILED:
            yield verdict.id, "not capable"
        return
    if verdict.criterion == "agreement":
        # what it shows are items of which two say two things, and not who is right
        if verdict.outcome is Outcome.FAILED:
            yield verdict.id, "not alike"
        return
    for item in verdict.items:
        yield item.item, verdict.characteristic, item.finding
    if verdict.outcome is Outcome.NOT_INSPECTED:
        yield verdict.id, "not inspected"
    elif verdict.outcome is Outcome.FAILED and not verdict.items_total and (end := _end(verdict)):
        yield verdict.id, end
    elif verdict.outcome is Outcome.ERROR:
        yield verdict.id, verdict.message


def _end(verdict: Verdict) -> str:
    """On which side of its limits a statistic lies; nothing where it lies within."""
    shown = verdict.measured.get(verdict.criterion)
    lower, upper = verdict.limits.get("lower"), verdict.limits.get("upper")
    if shown is None:
        return ""
    if lower is not None and float(shown) < float(lower):
        return "below"
    return "above" if upper is not None and float(shown) > float(upper) else ""
