"""Annotations in GitHub Actions, on the line of the procedure that asks for what was not found."""

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.telling import blocks, items, seen, troubles
from qa_run.escaping import workflow_annotations, workflow_command

#: Verdicts and items told in one annotation.
SHOWN = 3

#: The kind of annotation, and the verdicts with one outcome on one line.
_Group = tuple[str, list[Verdict]]


def github(report: Report) -> str:
    """A command for each line of a procedure on which something is wrong, the worst first, and one for the rest."""
    found: dict[str, list[str]] = {"error": [], "warning": []}
    for name, words in troubles(report):
        found["error"].append(workflow_command("error", words, {"title": f"qa-run: {name}"}))
    for kind, verdicts in _groups(report):
        found[kind].append(_annotation(kind, verdicts))
    lines = [line for commands in found.values() for line in workflow_annotations(commands)]
    return "".join(f"{line}\n" for line in lines)


def _groups(report: Report) -> list[_Group]:
    """Hundreds of sites fail one requirement: they stand together, by the line and the outcome."""
    together: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in report.verdicts:
        if verdict.outcome not in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
            together.setdefault((verdict.place, verdict.criterion, verdict.outcome), []).append(verdict)
    classes = {name: rank for rank, name in enumerate(("critical", "major", "minor"))}
    kinds = {outcome: "error" if blocks(outcome, report) else "warning" for outcome in Outcome}
    ordered = sorted(
        together.values(),
        key=lambda verdicts: (-verdicts[0].outcome.severity, classes.get(verdicts[0].severity, len(classes))),
    )
    return [(kinds[verdicts[0].outcome], verdicts) for verdicts in ordered]


def _annotation(kind: str, verdicts: list[Verdict]) -> str:
    first = verdicts[0]
    many = f" in {len(verdicts)} verdicts" if len(verdicts) > 1 else ""
    title = f"{first.outcome.value.replace('_', ' ')}{many}: {first.characteristic} {first.criterion}"
    lines = [seen(first.requirement), *([seen(first.because)] if first.because else [])]
    for verdict in verdicts[:SHOWN]:
        lines.append(f"{seen(verdict.id)}: {seen(verdict.message)}")
        lines += [f"  - {each}" for each, _ in zip(items(verdict), range(SHOWN), strict=False)]
    if len(verdicts) > SHOWN:
        lines.append(f"and {len(verdicts) - SHOWN} more verdicts")
    where = first.place
    named = {"file": where.file, "line": where.line, "col": where.column, "title": title}
    return workflow_command(kind, "\n".join(lines), named)
