"""Makes the recorded samples: good ones, the same with faults sown, the training records, and the answer.

Run `python specs/record_training.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it.
Who may do what is known here from who was let work when, and not from the records that qa-run looks into.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from attrs import field, frozen

Row = dict[str, str]
Change = dict[str, str] | Callable[[Row], dict[str, str]]
Answer = list[tuple[str, str, str]]
FOLDER = Path(__file__).parent
SAMPLES = FOLDER / "samples"
NAMES = ("dispensing", "low_ratings", "low_rating_plan")
PREPARATIONS, RATINGS, PLANS = 672, 900, 520
ROOMS, SITES = ("Day clinic", "Night desk", "Sterile room"), ("Bari", "Lecce", "Łódź")
OLDER, UNKNOWN = "trained for an older revision", "training not valid then"
#: The good times end well before.
AS_OF = datetime(2026, 12, 31, 12)
SECOND_REVISION = datetime(2026, 3, 16)
#: Lena Costa learns until this day.
TRAINED = datetime(2026, 3, 23)
RECORDS = """\
person,task,revision,level,given,ends
Ewa Nowak,making,1,trained,2026-02-02,
Ewa Nowak,making,2,trained,2026-03-12,
Igor Rossi,making,1,trained,2025-01-08,2026-01-31
Igor Rossi,making,1,trained,2026-02-01,2026-12-31
Igor Rossi,making,2,trained,2026-03-10,2026-12-31
Lena Costa,making,1,trainee,2026-02-20,
Lena Costa,making,2,trainee,2026-03-13,
Lena Costa,making,2,trained,2026-03-23,
Marta Bianchi,making,1,trainer,2024-05-06,
Marta Bianchi,making,2,trainer,2026-03-09,
Nils Berg,making,1,trained,2025-11-03,
Olga Wolska,making,2,trained,2026-03-14,
Ewa Nowak,checking,1,trained,2025-06-02,2026-10-31
Marta Bianchi,checking,1,trained,2024-06-03,
Piotr Zieliński,checking,1,trained,2025-03-03,
Anna Conti,complaints,1,trained,2026-01-12,2027-01-11
Luca Greco,complaints,1,trained,2025-01-20,2026-01-19
Luca Greco,complaints,1,trained,2026-01-19,2027-01-18
Wiktoria Mazur,complaints,1,trained,2026-02-16,
Igor Rossi,complaints,1,trained,2025-02-03,2026-02-02
Tomasz Lis,complaints,1,trained,2026-06-01,
"""


@frozen
class Fault:
    """Cells to change, each by item and column; cells of the records, by person, task, revision and column; and what
    a report must say: item, characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    answer: Answer
    records: dict[tuple[str, ...], str] = field(factory=dict)
    #: characteristics that are met and yet marginal
    marginal: tuple[str, ...] = ()
    #: lines of a log that are left out, and some that are written once more, each with another time
    dropped: tuple[str, ...] = ()
    again: dict[str, str] = field(factory=dict)


def clock(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


def records() -> list[Row]:
    return list(csv.DictReader(RECORDS.splitlines()))


def makers(time: datetime) -> tuple[str, ...]:
    """Who makes preparations on the days of either revision."""
    always = ("Ewa Nowak", "Igor Rossi", "Lena Costa", "Marta Bianchi")
    return (*always, "Nils Berg") if time < SECOND_REVISION else (*always, "Olga Wolska")


def preparation(draw: random.Random, number: int) -> Row:
    day, turn = divmod(number, 28)
    made = datetime(2026, 3, 3, 7) + timedelta(days=day, minutes=24 * turn, seconds=draw.randrange(600))
    checked = made + timedelta(seconds=30 if number % 50 == 0 else draw.randrange(31, 900))  # the end is included
    maker = draw.choice(makers(made))
    learns = maker == "Lena Costa" and made < TRAINED
    checkers = [name for name in ("Ewa Nowak", "Marta Bianchi", "Piotr Zieliński") if name != maker]
    return {
        "label": f"D{number + 1:04}",
        "room": ROOMS[number % 3],
        "made_by": maker,
        "supervised_by": "Marta Bianchi" if learns else "",
        "made_at": clock(made),
        "checked_by": draw.choice(checkers),
        "checked_at": clock(checked),
        "shipped_at": clock(checked + timedelta(minutes=draw.randrange(1, 90))),
    }


def rating(draw: random.Random, number: int) -> Row:
    rated = datetime(2026, 3, 2, 8) + timedelta(hours=2 * number, minutes=draw.randrange(110))
    score = draw.choices((1, 2, 3, 4, 5), (6, 9, 15, 35, 35))[0]
    answered = rated + timedelta(minutes=draw.randrange(5, 1300)) if score < 3 or number % 7 == 0 else None
    if answered and clock(answered).startswith("2026-03-29 02"):
        answered += timedelta(hours=1)  # clocks skip that hour
    people = ("Anna Conti", "Luca Greco", "Wiktoria Mazur")
    return {
        "rating": f"R{number + 1:04}",
        "site": SITES[number % 3],
        "rated_at": clock(rated),
        "score": str(score),
        "answered_at": clock(answered),
        "answered_by": draw.choice(people if score < 3 else (*people, "Igor Rossi")) if answered else "",
    }


def handled(draw: random.Random, number: int) -> list[Row]:
    """A rating, and if it is a low one all that is done about it: each step is a line of the log."""
    rated = datetime(2026, 3, 2, 8) + timedelta(hours=number, minutes=draw.randrange(50))
    low = number % 8 > 0
    score = draw.choice(("1", "2")) if low else draw.choice(("4", "5"))
    who = draw.choice(("Anna Conti", "Luca Greco", "Wiktoria Mazur"))
    answered = rated + timedelta(minutes=draw.randrange(5, 1400))
    asked = rated + timedelta(hours=25, minutes=draw.randrange(200))
    acted = asked + timedelta(hours=draw.randrange(1, 90))
    steps = [("rated", "", rated)]
    if low:
        steps += [(draw.choice(("called", "written")), who, answered), ("wish asked", who, asked)]
        steps += [("acted", "Igor Rossi", acted), ("guest told", who, acted + timedelta(hours=draw.randrange(1, 47)))]
    return [
        {
            "line": f"L{number + 1:03}-{place}",
            "rating": f"P{number + 1:03}",
            "site": SITES[number % 3],
            "did": did,
            "by": by,
            "at": clock(at),
            "score": score if did == "rated" else "",
            "content": "true" if did == "guest told" else "",
        }
        for place, (did, by, at) in enumerate(steps)
    ]


def good(name: str) -> list[Row]:
    draw = random.Random(f"{name} 20260302")
    if name == "low_rating_plan":
        return [row for number in range(PLANS) for row in handled(draw, number)]
    make, count = {"dispensing": (preparation, PREPARATIONS), "low_ratings": (rating, RATINGS)}[name]
    return [make(draw, number) for number in range(count)]


def faults(name: str) -> list[Fault]:
    rows = good(name)
    of = {"dispensing": _of_preparations, "low_ratings": _of_ratings, "low_rating_plan": _of_plans}
    return of[name](rows)


@frozen
class _Sower:
    """Sows a fault in so many rows, none in one that has another."""

    key: str
    rows: Sequence[Row]
    taken: set[str] = field(factory=set)

    def sown(
        self, name: str, count: int, where: Callable[[Row], bool], change: Change, told: Sequence[tuple[str, str]]
    ) -> Fault:
        free = [row for row in self.rows if row[self.key] not in self.taken and where(row)]
        picked = random.Random(name).sample(free, count)
        self.taken.update(row[self.key] for row in picked)
        cells = {
            (row[self.key], column): text
            for row in picked
            for column, text in (change(row) if callable(change) else change).items()
        }
        return Fault(name, cells, [(row[self.key], *each) for row in picked for each in told])

    def of_all(
        self, name: str, where: Callable[[Row], bool], told: tuple[str, str], changed: dict[tuple[str, ...], str]
    ) -> Fault:
        """A fault of the records: whatever was done by it is told, but for what another fault has touched."""
        return Fault(name, {}, [(row[self.key], *told) for row in self.rows if where(row)], changed)


def _of_preparations(rows: Sequence[Row]) -> list[Fault]:
    sower = _Sower("label", rows)
    second = str(SECOND_REVISION.date())

    def quiet(row: Row) -> bool:
        """Made by one of whose records nothing is sown."""
        return row["made_by"] in ("Ewa Nowak", "Marta Bianchi", "Lena Costa")

    def learns(row: Row) -> bool:
        return bool(row["supervised_by"])

    def by(maker: str) -> dict[str, str]:
        return {"made_by": maker, "supervised_by": ""}

    made, checked = "made_by", "checked_by"
    return [
        sower.sown("a stranger", 3, quiet, by("Anna Conti"), [(made, "no training record")]),
        sower.sown(
            "before her training", 2, lambda row: quiet(row) and row["made_at"] < "2026-03-14",
            by("Olga Wolska"), [(made, "not yet trained")],
        ),
        sower.sown(
            "by the old revision", 3, lambda row: quiet(row) and row["made_at"] >= second,
            by("Nils Berg"), [(made, OLDER)],
        ),
        sower.sown("left alone", 3, learns, {"supervised_by": ""}, [(made, "trainee without supervision")]),
        sower.sown(
            "her own trainer", 1, learns, {"supervised_by": "LENA COSTA "}, [(made, "trainee supervised by themself")],
        ),
        sower.sown(
            "a colleague beside her", 2, learns, {"supervised_by": "Igor Rossi"}, [(made, "supervisor not qualified")],
        ),
        sower.sown(
            "checked by the maker", 2, lambda row: row["made_by"] == "Marta Bianchi", {"checked_by": "Marta Bianchi"},
            [(checked, "same")],
        ),
        sower.sown(
            "checked by one who only makes", 3, lambda row: row["made_by"] == "Ewa Nowak", {"checked_by": "Igor Rossi"},
            [(checked, "no training record")],
        ),
        sower.of_all(
            "a training that ended, but for the old one",
            lambda row: row["made_by"] == "Igor Rossi" and row["made_at"] >= "2026-03-26", (made, OLDER),
            {("Igor Rossi", "making", "2", "ends"): "2026-03-25"},
        ),
        Fault(
            "a training that is about to end", {}, [], {("Ewa Nowak", "making", "2", "ends"): "2026-04-05"},
            marginal=("made_by",),
        ),
    ]  # fmt: skip


def _of_ratings(rows: Sequence[Row]) -> list[Fault]:
    sower = _Sower("rating", rows)
    at, by = "answered_at", "answered_by"

    def low(row: Row) -> bool:
        clocks_change = "2026-03-28" <= row["rated_at"] < "2026-03-30"
        return int(row["score"]) < 3 and row["answered_by"] != "Luca Greco" and not clocks_change

    def early(row: Row) -> bool:
        return low(row) and row["answered_at"] < "2026-05-31"

    def after(**length: int) -> Callable[[Row], dict[str, str]]:
        return lambda row: {"answered_at": clock(read(row["rated_at"]) + timedelta(**length))}

    by_luca: dict[tuple[str, ...], str] = {("Luca Greco", "complaints", "1", "ends"): "2026-04-30"}
    return [
        sower.sown("a second too late", 3, low, after(hours=24, seconds=1), [(at, "late")]),
        sower.sown("never answered", 3, low, {"answered_at": "", "answered_by": ""}, [(at, "missing")]),
        sower.sown("nobody signed", 2, low, {"answered_by": ""}, [(by, "missing")]),
        sower.sown("a word for a time", 1, low, {"answered_at": "phoned"}, [(at, "unreadable"), (by, UNKNOWN)]),
        sower.sown("whose training ended", 3, low, {"answered_by": "Igor Rossi"}, [(by, "training expired")]),
        sower.sown("before his training", 2, early, {"answered_by": "Tomasz Lis"}, [(by, "not yet trained")]),
        sower.sown("an unknown name", 2, low, {"answered_by": "A. Conti"}, [(by, "no training record")]),
        sower.of_all(
            "a training that ended", lambda row: int(row["score"]) < 3 and row["answered_by"] == "Luca Greco"
            and row["answered_at"] >= "2026-05-01", (by, "training expired"), by_luca,
        ),
    ]  # fmt: skip


def _of_plans(rows: Sequence[Row]) -> list[Fault]:
    """Each fault in some steps of their own: what is told is told of the rating."""
    taken: set[str] = set()
    by_line = {row["line"]: row for row in rows}

    def picked(name: str, count: int, place: int, where: Callable[[Row], bool] = lambda _: True) -> list[Row]:
        """Lines of one step, each of another rating."""
        free = [r for r in rows if r["line"].endswith(f"-{place}") and r["rating"] not in taken and where(r)]
        found = random.Random(name).sample(free, count)
        taken.update(row["rating"] for row in found)
        return found

    def told(found: Sequence[Row], finding: str) -> Answer:
        return [(row["rating"], "plan", finding) for row in found]

    def other(row: Row, place: int) -> Row:
        return by_line[f"{row['line'][:-1]}{place}"]

    def changed(name: str, count: int, place: int, finding: str, change: Callable[[Row], dict[str, str]]) -> Fault:
        found = picked(name, count, place, lambda row: row["rating"] < "P400" and not _of_luca(row))
        cells = {(row["line"], column): text for row in found for column, text in change(row).items()}
        return Fault(name, cells, told(found, finding))

    def left_out(name: str, count: int, place: int, finding: str) -> Fault:
        found = picked(name, count, place, lambda row: not _of_luca(row))
        return Fault(name, {}, told(found, finding), dropped=tuple(row["line"] for row in found))

    def _of_luca(row: Row) -> bool:
        return other(row, 1)["by"] == "Luca Greco"

    def after(row: Row, **length: int) -> dict[str, str]:
        return {"at": clock(read(other(row, 0)["at"]) + timedelta(**length))}

    twice = picked("told twice", 2, 4, lambda row: not _of_luca(row))
    return [
        changed("a second after a day", 3, 1, "answered late", lambda row: after(row, hours=24, seconds=1)),
        left_out("no answer", 3, 1, "answered missing"),
        changed(
            "answered by one whose training ended", 3, 1, "answered not by complaints", lambda _: {"by": "Igor Rossi"}
        ),
        changed("answered before his training", 2, 1, "answered not by complaints", lambda _: {"by": "Tomasz Lis"}),
        changed("answered by nobody", 2, 1, "answered not by complaints", lambda _: {"by": ""}),
        left_out("wish not asked", 2, 2, "wish asked missing"),
        changed(
            "asked before there was an answer", 2, 2, "wish asked too early",
            lambda row: {"at": clock(read(other(row, 1)["at"]) - timedelta(minutes=1))},
        ),
        left_out("nothing done", 3, 3, "acted missing"),
        left_out("not told", 3, 4, "told and not content"),
        changed("told and not content", 2, 4, "told and not content", lambda _: {"content": ""}),
        changed(
            "told two days and a second later", 2, 4, "guest told late",
            lambda row: {"at": clock(read(other(row, 3)["at"]) + timedelta(days=2, seconds=1))},
        ),
        Fault(
            "told twice", {}, told(twice, "guest told more than once"),
            again={row["line"]: clock(read(row["at"]) + timedelta(minutes=5)) for row in twice},
        ),
        Fault(
            "a training that ended", {},
            told([r for r in rows if r["line"].endswith("-1") and r["by"] == "Luca Greco" and r["at"] >= "2026-03-21"],
                 "answered not by complaints"),
            {("Luca Greco", "complaints", "1", "ends"): "2026-03-20"},
        ),
    ]  # fmt: skip


def sow(name: str, chosen: Iterable[Fault]) -> tuple[list[Row], list[Row], Answer]:
    """The rows and the records with these faults, and the answer."""
    rows, told, answer = good(name), records(), []
    by_item = {next(iter(row.values())): row for row in rows}
    for fault in chosen:
        for (item, column), text in fault.cells.items():
            by_item[item][column] = text
        for (*key, column), text in fault.records.items():
            for each in told:
                if [each["person"], each["task"], each["revision"]] == key and each["given"] > "2026-01-18":
                    each[column] = text
        for line, time in fault.again.items():
            rows.append({**by_item[line], "at": time})
        rows = [row for row in rows if next(iter(row.values())) not in fault.dropped]
        answer += fault.answer
    return rows, told, sorted(answer)


def save(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write(folder: Path) -> None:
    """Everything that is recorded; the records with the faults are beside the bad samples."""
    (folder / "samples").mkdir(exist_ok=True)
    save(folder / "training.csv", records())
    for name in NAMES:
        save(folder / "samples" / f"{name}-good.csv", good(name))
        rows, told, answer = sow(name, faults(name))
        save(folder / "samples" / f"{name}-bad.csv", rows)
        save(folder / "samples" / f"{name}-bad-training.csv", told)
        text = json.dumps(answer, indent=1, ensure_ascii=False) + "\n"
        (folder / "samples" / f"{name}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
