"""What a card comes to: of each line how it was answered, the points earned and those that there were to earn.

An engine takes long over expressions that repeat each other: what each answer is, and the points, are worked out once.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

import narwhals as nw
from attrs import frozen

from qa_run import Rows, folded
from qa_run.builtin.checklists.card import IGNORED, Card, Line

STRANGE, NOTHING_APPLIES, BELOW = "not in the checklist", "nothing applies", "score below"


#: How a line was answered: with none of the words, with one of them, not at all, or twice.
UNCLEAR, YES, PARTLY, NO, SPARED, BLANK, TWICE = range(7)


@frozen(eq=False, repr=False)
class Scored:
    """The answers of one item, and what they come to.

    lines:    of each line how it was answered; never null
    earned:   the points
    possible: those that there were to earn; null where a line is undecided
    strange:  whether lines are answered that the card lacks
    """

    card: Card
    lines: Mapping[str, nw.Expr]
    earned: nw.Expr
    possible: nw.Expr
    strange: nw.Expr | None = None

    @property
    def per_cent(self) -> nw.Expr:
        """The score; null where a line is undecided, or none applies that counts."""
        return nw.when(self.possible > 0).then(self.earned * 100.0 / self.possible)

    def told(self, least: Decimal | None) -> nw.Expr:
        """All that is wrong, the worst first, each with a semicolon behind it; then the score, rounded down."""
        parts = [*self._failed(), *self._undecided()]
        if self.strange is not None:
            parts.append(_told(self.strange, STRANGE))
        parts.append(_told(self.possible == 0, NOTHING_APPLIES))
        if least is not None:
            top, bottom = least.as_integer_ratio()  # in whole numbers: 17 of 20 are 85 %
            parts.append(_told(self.earned * bottom < self.possible * top, BELOW))
        digits = self.per_cent.floor().cast(nw.Int64).cast(nw.String).fill_null("?")
        return nw.concat_str(*parts, nw.lit("score "), digits, nw.lit(" %"), ignore_nulls=True)

    def _failed(self) -> Iterator[nw.Expr]:
        for name, line in self.card.asked.items():
            if failing := line.failing(name):
                yield _told(self.lines[name].is_in([PARTLY, NO]), failing)

    def _undecided(self) -> Iterator[nw.Expr]:
        for name, how in self.lines.items():
            for kind, finding in zip((BLANK, UNCLEAR, TWICE), undecided(name), strict=True):
                if kind != TWICE or self.card.line is not None:
                    yield _told(how == kind, finding)


def names_of(card: Card, limited: bool) -> tuple[str, ...]:
    """The findings, the worst first: no score makes up for a line that must pass."""
    named = [line.failing(name) for name, line in card.asked.items() if line.must_pass]
    in_rows = card.line is not None
    for name in card.asked:
        named += undecided(name)[: 3 if in_rows else 2]
    named += [STRANGE] * in_rows + [NOTHING_APPLIES] + [BELOW] * limited
    return tuple(dict.fromkeys(named))


def undecided(name: str) -> tuple[str, str, str]:
    return f"unanswered: {name}", f"not an answer: {name}", f"answered twice: {name}"


def _told(where: nw.Expr, name: str) -> nw.Expr:
    return nw.when(where).then(nw.lit(f"{name}; "))


def scored(card: Card, rows: Rows) -> Scored:
    """What is recorded of the card: in columns of the row, or in the rows of the item."""
    answers = [*_in_columns(card)] if card.line is None else [*_in_rows(card, rows)]
    lines = dict(zip(card.asked, rows.once(*answers), strict=True))
    points = card.points
    earned, possible = rows.once(
        reduce(add, [_earned(how, points[name]) for name, how in lines.items()]),
        reduce(add, [_possible(how, points[name]) for name, how in lines.items()]),
    )
    return Scored(card, lines, earned, possible, _strange(card, rows))


def _earned(how: nw.Expr, points: int) -> nw.Expr:
    return _first_of([(how == YES, points), (how == PARTLY, points // 2)], nw.lit(0))


def _possible(how: nw.Expr, points: int) -> nw.Expr:
    return _first_of([(how.is_in([YES, PARTLY, NO]), points), (how == SPARED, 0)], nw.lit(None, nw.Int64))


def _first_of(ways: Sequence[tuple[nw.Expr, int]], otherwise: nw.Expr) -> nw.Expr:
    """The number that stands beside the first condition that holds."""
    found = otherwise
    for where, number in reversed(ways):
        found = nw.when(where).then(nw.lit(number)).otherwise(found)
    return found


def _in_columns(card: Card) -> Iterator[nw.Expr]:
    for column, line in zip(card.columns, card.asked.values(), strict=True):
        given = folded(column.value, IGNORED)
        told = {kind: given.is_in(list(words)).fill_null(False) for kind, words in card.answers.items()}
        yield _answered(line, told, column.value.is_null())


def _in_rows(card: Card, rows: Rows) -> Iterator[nw.Expr]:
    answer = card.columns[1]
    question, given = _question(card), folded(answer.value, IGNORED)
    for name, line in card.asked.items():
        here = question == name.strip()
        told = {kind: _among(rows, here & given.is_in(list(words))) > 0 for kind, words in card.answers.items()}
        blank = _among(rows, here & ~answer.value.is_null()) == 0
        yield _answered(line, told, blank, _among(rows, here) > 1)


def _strange(card: Card, rows: Rows) -> nw.Expr | None:
    if card.line is None:
        return None
    return _among(rows, ~_question(card).is_in([name.strip() for name in card.asked]).fill_null(False)) > 0


def _question(card: Card) -> nw.Expr:
    """Which line a row answers."""
    return folded(card.columns[0].value, ("spaces",))


def _among(rows: Rows, where: nw.Expr) -> nw.Expr:
    return rows.count(where.fill_null(False))


def _answered(line: Line, told: Mapping[str, nw.Expr], blank: nw.Expr, twice: nw.Expr | None = None) -> nw.Expr:
    """How the line was answered; twice, whatever the answers are."""
    ways = [] if twice is None else [(twice, TWICE)]
    ways += [(told["yes"], YES), (told["partly"], PARTLY), (told["no"], NO)]
    ways += [(told["not_applicable"], SPARED)] if line.excusable else []
    return _first_of([*ways, (blank, BLANK)], nw.lit(UNCLEAR))
