"""Excel and OpenDocument workbooks, one sheet of which holds the sample."""

from collections.abc import Mapping, Sequence

from qa_run import Reading, SampleError, TextRows
from qa_run.builtin.readers.sheet_cells import unreadable_cells
from qa_run.readers import as_text, grid_of, is_guide, written_in

_OPEN_XML = (".xlsx", ".xlsm")


def read(reading: Reading) -> TextRows:
    """The sheet that `format: {sheet: …}` names, or the only one but for a guide. Raises SampleError."""
    sheets = _opened(reading)
    sheet = _sheet_name(sheets, reading.format.sheet, reading.shown)
    shown = f"{reading.shown}:{sheet}"
    cells = sheets[sheet]
    notes: list[str] = [] if reading.format.sheet else [f"sheet {sheet}"]
    if reading.path.suffix.lower() in _OPEN_XML:
        for (row, column), marker in unreadable_cells(reading.path, sheet).items():
            if row < len(cells) and column < len(cells[row]):
                cells[row][column] = marker
    else:
        notes.append(f"error cells of {reading.path.suffix} read as blank")
    grid = grid_of(cells, reading.format, shown)
    written = written_in(grid.names, grid.rows, reading.format)
    sign = written.decimal.sign

    def place(ordinals: Sequence[int]) -> list[str]:
        return [f"{shown}!A{grid.numbers[ordinal]}" for ordinal in ordinals]

    return TextRows(
        names=grid.names,
        rows=([as_text(cell, sign) for cell in row] for row in grid.rows),
        place=place,
        blank=grid.blank,
        skipped=grid.skipped,
        found=(*notes, *grid.found, *written.decimal.found, *written.dates.found),
        decimal=sign,
        dates=written.dates.formats,
        ambiguous_decimals=written.decimal.ambiguous,
        ambiguous_dates=written.dates.ambiguous,
    )


def _sheet_name(sheets: Mapping[str, Sequence[Sequence[object]]], wanted: str | None, shown: str) -> str:
    names = [sheet for sheet, cells in sheets.items() if cells and not is_guide(sheet, cells)]
    listed = ", ".join(sheets)
    if wanted is not None and wanted not in sheets:
        raise SampleError(f"{shown}: no sheet is called {wanted!r} (sheets: {listed})")
    if wanted is None and not names:
        raise SampleError(f"{shown}: the workbook is empty (sheets: {listed})")
    if wanted is None and len(names) > 1:
        raise SampleError(f"{shown}: which sheet? write `format: {{sheet: {names[0]}}}` (sheets: {listed})")
    return names[0] if wanted is None else wanted


def _opened(reading: Reading) -> dict[str, list[list[object]]]:
    """The cells of the sheets, of the one that is asked for alone where one is."""
    # costs a start-up that runs without workbooks need not pay
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    if not reading.path.is_file():
        raise SampleError(f"{reading.shown}: {'this is a folder' if reading.path.is_dir() else 'no such file'}")
    try:
        workbook = CalamineWorkbook.from_path(str(reading.path))
        names = workbook.sheet_names
        wanted = [reading.format.sheet] if reading.format.sheet in names else names
        read = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in wanted}
    except (CalamineError, WorksheetNotFound, OSError) as error:
        raise SampleError(f"{reading.shown}: not a workbook that can be read: {error}") from error
    return {name: [list(row) for row in read.get(name, [])] for name in names}
