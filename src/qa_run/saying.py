"""Sentences in the language of who reads them. English stands in the code and needs no table, since every run says it.

`said("pl", "at least {limit}", limit=limit)` is the sentence in Polish: the English message is the key of a table in
`wording/pl.json`. What has two forms in English is written with both of them, `{count} day|{count} days`, and its
table has as many as the language has. What no table has stays English.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

Said = Callable[..., str]


def words_beside(file: str) -> Said:
    """What says the sentences of a plugin: `said = words_beside(__file__)`, with the tables in `wording/` beside it.

    said(language, message, /, count=None, **values): the message, with its values in the places named in it. A value
    that offers `sentence(language)` is asked for its words; a number gets the decimal sign of the language. `count`
    picks the form; None is the form after "from 2 to 8", the plural.
    """
    folder = Path(file).parent / "wording"

    def said(language: str, message: str, /, count: Any = None, **values: Any) -> str:
        forms = None
        if language != "en":
            from qa_run.wording.tables import form_of, forms_in  # who speaks English never pays for them

            forms = forms_in(folder, language, message)
        if forms is None:
            language, (*one, many) = "en", message.split("|")
            form = one[0] if one and count == 1 else many
        else:
            form = form_of(language, forms, count)
        if count is not None:
            values["count"] = count
        return form.format_map({name: shown_in(language, value) for name, value in values.items()}) if values else form

    return said


#: The words of what ships with qa-run.
said = words_beside(__file__)


def shown_in(language: str, value: Any) -> str:
    """`value` as the language writes it."""
    sentence = getattr(value, "sentence", None)
    if sentence is not None:
        return str(sentence(language))
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return number_in(language, str(value)) if number else str(value)


def number_in(language: str, digits: str) -> str:
    """The digits of a number with the decimal sign of the language."""
    if language == "en":
        return digits
    from qa_run.wording.tables import with_decimal_sign

    return with_decimal_sign(language, digits)


def listed_in(language: str, values: Iterable[Any]) -> str:
    """Values one after the other; between numbers with a decimal comma stands something else than a comma."""
    shown = [shown_in(language, value) for value in values]
    return ("; " if language != "en" and any("," in each for each in shown) else ", ").join(shown)
