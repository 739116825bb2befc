"""The digest of a file, and whether the file stayed as it was while it was read."""

import hashlib
from pathlib import Path

from attrs import frozen

from qa_run.errors import SampleError


@frozen(eq=False, repr=False)
class Digest:
    """The SHA-256 of a file, with its size and time as they were before the bytes were read."""

    path: Path
    shown: str
    sha256: str
    before: tuple[int, int]

    def unchanged(self) -> str:
        """The digest; raises SampleError where the file is no longer the one that was read."""
        if _stamp(self.path) != self.before:
            raise SampleError(f"{self.shown}: the file changed while it was read; run again when nobody writes to it")
        return self.sha256


def digest_of(path: Path, shown: str) -> Digest:
    """The digest of `path`, read in one pass."""
    before = _stamp(path)
    with path.open("rb") as file:
        return Digest(path, shown, hashlib.file_digest(file, "sha256").hexdigest(), before)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
