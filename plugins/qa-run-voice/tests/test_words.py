"""The sentences of this plugin in Italian and Polish."""

from typing import Any

import pytest
from qa_run.testing import in_words

from qa_run_voice.calls import Phrases
from qa_run_voice.saying import NeverSays, Says


@pytest.mark.parametrize(
    ("criterion", "written", "en", "it", "pl"),
    [
        (
            Says, {"language": "it", "any_of": ["thanks"]},
            "says thanks in Italian",
            "contiene: ringraziamento (in italiano)",
            "zawiera: podziękowanie (po włosku)",
        ),
        (
            Says, {"language": "en", "all_of": ["greeting", "offer", "goodbye"]},
            "says greeting, offer and goodbye in English",
            "contiene: saluto iniziale, offerta di aiuto e congedo (in inglese)",
            "zawiera: powitanie, zaproponowanie pomocy i pożegnanie (po angielsku)",
        ),
        (
            NeverSays, {"language": {"column": "lang"}, "any_of": ["hurry", "insult"]},
            "never says hurry or insult in the language of lang",
            "non contiene mai: sollecito oppure insulto (nella lingua indicata in lang)",
            "nigdy nie zawiera: ponaglenie lub obelga (w języku podanym w lang)",
        ),
        (
            Says, {"language": "pl", "any_of": ["please", "welcome", "casual", "dismissive", "apology"]},
            "says please, welcome, casual, dismissive or apology in Polish",
            "contiene: richiesta cortese, risposta cortese a un ringraziamento, risposta informale a "
            "un ringraziamento, risposta sbrigativa a un ringraziamento oppure scuse (in polacco)",
            "zawiera: uprzejma prośba, uprzejma odpowiedź na podziękowanie, swobodna odpowiedź na "
            "podziękowanie, zdawkowa odpowiedź na podziękowanie lub przeprosiny (po polsku)",
        ),
    ],
)  # fmt: skip
def test_a_sentence_in_three_languages(criterion: type, written: Any, en: str, it: str, pl: str) -> None:
    said = [in_words(criterion, written, language=language) for language in ("en", "it", "pl")]

    assert said == [en, it, pl]


@pytest.mark.parametrize(
    ("most", "en", "it", "pl"),
    [
        (1, "1 word per second", "1 parola al secondo", "1 słowo na sekundę"),
        (2, "2 words per second", "2 parole al secondo", "2 słowa na sekundę"),
        (5.0, "5 words per second", "5 parole al secondo", "5 słów na sekundę"),
        (22, "22 words per second", "22 parole al secondo", "22 słowa na sekundę"),
        (2.5, "2.5 words per second", "2,5 parole al secondo", "2,5 słowa na sekundę"),
    ],
)
def test_words_per_second_have_their_plural(most: float, en: str, it: str, pl: str) -> None:
    written = {"language": "en", "seconds": "lasts", "stages": {"close": {"words_per_second": most}}}
    said = [in_words(Phrases, written, language=language) for language in ("en", "it", "pl")]

    for sentence, ends in zip(said, (en, it, pl), strict=True):
        assert ends in sentence
