"""Makes the recorded audits with their photos: good ones, the same with faults sown, and the answer.

Run `python specs/record_audits.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it. The
photos are grey and eight pixels wide, written here byte by byte: libraries change how they pack pictures.
"""

import json
import random
from base64 import b64decode
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from struct import pack

from attrs import field, frozen
from qa_run.testing.forms import save

Row = dict[str, str]
Change = Callable[[Row], tuple[dict[str, str], dict[str, bytes]]]
Answer = list[tuple[str, str, str]]
FOLDER = Path(__file__).parent
NAME, AUDITS = "visual_audit", 520
SHOPS = ("Bari", "Gdynia", "Lodi", "Łódź")
#: By which these count: the answers of an audit.
WEIGHTS = {"window_clean": 2, "prices_shown": 3, "lights_on": 1, "sign_straight": 1, "floor_clear": 2}
_GREY = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBk"
    "eFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8ASP/Z"
)


@frozen
class Fault:
    """Cells to change, each by audit and column; photos to put into the folder; and what a report must say: item,
    characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    photos: dict[str, bytes]
    answer: Answer = field(factory=list)


def clock(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


def jpeg(remark: str, taken: datetime | None, width: int = 8) -> bytes:
    """A grey picture that says when it was taken; the remark makes it one of its own."""
    start, frame = _GREY[:2], _GREY.index(b"\xff\xc0")
    size = pack(">H", width)
    exif = _segment(0xE1, b"Exif\0\0" + _exif(taken.strftime("%Y:%m:%d %H:%M:%S"))) if taken else b""
    comment = _segment(0xFE, remark.encode())
    return start + exif + comment + _GREY[2 : frame + 7] + size + _GREY[frame + 9 :]


def _segment(kind: int, content: bytes) -> bytes:
    return pack(">BBH", 0xFF, kind, len(content) + 2) + content


def _exif(taken: str) -> bytes:
    """A TIFF with one directory, which leads to the one that holds DateTimeOriginal."""
    text = taken.encode() + b"\0"
    outer = pack(">HHHLLL", 1, 0x8769, 4, 1, 26, 0)
    return b"MM\0*" + pack(">L", 8) + outer + pack(">HHHLLL", 1, 0x9003, 2, len(text), 44, 0) + text


def digest(photo: bytes) -> str:
    return sha256(photo).hexdigest()


def audit(draw: random.Random, number: int) -> tuple[Row, dict[str, bytes]]:
    day, turn = divmod(number, 20)
    began = datetime(2026, 3, 2, 8) + timedelta(days=day, minutes=30 * turn, seconds=draw.randrange(300))
    left = began + timedelta(seconds=draw.randrange(300, 1200))
    taken = began + timedelta(seconds=draw.randrange(int((left - began).total_seconds()) + 1))
    if number % 50 == 0:  # the ends are included
        taken = (began, left)[number // 50 % 2]
    name = f"V{number + 1:03}"
    photo = jpeg(name, taken)
    answers = dict.fromkeys(WEIGHTS, "yes")
    if number % 3 == 0:
        answers[draw.choice([line for line in WEIGHTS if line != "prices_shown"])] = draw.choice(("no", "n/a"))
    file = f"photos/{name}.jpg"
    row = {
        "audit": name,
        "shop": SHOPS[number % 4],
        "audited_at": clock(began),
        "left_at": clock(left),
        **answers,
        "photo": file,
        "photo_sha256": digest(photo),
    }
    return row, {file: photo}


def good() -> tuple[list[Row], dict[str, bytes]]:
    draw = random.Random("visual audit 20260302")
    made = [audit(draw, number) for number in range(AUDITS)]
    return [row for row, _ in made], {file: photo for _, photos in made for file, photo in photos.items()}


def faults() -> list[Fault]:
    rows, photos = good()
    free = list(rows)
    random.Random("faults").shuffle(free)

    def sown(name: str, count: int, finding: str, change: Change, characteristic: str = "photo") -> Fault:
        """The same change of so many audits, none of which has another fault."""
        fault = Fault(name, {}, {})
        for row in (free.pop() for _ in range(count)):
            cells, files = change(row)
            fault.cells.update({(row["audit"], column): text for column, text in cells.items()})
            fault.photos.update(files)
            fault.answer.append((row["audit"], characteristic, finding))
        return fault

    def cells(**written: str) -> Change:
        return lambda _: (written, {})

    def retaken(taken: Callable[[Row], datetime | None], width: int = 8) -> Change:
        """Another photo, recorded as it is."""

        def change(row: Row) -> tuple[dict[str, str], dict[str, bytes]]:
            return filed(row, jpeg(f"{row['audit']} again", taken(row), width))

        return change

    def filed(row: Row, photo: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
        file = f"photos/bad/{row['audit']}.jpg"
        return {"photo": file, "photo_sha256": digest(photo)}, {file: photo}

    def edited(row: Row) -> tuple[dict[str, str], dict[str, bytes]]:
        """The photo was changed after its digest was recorded."""
        told, files = filed(row, photos[row["photo"]] + b"\0")
        return {"photo": told["photo"]}, files

    def torn(row: Row) -> tuple[dict[str, str], dict[str, bytes]]:
        return filed(row, photos[row["photo"]][:-12])

    def midway(row: Row) -> datetime:
        return read(row["audited_at"]) + (read(row["left_at"]) - read(row["audited_at"])) / 2

    return [
        sown("the photo is not there", 3, "file missing", cells(photo="photos/V999.jpg")),
        sown("no photo is named", 2, "no photo", cells(photo="")),
        sown("changed after it was recorded", 3, "another digest", edited),
        sown("a digit of the digest is wrong", 2, "another digest", lambda row: (
            {"photo_sha256": row["photo_sha256"][:-1] + ("0" if row["photo_sha256"][-1] != "0" else "1")}, {})),
        sown("no digest", 2, "no digest recorded", cells(photo_sha256="")),
        sown("half a picture", 2, "unreadable picture", torn),
        sown("a text for a picture", 1, "unreadable picture", lambda row: filed(row, b"see my phone\n")),
        sown("a second before", 2, "older than the audit",
             retaken(lambda row: read(row["audited_at"]) - timedelta(seconds=1))),
        sown("of last week", 2, "older than the audit", retaken(lambda row: midway(row) - timedelta(days=7))),
        sown("on the way home", 2, "taken after the audit",
             retaken(lambda row: read(row["left_at"]) + timedelta(seconds=1))),
        sown("a camera without a clock", 2, "taken at an unknown time", retaken(lambda _: None)),
        sown("nobody looked at the clock", 2, "audited at an unknown time", cells(left_at="later")),
        _reused(free, photos, "the photo of another shop", 2, copied=False),
        _reused(free, photos, "a copy under another name", 2, copied=True),
        sown("too small", 2, "below", retaken(midway, 7), "photo_width"),
        sown("the prices are missing", 3, "prices not shown", cells(prices_shown="no"), "look"),
        sown("a line is not answered", 2, "unanswered: floor_clear", cells(floor_clear=""), "look"),
        sown("dark and dirty", 2, "score below", cells(window_clean="no", lights_on="no"), "look"),
    ]  # fmt: skip


def _reused(free: list[Row], photos: dict[str, bytes], name: str, count: int, copied: bool) -> Fault:
    """Audits of which each has the photo of one that follows, and was there when that was taken."""
    fault = Fault(name, {}, {})
    for _ in range(count):
        row, other = free.pop(), free.pop()
        file, photo = other["photo"], photos[other["photo"]]
        if copied:
            file = f"photos/bad/{row['audit']}.jpg"
            fault.photos[file] = photo
        told = {"photo": file, "photo_sha256": other["photo_sha256"]}
        told |= {"audited_at": other["audited_at"], "left_at": other["left_at"]}
        fault.cells.update({(row["audit"], column): text for column, text in told.items()})
        fault.answer.extend((each["audit"], "photo", "used more than once") for each in (row, other))
    return fault


def sow(chosen: Iterable[Fault]) -> tuple[list[Row], dict[str, bytes], Answer]:
    """The rows with these faults, the photos that come with them, and the answer."""
    (rows, _), photos, answer = good(), dict[str, bytes](), list[tuple[str, str, str]]()
    by_item = {row["audit"]: row for row in rows}
    for fault in chosen:
        for (item, column), text in fault.cells.items():
            by_item[item][column] = text
        photos |= fault.photos
        answer += fault.answer
    return rows, photos, sorted(answer)


def put(folder: Path, photos: dict[str, bytes]) -> None:
    for file, photo in photos.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(photo)


def write(folder: Path) -> None:
    """Everything that is recorded; the photos with faults are in a folder of their own."""
    (folder / "samples").mkdir(exist_ok=True)
    rows, photos = good()
    put(folder, photos)
    save(folder / "samples" / f"{NAME}-good.csv", rows)
    rows, photos, answer = sow(faults())
    put(folder, photos)
    save(folder / "samples" / f"{NAME}-bad.csv", rows)
    text = json.dumps(answer, indent=1, ensure_ascii=False) + "\n"
    (folder / "samples" / f"{NAME}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
