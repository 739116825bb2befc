"""The sheet of a workbook that tells how the recording sheet beside it is filled in: it holds no samples."""

from collections.abc import Sequence

#: The name of that sheet, and what stands in its first cell.
GUIDE = "qa-run guide"


def is_guide(name: str, cells: Sequence[Sequence[object]]) -> bool:
    """Whether the sheet called `name` is such a guide: by its name and its first cell, never by one alone."""
    return name == GUIDE and bool(cells) and bool(cells[0]) and cells[0][0] == GUIDE
