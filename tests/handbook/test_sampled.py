"""What a page tells of events, of values that nobody records, of look-ups, and of what is left out."""

from pathlib import Path

import pytest

from qa_run.handbook.chapters import chapters_of
from qa_run.loading.loader import load
from qa_run.session import Options, host_of

PROCEDURE = """\
procedure: calls
called: {en: [call, calls], it: [chiamata, chiamate], pl: [rozmowa, rozmowy, rozmów]}
samples:
  from: log.csv
  item: order
  time: at
  events: {name: activity}
  of: {from: orders.csv, key: order}
  per: [[shop], [shop, shift]]
  references:
    training: {from: training.csv, key: {person: last_agent}}
    prices: {from: prices.csv, key: {article: article, shop: shop}, valid: {from: since, until: until, at: at}}
exclude:
  - {when: {shop: Test}, because: A shop for rehearsals, at_most: 5}
  - {items: [O7, O8], because: Entered twice, until: 2026-06-30}
  - {items: [O9], because: Lost, at_most: 2.5 %}
observations:
  touches: {count: [call, mail]}
  last_agent: {value: agent}
  hours: {elapsed: {from: {first: call}, to: {last: mail}, in: h}}
  each: {per_unit: {of: hours, units: touches}}
characteristics:
  touches: {upper: 1}
  hours: {upper: 20, optional: true}
  each: {upper: 4}
  last_agent: {found_in: {reference: training}}
"""
RECORDED = {
    "en": [
        "made of what is recorded: number of events (call or mail)",
        "made of what is recorded: time from the first event (call) to the last event (mail), unit h, may be missing",
        "made of what is recorded: hours for each of touches; hours: time from the first event (call) to the last "
        "event (mail); touches: number of events (call or mail)",
        "made of what is recorded: agent in the last event",
    ],
    "it": [
        "ricavato da ciò che è registrato: numero di eventi (call oppure mail)",
        "ricavato da ciò che è registrato: tempo tra il primo evento (call) e l'ultimo evento (mail), unità h, "
        "può mancare",
        "ricavato da ciò che è registrato: hours diviso per touches; hours: tempo tra il primo evento (call) e "
        "l'ultimo evento (mail); touches: numero di eventi (call oppure mail)",
        "ricavato da ciò che è registrato: agent nell'ultimo evento",
    ],
    "pl": [
        "wyliczane z zapisów: liczba zdarzeń (call lub mail)",
        "wyliczane z zapisów: czas od pierwszego zdarzenia (call) do ostatniego zdarzenia (mail), jednostka h, "
        "może brakować",
        "wyliczane z zapisów: hours podzielone przez touches; hours: czas od pierwszego zdarzenia (call) do ostatniego "
        "zdarzenia (mail); touches: liczba zdarzeń (call lub mail)",
        "wyliczane z zapisów: agent w ostatnim zdarzeniu",
    ],
}
SAMPLING = {
    "en": [
        "one call is one item, told apart by order",
        "each row is an event of an item, told by activity",
        "left out where shop is equal to Test, at most 5 calls (A shop for rehearsals)",
        "left out: O7, O8, until 2026-06-30 (Entered twice)",
        "left out: O9, at most 2.5 % (Lost)",
        "the order is told by at",
        "looked up in training by last_agent",
        "looked up in prices by article and shop, as of at",
        "a verdict over all, and one for each shop, and for each shop and shift",
    ],
    "it": [
        "ogni chiamata è un elemento, distinto da order",
        "ogni riga è un evento di un elemento, indicato da activity",
        "escluso dove shop è uguale a Test, al massimo 5 chiamate (A shop for rehearsals)",
        "esclusi: O7, O8, fino al 2026-06-30 (Entered twice)",
        "esclusi: O9, al massimo 2,5 % (Lost)",
        "l'ordine è dato da at",
        "cercato in training tramite last_agent",
        "cercato in prices tramite article e shop, alla data di at",
        "un verdetto su tutto, e uno per ogni shop, e per ogni shop e shift",
    ],
    "pl": [
        "jedna sztuka to rozmowa; rozróżnia je order",
        "każdy wiersz to zdarzenie dotyczące sztuki, określone przez activity",
        "pominięte, gdy shop: równe Test, co najwyżej 5 rozmów (A shop for rehearsals)",
        "pominięte: O7, O8, do 2026-06-30 (Entered twice)",
        "pominięte: O9, co najwyżej 2,5 % (Lost)",
        "kolejność określa at",
        "wyszukiwane w training według last_agent",
        "wyszukiwane w prices według article i shop, na chwilę at",
        "werdykt dla całości i dla każdego: shop, i dla każdego: shop i shift",
    ],
}


@pytest.mark.parametrize("language", ["en", "it", "pl"])
def test_what_is_sampled_and_made_and_left_out(tmp_path: Path, language: str) -> None:
    (tmp_path / "calls.yaml").write_text(PROCEDURE, encoding="utf-8")
    host = host_of(Options())
    (page,) = chapters_of(load(["calls.yaml"], host, tmp_path), host, language)

    assert [", ".join(each.recorded) for each in page.characteristics if each.name] == RECORDED[language]
    assert list(page.sampling) == SAMPLING[language]


def test_what_follows_from_the_samples_stands_under_headings_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "calls.yaml").write_text(PROCEDURE, encoding="utf-8")
    host = host_of(Options())
    for language, titles in (
        ("en", ["Each event of an item", "Each event at a known time", "All that is listed, and nothing else"]),
        ("it", ["Ogni evento di un elemento", "Ogni evento a un'ora nota", "Tutto ciò che è in elenco, e nient'altro"]),
        ("pl", ["Każde zdarzenie sztuki", "Każde zdarzenie o znanym czasie", "Wszystko z listy i nic więcej"]),
    ):
        (page,) = chapters_of(load(["calls.yaml"], host, tmp_path), host, language)

        assert [each.title for each in page.characteristics if not each.name] == titles
