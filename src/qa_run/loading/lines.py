"""The lines of a text as an editor counts them, for readers that know only how many characters they have read."""

from __future__ import annotations

import re
from bisect import bisect_right

from attrs import frozen

from qa_run.errors import Place

LINE_END = re.compile(r"\r\n?|\n")


@frozen(eq=False, repr=False)
class Lines:
    """Turns a position in a text into a place in its file."""

    file: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, file: str) -> Lines:
        return cls(file, (0, *(end.end() for end in LINE_END.finditer(text))))

    def place(self, position: int) -> Place:
        """The place of the character at this position, counted from 0."""
        line = bisect_right(self.starts, position)
        return Place(self.file, line, position - self.starts[line - 1] + 1)
