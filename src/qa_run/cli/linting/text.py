"""For people, and for editors that know `file:line:column: message`."""

from qa_run.cli.linting.findings import WARNING, Linted
from qa_run.escaping.invisible import uncommanding, visible


def text(linted: Linted) -> str:
    """A line for each finding, and one that counts them."""
    lines = []
    for each in linted.findings:
        level = "warning: " if each.level == WARNING else ""
        lines.append(f"{each.place}: {level}{each.words} [{each.rule}]")
    return "".join(f"{uncommanding(visible(line))}\n" for line in [*lines, _counted(linted)])


def _counted(linted: Linted) -> str:
    wrong = len({each.place.file for each in linted.errors})
    faults = f"{_plural(len(linted.errors), 'fault')} in {_plural(wrong, 'file')}" if wrong else ""
    told = faults or f"{_plural(len(linted.files), 'file')}, no faults"
    return told + (f", {_plural(len(linted.warnings), 'warning')}" if linted.warnings else "")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
