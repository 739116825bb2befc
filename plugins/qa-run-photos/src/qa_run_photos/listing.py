"""A list of pictures, read as a table with a row for each picture file: `.photos`.

Each line is a folder, for all pictures in and below it, or a pattern such as `photos/*.jpg`, both from the folder in
which the list lies and never outside of it; what follows a `#` is a remark. Columns:

    file       the name of the file from the folder of the list, with forward slashes
    sha256     its digest
    taken_at   when it was taken, as its EXIF says (DateTimeOriginal), by the clock of the camera
    width      in pixels, as recorded
    height     likewise
    bytes      its size
    fault      why it cannot be read as a picture; blank where it can

A file that is no picture stays a row, with its fault: left out, nobody would miss it.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from qa_run import Reading, SampleError, TextRows

from qa_run_photos.pictures import ENDINGS, Picture, picture_of

NAMES = ("file", "sha256", "taken_at", "width", "height", "bytes", "fault")


def read(reading: Reading) -> TextRows:
    """The pictures that the list names, each once, by name. Raises SampleError where a line names none."""
    home = reading.path.parent
    files = {path: None for number, line in _lines(reading) for path in _files(home, line, f"{reading.shown}:{number}")}
    if not files:
        raise SampleError(f"{reading.shown}: the list names no pictures: write a folder, or a pattern, on each line")
    rows = sorted((_name(path, home), picture_of(path)) for path in files)
    shown = reading.shown.rpartition("/")[0]
    places = [f"{shown}/{name}" if shown else name for name, _ in rows]
    return TextRows(
        names=NAMES,
        rows=[_row(name, picture) for name, picture in rows],
        place=lambda ordinals: [places[ordinal] for ordinal in ordinals],
        found=tuple(_found([picture for _, picture in rows])),
    )


def _row(name: str, picture: Picture) -> list[object]:
    taken = picture.taken_at.isoformat(" ") if picture.taken_at else None
    return [name, picture.sha256, taken, picture.width, picture.height, picture.bytes, picture.fault]


def _lines(reading: Reading) -> Iterator[tuple[int, str]]:
    try:
        text = reading.path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SampleError(f"{reading.shown}: a list of pictures is UTF-8, and this is not") from error
    for number, line in enumerate(text.splitlines(), 1):
        if wanted := line.partition("#")[0].strip():
            yield number, wanted


def _files(home: Path, line: str, place: str) -> Iterator[Path]:
    """The files that one line names."""
    if Path(line).is_absolute() or ".." in Path(line).parts:
        raise SampleError(f"{place}: {line} leads out of the folder of the list: put the list beside the pictures")
    whole = home / line
    try:
        if whole.is_dir():
            found = [path for path in whole.rglob("*") if path.suffix.lower() in ENDINGS]
        else:
            found = [whole] if whole.exists() else list(home.glob(line))
    except (ValueError, NotImplementedError) as error:
        raise SampleError(f"{place}: {line} is no pattern of files: {error}") from error
    files = [path for path in found if path.is_file()]
    if not files:
        raise SampleError(f"{place}: no picture is at {line}")
    for path in files:
        if not path.resolve().is_relative_to(home.resolve()):
            raise SampleError(f"{place}: {_name(path, home)} is a link out of the folder of the list")
    yield from files


def _name(path: Path, home: Path) -> str:
    """As sheets write it: systems differ in how they keep accents in the names of files."""
    return unicodedata.normalize("NFC", path.relative_to(home).as_posix())


def _found(pictures: list[Picture]) -> Iterator[str]:
    yield f"{len(pictures)} picture{'s' if len(pictures) > 1 else ''}"
    if timeless := sum(picture.taken_at is None for picture in pictures):
        yield f"{timeless} without the time at which they were taken"
    if faulty := sum(picture.fault is not None for picture in pictures):
        yield f"{faulty} that cannot be read"
