"""What has been found valid before, by digest, so that an unchanged procedure need not be checked again."""

from pathlib import Path

from attrs import define, field

from qa_run.loading.kept import put

#: More than a house has procedures, and less than a page of a disk is slow to read.
KEPT = 2000
FILE = "valid-procedures"


@define(eq=False, repr=False)
class KnownValid:
    """The digests of what was found valid: those of earlier runs, and those added in this one."""

    path: Path | None
    known: dict[str, None] = field(factory=dict)
    added: dict[str, None] = field(factory=dict)

    @classmethod
    def read(cls, folder: Path | None) -> "KnownValid":
        """Those that are kept in a cache folder, if there is one."""
        path = folder / FILE if folder else None
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
        """Keep what was added."""
        if self.path is None or not self.added:
            return
        words = [*(old for old in self.known if old not in self.added), *self.added][-KEPT:]
        put(self.path, "".join(f"{word}\n" for word in words))
