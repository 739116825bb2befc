"""The columns that a field of a criterion can name."""

import narwhals as nw
from attrs import evolve, frozen

from qa_run.model.kinds import Any, Kind, Number, typed_name
from qa_run.model.numerals import LARGEST, shown


def finite(value: nw.Expr) -> nw.Expr:
    """`value`, null where it is NaN or infinite: an engine may hold that NaN is more than any limit."""
    return nw.when((value <= LARGEST) & (value >= -LARGEST)).then(value)


@frozen
class Column:
    """Another recorded column. The host sees to it that it exists and is read as `kind`.

    reading: blank, or one of READINGS where it is a time that clocks may have shown twice
    """

    name: str
    kind: Kind = Any
    reading: str = ""

    @classmethod
    def parse(cls, written: object) -> "Column":
        if not isinstance(written, str) or not written.strip():
            raise ValueError(f"{shown(written)} is no name of a column")
        return cls(written)

    def read_as(self, kind: Kind) -> "Column":
        return evolve(self, kind=kind, reading=self.reading if kind is self.kind else "")

    @property
    def value(self) -> nw.Expr:
        """The column's value for the item at hand, null where it is missing, cannot be read or is not finite."""
        value = nw.col(typed_name(self.name, self.kind) + self.reading)
        return finite(value) if self.kind is Number else value

    def __str__(self) -> str:
        return self.name
