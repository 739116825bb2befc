"""`-k` and `-m` mean what pytest's mean, and beyond it take what stands in node ids."""

import itertools
import random

import pytest
from _pytest.mark.expression import Expression

from qa_run.errors import UsageError
from qa_run.planning.expressions import DEPTH, expression

WORDS = ("ham", "not_ham", "a.b", "x::y[z]", "+1", "-2", "or_", "NOT")
PIECES = (*WORDS, "and", "or", "not", "(", ")", "not", "and", "or")


def ours(text: str) -> list[bool] | int:
    """Whether it holds for every set of two words, or the column of what is wrong."""
    try:
        found = expression("-k", text)
    except UsageError as error:
        return int(str(error).rpartition("at column ")[2].partition(":")[0])
    return [found.holds(lambda word, some=some: word in some) for some in itertools.combinations(WORDS, 2)]


def theirs(text: str) -> list[bool] | int:
    try:
        found = Expression.compile(text)
    except SyntaxError as error:
        return error.offset or 0
    return [found.evaluate(lambda word, /, some=some: word in some) for some in itertools.combinations(WORDS, 2)]


def test_what_pytest_takes_means_the_same_and_what_it_refuses_is_refused_at_the_same_column() -> None:
    draw = random.Random(7)
    for _ in range(3000):
        text = " ".join(draw.choice(PIECES) for _ in range(draw.randint(1, 9)))
        text = text.replace("( ", "(").replace(" )", ")") if draw.random() < 0.5 else text
        # a word and a parenthesis behind it is a call in pytest: mark(name=value), which means nothing here
        if any(f"{word} (" in text or f"{word}(" in text for word in WORDS):
            continue

        assert ours(text) == theirs(text), text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("@item", "@item"),
        ("shop=Milano", "shop=Milano"),
        ("cook's", "cook's"),
        ("'slices of ham'", "slices of ham"),
        ('"Slices (of ham)"', "Slices (of ham)"),
        ("ham,cheese", "ham,cheese"),
        ("größe", "größe"),
        ("100%", "100%"),
    ],
)
def test_a_word_may_hold_what_stands_in_node_ids(text: str, word: str) -> None:
    assert [found for found, _ in expression("-k", text).words] == [word]


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("ham and", 8, "got end of input"),
        ("and ham", 1, "got 'and'"),
        ("ham cheese", 5, "got the word 'cheese'; several words"),
        ("(ham", 5, "closing parenthesis"),
        ("ham)", 4, "got ')'"),
        ("()", 2, "got ')'"),
        ("not", 4, "got end of input"),
        ("'ham", 1, "closing quote ' is missing"),
        ("ham or 'x", 8, "closing quote"),
        ("''", 1, "got the word ''"),
        ("ham\x0bcheese", 4, "unexpected character"),
        ("(" * 200 + "x" + ")" * 200, DEPTH + 1, "nested deeper"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(UsageError, match=rf"at column {column}: ") as refused:
        expression("-k", text)

    assert says in str(refused.value)
