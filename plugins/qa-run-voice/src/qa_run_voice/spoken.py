"""The language in which an utterance is heard: one for all, or that of a column."""

from difflib import get_close_matches

import narwhals as nw
from qa_run import Column

from qa_run_voice import telling
from qa_run_voice.hearing import heard
from qa_run_voice.packs import LANGUAGES, Group, pack

Language = str | Column
_IN = {"en": "in English", "it": "in Italian", "pl": "in Polish"}


def known(language: Language) -> None:
    """Raises a ValueError, in words for who wrote the procedure, where there is no pack for the language."""
    if isinstance(language, Column) or language in LANGUAGES:
        return
    names = {pack(code).name.lower(): code for code in LANGUAGES} | {
        "english": "en", "italian": "it", "polish": "pl", **{code: code for code in LANGUAGES}
    }  # fmt: skip
    near = get_close_matches(language.lower().partition("-")[0], names, n=1, cutoff=0.6)
    hint = f"; did you mean {names[near[0]]}?" if near else ""
    raise ValueError(
        f"language {language} has no pack: write one of {', '.join(LANGUAGES)},"
        f" or {{column: …}} for a column of these{hint}"
    )


def said(value: nw.Expr, language: Language | nw.Expr, groups: tuple[Group, ...]) -> nw.Expr:
    """True where a phrase of one of the groups is heard; null where the language of the utterance is not known."""
    if isinstance(language, str):
        return _any(value, language, groups)
    column = language.value if isinstance(language, Column) else language
    chosen: nw.Expr | None = None
    for code in LANGUAGES:
        here = nw.when(_is(column, code)).then(_any(value, code, groups))
        chosen = here if chosen is None else here.otherwise(chosen)
    assert chosen is not None
    return chosen


def _is(value: nw.Expr, code: str) -> nw.Expr:
    """`it`, `IT` and `it-IT` are Italian; `italiano` is nobody's code."""
    return value.str.contains(f"(?i)^[ ]*{code}(?:[-_][0-9A-Za-z-]*)?[ ]*$")


def has_pack(language: nw.Expr) -> nw.Expr:
    """False where the column names no language that there is a pack for, or none at all."""
    return _is(language, f"(?:{'|'.join(LANGUAGES)})").fill_null(False)


def _any(value: nw.Expr, language: str, groups: tuple[Group, ...]) -> nw.Expr:
    first, *others = (heard(value, language, group) for group in groups)
    for other in others:
        first = first | other
    return first


def in_words(language: Language, reader: str) -> str:
    """In which language, for the sentence of a requirement: in that of its reader."""
    if isinstance(language, str):
        return telling.said(reader, _IN[language])
    return telling.said(reader, "in the language of {column}", column=language)


def listed(reader: str, groups: tuple[Group, ...], last: str) -> str:
    """The groups for the sentence of a requirement; `last` stands before the last of them."""
    *others, final = (telling.said(reader, group) for group in groups)
    return f"{', '.join(others)}{telling.said(reader, last)}{final}" if others else final
