"""A procedure's sample, opened: its files, each read by a reader, and what is known before a row is judged."""

from collections.abc import Mapping

from attrs import field, frozen

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
    """All files of one sample, or a frame that was handed over; and the files beside it: the lists of its items and of
    its lots, and what items are looked up in."""

    files: tuple[OpenFile, ...] = ()
    frame: Frame | None = None
    listed: tuple[OpenFile, ...] = ()
    lots: tuple[OpenFile, ...] = ()
    references: Mapping[str, tuple[OpenFile, ...]] = field(factory=dict)

    @property
    def beside(self) -> tuple[OpenFile, ...]:
        """The files that are read beside the samples."""
        return (*self.listed, *self.lots, *(file for files in self.references.values() for file in files))

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
