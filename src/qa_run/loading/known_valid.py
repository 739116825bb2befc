"""What has been found valid before, by digest, so that an unchanged procedure need not be checked again.

A file in the user's cache folder. Whatever is wrong with it or with the folder, procedures are just checked again.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from attrs import define, field

#: More than a house has procedures, and less than a page of a disk is slow to read.
KEPT = 2000


def cache_file() -> Path | None:
    """The file of the cache; None where `QA_RUN_CACHE=off`, or where there is no home to put it in."""
    if os.environ.get("QA_RUN_CACHE", "").lower() == "off":
        return None
    folder = os.environ.get("XDG_CACHE_HOME")
    try:
        root = Path(folder) if folder and Path(folder).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return root / "qa-run" / "valid-procedures"


def digest(*parts: bytes) -> str:
    """One digest of several texts, in which none can run into the next."""
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


@define(eq=False, repr=False)
class KnownValid:
    """The digests of what was found valid: those of earlier runs, and those added in this one."""

    path: Path | None
    known: dict[str, None] = field(factory=dict)
    added: dict[str, None] = field(factory=dict)

    @classmethod
    def read(cls, path: Path | None) -> "KnownValid":
        try:
            words = path.read_text("ascii").split() if path else []
        except (OSError, ValueError):
            words = []
        return cls(path, dict.fromkeys(word for word in words if len(word) == 64))

    def __contains__(self, found: str) -> bool:
        return found in self.known

    def add(self, found: str) -> None:
        self.added[found] = None

    def write(self) -> None:
        """Keep what was added, in one step, so that two runs at once cannot spoil the file."""
        if self.path is None or not self.added:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, [*(old for old in self.known if old not in self.added), *self.added][-KEPT:])
        except OSError:
            return


def _replace(path: Path, words: Iterable[str]) -> None:
    from tempfile import mkstemp  # a run that adds nothing need not load it

    handle, name = mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.writelines(f"{word}\n" for word in words)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
