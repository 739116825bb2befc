"""Annotations on the lines of the procedures, in GitHub Actions."""

from qa_run.cli.linting.findings import Finding, Linted
from qa_run.escaping.workflow import workflow_annotations, workflow_command


def github(linted: Linted) -> str:
    """As many as GitHub shows, the faults before the warnings."""
    kinds = [list(map(_command, found)) for found in (linted.errors, linted.warnings)]
    return "".join(f"{line}\n" for commands in kinds for line in workflow_annotations(commands))


def _command(each: Finding) -> str:
    place = each.place
    named = {"file": place.file, "line": place.line, "col": place.column, "title": f"qa-run: {each.rule}"}
    return workflow_command(each.level, each.words, named)
