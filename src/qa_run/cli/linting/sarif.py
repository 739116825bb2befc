"""SARIF 2.1.0, which code scanning and editors read."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qa_run.cli.linting.findings import RULES, Finding, Linted
from qa_run.escaping.invisible import visible
from qa_run.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ORDER = list(RULES)


def sarif(linted: Linted) -> str:
    """One run, with all rules, all files and each finding as a result."""
    files = list(dict.fromkeys([*linted.files, *(each.place.file for each in linted.findings)]))
    run = {
        "tool": {"driver": {"name": "qa-run", "version": VERSION, "rules": [_rule(name) for name in RULES]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": linted.exit_code}],
        "artifacts": [{"location": _location(file)} for file in files],
        "results": [_result(each, files.index(each.place.file)) for each in linted.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1).replace("##", "#\\u0023") + "\n"


def _rule(name: str) -> dict[str, Any]:
    level, meaning = RULES[name]
    return {"id": name, "shortDescription": {"text": meaning}, "defaultConfiguration": {"level": level}}


def _location(file: str) -> dict[str, Any]:
    """A URI, relative wherever it can be: from the top of the repository, if a pipeline says where that is."""
    path = Path(file)
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if top and Path(os.path.abspath(path)).is_relative_to(top):
        path = Path(os.path.abspath(path)).relative_to(top)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix(), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _result(each: Finding, index: int) -> dict[str, Any]:
    place = each.place
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": each.rule,
        "ruleIndex": _ORDER.index(each.rule),
        "level": each.level,
        # what looks like a link in brackets would be one
        "message": {"text": visible(each.words).replace("](", "] (")},
        "locations": [
            {"physicalLocation": {"artifactLocation": {**_location(place.file), "index": index}, "region": region}}
        ],
    }
