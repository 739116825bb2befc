"""A procedure's sample, opened: its files, each read by a reader, and what is known before a row is judged."""

from attrs import frozen

from qa_run.model.recorded import Frame, JsonLines, ParquetFile, Rejected, TextFile


@frozen(kw_only=True, eq=False, repr=False)
class OpenFile:
    """One opened file. `parts` are the columns that its path names: `samples/{shop}/*.csv`."""

    shown: str
    path: str
    recorded: TextFile | JsonLines | ParquetFile
    parts: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Source:
    """All files of one sample, or a frame that was handed over, and the lists of its items and of its lots."""

    files: tuple[OpenFile, ...] = ()
    frame: Frame | None = None
    listed: tuple[OpenFile, ...] = ()
    lots: tuple[OpenFile, ...] = ()

    @property
    def found(self) -> tuple[str, ...]:
        """What was found out by looking, file by file."""
        told = [f"{file.shown}: {line}" for file in self.files for line in file.recorded.found]
        return tuple(told) + (self.frame.found if self.frame else ())

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Lines that readers refused before the engine saw them."""
        return tuple(
            line for file in self.files if isinstance(file.recorded, TextFile) for line in file.recorded.rejected
        )
