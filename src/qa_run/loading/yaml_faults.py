"""What a YAML parser complains of, in the words of somebody who only wanted to write a procedure.

The parser says what it expected; here stands what was most likely meant, at the place where it is to be mended.
Both parsers of PyYAML, the fast and the pure one, word their problems a little differently; these rules take either.
"""

from __future__ import annotations

import re

import yaml

from qa_run.errors import Fault, Place
from qa_run.loading.lines import LINE_END, Lines

GLUED = re.compile(r"[\s-]*([A-Za-z_][\w-]*):[^\s/\\]")
PAIR = re.compile(r"[\s-]*[^\s#][^#]*?:\s+[^\s#]")
GLUED_HINT = "or put the text in quotes"
HINTS = {
    "'": "a quote inside single quotes is doubled: 'the chef''s choice'",
    '"': 'a quote inside double quotes is written \\", or one above is still open',
}
IN_QUOTES = "text that begins with '{}' stands in quotes"


def unprintable(text: str, file: str) -> list[Fault]:
    """A fault for each kind of character that cannot stand in a file, where it stands first."""
    characters = [character for character in set(text) if not _can_stand(character)]
    if not characters:
        return []
    lines = Lines.of(text, file)
    return [
        Fault(
            lines.place(text.index(character)),
            f"the invisible character U+{ord(character):04X} stands here",
            "delete it",
        )
        for character in characters
    ]


def in_words(problem: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    """The fault that this problem of the parser stands for."""
    complaint = _Complaint(problem, text, file)
    return complaint.of_indent() or complaint.of_brackets() or complaint.of_colons() or complaint.of_text()


class _Complaint:
    """A problem beside the lines it is about: `here` is where the parser stopped, `start` where the thing began."""

    def __init__(self, problem: yaml.MarkedYAMLError, text: str, file: str) -> None:
        self.file = file
        self.lines = LINE_END.split(text)
        self.problem = problem.problem or ""
        self.context = problem.context or ""
        here = problem.problem_mark or problem.context_mark
        start = problem.context_mark or here
        self.here = self.within(here.line, here.column) if here else (0, 0)
        self.start = self.within(start.line, start.column) if start else self.here

    def within(self, line: int, column: int) -> tuple[int, int]:
        """The end of the text is told as a line after the last one; an editor has no such line to go to."""
        line = min(line, len(self.lines) - 1)
        return line, min(column, len(self.lines[line]))

    def fault(self, where: tuple[int, int], message: str, hint: str = "") -> Fault:
        return Fault(Place(self.file, where[0] + 1, where[1] + 1), message, hint)

    def character(self, where: tuple[int, int]) -> str:
        return self.lines[where[0]][where[1] : where[1] + 1]

    def of_indent(self) -> Fault | None:
        line, column = self.here
        before = self.lines[line][:column]
        if "flow" not in self.context and (tab := re.match(" *\t", self.lines[line])):
            return self.fault((line, tab.end() - 1), "a tab stands in the indentation", "indent with spaces")
        if "block mapping" not in self.context and "block collection" not in self.context:
            return None
        if before.strip():
            return self.fault(self.here, "text goes on where its line should end", HINTS.get(before.rstrip()[-1], ""))
        if self.character(self.here) == ":":
            return self.fault(self.here, "a key is missing before ':'")
        if "block collection" in self.context and column == self.start[1]:
            return self.fault(self.here, "this line stands in a list and does not begin with '- '")
        if self.lines[line][column:].startswith("- "):
            return self.fault(self.here, "a list item stands among the keys of a map")
        hint = "what belongs together begins in one column"
        return self.fault(self.here, "no line above is indented like this one", hint)

    def of_brackets(self) -> Fault | None:
        at_end = not "".join(self.lines[self.here[0] :])[self.here[1] :].strip()
        if "quoted" in self.context or "quoted scalar" in self.problem:
            if "escape" in self.problem:
                return self.fault(self.here, "double quotes know no such escape", "a backslash is written \\\\")
            return self.fault(self.start, "the quote opened here is never closed")
        if "flow sequence" in self.context or "flow mapping" in self.context:
            opened, closing = self.character(self.start), "]" if "sequence" in self.context else "}"
            if self.here[0] == self.start[0] and not at_end:
                return self.fault(self.here, f"',' or '{closing}' is missing before this")
            return self.fault(self.start, f"the '{opened}' opened here is not closed before line {self.here[0] + 1}")
        if "flow" in self.context and at_end:
            return self.fault(self.here, "the file ends inside brackets", "close them with ']' or '}'")
        return None

    def of_colons(self) -> Fault | None:
        if "mapping values" in self.problem:
            return self.of_colon_too_many()
        if "could not find expected ':'" not in self.problem:
            return None
        line, column = self.start
        if glued := GLUED.match(self.lines[line]):
            return self.fault(self.start, f"after '{glued[1]}:' a space is missing", GLUED_HINT)
        if self.character(self.start) == "-":
            return self.fault(self.start, "after '-' a space is missing")
        return self.fault(self.start, f"after '{_short(self.lines[line][column:])}' a colon is missing")

    def of_colon_too_many(self) -> Fault:
        line, column = self.here
        if PAIR.match(self.lines[line][: column + 1]):
            return self.fault(self.here, "a second colon stands on this line", "text with a colon stands in quotes")
        above = next((n for n in range(line - 1, -1, -1) if self.lines[n].strip()), line)
        where = (above, len(self.lines[above]) - len(self.lines[above].lstrip()))
        if glued := GLUED.match(self.lines[above]):
            return self.fault(where, f"after '{glued[1]}:' a space is missing", GLUED_HINT)
        if above == line or PAIR.match(self.lines[above]):
            return self.fault(self.here, "a key stands under a line that has its value already", "mind the indentation")
        return self.fault(where, f"after '{_short(self.lines[above])}' a colon is missing")

    def of_text(self) -> Fault:
        if "entries are not allowed" in self.problem:
            return self.fault(self.here, "a list item begins on a line of its own", IN_QUOTES.format("-"))
        if "incompatible" in self.problem:
            return self.fault(self.here, "this version of YAML is not read", "leave the line out")
        first = self.character(self.start if "scanning a" in self.context or "tag" in self.context else self.here)
        if first and first in "@`%*&!|>?,[]{}":
            return self.fault(self.start, IN_QUOTES.format(first))
        return self.fault(self.here, f"this is not YAML: {self.problem} {self.context}".rstrip())


def _can_stand(character: str) -> bool:
    """Not what YAML forbids, and not the invisible line ends that YAML would count as lines and no editor does.

    Compared one by one, because compiling an expression of these ranges takes longer than reading a procedure.
    """
    if character in "\t\n\r" or " " <= character <= "~":
        return True
    if character in "\u2028\u2029\ufeff\ufffe\uffff":
        return False
    return "\xa0" <= character <= "\ud7ff" or character >= "\ue000"


def _short(line: str) -> str:
    line = line.split(" #")[0].strip()
    return line if len(line) <= 40 else line[:39] + "…"
