"""Lists of pictures: what is found, what is known of each, and what is refused."""

import hashlib
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import qa_run
from PIL import Image
from qa_run import Reading, SampleError

from qa_run_photos.listing import NAMES, read
from qa_run_photos.pictures import picture_of

EXIF, TAKEN_AT, MODEL = 0x8769, 0x9003, 0x0110


def take(path: Path, taken: str | None = None, size: tuple[int, int] = (12, 9)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[MODEL] = "a camera"
    if taken is not None:
        exif.get_ifd(EXIF)[TAKEN_AT] = taken
    Image.new("RGB", size, (200, 180, 160)).save(path, exif=exif)
    return path


def listed(folder: Path, *lines: str) -> Any:
    path = folder / "all.photos"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read(Reading(path=path, shown="here/all.photos", format=qa_run.Format(), scratch=folder))


def files(recorded: Any) -> list[object]:
    return [row[0] for row in recorded.rows]


def test_a_picture_is_a_row_with_what_is_known_of_it(tmp_path: Path) -> None:
    path = take(tmp_path / "in" / "1.jpg", "2026:03:02 10:04:11")
    recorded = listed(tmp_path, "in")
    (row,) = recorded.rows

    assert recorded.names == NAMES
    assert row == [
        "in/1.jpg",
        hashlib.sha256(path.read_bytes()).hexdigest(),
        "2026-03-02 10:04:11",
        12,
        9,
        path.stat().st_size,
        None,
    ]
    assert list(recorded.place([0])) == ["here/in/1.jpg"]


@pytest.mark.parametrize("name", ["1.png", "1.webp", "1.jpeg"])
def test_the_time_is_read_from_any_kind_that_holds_one(tmp_path: Path, name: str) -> None:
    assert picture_of(take(tmp_path / name, "2026:03:02 10:04:11")).taken_at == datetime(2026, 3, 2, 10, 4, 11)


@pytest.mark.parametrize("taken", [None, "0000:00:00 00:00:00", "    :  :     :  :  ", "2 March 2026"])
def test_without_a_time_that_can_be_read_it_is_blank(tmp_path: Path, taken: str | None) -> None:
    picture = picture_of(take(tmp_path / "1.jpg", taken))

    assert (picture.taken_at, picture.width, picture.fault) == (None, 12, None)


def test_a_folder_stands_for_its_pictures_and_those_below_it(tmp_path: Path) -> None:
    for name in ("in/b.JPG", "in/deep/a.png", "other/c.jpg"):
        take(tmp_path / name)
    (tmp_path / "in" / "Thumbs.db").write_bytes(b"")

    assert files(listed(tmp_path, "in/")) == ["in/b.JPG", "in/deep/a.png"]
    assert files(listed(tmp_path, "in/*.JPG # of the old camera", "", "in", "other/c.jpg")) == [
        "in/b.JPG",
        "in/deep/a.png",
        "other/c.jpg",
    ]
    assert len(files(listed(tmp_path, "**/*.[jJ]*"))) == 2


def test_accents_are_written_as_sheets_write_them(tmp_path: Path) -> None:
    take(tmp_path / "in" / unicodedata.normalize("NFD", "Łódź.jpg"))

    assert files(listed(tmp_path, "in")) == ["in/" + unicodedata.normalize("NFC", "Łódź.jpg")]


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("see my phone")


@pytest.mark.parametrize(
    ("damage", "said"), [(half, "broken picture: "), (empty, "the file is empty"), (text, "no picture of a kind")]
)
@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_damaged_picture_stays_a_row_with_its_fault(
    tmp_path: Path, damage: Callable[[Path], None], said: str, ending: str
) -> None:
    take(tmp_path / "in" / "1.jpg")
    damage(take(tmp_path / "in" / f"2.{ending}"))
    recorded = listed(tmp_path, "in")

    assert recorded.rows[0][-1] is None
    assert said in str(recorded.rows[1][-1])
    assert "1 that cannot be read" in recorded.found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("in/*.png", r"here/all.photos:2: no picture is at in/\*.png"),
        ("nowhere", "here/all.photos:2: no picture is at nowhere"),
        ("../in", "here/all.photos:2: ../in leads out of the folder of the list: put the list beside"),
        ("/etc/*", "leads out of the folder"),
        ("out", "here/all.photos:2: out/1.jpg is a link out of the folder of the list"),
        ("in/***", "no picture is at|no pattern of files"),
        ("# nothing", "the list names no pictures: write a folder, or a pattern"),
    ],
)
def test_a_line_that_names_no_picture_of_this_folder_is_refused(tmp_path: Path, line: str, message: str) -> None:
    home = tmp_path / "home"
    take(home / "in" / "1.jpg")
    (home / "out").symlink_to(take(tmp_path / "elsewhere" / "1.jpg").parent)

    with pytest.raises(SampleError, match=message):
        listed(home, "# ours", line)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "all.photos").write_bytes(b"\xff\xd8\xff\xe0")

    with pytest.raises(SampleError, match="a list of pictures is UTF-8, and this is not"):
        read(Reading(path=tmp_path / "all.photos", shown="all.photos", format=qa_run.Format(), scratch=tmp_path))


def test_pictures_are_items_too(tmp_path: Path, photos: dict[str, Any]) -> None:
    take(tmp_path / "in" / "1.jpg", size=(640, 480))
    half(take(tmp_path / "in" / "2.jpg", size=(640, 480)))
    text(tmp_path / "in" / "3.jpg")
    (tmp_path / "all.photos").write_text("in\n")
    spec = "procedure: p\nsamples: {from: all.photos, item: file}\n"
    spec += "characteristics:\n  width: {lower: 640}\n  fault: {absent: true}\n"
    (tmp_path / "spec.yaml").write_text(spec)
    report = qa_run.run(tmp_path / "spec.yaml", **photos)

    assert [
        (item.item, verdict.characteristic, item.finding) for verdict in report.verdicts for item in verdict.items
    ] == [
        ("in/3.jpg", "width", "missing"),
        ("in/2.jpg", "fault", "recorded"),
        ("in/3.jpg", "fault", "recorded"),
    ]
