"""The OC curve as text: ASCII alone, so that it stands in every terminal, mail and log."""

from collections.abc import Iterator

import numpy as np

from qa_run.cli.sampling.curve import Curve
from qa_run.cli.sampling.wording import bare

HEIGHT, LABELS = 20, 6


def text_plot(curve: Curve, width: int) -> Iterator[str]:
    """The chance of acceptance over the quality, in `width` columns; the marks are O."""
    columns = max(width - LABELS - 2, 20)
    end = curve.quality[-1]
    across = np.linspace(0, end, columns)
    chances = np.interp(across, curve.quality, curve.accept)
    rows = [round((1 - float(chance)) * HEIGHT) for chance in chances]
    field = [[" "] * columns for _ in range(HEIGHT + 1)]
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else row
        for between in range(min(before + 1, row), row + 1):
            field[between][place] = "*"
    for chance, share in curve.marks:
        field[round((1 - chance) * HEIGHT)][min(round(share / end * (columns - 1)), columns - 1)] = "O"
    for number, signs in enumerate(field):
        label = f"{100 - number * 100 // HEIGHT:>4} %" if number % 4 == 0 else ""
        yield f"{label:>{LABELS}} |{''.join(signs)}".rstrip()
    yield f"{'':>{LABELS}} +{'-' * columns}"
    yield f"{'':>{LABELS}} {_ticks(curve, columns)}".rstrip()


def _ticks(curve: Curve, columns: int) -> str:
    """The round qualities under their columns, as many of them as there is room for."""
    out = [" "] * (columns + 1)
    free = 0
    for share, _, _ in curve.table:
        text = bare(share, curve)
        start = round(share / curve.quality[-1] * (columns - 1)) + 1 - len(text) // 2
        start = min(max(start, 0), columns + 1 - len(text))
        if start >= free:
            out[start : start + len(text)] = text
            free = start + len(text) + 2
    return "".join(out).rstrip()
