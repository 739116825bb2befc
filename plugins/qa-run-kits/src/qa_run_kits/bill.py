"""Bills of material: of each variant the parts that must be in its box."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache

import narwhals as nw
from attrs import frozen
from qa_run import Column, NumberLimits, Quantity, Tolerance

from qa_run_kits.parts import Part

Bill = Mapping[str, Part]
NEEDED, OPTIONAL = ("part", "quantity"), ("variant", "tolerance", "or")
_APART = re.compile(r"\s*([-+]?[\d.,]+)\s*/\s*([-+]?[\d.,]+)\s*")


@frozen(eq=False, repr=False)
class Bills:
    """The bill of each variant; of a kit without variants the only one, under None."""

    of: Mapping[str | None, Bill]

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part of any bill, in their order; what stands in for others comes behind."""
        every = [name for bill in self.of.values() for name in bill]
        return tuple(dict.fromkeys([*every, *self.substitutes]))

    @property
    def substitutes(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(name for bill in self.of.values() for part in bill.values() for name in part.substitutes)
        )

    def known(self, variant: Column) -> nw.Expr:
        """Whether there is a bill for the variant of a box."""
        return trimmed(variant).is_in([each for each in self.of if each]).fill_null(False)

    def unknown(self, variant: Column) -> nw.Expr:
        return nw.concat_str([nw.lit("no bill for "), trimmed(variant).fill_null("(blank)")])


def trimmed(column: Column) -> nw.Expr:
    """A stray blank makes nothing another part."""
    return column.value.str.strip_chars()


def check(bill: Bill, whose: str = "") -> None:
    """A ValueError for a bill in which nobody could tell what a part is counted for."""
    stands_for: dict[str, str] = {}
    for name, part in bill.items():
        if not name.strip():
            raise ValueError(f"a part{whose} has no name")
        for other in part.substitutes:
            if other in bill:
                raise ValueError(f"{other} stands in for {name}{whose} and is a part of its own: keep one of the two")
            if other in stands_for:
                raise ValueError(
                    f"{other} stands in for {stands_for[other]} and for {name}{whose}: for one of them only"
                )
            stands_for[other] = name


@cache
def bills_in(text: str, by_variant: bool) -> Bills:
    """The bills in a CSV file: `part, quantity`, and where wanted `variant`, `tolerance`, `or`.

    A ValueError has a message for each line that is wrong, which begins with its number.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    headers = [header.strip() for header in next(rows, [])]
    wrong = list(_of_headers(headers, by_variant))
    if wrong:
        raise ValueError(*wrong)
    found: dict[str | None, dict[str, Part]] = {}
    for row in rows:
        cells = dict(zip(headers, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        try:
            _take(found, cells, by_variant, delimiter)
        except ValueError as error:
            wrong.append(f":{rows.line_num}: {error}")
    for variant, bill in found.items():
        try:
            check(bill, f" of {variant}" if variant else "")
        except ValueError as error:
            wrong.append(f": {error}")
    if not found and not wrong:
        wrong.append("holds no part")
    if wrong:
        raise ValueError(*wrong)
    return Bills(found)


def _of_headers(headers: Sequence[str], by_variant: bool) -> Iterator[str]:
    due = (*NEEDED, "variant") if by_variant else NEEDED
    known = (*NEEDED, *OPTIONAL)
    lacking = [name for name in due if name not in headers]
    if lacking:
        yield f":1: there is no column {' and none '.join(lacking)}; there are {', '.join(headers) or 'none'}"
    if not by_variant and "variant" in headers:
        yield ":1: there is a column variant: write variant: beside bom:, with the column that says it of a box"
    for name in headers:
        if name not in known and (meant := get_close_matches(name.lower(), known, 1, 0.8)):
            yield f":1: the column {name!r} would not be read; did you mean {meant[0]!r}?"
        if headers.count(name) > 1 and name in known:
            yield f":1: the column {name!r} stands there twice"


def _take(found: dict[str | None, dict[str, Part]], cells: Mapping[str, str], by_variant: bool, delimiter: str) -> None:
    """One line of the file among those that were read."""
    variant = cells.get("variant", "") if by_variant else None
    name = cells.get("part", "")
    if variant == "" or not name:
        raise ValueError(f"the {'part' if variant else 'variant'} is blank")
    bill = found.setdefault(variant, {})
    if name in bill:
        raise ValueError(f"{name} stands there twice{f' for {variant}' if variant else ''}")
    many = Quantity(_number(cells.get("quantity", ""), "quantity", delimiter))
    if many.value < 0:
        raise ValueError(f"the quantity {many} is below nothing")
    others = tuple(each.strip() for each in re.split(r"[;|]", cells.get("or", "")) if each.strip())
    written = cells.get("tolerance", "")
    limits = NumberLimits(lower=many, upper=many)
    if written:
        limits = NumberLimits(nominal=many, tolerance=_tolerance(written, delimiter))
    bill[name] = Part(limits=limits, or_=others)


def _tolerance(written: str, delimiter: str) -> Tolerance:
    """`1`, `5 %`, or the two sides of it as in `0/+1`."""
    if match := _APART.fullmatch(written):
        return Tolerance.parse([_number(side, "tolerance", delimiter) for side in match.groups()])
    sign = " %" if written.endswith("%") else ""
    return Tolerance.parse(f"{_number(written.removesuffix('%').strip(), 'tolerance', delimiter)}{sign}")


def _number(written: str, what: str, delimiter: str) -> Decimal:
    text = written.replace(",", ".") if delimiter != "," else written
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"the {what} {written!r} is no number" if written else f"the {what} is blank")
    return number
