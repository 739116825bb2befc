"""The sentences of this plugin in Italian and Polish."""

from typing import Any

import pytest
from qa_run.testing import in_words

from qa_run_service.promises import Promise

TOLD = {
    "promised": "promised_at", "grace": "1 business hours", "notice": "told_at",
    "alternative": "offered", "excused": True,
}  # fmt: skip
OPEN = {"hours": {"mon-fri": "09:00-18:00"}}


@pytest.mark.parametrize(
    ("written", "en", "it", "pl"),
    [
        (
            {"promised": "promised_at"},
            "done by promised_at",
            "fatto entro promised_at",
            "wykonane do promised_at",
        ),
        (
            {"promised": "promised_at", "status": "became"},
            "done by promised_at (if not, see became)",
            "fatto entro promised_at (altrimenti vedi became)",
            "wykonane do promised_at (jeśli nie, zob. became)",
        ),
        (
            {"promised": "promised_at", "grace": "10 min", "notice": "told_at"},
            "done by promised_at and 10 min, else told before (told_at)",
            "fatto entro promised_at più 10 min, altrimenti avviso dato prima (told_at)",
            "wykonane do promised_at plus 10 min, w przeciwnym razie zawiadomienie wcześniej (told_at)",
        ),
        (
            {**TOLD, "ahead": "1 hour"},
            "done by promised_at and 1 business hours, else told 1 hour before (told_at), with "
            "something else offered (offered)",
            "fatto entro promised_at più 1 ora lavorativa, altrimenti avviso dato almeno 1 ora prima "
            "(told_at), con un'alternativa offerta (offered)",
            "wykonane do promised_at plus 1 godzinę roboczą, w przeciwnym razie zawiadomienie co "
            "najmniej 1 godzinę wcześniej (told_at), z zaproponowanym innym rozwiązaniem (offered)",
        ),
        (
            {**TOLD, "ahead": "2 hours"},
            "done by promised_at and 1 business hours, else told 2 hours before (told_at), with "
            "something else offered (offered)",
            "fatto entro promised_at più 1 ora lavorativa, altrimenti avviso dato almeno 2 ore prima "
            "(told_at), con un'alternativa offerta (offered)",
            "wykonane do promised_at plus 1 godzinę roboczą, w przeciwnym razie zawiadomienie co "
            "najmniej 2 godziny wcześniej (told_at), z zaproponowanym innym rozwiązaniem (offered)",
        ),
        (
            {**TOLD, "ahead": "5 hours"},
            "done by promised_at and 1 business hours, else told 5 hours before (told_at), with "
            "something else offered (offered)",
            "fatto entro promised_at più 1 ora lavorativa, altrimenti avviso dato almeno 5 ore prima "
            "(told_at), con un'alternativa offerta (offered)",
            "wykonane do promised_at plus 1 godzinę roboczą, w przeciwnym razie zawiadomienie co "
            "najmniej 5 godzin wcześniej (told_at), z zaproponowanym innym rozwiązaniem (offered)",
        ),
        (
            {**TOLD, "ahead": "22 hours"},
            "done by promised_at and 1 business hours, else told 22 hours before (told_at), with "
            "something else offered (offered)",
            "fatto entro promised_at più 1 ora lavorativa, altrimenti avviso dato almeno 22 ore prima "
            "(told_at), con un'alternativa offerta (offered)",
            "wykonane do promised_at plus 1 godzinę roboczą, w przeciwnym razie zawiadomienie co "
            "najmniej 22 godziny wcześniej (told_at), z zaproponowanym innym rozwiązaniem (offered)",
        ),
        (
            {**TOLD, "ahead": "4 business hours"},
            "done by promised_at and 1 business hours, else told 4 business hours before (told_at), "
            "with something else offered (offered)",
            "fatto entro promised_at più 1 ora lavorativa, altrimenti avviso dato almeno 4 ore "
            "lavorative prima (told_at), con un'alternativa offerta (offered)",
            "wykonane do promised_at plus 1 godzinę roboczą, w przeciwnym razie zawiadomienie co "
            "najmniej 4 godziny robocze wcześniej (told_at), z zaproponowanym innym rozwiązaniem (offered)",
        ),
    ],
)  # fmt: skip
def test_a_sentence_in_three_languages(written: Any, en: str, it: str, pl: str) -> None:
    said = [in_words(Promise, written, language=language, calendar=OPEN) for language in ("en", "it", "pl")]

    assert said == [en, it, pl]
