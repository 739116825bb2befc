"""The expressions of `-k` and `-m`, in the grammar of pytest: words, `and`, `or`, `not` and parentheses.

Beyond it a word may hold the signs that stand in node ids (`@item`, `shop=Milano`), and in quotes anything.
"""

import re
from collections.abc import Callable, Iterator
from typing import NoReturn

from attrs import define, field, frozen

from qa_run.errors import UsageError

Matches = Callable[[str], bool]
Truth = Callable[[Matches], bool]

#: A quote within a word is a part of it: `cook's`.
_TOKEN = re.compile(
    r"""[ \t]*(?:(?P<sign>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()"'][^\s()"]*))"""
)
_OPERATORS = ("and", "or", "not")
#: As deep as anybody may nest; deeper, Python would give up with an error of its own.
DEPTH = 100


@frozen(eq=False, repr=False)
class _Token:
    """A word, an operator or a parenthesis (`what` is then itself), and where it begins, counted from 1."""

    what: str
    text: str
    column: int


@frozen(eq=False, repr=False)
class Expression:
    """An expression that was understood: its words, each with its column, and whether it holds."""

    words: tuple[tuple[str, int], ...]
    truth: Truth

    def holds(self, matches: Matches) -> bool:
        """Whether it holds where `matches` says of each word whether it does."""
        return self.truth(matches)


def expression(option: str, written: str) -> Expression:
    """The expression `written` behind `option`. Raises UsageError with the column of what makes no sense."""
    return _Parser(option, written, list(_tokens(option, written))).whole()


def _tokens(option: str, written: str) -> Iterator[_Token]:
    place, end = 0, len(written.rstrip())
    while place < end:
        match = _TOKEN.match(written, place)
        if match is None:
            start = place + len(written[place:]) - len(written[place:].lstrip(" \t"))
            quote = written[start]
            wrong = f"closing quote {quote} is missing" if quote in "\"'" else f"unexpected character {quote!r}"
            _refuse(option, written, start + 1, wrong)
        kind = match.lastgroup or ""
        text = match[kind]
        start = match.start(kind) - (kind in ("single", "double"))
        operator = kind == "sign" or (kind == "word" and text in _OPERATORS)
        yield _Token(text if operator else "word", text, start + 1)
        place = match.end()
    yield _Token("end of input", "", end + 1)


def _refuse(option: str, written: str, column: int, wrong: str) -> NoReturn:
    raise UsageError(f"{option} '{written}': at column {column}: {wrong}")


@define(eq=False, repr=False)
class _Parser:
    """Reads tokens from the left; `not` binds more than `and`, and `and` more than `or`."""

    option: str
    written: str
    tokens: list[_Token]
    place: int = 0
    deep: int = 0
    words: list[tuple[str, int]] = field(factory=list)

    def whole(self) -> Expression:
        truth = self._any()
        if self._next.what != "end of input":
            self._expected("end of input")
        return Expression(tuple(self.words), truth)

    @property
    def _next(self) -> _Token:
        return self.tokens[self.place]

    def _took(self, what: str) -> bool:
        taken = self._next.what == what
        self.place += taken
        return taken

    def _any(self) -> Truth:
        found = [self._all()]
        while self._took("or"):
            found.append(self._all())
        return found[0] if len(found) == 1 else lambda matches: any(each(matches) for each in found)

    def _all(self) -> Truth:
        found = [self._one()]
        while self._took("and"):
            found.append(self._one())
        return found[0] if len(found) == 1 else lambda matches: all(each(matches) for each in found)

    def _one(self) -> Truth:
        self.deep += 1
        if self.deep > DEPTH:
            _refuse(self.option, self.written, self._next.column, f"nested deeper than {DEPTH} levels")
        truth = self._bare()
        self.deep -= 1
        return truth

    def _bare(self) -> Truth:
        if self._took("not"):
            denied = self._one()
            return lambda matches: not denied(matches)
        if self._took("("):
            inner = self._any()
            if not self._took(")"):
                self._expected("a closing parenthesis")
            return inner
        token = self._next
        if not self._took("word") or not token.text:
            self.place -= token.what == "word"
            self._expected("a word, 'not' or an opening parenthesis")
        self.words.append((token.text, token.column))
        return lambda matches: matches(token.text)

    def _expected(self, what: str) -> NoReturn:
        token = self._next
        got = f"the word {token.text!r}" if token.what == "word" else token.what
        hint = "; several words stand in quotes, or with 'and' or 'or' between them" if token.what == "word" else ""
        quoted = got if token.what in ("word", "end of input") else repr(got)
        _refuse(self.option, self.written, token.column, f"expected {what}, got {quoted}{hint}")
