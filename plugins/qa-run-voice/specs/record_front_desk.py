"""Makes the recorded samples: good utterances, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_front_desk.py` in the folder of the plugin; the seed is fixed, so that
nothing changes by running it.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from qa_run.testing.forms import save
from voice_samples import save_answer

Row = dict[str, str]
Line = tuple[str, str, str]  # item, characteristic, finding

HERE = Path(__file__).parent / "samples"
CALLS = 120
HOTELS = {"Harbour": "en", "Duomo": "it", "Rynek": "pl"}
NAMES = {
    "en": ("Mr Hughes", "Mrs Lind", "Ms Okafor", "Dr Price"),
    "it": ("signora Rossi", "signor Neri", "dottoressa Galli", "signor Conti"),
    "pl": ("panie Nowak", "pani Kowalska", "panie Zieliński", "pani Wójcik"),
}
STAGES = ("opening", "request", "other", "complaint", "after_thanks", "closing")
SAID: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "opening": (
            "Good morning, Harbour Hotel, how may I help you?",
            "Hello {name}, this is the front desk. What can I do for you?",
            "Good evening and welcome to the Harbour, can I help you with your bags?",
        ),
        "request": (
            "Could I have your passport, please?",
            "Would you mind writing your address here, {name}?",
            "May I have the number of your booking?",
            "Please sign at the bottom.",
        ),
        "other": (
            "Are you sure that it was room 212?",
            "Breakfast is from seven to ten, and the stupid lift is being mended.",
            "One of the guests said \"you idiot\" to the porter this morning.",
            "The lamp in the hall is not working.",
            "I have put you on the third floor, with a view of the pier.",
        ),
        "complaint": (
            "I'm so sorry about the noise, {name}, we will move you at once.",
            "We do apologise for the cold water; the boiler failed at six.",
            "My apologies, that was our mistake.",
        ),
        "after_thanks": ("You're welcome.", "My pleasure, {name}.", "Not at all!", "You are most welcome, {name}."),
        "closing": (
            "Thank you for staying with us, have a safe journey.",
            "Many thanks, {name}, goodbye.",
            "Thank you, and have a lovely day.",
        ),
    },
    "it": {
        "opening": (
            "Buongiorno, Hotel Duomo, come posso aiutarla?",
            "Buonasera {name}, cosa posso fare per lei?",
            "Benvenuti al Duomo, desidera altro oltre alla camera?",
        ),
        "request": (
            "Mi può dare il passaporto, per favore?",
            "Potrebbe scrivere qui il suo indirizzo, {name}?",
            "Per cortesia, firmi in fondo.",
            "Le dispiacerebbe ripetere il numero della prenotazione?",
        ),
        "other": (
            "È sicuro che fosse la camera 212?",
            "La colazione è dalle sette alle dieci.",
            "Un ospite ha detto \"idiota\" al facchino.",
            "Questa stupida lampada non funziona più.",
            "Le ho dato il terzo piano, con vista sulla piazza.",
        ),
        "complaint": (
            "Mi dispiace molto per il rumore, {name}, la spostiamo subito.",
            "Ci scusiamo per l'acqua fredda: la caldaia si è fermata alle sei.",
            "Le chiedo scusa, è stato un nostro errore.",
        ),
        "after_thanks": ("Prego.", "Si figuri, {name}.", "Non c'è di che!", "Di niente, è stato un piacere."),
        "closing": (
            "Grazie di essere stati con noi, buon viaggio.",
            "Grazie mille, {name}, arrivederci.",
            "La ringrazio e le auguro una buona giornata.",
        ),
    },
    "pl": {
        "opening": (
            "Dzień dobry, hotel Rynek, w czym mogę pomóc?",
            "Dobry wieczór, {name}, co mogę dla pani zrobić?",
            "Witamy w hotelu Rynek, czym mogę służyć?",
        ),
        "request": (
            "Czy mogę prosić o paszport?",
            "Czy mógłby pan wpisać tu adres?",
            "Proszę podpisać na dole, {name}.",
            "Poproszę numer rezerwacji.",
        ),
        "other": (
            "Czy jest pan pewien, że to był pokój 212?",
            "Śniadanie jest od siódmej do dziesiątej.",
            "Jeden z gości powiedział „idiota” do bagażowego.",
            "Ta głupia lampa znowu nie działa.",
            "Dałam państwu trzecie piętro, z widokiem na rynek.",
        ),
        "complaint": (
            "Bardzo mi przykro z powodu hałasu, {name}, zaraz zmienimy pokój.",
            "Przepraszamy za zimną wodę, piec stanął o szóstej.",
            "Najmocniej przepraszam, to nasza wina.",
        ),
        "after_thanks": ("Nie ma za co.", "Proszę bardzo.", "Cała przyjemność po mojej stronie.",
                         "Nie ma za co, {name}."),
        "closing": (
            "Dziękujemy za pobyt, szerokiej drogi.",
            "Dziękuję bardzo, {name}, do widzenia.",
            "Dziękuję i życzę miłego dnia.",
        ),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One kind of fault: the cells that change, the lines that come twice, and what a report must say of them."""

    name: str
    cells: Mapping[tuple[str, str], str]
    answer: tuple[Line, ...]
    copied: tuple[str, ...] = ()


def good_rows() -> list[Row]:
    """The utterances of the calls, one of each stage, in which everything conforms."""
    draw = random.Random(20260305).random
    rows: list[Row] = []
    for call in range(CALLS):
        hotel, lang = list(HOTELS.items())[call % len(HOTELS)]
        name = NAMES[lang][int(draw() * len(NAMES[lang]))]
        at = datetime(2026, 3, 5, 7) + timedelta(minutes=9 * call)
        for number, stage in enumerate(STAGES):
            said = SAID[lang][stage]
            rows.append(
                {
                    "utterance": f"C{call + 1:03}-{number + 1}",
                    "hotel": hotel,
                    "lang": lang,
                    "stage": stage,
                    "at": str(at + timedelta(seconds=20 * number)),
                    "said": said[int(draw() * len(said))].format(name=name),
                    "answered_after": f"{0.5 + 8 * draw():.1f}",
                }
            )
    return rows


def faults(rows: Sequence[Row]) -> list[Fault]:
    """What goes wrong at front desks; no two faults meet on one utterance."""
    free: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        free.setdefault((row["lang"], row["stage"]), []).append(row["utterance"])

    def sown(name: str, stage: str, said: Mapping[str, str], *told: tuple[str, str], column: str = "said") -> Fault:
        items = {lang: free[lang, stage].pop(7 % len(free[lang, stage])) for lang in said}
        return Fault(
            name,
            {(items[lang], column): text for lang, text in said.items()},
            tuple((item, *line) for item in items.values() for line in told),
        )

    copied = free["it", "other"].pop(3)
    no_welcome = ("answer_to_thanks", "welcome not said")
    return [
        sown("sure", "after_thanks", {"en": "Sure.", "it": "Sicuro.", "pl": "No jasne."},
             no_welcome, ("answer_to_thanks", "dismissive said")),
        sown("no_problem", "after_thanks", {"en": "No problem!", "it": "Figurati", "pl": "nie ma sprawy"},
             no_welcome, ("answer_to_thanks", "casual said")),
        sown("pardon", "after_thanks", {"it": "Prego?", "pl": "Proszę?", "en": "Are you sure?"}, no_welcome),
        sown("order", "request", {"en": "Passport.", "it": "Mi dia il passaporto.", "pl": "Pani paszport."},
             ("request", "please not said")),
        sown("never_please", "request", {"en": "I won't say please. Name?", "it": "Il nome?", "pl": "Nazwisko?"},
             ("request", "please not said")),
        sown("no_greeting", "opening",
             {"en": "How can I help?", "it": "Come posso aiutarla?", "pl": "Czym mogę służyć?"},
             ("opening", "greeting not said")),
        sown("no_offer", "opening", {"en": "Good morning.", "it": "Pronto, buongiorno.", "pl": "Dzien dobry"},
             ("opening", "offer not said")),
        sown("denied", "closing", {
            "en": "I won't say thanks for that, goodbye.", "it": "Non la ringrazio. Arrivederci.",
            "pl": "Nie będę dziękować. Do widzenia."}, ("farewell", "thanks not said")),
        sown("quoted", "closing", {
            "en": "Nobody says 'thank you' here. Goodbye.", "it": "Tutti hanno detto \"grazie\". Arrivederci.",
            "pl": "Proszę powiedzieć „dziękuję”. Do widzenia."}, ("farewell", "thanks not said")),
        sown("no_leave", "closing", {"en": "Thank you.", "it": "Grazie.", "pl": "Dziękuję."},
             ("farewell", "goodbye not said")),
        sown("hurried", "closing", {
            "en": "Thanks, goodbye. Next!", "it": "Grazie, arrivederci. Avanti il prossimo!",
            "pl": "Dziękuję, do widzenia. Następny!"}, ("farewell", "hurry said")),
        sown("excuse", "complaint", {
            "en": "I'm not sorry, the boiler is old.", "it": "Non mi dispiace, la caldaia è vecchia.",
            "pl": "Nie będę przepraszać, piec jest stary."}, ("amends", "apology not said")),
        sown("insult", "other", {"en": "Are you deaf?", "it": "Lei è un IDIOTA.", "pl": "Zamknij sie, kretynie"},
             ("courtesy", "insult said")),
        sown("german", "other", {"en": "de"}, ("courtesy", "cannot be judged: lang"), column="lang"),
        sown("no_language", "other", {"pl": ""}, ("courtesy", "cannot be judged: lang"), column="lang"),
        sown("nothing_said", "other", {"it": ""}, ("courtesy", "missing")),
        sown("slow", "other", {"en": "8.6", "it": "31.5"}, ("answered_after", "above"), column="answered_after"),
        Fault("line_twice", {}, ((copied, "@item", "repeated"),), (copied,)),
    ]  # fmt: skip


def sow(chosen: Sequence[Fault]) -> tuple[list[Row], list[Line]]:
    """The good sample with the chosen faults in it, and all that a report must say of it."""
    cells = {cell: text for fault in chosen for cell, text in fault.cells.items()}
    copied = {item for fault in chosen for item in fault.copied}
    rows: list[Row] = []
    for good in good_rows():
        row = {column: cells.get((good["utterance"], column), text) for column, text in good.items()}
        rows += [row] * (2 if good["utterance"] in copied else 1)
    return rows, sorted(line for fault in chosen for line in fault.answer)


def write_all(folder: Path) -> None:
    """The samples and the answer, under `folder`."""
    rows, answer = sow(faults(good_rows()))
    save(folder / "front_desk-good.csv", good_rows())
    save(folder / "front_desk-bad.csv", rows)
    save_answer(folder / "front_desk-bad.json", answer)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    write_all(HERE)
