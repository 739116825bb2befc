"""What a card comes to: of each line how it was answered, the points earned and those that there were to earn.

An engine takes long over expressions that repeat each other: all of it is said with few words.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run import Rows, folded
from qa_run.builtin.checklists.card import IGNORED, Card

STRANGE, NOTHING_APPLIES, BELOW = "not in the checklist", "nothing applies", "score below"


@frozen(eq=False, repr=False)
class Answered:
    """How one line was answered, each true or false and never null; `twice` only where that can be."""

    name: str
    yes: nw.Expr
    partly: nw.Expr
    no: nw.Expr
    spared: nw.Expr
    blank: nw.Expr
    twice: nw.Expr | None = None

    def chosen(self, yes: Any, partly: Any, no: Any, spared: Any, otherwise: tuple[Any, Any, Any]) -> nw.Expr:
        """The one of these that goes with the answer: `otherwise` with none, with no answer, with two. None is null."""
        blank, unclear, twice = otherwise
        found: Any = nw.lit(unclear, nw.Int64 if unclear is None else None)
        cases = [(self.blank, blank), (self.spared, spared), (self.no, no), (self.partly, partly), (self.yes, yes)]
        for where, value in [*cases, *([] if self.twice is None else [(self.twice, twice)])]:
            if value != unclear:
                found = nw.when(where).then(nw.lit(value)).otherwise(found)
        expression: nw.Expr = found
        return expression


@frozen(eq=False, repr=False)
class Scored:
    """The answers of one item, and what they come to. `strange`: whether lines are answered that the card lacks."""

    card: Card
    lines: tuple[Answered, ...]
    strange: nw.Expr | None = None

    @property
    def _earned(self) -> nw.Expr:
        points = self.card.points
        return reduce(
            add, (line.chosen(points[line.name], points[line.name] // 2, 0, 0, (0, 0, 0)) for line in self.lines)
        )

    @property
    def _possible(self) -> nw.Expr:
        """Null where a line is undecided."""
        points = self.card.points
        return reduce(add, (line.chosen(*_three(points[line.name]), 0, _three(None)) for line in self.lines))

    @property
    def per_cent(self) -> nw.Expr:
        """The score; null where a line is undecided, or none applies that counts."""
        return nw.when(self._possible > 0).then(self._earned * 100.0 / self._possible)

    def told(self, least: Decimal | None) -> nw.Expr:
        """All that is wrong, the worst first, each with a semicolon behind it; then the score, rounded down."""
        parts = [*self._failed(), *self._undecided()]
        if self.strange is not None:
            parts.append(_told(self.strange, STRANGE))
        parts.append(_told(self._possible == 0, NOTHING_APPLIES))
        if least is not None:
            top, bottom = least.as_integer_ratio()  # in whole numbers: 17 of 20 are 85 %
            parts.append(_told(self._earned * bottom < self._possible * top, BELOW))
        digits = self.per_cent.floor().cast(nw.Int64).cast(nw.String).fill_null("?")
        return nw.concat_str(*parts, nw.lit("score "), digits, nw.lit(" %"), ignore_nulls=True)

    def _failed(self) -> Iterator[nw.Expr]:
        for line in self.lines:
            if name := self.card.asked[line.name].failing(line.name):
                yield line.chosen("", f"{name}; ", f"{name}; ", "", _three(""))

    def _undecided(self) -> Iterator[nw.Expr]:
        for line in self.lines:
            blank, unclear, twice = undecided(line.name)
            yield line.chosen("", "", "", "", (f"{blank}; ", f"{unclear}; ", f"{twice}; "))


def names_of(card: Card, limited: bool) -> tuple[str, ...]:
    """The findings, the worst first: no score makes up for a line that must pass."""
    named = [line.failing(name) for name, line in card.asked.items() if line.must_pass]
    in_rows = card.line is not None
    for name in card.asked:
        named += undecided(name)[: 3 if in_rows else 2]
    named += [STRANGE] * in_rows + [NOTHING_APPLIES] + [BELOW] * limited
    return tuple(dict.fromkeys(named))


def _three(value: Any) -> tuple[Any, Any, Any]:
    return value, value, value


def undecided(name: str) -> tuple[str, str, str]:
    return f"unanswered: {name}", f"not an answer: {name}", f"answered twice: {name}"


def _told(where: nw.Expr, name: str) -> nw.Expr:
    return nw.when(where).then(nw.lit(f"{name}; ")).otherwise(nw.lit(""))


def scored(card: Card, rows: Rows) -> Scored:
    """What is recorded of the card: in columns of the row, or in the rows of the item."""
    return _of_columns(card) if card.line is None else _of_rows(card, rows)


def _of_columns(card: Card) -> Scored:
    found = []
    for column, name in zip(card.columns, card.asked, strict=True):
        given = folded(column.value, IGNORED)
        told = {kind: given.is_in(list(words)).fill_null(False) for kind, words in card.answers.items()}
        found.append(_answered(card, name, told, column.value.is_null()))
    return Scored(card, tuple(found))


def _of_rows(card: Card, rows: Rows) -> Scored:
    asked, answer = card.columns
    question, given = folded(asked.value, ("spaces",)), folded(answer.value, IGNORED)

    def among(where: nw.Expr) -> nw.Expr:
        return rows.count(where.fill_null(False))

    found = []
    for name in card.asked:
        here = question == name.strip()
        told = {kind: among(here & given.is_in(list(words))) > 0 for kind, words in card.answers.items()}
        blank = among(here & ~answer.value.is_null()) == 0
        found.append(_answered(card, name, told, blank, among(here) > 1))
    strange = among(~question.is_in([name.strip() for name in card.asked]).fill_null(False)) > 0
    return Scored(card, tuple(found), strange)


def _answered(
    card: Card, name: str, told: dict[str, nw.Expr], blank: nw.Expr, twice: nw.Expr | None = None
) -> Answered:
    spared = told["not_applicable"] if card.asked[name].excusable else nw.lit(False)
    return Answered(
        name=name, yes=told["yes"], partly=told["partly"], no=told["no"], spared=spared, blank=blank, twice=twice
    )
