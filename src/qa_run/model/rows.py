"""The rows of an item, as an observation sees them."""

from datetime import timedelta
from typing import Any

import narwhals as nw
from attrs import define, field

from qa_run.model.business import AS_OF_COLUMN, BusinessTime
from qa_run.model.columns import Column, finite
from qa_run.model.conditions import Where
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.quantities import Duration
from qa_run.model.taking import Before, Rule, Sees, Take, Taken

MICROSECOND = timedelta(microseconds=1)


@define(eq=False, repr=False)
class Rows:
    """The rows of an item, as an observation sees them. What is asked of them is an expression for one item.

    All that is asked is computed by the engine in one grouping. A row without a readable time is in no order: it is
    counted, and is neither first nor last.

    sees:     which rows can be asked for
    business: the business times that were asked for, and the times that they go by
    before:   what was asked for of the rows before a row
    of_rows:  what is worked out once for each row, by the names that it gets; a step may be made of those before it
    made:     what was asked for of expressions over a row, by the names that they get
    steps:    what is worked out once for each item, or for the one row that is seen, as `of_rows`
    doubts:   of each column of numbers that was asked for, which rows have something recorded there that is none
    """

    time: Column | None
    name: str
    sees: Sees = Sees.ITEM
    taken: dict[str, Take] = field(factory=dict)
    business: list[tuple[BusinessTime, str]] = field(factory=list)
    before: dict[str, Before] = field(factory=dict)
    of_rows: list[dict[str, nw.Expr]] = field(factory=list)
    made: dict[str, nw.Expr] = field(factory=dict)
    steps: list[dict[str, nw.Expr]] = field(factory=list)
    doubts: list[nw.Expr] = field(factory=list)
    _known: dict[int, tuple[str, nw.Expr]] = field(factory=dict)

    def count(self, where: Rule = None, *, since: nw.Expr | None = None, until: nw.Expr | None = None) -> nw.Expr:
        """How many rows there are; 0 for an item without any."""
        bounds = {"since": self._bound(since), "until": self._bound(until)}
        return self._take(Take(taken=Taken.COUNT, where=_told(where), **bounds)).fill_null(0)

    def known(self, column: Column, where: Rule = None) -> nw.Expr:
        """How many rows have a value in a column that can be read; 0 for an item without any."""
        return self._take(Take(taken=Taken.KNOWN, where=_told(where), of=_of(column))).fill_null(0)

    def first(self, where: Rule = None, *, since: nw.Expr | None = None) -> nw.Expr:
        """The time of the first one; null where there is none. With `since`, of those at that time or later."""
        return self._take(Take(taken=Taken.FIRST, where=_told(where), of=self._at(), since=self._bound(since)))

    def last(self, where: Rule = None, *, until: nw.Expr | None = None) -> nw.Expr:
        """The time of the last one; null where there is none. With `until`, of those at that time or earlier."""
        return self._take(Take(taken=Taken.LAST, where=_told(where), of=self._at(), until=self._bound(until)))

    def total(self, column: Column | nw.Expr, where: Rule = None) -> nw.Expr:
        """The sum of a column, or of an expression over a row; null where it is recorded nowhere, or is no number
        somewhere."""
        of = self._told_of(column)
        recorded = of if isinstance(column, nw.Expr) else self._recorded(column, where)
        return self._take(Take(taken=Taken.TOTAL, where=_told(where), of=of, recorded=recorded))

    def distinct(self, column: Column, where: Rule = None) -> nw.Expr:
        """How many different values a column has."""
        return self._take(Take(taken=Taken.DISTINCT, where=_told(where), of=_of(column))).fill_null(0)

    def value_at_first(self, column: Column, where: Rule = None) -> nw.Expr:
        """What the column holds in the first one that has a value there."""
        self._at()
        return self._take(Take(taken=Taken.VALUE_AT_FIRST, where=_told(where), of=_of(column)))

    def value_at_last(self, column: Column, where: Rule = None) -> nw.Expr:
        """What the column holds in the last one that has a value there."""
        self._at()
        return self._take(Take(taken=Taken.VALUE_AT_LAST, where=_told(where), of=_of(column)))

    def least(self, column: Column | nw.Expr, where: Rule = None) -> nw.Expr:
        """The least value of a column, or of an expression over a row; of texts the first by their letters.

        Null where nothing is recorded, and of a column of numbers where one of them is none."""
        return self._extreme(Taken.LEAST, column, where)

    def greatest(self, column: Column | nw.Expr, where: Rule = None) -> nw.Expr:
        """The greatest value of a column, or of an expression over a row; of texts the last by their letters.

        Null as `least` is."""
        return self._extreme(Taken.GREATEST, column, where)

    def _extreme(self, taken: Taken, column: Column | nw.Expr, where: Rule) -> nw.Expr:
        recorded = ""
        if isinstance(column, Column) and column.kind is Kind.NUMBER:
            recorded = self._recorded(column, where)
        return self._take(Take(taken=taken, where=_told(where), of=self._told_of(column), recorded=recorded))

    def latest_before(self, column: Column, where: Where | None = None) -> nw.Expr:
        """Of one row: the latest time that `column` has in the events of the item before it; null where there is none.

        Events at the same time are not before one another. An observation of one row that asks says `looks_back`; one
        of an item has it as an expression over a row, in what it tells `count` or `first`.
        """
        return self._looked_back(Before(of=_of(column), latest=True, where=_told(where)))

    def preceding(self, column: Column) -> nw.Expr:
        """Of one row: what `column` holds in the one before it; null in the first, and in one without a time.

        Of rows at the same time the one that is recorded first is before the other. Asked for as `latest_before`.
        """
        return self._looked_back(Before(of=_of(column)))

    def _looked_back(self, before: Before) -> nw.Expr:
        if self.sees is Sees.ROW:
            raise TypeError("observe asks for the rows before one; write looks_back = True in the class")
        self._at()
        name = f"@{self.name}|before{len(self.before)}"
        self.before[name] = before
        return nw.col(name)

    def past(self, limit: "Duration | BusinessTime", start: nw.Expr, end: nw.Expr | None = None) -> nw.Expr:
        """How far the moment `end` lies beyond the one that is `limit` after `start`: above zero later, below earlier.

        Both are what `first` or `last` gave; without `end` it is the moment of the run. Null where one is not known.
        """
        begun = self._bound(start)
        ended = AS_OF_COLUMN if end is None else self._bound(end)
        if isinstance(limit, BusinessTime):
            self.business += [(limit, begun), (limit, ended)]
            return limit.between(begun, ended)
        return (nw.col(ended) - nw.col(begun)).dt.total_microseconds() - limit.length // MICROSECOND

    def once(self, *expressions: nw.Expr) -> tuple[nw.Expr, ...]:
        """These expressions over an item, or over the one row that is seen, for those of which much is made.

        An expression is written out wherever it is used, and the engine takes time over every copy; what is given back
        stands for it and is worked out once. Ask for all that are ready in one call: each call is a step of its own.
        """
        return self._worked_out(self.steps, "once", expressions)

    def once_per_row(self, *expressions: nw.Expr) -> tuple[nw.Expr, ...]:
        """The same of expressions over a row, for what is told to `count`, `total` and the others."""
        if self.sees is not Sees.ITEM:
            return self.once(*expressions)
        return self._worked_out(self.of_rows, "row", expressions)

    def _worked_out(
        self, steps: list[dict[str, nw.Expr]], what: str, expressions: tuple[nw.Expr, ...]
    ) -> tuple[nw.Expr, ...]:
        step = {f"@{self.name}|{what}{len(steps)}|{place}": each for place, each in enumerate(expressions)}
        steps.append(step)
        return tuple(map(nw.col, step))

    def _recorded(self, column: Column, where: Rule) -> str:
        """The column with what is recorded; and a doubt for those values of it that are no numbers."""
        none, told = unread(column.read_as(Kind.NUMBER)), _told(where)
        self.doubts.append(none if told is None else told & none)
        return _of(column.read_as(Kind.ANY))

    def _told_of(self, column: Column | nw.Expr) -> str:
        """The name in the frame of a column, or of what an expression over a row makes."""
        if isinstance(column, Column):
            return _of(column)
        name = f"@{self.name}|made{len(self.made)}"
        self.made[name] = column
        return name

    @property
    def at(self) -> str:
        """The column that tells the order of the rows."""
        return self._at()

    def _at(self) -> str:
        if self.time is None:
            raise ValueError("goes by time, and the samples have none: write time: under samples")
        return _of(self.time)

    def _bound(self, moment: nw.Expr | None) -> str:
        if moment is None:
            return ""
        self._at()
        if id(moment) not in self._known:
            raise ValueError("a bound is what rows.first or rows.last gave")
        return self._known[id(moment)][0]

    def _take(self, take: Take) -> nw.Expr:
        if self.sees is not Sees.ITEM:
            raise TypeError(f"observe asks for the rows of an item, and sees {self.sees.value}; write over = ItemRows")
        name = f"@{self.name}|{len(self.taken)}"
        self.taken[name] = take
        expression = nw.col(name)
        self._known[id(expression)] = name, expression
        return expression


def unread(column: Column) -> nw.Expr:
    """Whether something is recorded in `column`, and cannot be read as what the column is."""
    value = finite(column.value) if column.kind is Kind.NUMBER else column.value
    return ~column.read_as(Kind.ANY).value.is_null() & value.is_null()


def _told(where: Rule) -> Any:
    return where.told if isinstance(where, Where) else where


def _of(column: Column) -> str:
    if not isinstance(column, Column):
        raise TypeError(f"rows are asked for a Column, such as a field of the class, not for a {type(column).__name__}")
    return typed_name(column.name, column.kind)
