"""The workbook of a recording sheet. What comes from a procedure is written as text or number, never as a formula."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from attrs import frozen

from qa_run.cli.sheets.bounds import Bounds
from qa_run.cli.sheets.columns import SheetColumn
from qa_run.cli.sheets.words import Words
from qa_run.model.kinds import Kind
from qa_run.model.procedure import Procedure
from qa_run.sources.guide import GUIDE

#: Made at one time whenever it is made: the same procedure gives the same bytes.
_MADE = datetime(2000, 1, 1)
_LAST_ROW = 1_048_575
_TITLE, _MESSAGE = 32, 255
_LISTS_FROM = 7
_FORMATS = {Kind.TEXT: "@", Kind.YES_NO: "@", Kind.TIME: "yyyy-mm-dd hh:mm:ss"}
_ANY_NUMBER, _FIRST_DAY = 10**15, datetime(1900, 1, 1)


@frozen(kw_only=True, eq=False, repr=False)
class Sheet:
    """What is laid out: the columns of a procedure, so many rows, in the words of a language."""

    procedure: Procedure
    columns: Sequence[SheetColumn]
    rows: int
    words: Words
    left_out: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.procedure.samples.format.sheet or self.words.sheet

    @property
    def header(self) -> int:
        """The row of the headers, counted from 0."""
        return self.procedure.samples.format.header - 1


def workbook_of(sheet: Sheet) -> bytes:
    """The workbook: the sheet to fill in, and the guide beside it."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(out, options)
    workbook.set_properties({"title": sheet.procedure.title or sheet.procedure.name, "created": _MADE})
    record, guide = workbook.add_worksheet(sheet.name), workbook.add_worksheet(GUIDE)
    ranges = _guide(workbook, guide, sheet)
    _record(workbook, record, sheet, ranges)
    workbook.close()
    return out.getvalue()


def _record(workbook: Any, record: Any, sheet: Sheet, ranges: Mapping[str, str]) -> None:
    top, last = sheet.header, sheet.header + sheet.rows
    bold = workbook.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top", "bg_color": "#E7ECEF"})
    if top:
        record.write_string(0, 0, sheet.procedure.title or sheet.procedure.name)
    for place, column in enumerate(sheet.columns):
        shown = {"num_format": _number_format(column)}
        record.set_column(place, place, _width(column), workbook.add_format(shown))
        ruled = workbook.add_format({**shown, "border": 1, "border_color": "#A9B4BC"})
        for row in range(top + 1, last + 1):
            record.write_blank(row, place, None, ruled)
        record.write_string(top, place, column.header, bold)
        record.write_comment(top, place, note_of(column, sheet.words), {"x_scale": 2, "y_scale": 1.5})
        told = _validation(column, sheet.words, ranges, top + 1, place)
        if told:
            record.data_validation(top + 1, place, _LAST_ROW, place, told)
    record.freeze_panes(top + 1, 1 if len(sheet.columns) > 1 else 0)
    record.set_landscape()
    record.set_paper(9)
    record.fit_to_pages(1, 0)
    record.repeat_rows(top)
    record.print_area(0, 0, last, max(len(sheet.columns) - 1, 0))
    record.activate()


def _number_format(column: SheetColumn) -> str:
    if column.kind is Kind.NUMBER and column.unit:
        unit = re.sub(r'["\x00-\x1f]', "", column.unit)[:40]
        return f'General" {unit}"' if unit else "General"
    return _FORMATS.get(column.kind, "General")


def _width(column: SheetColumn) -> int:
    return 20 if column.kind is Kind.TIME else min(max(12, len(column.header) + 2), 40)


def note_of(column: SheetColumn, words: Words) -> str:
    """What the note on a header says."""
    lines = [column.title, filled_in(column, words) + (f" [{column.unit}]" if column.unit else "")]
    lines += [*column.required, *column.because]
    return "\n".join(each for each in lines if each)


def filled_in(column: SheetColumn, words: Words) -> str:
    """How its cells are filled in, in a few words."""
    kinds = {Kind.NUMBER: words.number, Kind.TIME: words.moment, Kind.YES_NO: words.yes_no}
    told = words.choice if column.choices and column.kind is not Kind.YES_NO else kinds.get(column.kind, words.text)
    return f"{told}; {words.may_be_blank}" if column.may_be_blank else told


def _validation(
    column: SheetColumn, words: Words, ranges: Mapping[str, str], row: int, place: int
) -> dict[str, Any] | None:
    """What is warned of. Nothing is refused: what does not conform has to be recorded too."""
    asked: dict[str, Any] = {"error_type": "warning", "ignore_blank": True, "error_title": column.header[:_TITLE]}
    if column.header in ranges:
        return {**asked, "validate": "list", "source": ranges[column.header], "error_message": words.no_choice}
    if column.kind is Kind.NUMBER:
        room = _MESSAGE - len(words.outside) + len("{}")
        said = words.outside.format(_cut(column.warned, room)) if column.bounds else words.no_number
        return {**asked, **_between(column.bounds, row, place), "error_message": said}
    if column.kind is Kind.TIME:
        after = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
        return {**asked, **after, "error_message": words.no_moment}
    return None


def _cut(sentences: Sequence[str], room: int) -> str:
    text = "; ".join(sentences)
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _between(bounds: Bounds, row: int, place: int) -> dict[str, Any]:
    from xlsxwriter.utility import xl_rowcol_to_cell

    low, high = bounds.low, bounds.high
    if not bounds:
        low, high = -_ANY_NUMBER, _ANY_NUMBER
    if low is not None and high is not None and not (bounds.low_included and bounds.high_included):
        cell = xl_rowcol_to_cell(row, place)
        signs = ("=" if bounds.low_included else ""), ("=" if bounds.high_included else "")
        formula = f"=AND(ISNUMBER({cell}),{cell}>{signs[0]}{_digits(low)},{cell}<{signs[1]}{_digits(high)})"
        return {"validate": "custom", "value": formula}
    if low is not None and high is not None:
        return {"validate": "decimal", "criteria": "between", "minimum": _digits(low), "maximum": _digits(high)}
    if low is not None:
        return {"validate": "decimal", "criteria": ">=" if bounds.low_included else ">", "value": _digits(low)}
    return {"validate": "decimal", "criteria": "<=" if bounds.high_included else "<", "value": _digits(high)}


def _digits(number: int | float | None) -> str:
    """The number as any spreadsheet reads it: all digits, and no exponent."""
    return f"{Decimal(repr(number)):f}"


def _guide(workbook: Any, guide: Any, sheet: Sheet) -> dict[str, str]:
    """Write the guide; of each column with a list, where that stands."""
    words, procedure = sheet.words, sheet.procedure
    bold = workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    guide.write_string(0, 0, GUIDE, bold)
    revision = f"rev. {procedure.revision}" if procedure.revision else ""
    edition = [procedure.title or procedure.name, procedure.name, revision, procedure.effective]
    fill_in = words.fill_in if procedure.samples.events is None else words.fill_in_events
    lines = [" · ".join(dict.fromkeys(each for each in edition if each)), fill_in, words.as_it_is]
    lines += [*(f"{number}. {step}" for number, step in enumerate(procedure.how, 1)), *sheet.left_out]
    for row, text in enumerate(lines, 1):
        guide.write_string(row, 0, text)
    top = len(lines) + 2
    for place, text in enumerate(words.heading):
        guide.write_string(top, place, text, bold)
    for row, column in enumerate(sheet.columns, top + 1):
        required, because = "\n".join(column.required), "\n".join(column.because)
        told = (column.header, column.title, column.unit, filled_in(column, words), required, because)
        for place, text in enumerate(told):
            guide.write_string(row, place, text, wrapped)
    for place, width in enumerate((24, 36, 10, 28, 52, 44)):
        guide.set_column(place, place, width)
    return _lists(workbook, guide, sheet, bold)


def _lists(workbook: Any, guide: Any, sheet: Sheet, bold: Any) -> dict[str, str]:
    """The lists to choose from, beside the guide: in cells, where no comma and no locale can take them apart."""
    from xlsxwriter.utility import xl_range_abs

    ranges: dict[str, str] = {}
    plain = workbook.add_format({"num_format": "@"})
    chosen = [column for column in sheet.columns if column.choices]
    if chosen:
        guide.write_string(0, _LISTS_FROM, sheet.words.lists, bold)
    for place, column in enumerate(chosen, _LISTS_FROM):
        guide.write_string(1, place, column.header, bold)
        for row, choice in enumerate(column.choices, 2):
            if column.kind is Kind.NUMBER:
                guide.write_number(row, place, choice.literal)
            else:
                guide.write_string(row, place, str(choice), plain)
        cells = xl_range_abs(2, place, len(column.choices) + 1, place)
        ranges[column.header] = f"='{GUIDE}'!{cells}"
    return ranges
