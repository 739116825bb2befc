"""The sentences of this plugin in Italian and Polish."""

from typing import Any

import pytest
from qa_run.testing import in_words

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
