"""A file that stands beside a procedure and belongs to it."""

from pathlib import PurePosixPath, PureWindowsPath

from attrs import frozen


@frozen(repr=False)
class Beside:
    """The way to a file from the folder of the procedure, and what is in it; None where it is not there (yet)."""

    way: str
    text: str | None = None

    @classmethod
    def parse(cls, written: object) -> "Beside":
        way = str(written).strip() if isinstance(written, str) else ""
        parts = PurePosixPath(way.replace("\\", "/")).parts
        if not way or ".." in parts or PurePosixPath(way).is_absolute() or PureWindowsPath(way).drive:
            raise ValueError(f"{written!r} is no file beside the procedure: write a way from its folder down")
        return cls(way)

    def __str__(self) -> str:
        return self.way
