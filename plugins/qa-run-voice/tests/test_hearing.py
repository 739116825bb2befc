"""What is heard in one text, and what is not."""

import pytest

from qa_run_voice.hearing import groups_in
from qa_run_voice.phrasing import count, forms, pattern


@pytest.mark.parametrize(
    ("language", "text", "groups"),
    [
        ("it", "Sicuro.", ("dismissive",)),
        ("it", "È sicuro?", ()),
        ("it", "Sicuro?", ()),
        ("it", "PREGO", ("welcome",)),
        ("pl", "Nie ma za co", ("welcome",)),
        ("pl", "nie ma za co!", ("welcome",)),
        ("pl", "Dziekuje", ("thanks",)),
        ("pl", "DZIĘKUJĘ", ("thanks",)),
        ("pl", "dzie\u0328kuje\u0328", ("thanks",)),
        ("it", "non c'è di che", ("welcome",)),
        ("it", "non c’e' di che", ("welcome",)),
        ("en", "Are you sure?", ()),
        ("en", "Sure", ("dismissive",)),
        ("en", "I won't say thanks", ()),
        ("it", "non la ringrazio", ()),
        ("en", "he said 'stupid'", ()),
        ("en", "he said 'don't be stupid', that's all", ()),
        ("en", "he said “you idiot”", ()),
        ("en", '"Thank you."', ("thanks",)),
        ("en", "I can't thank you enough", ("thanks",)),
        ("it", "non so come ringraziarla", ("thanks",)),
        ("en", "No, thank you", ("thanks",)),
        ("en", "thank\u00a0you", ("thanks",)),
        ("en", "thankyouverymuch", ()),
        ("en", "unthank youth", ()),
        ("en", "Thank\nyou", ("thanks",)),
        ("en", "", ()),
        ("pl", "Proszę?", ()),
        ("pl", "Proszę.", ("welcome",)),
        ("pl", "Numer, proszę.", ("please",)),
        ("pl", "Nie mam całego dnia, proszę pani.", ("hurry",)),
        ("pl", "nie to wszystko dziękuję", ("thanks",)),
        ("pl", "Nikt nie powiedział dziękuję.", ()),
        ("en", "no I don't need anything thanks", ("thanks",)),
        ("en", "He didn't even say thank you.", ()),
        ("it", "Le tolgo il piatto?", ("offer",)),
        ("it", "Le tolgo il piatto.", ()),
        ("it", "Come posso ringraziare?", ()),
        ("it", "non so come ringraziare", ("thanks",)),
        ("en", "I can only apologise.", ("apology",)),
        ("en", "The idiot who designed this is gone.", ()),
    ],
)
def test_who_listens_hears_what_is_meant(language: str, text: str, groups: tuple[str, ...]) -> None:
    assert groups_in(text, language) == groups


def test_a_phrase_stands_for_all_its_forms() -> None:
    written = "dzięku{ję|jemy} {bardzo |}panu"

    assert list(forms(written)) == [
        "dziękuję bardzo panu",
        "dziękuję panu",
        "dziękujemy bardzo panu",
        "dziękujemy panu",
    ]
    assert count(written) == 4


@pytest.mark.parametrize("written", ["{a|b", "a}", "what?", "a.b"])
def test_a_phrase_that_is_written_wrongly_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"brace|made of letters"):
        pattern(written)
