"""What criteria and rules say in English, Italian and Polish, as people who speak them have it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from qa_run import BusinessTime, Duration, Limits, Points, Quantity, criterion, said, words_beside
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


def test_every_criterion_has_a_sentence_here() -> None:
    own = {offer.name for offer in HOST.criteria if offer.plugin == "qa-run"}

    assert own == {row["criterion"] for row in GOLDEN}


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
            "accettato secondo il piano: ISO 2859-1, livello II, campionamento semplice, collaudo ordinario, AQL 1,5",
            "przyjęte według planu: ISO 2859-1, poziom II, plan jednostopniowy, kontrola normalna, AQL 1,5",
        ),
        (
            "plan: {standard: zero-acceptance, ltpd: 5 %}",
            "accepted by zero acceptance, 5 % nonconforming rejected with 95 % confidence",
            "accettato secondo il piano: accettazione zero, 5 % non conformi: rifiutato con una confidenza del 95 %",
            "przyjęte według planu: przyjęcie przy zerze, 5 % niezgodnych: odrzucenie z ufnością 95 %",
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


@pytest.mark.parametrize(
    ("written", "it", "pl"),
    [
        ("10 days", "al massimo 10 giorni", "co najwyżej 10 dni"),
        ("1 day", "al massimo 1 giorno", "co najwyżej 1 dzień"),
        ("1.5 weeks", "al massimo 1,5 settimane", "co najwyżej 1,5 tygodnia"),
        ("90 s", "al massimo 90 s", "co najwyżej 90 s"),
        ("1.5 kg", "al massimo 1,5 kg", "co najwyżej 1,5 kg"),
    ],
)
def test_a_limit_in_a_unit_of_time_is_told_as_a_duration_is(written: str, it: str, pl: str) -> None:
    limits = Limits(upper=Quantity.parse(written))

    assert [limits.sentence(language) for language in LANGUAGES] == [f"at most {written}", it, pl]


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


@pytest.mark.parametrize(
    ("written", "it", "pl"),
    [
        ("1 business hours", "1 ora lavorativa", "1 godzinę roboczą"),
        ("2 business hours", "2 ore lavorative", "2 godziny robocze"),
        ("5 business h", "5 ore lavorative", "5 godzin roboczych"),
        ("22 business hours", "22 ore lavorative", "22 godziny robocze"),
        ("1.5 business hours", "1,5 ore lavorative", "1,5 godziny roboczej"),
        ("1 business minute", "1 minuto lavorativo", "1 minutę roboczą"),
        ("30 business min", "30 minuti lavorativi", "30 minut roboczych"),
        ("1 business day", "1 giorno lavorativo", "1 dzień roboczy"),
        ("2 business days", "2 giorni lavorativi", "2 dni robocze"),
        ("5 business d", "5 giorni lavorativi", "5 dni roboczych"),
        ("22 business days", "22 giorni lavorativi", "22 dni robocze"),
    ],
)
def test_business_time(written: str, it: str, pl: str) -> None:
    time = BusinessTime.parse(written)

    assert [time.sentence(language) for language in LANGUAGES] == [written, it, pl]


@pytest.mark.parametrize(
    ("written", "it", "pl"),
    [
        ("1 point", "1 punto percentuale", "1 punkt procentowy"),
        ("2 points", "2 punti percentuali", "2 punkty procentowe"),
        ("5 points", "5 punti percentuali", "5 punktów procentowych"),
        ("20 points", "20 punti percentuali", "20 punktów procentowych"),
        ("22 points", "22 punti percentuali", "22 punkty procentowe"),
        ("-1.5 points", "-1,5 punti percentuali", "-1,5 punktu procentowego"),
    ],
)
def test_points(written: str, it: str, pl: str) -> None:
    assert [Points.parse(written).sentence(language) for language in LANGUAGES] == [written, it, pl]


OBSERVED = [
    (
        "{count: true}",
        "number of events", "numero di eventi", "liczba zdarzeń",
    ),
    (
        "{count: [call, mail]}",
        "number of events (call or mail)", "numero di eventi (call oppure mail)", "liczba zdarzeń (call lub mail)",
    ),
    (
        "{count: {what: [call, mail], agent: eva}}",
        "number of events (what call or mail, agent eva)", "numero di eventi (what call oppure mail, agent eva)",
        "liczba zdarzeń (what call lub mail, agent eva)",
    ),
    (
        "{distinct: {column: agent, of: call}}",
        "number of different values of agent (call)", "numero di valori diversi di agent (call)",
        "liczba różnych wartości agent (call)",
    ),
    ("{total: amount}", "sum of amount", "somma di amount", "suma amount"),
    (
        "{repeats: [call, mail]}",
        "number of events that came again (call, mail)", "numero di eventi ripetuti (call, mail)",
        "liczba powtórzonych zdarzeń (call, mail)",
    ),
    (
        "{position: {of: call, among: [call, mail]}}",
        "place of the first event (call) among the events (call or mail)",
        "posizione del primo evento (call) tra gli eventi (call oppure mail)",
        "miejsce pierwszego zdarzenia (call) wśród zdarzeń (call lub mail)",
    ),
    (
        "{position: {of: call}}",
        "place of the first event (call) among all events", "posizione del primo evento (call) tra tutti gli eventi",
        "miejsce pierwszego zdarzenia (call) wśród wszystkich zdarzeń",
    ),
    (
        "{first: call}",
        "time of the first event (call)", "momento del primo evento (call)", "czas pierwszego zdarzenia (call)",
    ),
    ("{last: true}", "time of the last event", "momento dell'ultimo evento", "czas ostatniego zdarzenia"),
    (
        "{value: {column: agent, at: first}}",
        "agent in the first event", "agent nel primo evento", "agent w pierwszym zdarzeniu",
    ),
    (
        "{value: {column: agent, of: mail}}",
        "agent in the last event (mail)", "agent nell'ultimo evento (mail)", "agent w ostatnim zdarzeniu (mail)",
    ),
    (
        "{elapsed: {from: {first: call}, to: {first: mail, after: from}}}",
        "time from the first event (call) to the first event after it (mail)",
        "tempo tra il primo evento (call) e il primo evento successivo (mail)",
        "czas od pierwszego zdarzenia (call) do pierwszego zdarzenia po nim (mail)",
    ),
    (
        "{elapsed: {from: asked_at, to: at}}",
        "time from asked_at to at", "tempo tra asked_at e at", "czas od asked_at do at",
    ),
    (
        "{missing_step: [call, mail]}",
        "the first that is missing of call, mail", "la prima fase che manca tra call, mail",
        "pierwszy brakujący krok z: call, mail",
    ),
    (
        "{wrong_order: [call, mail]}",
        "the first that is out of order of call, mail", "la prima fase fuori ordine tra call, mail",
        "pierwszy krok poza kolejnością z: call, mail",
    ),
    (
        "{latest_before: {column: until, of: call}}",
        "the latest until before it (call)", "l'ultimo until precedente (call)", "ostatnie wcześniejsze until (call)",
    ),
    (
        "{score: {lines: {hat: 2, coat: 1}}}",
        "score of hat, coat", "punteggio di hat, coat", "wynik punktowy z: hat, coat",
    ),
    ("{minus: [gross, tare]}", "gross minus tare", "gross meno tare", "gross minus tare"),
    (
        "{sum: {columns: [red, green], blank_is_zero: true}}",
        "red plus green, a blank one being 0", "red più green, dove vuoto vale 0",
        "red plus green, gdzie puste liczy się jako 0",
    ),
    (
        "{per_unit: {of: grams, units: pieces}}",
        "grams for each of pieces", "grams diviso per pieces", "grams podzielone przez pieces",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """All observations of one procedure, by the names that they get here."""
    folder = tmp_path_factory.mktemp("observed")
    named = "".join(f"  o{place}: {written}\n" for place, (written, *_) in enumerate(OBSERVED))
    samples = "samples: {from: a.csv, item: i, time: at, events: {name: what}, of: rows}\n"
    text = f"procedure: a\n{samples}observations:\n{named}characteristics: {{g: {{lower: 1}}}}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return load(["a.yaml"], HOST, folder)[0].observations


@pytest.mark.parametrize("place", range(len(OBSERVED)), ids=lambda place: OBSERVED[place][0])
def test_the_sentence_of_an_observation(observed: Mapping[str, Any], place: int) -> None:
    _, *expected = OBSERVED[place]

    assert [observed[f"o{place}"].made.sentence(language) for language in LANGUAGES] == expected


def test_every_kind_of_observation_has_a_sentence_here(observed: Mapping[str, Any]) -> None:
    own = {offer.name for offer in HOST.observations if offer.plugin == "qa-run"}

    assert own == {each.kind for each in observed.values() if not each.judges}
