"""What is known of one picture file: its digest, its size, and when it was taken."""

import hashlib
import warnings
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

#: What is looked for where a list names a folder. Some of them take a further library to be read, and say so.
ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp", ".heic", ".heif", ".avif"}
)  # fmt: skip
_EXIF, _TAKEN_AT = 0x8769, 0x9003


@frozen(order=True)
class Picture:
    """A file, read. `fault` says why it is no picture that can be read."""

    sha256: str | None = None
    bytes: int | None = None
    taken_at: datetime | None = None
    width: int | None = None
    height: int | None = None
    fault: str | None = None


def picture_of(path: Path) -> Picture:
    """The picture at `path`, with all of its pixels looked at: half a file is no picture."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return Picture(fault=f"cannot be opened: {error.strerror}")
    known = Picture(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    if not content:
        return evolve(known, fault="the file is empty")
    return _looked_at(known, content)


def _looked_at(known: Picture, content: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError  # only samples with photos pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as image:
                known = evolve(known, width=image.width, height=image.height, taken_at=_taken_at(image))
                image.draft("L", (1, 1))  # a JPEG is looked through to its end, and not unpacked in full
                image.load()
    except UnidentifiedImageError:
        return evolve(known, fault="no picture of a kind that can be read")
    except Exception as error:  # the decoders of broken files raise whatever they stumble over
        return evolve(known, fault=f"broken picture: {error}")
    return known


def _taken_at(image: Any) -> datetime | None:
    """What the EXIF says; None where it says nothing that is a time: cameras without a clock write zeros."""
    try:
        return datetime.strptime(str(image.getexif().get_ifd(_EXIF).get(_TAKEN_AT)).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    except Exception:  # a broken EXIF is none, and the picture may be whole
        return None
