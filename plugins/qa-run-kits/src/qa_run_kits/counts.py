"""How many of a part are in a box, from a row for each part or from a column for each part."""

from collections.abc import Sequence
from functools import reduce
from operator import and_

import narwhals as nw
from attrs import define, field, frozen
from qa_run import Column, Kind, Rows

from qa_run_kits.bill import trimmed

_DIGITS = 9
"""Sums are rounded to so many places, so that .1 and .2 are .3."""


@define(eq=False)
class Long:
    """Each row is a part of a box; `count` is the column with its quantity, without it each row is one piece."""

    rows: Rows
    part: Column
    count: Column | None
    _found: dict[str, nw.Expr] = field(factory=dict)

    def of(self, name: str) -> nw.Expr:
        """How many there are; nothing where a quantity is missing or cannot be read."""
        if name not in self._found:
            mine = trimmed(self.part) == name
            self._found[name] = self.rows.count(mine) if self.count is None else self._sum(self.count, mine)
        return self._found[name]

    def _sum(self, count: Column, mine: nw.Expr) -> nw.Expr:
        total = self.rows.total(count, mine).fill_null(0).round(_DIGITS)
        return nw.when(self.rows.count(mine & count.value.is_null()) == 0).then(total)

    def strangers(self, known: Sequence[str]) -> list[nw.Expr]:
        """What is told of a part that no bill knows: the first one by the alphabet."""
        strange = ~trimmed(self.part).is_in(known).fill_null(False)
        named = self.rows.least(self.part, strange).fill_null("(blank)")
        told = nw.concat_str([nw.lit("unknown part: "), named])
        return [nw.when(self.rows.count(strange) > 0).then(told)]

    def recorded(self, told: nw.Expr, parts: Sequence[str]) -> nw.Expr:
        return nw.when(self.rows.count() == 0).then(nw.lit("empty")).otherwise(told)


@frozen(eq=False)
class Wide:
    """Each part has a column; with `blank_is_none` a blank in it is none."""

    blank_is_none: bool

    def of(self, name: str) -> nw.Expr:
        value = Column(name, Kind.NUMBER).value
        if not self.blank_is_none:
            return value
        return nw.when(_blank(name)).then(nw.lit(0.0)).otherwise(value)

    def strangers(self, known: Sequence[str]) -> list[nw.Expr]:
        """Nothing: which columns are parts, only the bill tells."""
        return []

    def recorded(self, told: nw.Expr, parts: Sequence[str]) -> nw.Expr:
        if self.blank_is_none:
            return told
        return nw.when(~reduce(and_, map(_blank, parts))).then(told)


def _blank(name: str) -> nw.Expr:
    return Column(name, Kind.ANY).value.is_null()
