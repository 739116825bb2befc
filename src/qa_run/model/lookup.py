"""What an item finds in a reference of the samples, for criteria that look it up."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import narwhals as nw
from attrs import Attribute, field, fields, frozen

from qa_run.model.columns import Column
from qa_run.model.kinds import Number, Text
from qa_run.model.numerals import shown

#: So many seconds are left to what has no end.
FOR_EVER = 1e18
FOUND, KNOWN, LEFT, ENDED, BEGINS = "found", "@known", "@left", "@ended", "@begins"
PARTS = (KNOWN, LEFT, ENDED, BEGINS)


@frozen
class Lookup:
    """A reference of the samples by its name. The item at hand finds a row in it that holds at its time, or none.

    `found` and the numbers are expressions; columns of the row that was found are named in the procedure, with the
    name of the reference and a dot before them, and are fields of the type Column.
    """

    written_as: ClassVar[Mapping[str, Any]] = {"type": ["string", "number", "boolean"], "minLength": 1}
    is_text = True
    name: str
    _found: Column = field(init=False)
    _known: Column = field(init=False)
    _left: Column = field(init=False)
    _ended: Column = field(init=False)
    _begins: Column = field(init=False)

    @_found.default
    def _which(self) -> Column:
        return Column(self.name, Text)

    @_known.default
    def _how_many(self) -> Column:
        return Column(f"{self.name}{KNOWN}", Number)

    @_left.default
    def _until_the_end(self) -> Column:
        return Column(f"{self.name}{LEFT}", Number)

    @_ended.default
    def _since_the_end(self) -> Column:
        return Column(f"{self.name}{ENDED}", Number)

    @_begins.default
    def _until_the_start(self) -> Column:
        return Column(f"{self.name}{BEGINS}", Number)

    @classmethod
    def parse(cls, written: object) -> "Lookup":
        if not isinstance(written, str) or not written.strip():
            raise ValueError(f"{shown(written)} is no name of a reference")
        return cls(written.strip())

    @property
    def operands(self) -> tuple[Column, ...]:
        """The columns that it looks at, which the host has to make for it."""
        return self._found, self._known, self._left, self._ended, self._begins

    @property
    def found(self) -> nw.Expr:
        """Whether there is a row that holds at the time of the item."""
        return self._found.value == FOUND

    @property
    def known(self) -> nw.Expr:
        """How many rows have its key, whenever they hold."""
        return self._known.value

    @property
    def left(self) -> nw.Expr:
        """For how many seconds the row that was found still holds; FOR_EVER where it has no end."""
        return self._left.value

    @property
    def ended(self) -> nw.Expr:
        """How many seconds ago the last of the rows ended that hold no more; null where there is none."""
        return self._ended.value

    @property
    def begins(self) -> nw.Expr:
        """In how many seconds the first of the rows begins that do not hold yet; null where there is none."""
        return self._begins.value

    def __str__(self) -> str:
        return self.name


def looks_up(made: Any) -> "Iterator[tuple[Attribute[Any], Lookup]]":
    """The fields of `made` in which a reference stands."""
    for attribute in fields(type(made)):
        value = getattr(made, attribute.name)
        if isinstance(value, Lookup):
            yield attribute, value
