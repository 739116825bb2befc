"""The rows of the table of verdicts as markup. There may be thousands, so a row is escaped at once, not each cell."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from qa_run.builtin.reporters.html.rows import Row
from qa_run.builtin.reporters.html.shown import visible

#: Between the cells of a row while it is escaped; a sign that data keep only as it is written out.
_BETWEEN = "\x1f"
TOGETHER = 100


def table_of(rows: Iterable[Row]) -> Markup:
    """The rows one after the other, in parts that a browser need not lay out before they are seen."""
    every = list(map(_row, rows))
    parts = ("".join(every[start : start + TOGETHER]) for start in range(0, len(every), TOGETHER))
    return Markup("</tbody>\n<tbody>\n".join(parts))


def escaped(cells: Sequence[str]) -> list[str]:
    """Each cell with nothing left in it that could be markup."""
    joined = _BETWEEN.join(cells)
    if joined.count(_BETWEEN) != len(cells) - 1:
        joined = _BETWEEN.join(map(visible, cells))
    return str(escape(joined)).split(_BETWEEN)


def _row(row: Row) -> str:
    verdict, look = row.verdict, row.look
    cells = (row.name, row.stratum, verdict.severity, verdict.requirement, row.value, row.limits, row.margin, row.part)
    name, stratum, severity, requirement, value, limits, margin, part = escaped(cells)
    strip = "".join(f'<b class="{of.name}">{letters}</b>' for of, letters in row.strip)
    told = f" <em>{severity}</em>" if severity else ""
    return (
        f'<tr id="{row.anchor}" class="{look.name}"><td>{look.shape} {look.word}<th scope="row">{name}'
        f"{f' <span>{stratum}{told}</span>' if stratum or told else ''}<td>{requirement}<td>{value}<td>{limits}"
        f'<td class="num">{verdict.inspected}<td class="num{" short" if row.short else ""}">{margin}'
        f'<td class="num">{part}<td class="strip">{strip}\n'
    )
