"""Cells of an Excel sheet that hold no value that could be judged: errors, and formulas that were never worked out.

calamine reads both as blank, and blank is not the same: it may be allowed, and these may not.
"""

import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ERROR = re.compile(rb'\bt="e"')
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>([^<]*)</f>)")
_SUSPECT = re.compile(rb'\bt="e"|<f\b')


def unreadable_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Of cells by row and column (from 0), what to show in place of the value that they lack."""
    try:
        with ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            xml = archive.read(part) if part else b""
    except (BadZipFile, KeyError, ElementTree.ParseError):
        return {}
    if not _SUSPECT.search(xml):
        return {}
    found: dict[tuple[int, int], str] = {}
    for match in _CELL.finditer(xml):
        letters, row, attributes, inside = match.groups(b"")
        value = _VALUE.search(inside)
        formula = _FORMULA.search(inside)
        cell = (int(row) - 1, _number(letters.decode()) - 1)
        if value and (_ERROR.search(attributes) or _ERROR.search(match.group())):
            found[cell] = value[1].decode("utf-8", "replace")
        elif formula and not value and b't="str"' not in match.group():
            found[cell] = f"={_plain(formula[1] or b'...')} (never worked out)"
    return found


def _part_of(archive: ZipFile, sheet: str) -> str | None:
    """The name, inside the file, of the part that holds `sheet`."""
    for each in ElementTree.fromstring(archive.read(_WORKBOOK)).iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            wanted = next((value for key, value in each.items() if key.endswith("}id")), None)
            break
    else:
        return None
    for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        if relation.get("Id") == wanted:
            return posixpath.normpath(posixpath.join("xl", relation.get("Target", ""))).lstrip("/")
    return None


def _plain(formula: bytes) -> str:
    text = formula.decode("utf-8", "replace")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _number(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
