"""Made of one row: one column less others, several together, one for each of another."""

from functools import reduce
from operator import add

import narwhals as nw
from attrs import frozen

from qa_run import Any, Column, Number, Observed, Rows, observation, said, short


@observation("minus")
@frozen(eq=False, repr=False)
class Minus:
    """The first column less all the others: a gross weight less its tare.

    Nothing where one of them is missing or cannot be read.

        net_g: {minus: [gross_g, tare_g]}
    """

    columns: tuple[Column, ...] = short()
    keeps_unit = True
    reads = Number
    gives = Number
    examples = (
        Observed(
            ["gross", "tare", "lid"],
            (499.5, None, None, -2.0),
            {"gross": (512, 512, "heavy", 3), "tare": (12.5, None, 12, 5), "lid": (0, 1, 1, 0)},
        ),
    )

    def __attrs_post_init__(self) -> None:
        if len(self.columns) < 2:
            raise ValueError("columns are two at least: the first, and what is taken from it")

    def sentence(self, language: str) -> str:
        return said(language, " minus ").join(map(str, self.columns))

    def observe(self, rows: Rows) -> nw.Expr:
        first, *others = (column.value for column in self.columns)
        return first - reduce(add, others)


@observation("sum")
@frozen(eq=False, repr=False)
class Sum:
    """Several columns together. Nothing where one of them is missing or cannot be read: nobody knows the sum then.

    blank_is_zero: a column in which nothing is recorded counts as 0

        colours: {sum: [red, green, blue]}
    """

    columns: tuple[Column, ...] = short()
    blank_is_zero: bool = False
    keeps_unit = True
    reads = Number
    gives = Number
    examples = (
        Observed(["red", "green"], (7, None, None), {"red": (3, 3, "three"), "green": (4, None, 4)}),
        Observed(
            {"columns": ["red", "green"], "blank_is_zero": True},
            (7, 3, 0, None),
            {"red": (3, 3, None, 3), "green": (4, None, "", "four")},
        ),
    )

    @property
    def recorded(self) -> bool:
        """Whether what is recorded is asked for, too: a blank is nothing, and what cannot be read is not."""
        return self.blank_is_zero

    def __attrs_post_init__(self) -> None:
        if len(self.columns) < 2:
            raise ValueError("columns are two at least, which are added")

    def sentence(self, language: str) -> str:
        told = said(language, " plus ").join(map(str, self.columns))
        return told + (said(language, ", a blank one being 0") if self.blank_is_zero else "")

    def observe(self, rows: Rows) -> nw.Expr:
        values = [column.value for column in self.columns]
        if self.recorded:
            recorded = [column.read_as(Any).value for column in self.columns]
            values = [
                nw.when(raw.is_null()).then(0.0).otherwise(value) for raw, value in zip(recorded, values, strict=True)
            ]
        return reduce(add, values)


@observation("per_unit")
@frozen(eq=False, repr=False)
class PerUnit:
    """A column divided by another: minutes for each call, grams for each piece.

    Nothing where one of them is missing or cannot be read, or where there are no units to divide by.

        g_each: {per_unit: {of: weight_g, units: pieces}}
    """

    of: Column
    units: Column
    reads = Number
    gives = Number
    examples = (
        Observed(
            {"of": "grams", "units": "pieces"},
            (2.5, None, None, None),
            {"grams": (10, 10, None, "ten"), "pieces": (4, 0, 4, 4)},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "{of} for each of {units}", of=self.of, units=self.units)

    def observe(self, rows: Rows) -> nw.Expr:
        units = self.units.value
        return nw.when(units != 0).then(self.of.value / units)
