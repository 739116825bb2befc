"""What must be in the box: held against a packing list, a row for each part or a column for each part."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import narwhals as nw
from attrs import field, frozen
from qa_run import (
    Beside,
    Column,
    Example,
    ItemRows,
    Kind,
    Number,
    OneRow,
    Rows,
    Text,
    by_name,
    column,
    criterion,
    events_column,
)

from qa_run_kits.bill import Bills, bills_in, check
from qa_run_kits.counts import Long, Wide
from qa_run_kits.parts import Part, part_of
from qa_run_kits.saying import said
from qa_run_kits.telling import COMPLETE, EMPTY, NO_BILL, UNKNOWN, findings_of, told_of


@criterion("contains")
@frozen
class Contains:
    """All that the bill of material asks for is in the box, and nothing that it does not know.

    parts:   of each part how many: a number, or limits and what may stand in for it. Written without `parts:` too
    bom:     a CSV file beside the procedure in their place: `part, quantity`, and where wanted `variant, tolerance, or`
    variant: the column that says by which bill of the file a box is judged
    count:   where each row is a part of a box, the column with its quantity; without it, each row is one piece
    others:  `allowed`: parts that the bill does not know may be in the box
    blank:   `none`: where each part has a column, a blank is none of it; without it, it is not counted, and told

        contents: {contains: {hook: 2, level: 1, screw: {nominal: 4, tolerance: [0, 1], or: [bolt]}}}

    In the long form each row is a part of a box, and `samples.events` names the column of the parts; in the wide form
    each part has a column, under its name. What stands in for a part counts together with it;
    `or: {bolt: {upper: 1}}` is at most one of them. A case says only what differs: `contains: {hook: 4}`, or
    `contains: {level: null}`.

    Findings: `no hook`, `too few hook`, `too many hook`, `hook not counted`, `unknown part`, `no bill`, and `empty`
    for a box of the list without any row; the first in the order of the bill, and the value names all. A
    box of the wide form for which no part was recorded is *missing*.
    """

    parts: Mapping[str, Decimal | Part] = by_name(factory=dict)
    bom: Beside | None = None
    variant: Column | None = column(reads=Text, of_item=True, default=None)
    count: Column | None = None
    others: Literal["allowed"] | None = None
    blank: Literal["none"] | None = None
    part: Column | None = events_column()
    bills: Bills = field(init=False, eq=False)
    columns: tuple[Column, ...] = field(init=False)
    reads = Number
    gives = Text
    laid_over = True
    examples = (
        Example(
            {"hook": 2, "level": 1, "screw": {"nominal": 4, "tolerance": [0, 1], "or": {"bolt": {"upper": 1}}}},
            passes=("A", "B"),
            fails={
                "no hook": ("C",), "too few hook": ("D",), "too many hook": ("E",), "no level": ("F",),
                "too few screw": ("G",), "too many screw": ("H",), "too many bolt": ("I",), "unknown part": ("J", "K"),
            },
            columns={
                "item": (*"AAAAAAA", *"BBBBBBBB", *"CCCCC", *"DDDDD", *"EEEEEEEE", *"FFFFFF", *"GGGGG",
                         *"HHHHHHHHH", *"IIIIIII", *"JJJJJJJJ", *"KKKKKKKK"),
                "event": (
                    "hook", "hook", "level", *["screw"] * 4,
                    " hook", "level", "hook ", *["screw"] * 4, "bolt",
                    "level", *["screw"] * 4,
                    "hook", "level", "screw", "screw", "screw",
                    "hook", "hook", "hook", "level", *["screw"] * 4,
                    "hook", "hook", *["screw"] * 4,
                    "hook", "hook", "level", "screw", "bolt",
                    "hook", "hook", "level", *["screw"] * 5, "bolt",
                    "hook", "hook", "level", "screw", "screw", "bolt", "bolt",
                    "hook", "hook", "level", *["screw"] * 4, "nail",
                    "hook", "hook", "level", *["screw"] * 4, None,
                ),
            },
        ),
        Example(
            {"wire_m": {"lower": "0.3", "upper": "0.5"}, "hook": 2, "count": "qty", "others": "allowed"},
            passes=("A",),
            fails={"too few wire_m": ("B",), "hook not counted": ("C", "D")},
            columns={
                "item": (*"AAAA", *"BB", *"CC", *"DDD"),
                "event": (*["wire_m"] * 2, "hook", "leaflet", *["wire_m", "hook"] * 2, "wire_m", "hook", "hook"),
                "qty": ("0.1", "0.2", "2", None, "0.2999", "2", "0.5", None, "0.4", "2", "two"),
            },
        ),
        Example(
            {"hook": 2, "level": 1, "screw": {"lower": 4, "or": ["bolt"]}},
            passes=("A", "B"),
            fails={
                "no hook": ("C",), "too few hook": ("D",), "hook not counted": ("E", "F"), "level not counted": ("G",),
                "too few screw": ("H",), "missing": ("I",), "screw not counted": ("J",),
            },
            columns={
                "item": tuple("ABCDEFGHIJ"),
                "hook": ("2", "2.0", "0", "1.5", None, "II", "2", "2", None, "2"),
                "level": ("1", "1", "1", "1", "1", "1", None, "1", "", "1"),
                "screw": ("4", "1", "4", "4", "4", "4", "4", "1", None, "4"),
                "bolt": ("0", "3", "0", "0", "0", "0", "0", "2", None, None),
            },
        ),
        Example(
            {"hook": 2, "level": {"upper": 1}, "blank": "none"},
            passes=("A",),
            fails={"no hook": ("B",), "too many level": ("C",), "level not counted": ("D",)},
            columns={"item": tuple("ABCD"), "hook": ("2", None, "2", "2"), "level": (None, "1", "2", "?")},
        ),
    )  # fmt: skip

    @bills.default
    def _read(self) -> Bills:
        if self.bom is None:
            if self.variant is not None:
                raise ValueError("variant says which bill of a file holds: write bom: and the file beside it")
            if not self.parts:
                raise ValueError(
                    "nothing is said of what must be in the box: write its parts, as in {hook: 2}, or bom:"
                )
            bill = {name.strip(): part_of(each) for name, each in self.parts.items()}
            check(bill)
            return Bills({None: bill})
        if self.parts:
            raise ValueError(
                f"bom has the bill in a file, and {next(iter(self.parts))} is written here: keep one of them"
            )
        return Bills({}) if self.bom.text is None else bills_in(self.bom.text, self.variant is not None)

    @columns.default
    def _recorded(self) -> tuple[Column, ...]:
        """The columns of the parts, as numbers and as they stand there; none where each row is a part."""
        names = () if self.part is not None else self.bills.parts
        return tuple(Column(name, kind) for name in names for kind in (Kind.NUMBER, Kind.ANY))

    @property
    def over(self) -> object:
        return OneRow if self.part is None else ItemRows

    def belongs_to(self, characteristic: str, requirement: str, unit: str) -> None:
        if self.bom is not None and self.bom.text is None:
            raise ValueError(f"bom {self.bom} is no file beside the procedure")

    def misfit(self) -> str:
        if self.part is None and self.count is not None:
            return "count is the column of quantities where each row is a part: name the parts with samples.events"
        if self.part is not None and self.blank is not None:
            return "blank says what a blank column of a part means; here each row is a part: leave it out"
        return ""

    def sentence(self, language: str) -> str:
        if self.bom is None:
            listed = ", ".join(part.sentence(language, name) for name, part in self.bills.of[None].items())
            told = said(language, "in the box: {parts}", parts=listed)
        elif self.variant is None:
            told = said(language, "in the box: what {bom} says", bom=self.bom)
        else:
            told = said(language, "in the box: what {bom} says for its {variant}", bom=self.bom, variant=self.variant)
        return told if self.others is None else said(language, "{told}; other things too", told=told)

    def observe(self, rows: Rows) -> nw.Expr:
        counts = Wide(self.blank is not None) if self.part is None else Long(rows, self.part, self.count)
        parts = self.bills.parts
        told = [each for name in parts for each in told_of(name, self.bills, counts, self.variant, self.others is None)]
        if self.others is None:
            told += counts.strangers(parts)
        text = nw.concat_str(told, separator=", ", ignore_nulls=True)
        text = text.str.replace_all("^$", COMPLETE)  # named once: what is written twice is computed twice
        if self.variant is not None:
            text = nw.when(self.bills.known(self.variant)).then(text).otherwise(self.bills.unknown(self.variant))
        return counts.recorded(text, parts)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        found: dict[str, nw.Expr] = {}
        if self.part is not None:
            found[EMPTY] = value == EMPTY
        if self.variant is not None:
            found[NO_BILL] = value.str.starts_with(NO_BILL)
        counted = self.part is None or self.count is not None
        for name, shape in findings_of(self.bills, counted):
            found[name] = value.str.contains(shape)
        if self.others is None and (self.part is not None or self.variant is not None):
            found[UNKNOWN] = value.str.starts_with(f"{UNKNOWN}: ")
        return found
