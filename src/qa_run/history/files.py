"""Files that are there whole or not at all, also after the power went."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from qa_run.errors import HistoryError

#: Told before and after each step; the tests end the process there.
Step = Callable[[str], None]
HALF = ".half-"
_OLD = 3600


def unwatched(_step: str) -> None:
    """Nobody looks on."""


def folder_made(folder: Path) -> None:
    """`folder`, made if it is not there. What is in it is no business of a version control."""
    try:
        if folder.is_dir():
            return
        folder.mkdir(parents=True, exist_ok=True)
        if folder.parent.name == ".qa-run":
            ignored = folder.parent / ".gitignore"
            if not ignored.exists():
                put_whole(ignored, b"*\n")
    except OSError as error:
        raise HistoryError(f"{folder}: cannot be made: {error.strerror or error}") from error


def put_whole(path: Path, data: bytes, step: Step = unwatched) -> None:
    """`data` in `path`, and on the disk when this returns. Raises OSError."""
    step("before the file")
    handle, name = tempfile.mkstemp(prefix=HALF, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            step("half of the file")
            file.write(data[len(data) // 2 :])
            file.flush()
            step("file written")
            os.fsync(file.fileno())
        step("file on disk")
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    step("file named")
    _settle(path.parent)
    step("folder on disk")


def _settle(folder: Path) -> None:
    """The new name on the disk, where folders can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def swept(folder: Path) -> int:
    """Take away what processes left that ended while they wrote; how many files that were."""
    many = 0
    for path in folder.glob(f"{HALF}*") if folder.is_dir() else ():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _OLD:  # a younger one may be written at this moment
                path.unlink()
                many += 1
    return many


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
