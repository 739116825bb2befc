"""Made of one row: one column less others, several together, one for each of another."""

from functools import reduce
from operator import add

import narwhals as nw
from attrs import frozen

from qa_run import Column, Number, Rows, observation, said, short


@observation("minus")
@frozen(eq=False, repr=False)
class Minus:
    """The first column less all the others: a gross weight less its tare.

    Nothing where one of them is missing or cannot be read.

        net_g: {minus: [gross_g, tare_g]}
    """

    columns: tuple[Column, ...] = short()
    reads = Number
    gives = Number

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
    reads = Number
    gives = Number

    def __attrs_post_init__(self) -> None:
        if len(self.columns) < 2:
            raise ValueError("columns are two at least, which are added")

    def sentence(self, language: str) -> str:
        told = said(language, " plus ").join(map(str, self.columns))
        return told + (said(language, ", a blank one being 0") if self.blank_is_zero else "")

    def observe(self, rows: Rows) -> nw.Expr:
        values = [column.value for column in self.columns]
        if self.blank_is_zero:
            recorded = [nw.col(f"{column.name}|any") for column in self.columns]
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

    def sentence(self, language: str) -> str:
        return said(language, "{of} for each of {units}", of=self.of, units=self.units)

    def observe(self, rows: Rows) -> nw.Expr:
        units = self.units.value
        return nw.when(units != 0).then(self.of.value / units)
