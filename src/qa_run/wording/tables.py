"""The tables of a folder, and which form of a word goes with a number.

Plural rules are those of Unicode CLDR (supplemental/plurals.xml), without the category that Italian has for whole
millions: nobody counts items in words there.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Languages that write 80,5.
_COMMA = ("it", "pl")


@lru_cache(maxsize=64)
def _table(folder: Path, language: str) -> Mapping[str, str | list[str]]:
    path = folder / f"{language}.json"
    if not language.isalpha() or not path.is_file():
        return {}
    found: Mapping[str, str | list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def forms_in(folder: Path, language: str, message: str) -> tuple[str, ...] | None:
    """The forms of a message; None where the language has no words for it."""
    found = _table(folder, language).get(message)
    return None if found is None else (found,) if isinstance(found, str) else tuple(found)


def form_of(language: str, forms: Sequence[str], count: Any) -> str:
    """The one of `forms` that goes with `count`; None is a range.

    They are one, many; in Polish one, few, many, and a part of one where that is not as few are.
    """
    if len(forms) == 1:
        return forms[0]
    place = _polish(count) if language == "pl" else int(count is None or abs(count) != 1)
    return forms[min(place, len(forms) - 1)] if place < 3 or len(forms) > 3 else forms[1]


def _polish(count: Any) -> int:
    """1 dzień; 2, 22 dni but not 12; 5, 21 and all others; 1,5 dnia, which is most often as few are."""
    if count is None:
        return 2
    many = abs(count)
    if many == 1:
        return 0
    if many != int(many):
        return 3
    return 1 if many % 10 in (2, 3, 4) and many % 100 not in (12, 13, 14) else 2


def noun_of(language: str, own: Sequence[str], count: Any) -> str:
    """What `count` items are called: by its `own` forms, or as items are where it has none in this language."""
    general = forms_in(Path(__file__).parent, language, "item|items")
    return form_of(language, own or general or ("item", "items"), count)


def with_decimal_sign(language: str, number: str) -> str:
    return number.replace(".", ",") if language in _COMMA else number


def languages_in(folder: Path) -> tuple[str, ...]:
    """English, and what there is a table for."""
    return ("en", *sorted(path.stem for path in folder.glob("*.json")))


def is_spoken(language: str) -> bool:
    """Whether qa-run itself has words in this language."""
    return language in languages_in(Path(__file__).parent)
