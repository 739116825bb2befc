"""For programs."""

import json

from qa_run.cli.linting.findings import Linted

SCHEMA = "qa-run/lint/1"


def as_json(linted: Linted) -> str:
    """Each finding with its place, in ASCII: nothing in it can do anything to who shows it."""
    findings = [
        {
            "level": each.level, "rule": each.rule, "file": each.place.file, "line": each.place.line,
            "column": each.place.column, "message": each.fault.message, "hint": each.fault.hint or None,
        }
        for each in linted.findings
    ]  # fmt: skip
    told = {"schema": SCHEMA, "exit_code": linted.exit_code, "files": list(linted.files), "findings": findings}
    return json.dumps(told, indent=1).replace("##", "#\\u0023") + "\n"
