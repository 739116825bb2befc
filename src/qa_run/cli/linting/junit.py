"""A case for each file, for pipelines that show nothing else."""

from collections import defaultdict

from qa_run.cli.linting.findings import Finding, Linted
from qa_run.escaping.xml import xml_text


def junit(linted: Linted) -> str:
    """A file with faults is an error; warnings are its output."""
    of_file: dict[str, list[Finding]] = defaultdict(list, {file: [] for file in linted.files})
    for each in linted.findings:
        of_file[each.place.file].append(each)
    wrong = len({each.place.file for each in linted.errors})
    counts = f'tests="{len(of_file)}" failures="0" errors="{wrong}" time="0.000"'
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="qa-run lint" {counts}>',
        f'<testsuite name="qa-run lint" {counts} skipped="0">',
        *(_case(file, found) for file, found in of_file.items()),
        "</testsuite>",
        "</testsuites>\n",
    ])  # fmt: skip


def _case(file: str, found: list[Finding]) -> str:
    lines = {level: [_line(each) for each in found if each.level == level] for level in ("error", "warning")}
    errors, warnings = lines.values()
    at = next((each.place.line for each in found if each.level == "error"), 1)
    inner = []
    if errors:
        message = errors[0] if len(errors) == 1 else f"{len(errors)} faults"
        inner.append(f'<error type="fault" message="{message}">' + "\n".join(errors) + "</error>")
    if warnings:
        inner.append("<system-out>" + "\n".join(warnings) + "</system-out>")
    name = xml_text(file)
    head = f'<testcase name="{name}" classname="qa-run.lint" time="0.000" file="{name}" line="{at}">'
    return head + "".join(inner) + "</testcase>"


def _line(each: Finding) -> str:
    return xml_text(f"{each.place}: {each.words} [{each.rule}]")
