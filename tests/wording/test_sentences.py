"""What criteria and rules say in English, Italian and Polish, as people who speak them have it."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from qa_run import Duration, Limits, Quantity, criterion, said, words_beside
from qa_run.host import Host
from qa_run.loading.loader import load
from qa_run.model.kinds import Number
from qa_run.session import Options, host_of
from qa_run.testing import in_words

LANGUAGES = ("en", "it", "pl")
GOLDEN = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
HOST = host_of(Options())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['criterion']}-{json.dumps(row['written'])[:40]}")
def test_the_sentence_of_a_criterion(row: dict[str, Any], language: str) -> None:
    cls = HOST.criteria.by_name[row["criterion"]].what

    assert in_words(cls, row["written"], row["unit"], language) == row[language]


#: What speaks English only so far; the handbook's page says so.
ENGLISH_ONLY = {"checkers_alike", "consistent", "csat", "found_in", "gap", "mode_gap", "nps"}


def test_every_criterion_has_a_sentence_here() -> None:
    own = {offer.name for offer in HOST.criteria if offer.plugin == "qa-run"}

    assert own - ENGLISH_ONLY == {row["criterion"] for row in GOLDEN}
    assert own > ENGLISH_ONLY


def test_no_sentence_is_left_in_english() -> None:
    """`80 ± 4` is the same everywhere; so are names of coefficients."""
    same = {row["en"] for row in GOLDEN if row["en"] in (row["it"], row["pl"])}

    assert same == {"80 ± 4", "80 -3 / +5"}


@pytest.fixture
def host() -> Host:
    return HOST


@pytest.mark.parametrize(
    ("accept", "en", "it", "pl"),
    [
        ("at_most: 0", "at most 0 nonconforming", "al massimo 0 non conformi", "co najwyżej 0 niezgodnych"),
        ("at_most: 1", "at most 1 nonconforming", "al massimo 1 non conforme", "co najwyżej 1 niezgodna"),
        ("at_most: 2", "at most 2 nonconforming", "al massimo 2 non conformi", "co najwyżej 2 niezgodne"),
        ("at_most: 5", "at most 5 nonconforming", "al massimo 5 non conformi", "co najwyżej 5 niezgodnych"),
        ("at_most: 22", "at most 22 nonconforming", "al massimo 22 non conformi", "co najwyżej 22 niezgodne"),
        ("at_most: 2 %", "at most 2 % nonconforming", "al massimo 2 % non conformi", "co najwyżej 2 % niezgodnych"),
        (
            "at_most: 1 %, confidence: 95 %",
            "at most 1 % nonconforming, shown with 95 % confidence",
            "al massimo 1 % non conformi, da dimostrare con una confidenza del 95 %",
            "co najwyżej 1 % niezgodnych, do wykazania z ufnością 95 %",
        ),
        (
            "plan: {aql: 1.5}",
            "accepted by ISO 2859-1, level II, single, normal, AQL 1.5",
            "accettato secondo ISO 2859-1, livello II, semplice, ordinario, AQL 1,5",
            "przyjęte według ISO 2859-1, poziom II, jednostopniowy, normalna, AQL 1,5",
        ),
        (
            "plan: {standard: zero-acceptance, ltpd: 5 %}",
            "accepted by zero acceptance, 5 % nonconforming rejected with 95 % confidence",
            "accettato secondo accettazione zero, 5 % non conformi: rifiutato con una confidenza del 95 %",
            "przyjęte według przyjęcie przy zerze, 5 % niezgodnych: odrzucenie z ufnością 95 %",
        ),
    ],
)  # fmt: skip
def test_the_sentence_of_a_rule(tmp_path: Path, host: Host, accept: str, en: str, it: str, pl: str) -> None:
    samples = "{from: a.csv, item: i, lot: {column: lot, size: 900}}"
    text = f"procedure: a\nsamples: {samples}\ncharacteristics: {{g: {{lower: 1, accept: {{{accept}}}}}}}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    rule = load(["a.yaml"], host, tmp_path)[0].requirements[0].acceptance

    assert [rule.sentence(language) for language in LANGUAGES] == [en, it, pl]


@pytest.mark.parametrize(
    ("count", "noun"),
    [(0, "kanapek"), (1, "kanapka"), (2, "kanapki"), (4, "kanapki"), (5, "kanapek"), (12, "kanapek"), (14, "kanapek"),
     (21, "kanapek"), (22, "kanapki"), (25, "kanapek"), (102, "kanapki"), (112, "kanapek"), (1001, "kanapek")],
)  # fmt: skip
def test_polish_counts_in_three_forms(tmp_path: Path, host: Host, count: int, noun: str) -> None:
    text = "procedure: a\ncalled: {pl: [kanapka, kanapki, kanapek], it: [panino, panini]}\nsamples: {from: a.csv}\n"
    (tmp_path / "a.yaml").write_text(f"{text}characteristics: {{g: {{lower: 1}}}}\n", encoding="utf-8")
    procedure = load(["a.yaml"], host, tmp_path)[0]

    assert procedure.noun(count, "pl") == noun
    assert procedure.noun(count, "it") == ("panino" if count == 1 else "panini")
    assert procedure.noun(count, "en") == ("item" if count == 1 else "items")


def test_items_without_a_name_of_their_own_are_items_in_every_language(tmp_path: Path, host: Host) -> None:
    text = "procedure: a\ncalled: {en: [pan, pans]}\nsamples: {from: a.csv}\ncharacteristics: {g: {lower: 1}}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    procedure = load(["a.yaml"], host, tmp_path)[0]

    assert [procedure.noun(2, language) for language in ("en", "it", "pl", "de")] == [
        "pans",
        "elementi",
        "sztuki",
        "items",
    ]


@pytest.mark.parametrize(
    ("written", "it", "pl"),
    [
        ("1 day", "1 giorno", "1 dzień"), ("2 days", "2 giorni", "2 dni"), ("5 d", "5 giorni", "5 dni"),
        ("1.5 days", "1,5 giorni", "1,5 dnia"), ("1 hour", "1 ora", "1 godzinę"), ("22 hours", "22 ore", "22 godziny"),
        ("5 hours", "5 ore", "5 godzin"), ("1 week", "1 settimana", "1 tydzień"),
        ("2 weeks", "2 settimane", "2 tygodnie"),
        ("5 weeks", "5 settimane", "5 tygodni"), ("2.5 weeks", "2,5 settimane", "2,5 tygodnia"),
        ("1 minute", "1 minuto", "1 minutę"), ("0.5 h", "0,5 h", "0,5 h"), ("30 sec", "30 s", "30 s"),
    ],
)  # fmt: skip
def test_durations(written: str, it: str, pl: str) -> None:
    duration = Duration.parse(written)

    assert [duration.sentence(language) for language in LANGUAGES] == [written, it, pl]


def test_a_language_that_nobody_here_speaks_is_answered_in_english() -> None:
    limits = Limits(lower=Quantity.parse("79.5 g"), below=Quantity.parse(82))

    assert limits.sentence("de") == limits.sentence("en") == "at least 79.5 g, less than 82"


@pytest.mark.parametrize("language", ["../it", "it/../it", "", "IT"])
def test_the_name_of_a_language_is_no_path(language: str) -> None:
    assert said(language, "recorded") == "recorded"


def test_a_plugin_has_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    table = {"{count} layer|{count} layers": ["{count} warstwa", "{count} warstwy", "{count} warstw"]}
    (tmp_path / "wording" / "pl.json").write_text(json.dumps(table), encoding="utf-8")
    say = words_beside(str(tmp_path / "plugin.py"))

    @criterion("layered")
    @frozen
    class Layered:
        """So many layers."""

        layers: int
        reads = Number

        def sentence(self, language: str) -> str:
            return say(language, "{count} layer|{count} layers", self.layers)

        def conforms(self, value: Any) -> Any:
            return value == self.layers

    assert [in_words(Layered, {"layers": many}, language="pl") for many in (1, 2, 5, 22)] == [
        "1 warstwa", "2 warstwy", "5 warstw", "22 warstwy",
    ]  # fmt: skip
    assert [in_words(Layered, {"layers": many}, language="it") for many in (1, 2)] == ["1 layer", "2 layers"]
