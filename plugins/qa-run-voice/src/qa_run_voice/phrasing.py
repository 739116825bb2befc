"""How phrases are written in a pack, and what pattern of RE2 finds them in a text.

`dzięku{ję|jemy}` are two forms of one phrase, `{so |}sorry` may have its first word or not, `*` is any word, and
`ringrazi*` any ending, also none.
Patterns are for texts that were made plain before, for the fewer signs a pattern knows the sooner it is ready.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from itertools import product

#: Stands in no plain text.
FOUND = "\x01"
_SPACES, _APOSTROPHES, _MARKS = "[ \\x01\\t\\r\\f\\v\u00a0\u2007\u202f\u3000]+", "[’ʼ`´]", "[\u0300-\u036f]+"
#: An accent that is a sign of its own, in plain text.
_MARK = "\\x7f"
#: What is written in several ways is written in one in plain text.
FOLDS = ((_SPACES, " "), (_APOSTROPHES, "'"), (_MARKS, "\x7f"))
#: What may be part of a word, also where accents are signs of their own. `\w` is another set on every engine.
LETTER = f"0-9A-Za-zÀ-ÖØ-öø-ɏ{_MARK}"
SPACE = " \\n"
APOSTROPHE = "'"
BETWEEN_WORDS = f",?[{SPACE}-]+"
WORD = f"[{LETTER}{APOSTROPHE}]+"
#: Stands for the asterisk of an ending, which may be empty.
_ENDING, _ENDED = "\x02", re.compile(r"(?<=[^\W_])\*")
_VARIANTS: dict[str, str] = {"l": "ł"}
for _accented in map(chr, range(0xC0, 0x180)):
    _plain = unicodedata.normalize("NFD", _accented)[0].lower()
    if _plain.isascii() and _accented.islower():
        _VARIANTS[_plain] = _VARIANTS.get(_plain, "") + _accented
_PLAIN = str.maketrans({sign: plain for plain, signs in _VARIANTS.items() for sign in signs})
#: What is no letter, digit, blank, hyphen, apostrophe, brace, bar or asterisk.
_STRANGE = re.compile(r"[^\w '{|}*-]|_")
_BRACES, _DEEPER = re.compile(r"[{|}]"), {"{": 1, "|": 0, "}": -1}
#: Of each sign of a phrase its pattern: an accent may be left out, be another one, or be typed as an apostrophe.
_SIGNS = str.maketrans(
    {
        " ": BETWEEN_WORDS,
        "-": BETWEEN_WORDS,
        "*": WORD,
        _ENDING: f"[{LETTER}{APOSTROPHE}]*",
        "'": f"{APOSTROPHE}?[{SPACE}]?",
        "{": "(?:",
        "}": ")",
        **{sign: f"[{plain}{signs}]{_MARK}?{APOSTROPHE}?" for plain, signs in _VARIANTS.items() for sign in signs},
    }
)

Part = str | tuple["Phrase", ...]
Phrase = tuple[Part, ...]


def parsed(written: str) -> Phrase:
    """The parts of a phrase: texts, and where there are braces the phrases to choose from."""
    phrase, end = _parsed(written, 0, nested=False)
    if end < len(written):
        raise ValueError(f"a brace is closed that was not opened: {written!r}")
    return phrase[0]


def _parsed(written: str, start: int, *, nested: bool) -> tuple[tuple[Phrase, ...], int]:
    """What stands from `start` to the brace that ends it: the alternatives, and where they end."""
    choices: list[list[Part]] = [[]]
    place = start
    while place < len(written) and written[place] != "}":
        sign = written[place]
        if sign == "{":
            inner, place = _parsed(written, place + 1, nested=True)
            if written[place : place + 1] != "}":
                raise ValueError(f"a brace is not closed: {written!r}")
            choices[-1].append(inner)
        elif sign == "|" and nested:
            choices.append([])
        else:
            choices[-1].append(sign)
        place += 1
    return tuple(tuple(choice) for choice in choices), place


def forms(written: str) -> Iterator[str]:
    """All that the phrase stands for, spelt out, one after the other: there may be many."""
    return (" ".join(form.split()) for form in _forms(parsed(written)))


def _forms(phrase: Phrase) -> Iterator[str]:
    parts = [[part] if isinstance(part, str) else [form for inner in part for form in _forms(inner)] for part in phrase]
    return map("".join, product(*parts))


def without_accents(written: str) -> str:
    """The phrase as it may be written by who leaves out accents."""
    return written.translate(_PLAIN)


def count(written: str) -> int:
    """How many forms the phrase has, without spelling them out."""

    def counted(phrase: Phrase) -> int:
        sizes = (1 if isinstance(part, str) else sum(map(counted, part)) for part in phrase)
        return reduce(lambda total, size: total * size, sizes, 1)

    return counted(parsed(written))


@cache
def pattern(written: str) -> str:
    """The pattern of RE2 that finds the phrase, whatever stands before and after it."""
    phrase = written.strip()
    if strange := _STRANGE.search(phrase):
        raise ValueError(
            f"a phrase is made of letters, blanks, apostrophes and braces, {strange[0]!r} is none of these"
        )
    _check_braces(phrase)
    return _ENDED.sub(_ENDING, phrase).translate(_SIGNS)


def any_of(phrases: tuple[str, ...]) -> str:
    """The pattern that finds one of the phrases."""
    return f"(?:{'|'.join(map(pattern, phrases))})"


def _check_braces(phrase: str) -> None:
    """Raises a ValueError, in the words of `parsed`, where they do not match; a bar stands in braces only."""
    depth = 0
    for brace in _BRACES.findall(phrase):
        depth += _DEEPER[brace]
        if depth < (brace == "|"):
            raise ValueError(f"a brace is closed that was not opened, or a bar stands outside of braces: {phrase!r}")
    if depth:
        raise ValueError(f"a brace is not closed: {phrase!r}")
