"""Makes the recorded calls: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_calls.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it.
A line is an utterance, and the item is the call.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from qa_run.testing.forms import save
from voice_samples import save_answer

Row = dict[str, str]
Line = tuple[str, str, str]  # item, characteristic, finding
#: What becomes of the utterances of a call.
Change = Callable[[list[Row]], list[Row]]

HERE = Path(__file__).parent / "samples"
CALLS = 510
#: How long an utterance takes, and at least.
SECONDS_A_WORD, LEAST = 0.4, 2.0
DESKS = {"Leeds": "en", "Genova": "it", "Kraków": "pl"}
#: By language and stage what is said there in a good call.
SAID: Mapping[str, Mapping[str, Sequence[str]]] = json.loads((HERE / "said_in_calls.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Fault:
    """One kind of fault: the calls that it changes, each with its new utterances, and what a report must say."""

    name: str
    lines: Mapping[str, Sequence[Row]]
    answer: tuple[Line, ...]


def good_rows() -> list[Row]:
    """The calls, each with its utterances in order."""
    draw = random.Random(20260305).random
    rows: list[Row] = []
    for number in range(CALLS):
        desk, lang = list(DESKS.items())[number % len(DESKS)]
        complaint = number % 7 in (2, 5)
        stages = ["opening", "asks", "request", "answer"]
        if number % 4 == 0:
            stages += ["request", "answer"]
        stages += ["complaint"] if complaint else ["other"] if number % 2 else []
        if number % 5 != 3:
            stages += ["thanks", "after_thanks"]
        if number % 11 == 4:  # nobody of ours speaks between the two
            stages += ["thanks", "thanks", "after_thanks"]
        rows += _call(f"C{number + 1:03}", desk, lang, "complaint" if complaint else "order", [*stages, "close"], draw)
    return rows


def _call(call: str, desk: str, lang: str, reason: str, stages: Sequence[str], draw: Callable[[], float]) -> list[Row]:
    at = datetime(2026, 3, 5, 8) + timedelta(minutes=2 * int(call[1:]))
    rows: list[Row] = []
    for stage in stages:
        said = SAID[lang][stage][int(draw() * len(SAID[lang][stage]))]
        lasts = max(LEAST, round(SECONDS_A_WORD * len(said.split()) * (1 + draw() / 2), 1))
        customer = stage in ("asks", "answer", "thanks")
        rows.append(
            {
                "call": call,
                "desk": desk,
                "lang": lang,
                "reason": reason,
                "at": str(at),
                "speaker": "customer" if customer else "agent",
                "stage": "" if customer else "reply" if stage == "after_thanks" else stage,
                "said": said,
                "lasts": f"{lasts:.1f}",
            }
        )
        at += timedelta(seconds=int(lasts) + 2)
    return rows


def says(stage: str, said: str, **cells: str) -> Change:
    """In the first utterance of the stage something else is said, or recorded."""
    return recorded(stage, said=said, **cells)


def recorded(stage: str, **cells: str) -> Change:
    def change(rows: list[Row]) -> list[Row]:
        place = next(place for place, row in enumerate(rows) if _is(rows, place, stage))
        return [{**row, **cells} if here == place else row for here, row in enumerate(rows)]

    return change


def replied(said: str) -> Change:
    """The reply to the first thanks to which somebody of ours replies."""
    return recorded("after_thanks", said=said)


def _is(rows: Sequence[Row], place: int, stage: str) -> bool:
    if stage == "after_thanks":
        before = rows[place - 1] if place else rows[place]
        return (
            rows[place]["speaker"] == "agent"
            and before["speaker"] == "customer"
            and before["said"] in SAID[before["lang"]]["thanks"]
        )
    return rows[place]["stage"] == stage


def without(stage: str) -> Change:
    return lambda rows: [row for row in rows if row["stage"] != stage]


def by_nobody_of_ours(rows: list[Row]) -> list[Row]:
    return [{**row, "speaker": "robot" if row["speaker"] == "agent" else row["speaker"]} for row in rows]


def second_request(said: str) -> Change:
    """Only the second of two requests is an order."""

    def change(rows: list[Row]) -> list[Row]:
        _, place, *_ = (place for place, row in enumerate(rows) if row["stage"] == "request")
        return [{**row, "said": said} if here == place else row for here, row in enumerate(rows)]

    return change


def faults(rows: Sequence[Row]) -> list[Fault]:
    """What goes wrong in calls; no two faults meet in one."""
    calls: dict[str, list[Row]] = {}
    for row in rows:
        calls.setdefault(row["call"], []).append(row)
    free = dict(calls)

    def fitting(lang: str, stage: str) -> str:
        """A call of the language in which there is such an utterance; two where requests are asked for."""
        wanted, least = ("request", 2) if stage == "requests" else (stage, 1)
        for call, lines in free.items():
            many = sum(_is(lines, place, wanted) for place in range(len(lines)))
            if lines[0]["lang"] == lang and many >= least:
                del free[call]
                return call
        raise ValueError(f"no call in {lang} is left that has {stage}")

    def sown(name: str, stage: str, changes: Mapping[str, Change], *told: tuple[str, str]) -> Fault:
        chosen = {fitting(lang, stage): change for lang, change in changes.items()}
        return Fault(
            name,
            {call: change(calls[call]) for call, change in chosen.items()},
            tuple((call, *line) for call in chosen for line in told),
        )

    def each(stage: str, en: str, it: str, pl: str) -> dict[str, Change]:
        return {lang: says(stage, said) for lang, said in (("en", en), ("it", it), ("pl", pl))}

    courtesy, please = "courtesy", ("requests", "request: please missing")
    everywhere = (courtesy, "requests", "respect")
    return [
        sown("sure", "after_thanks", each("after_thanks", "Sure.", "Sicuro.", "No jasne."),
             (courtesy, "after thanks: dismissive")),
        sown("no_problem", "after_thanks", each("after_thanks", "No problem!", "Figurati", "nie ma sprawy"),
             (courtesy, "after thanks: casual")),
        sown("pardon", "after_thanks", each("after_thanks", "Are you sure?", "Prego?", "Proszę?"),
             (courtesy, "after thanks: welcome missing")),
        sown("order", "request", each("request", "Your number.", "Mi dia il numero.", "Numer zamówienia."), please),
        sown("please_denied", "request", each("request", "I won't say please. Name?", "Il nome?", "Nazwisko?"), please),
        sown("second_request", "requests", {
            "en": second_request("Spell it."), "it": second_request("Lo ripeta."),
            "pl": second_request("Pana adres."),
        }, please),
        sown("no_greeting", "opening",
             each("opening", "How can I help you?", "Come posso aiutarla?", "Czym mogę służyć?"),
             (courtesy, "opening: greeting missing")),
        sown("no_offer", "opening", each("opening", "Good morning.", "Buongiorno.", "Dzien dobry"),
             (courtesy, "opening: offer missing")),
        sown("no_thanks", "close", each("close", "Well then, goodbye.", "Allora arrivederci.", "No to do widzenia."),
             (courtesy, "close: thanks missing")),
        sown("thanks_denied", "close", each(
            "close", "I won't say thanks for that, goodbye.", "Non la ringrazio. Arrivederci.",
            "Nie będę dziękować. Do widzenia."), (courtesy, "close: thanks missing")),
        sown("thanks_quoted", "close", each(
            "close", "Nobody says 'thank you' here. Goodbye.", "Tutti hanno detto \"grazie\". Arrivederci.",
            "Proszę powiedzieć „dziękuję”. Do widzenia."), (courtesy, "close: thanks missing")),
        sown("no_goodbye", "close", each("close", "Thank you.", "Grazie.", "Dziękuję."),
             (courtesy, "close: goodbye missing")),
        sown("cut_off", "close", dict.fromkeys(SAID, without("close")), (courtesy, "close: thanks missing")),
        sown("hurried_goodbye", "close", {lang: recorded("close", lasts="1.9") for lang in SAID},
             (courtesy, "close: hurried")),
        sown("gabbled", "close", {"en": says(
            "close", "Thank you so very much for calling all of us here today, goodbye.", lasts="2.4")},
             (courtesy, "close: hurried")),
        sown("excuse", "complaint", each(
            "complaint", "I'm not sorry, the van is old.", "Non mi dispiace, il furgone è vecchio.",
            "Nie będę przepraszać, samochód jest stary."), ("amends", "complaint: apology missing")),
        sown("passed_over", "complaint", {"it": without("complaint")}, ("amends", "complaint: apology missing")),
        sown("insult", "other", each("other", "Are you deaf?", "Lei è un IDIOTA.", "Zamknij sie, kretynie"),
             ("respect", "call: insult")),
        sown("hurry", "other", each("other", "Hurry up!", "Si sbrighi!", "Prosze sie pospieszyc"),
             ("respect", "call: hurry")),
        sown("no_request", "request", {"en": without("request")}, ("requests", "missing")),
        sown("german", "other", {"en": recorded("other", lang="de")}, ("respect", "cannot be judged: lang")),
        sown("no_language", "close", {"pl": recorded("close", lang="")},
             (courtesy, "cannot be judged: lang"), ("respect", "cannot be judged: lang")),
        sown("nothing_heard", "request", {"it": recorded("request", said="")},
             ("requests", "cannot be judged: said"), ("respect", "cannot be judged: said")),
        sown("no_seconds", "close", {"pl": recorded("close", lasts="")}, (courtesy, "cannot be judged: lasts")),
        sown("no_speaker", "other", {"en": recorded("other", speaker="")},
             *((what, "cannot be judged: speaker") for what in everywhere)),
        sown("robot", "other", {"it": by_nobody_of_ours}, *((what, "agent: nothing said") for what in everywhere)),
    ]  # fmt: skip


def sow(chosen: Sequence[Fault]) -> tuple[list[Row], list[Line]]:
    """The good sample with the chosen faults in it, and all that a report must say of it."""
    lines = {call: several for fault in chosen for call, several in fault.lines.items()}
    rows: list[Row] = []
    told: set[str] = set()
    for good in good_rows():
        call = good["call"]
        if call not in lines:
            rows.append(good)
        elif call not in told:
            told.add(call)
            rows += [dict(row) for row in lines[call]]
    return rows, sorted(line for fault in chosen for line in fault.answer)


def write_all(folder: Path) -> None:
    """The samples and the answer, under `folder`."""
    rows, answer = sow(faults(good_rows()))
    save(folder / "calls-good.csv", good_rows())
    save(folder / "calls-bad.csv", rows)
    save_answer(folder / "calls-bad.json", answer)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    write_all(HERE)
