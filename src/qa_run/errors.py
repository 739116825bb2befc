"""Places in files, and the errors that point at them.

QaRunError                 anything that qa-run refuses; the root catches all
├── UsageError             the command or the call makes no sense                      exit 4
├── SpecErrors             every fault found in the procedures, each with its place    exit 4
├── SampleError            a source of samples cannot be opened or understood
├── HistoryError             the record of runs cannot be used, or written
└── PluginError            a plugin is broken, unknown or offers a name twice          exit 3
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen


@frozen(repr=False)
class Place:
    """Where something is written: a file, and a line and column in it, counted from 1 as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    __repr__ = __str__

    def __lt__(self, other: Place) -> bool:
        return (self.file, self.line, self.column) < (other.file, other.line, other.column)


@frozen(repr=False)
class Fault:
    """One thing that is wrong in a procedure: where, what, and what to write instead.

    kind: what sort of thing, for those who sort faults; two finders of one fault may see it differently
    """

    place: Place
    message: str
    hint: str = ""
    kind: str = field(default="value", eq=False)

    @property
    def words(self) -> str:
        """What is wrong, and what to do: without the place."""
        return self.message + (f" ({self.hint})" if self.hint else "")

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"

    __repr__ = __str__

    def __lt__(self, other: Fault) -> bool:
        return (self.place, self.message, self.hint) < (other.place, other.message, other.hint)


class QaRunError(Exception):
    """Anything that qa-run refuses to do. The message is one line for a person; nothing else is needed to act on it."""


class UsageError(QaRunError):
    """The command line or the call makes no sense."""


class SpecErrors(QaRunError):
    """The procedures cannot be used. Holds every fault of every file, in the order of their places."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class SampleError(QaRunError):
    """A source of samples cannot be opened, or cannot be understood without guessing."""


class HistoryError(QaRunError):
    """The record of runs cannot be opened, understood or written."""


class PluginError(QaRunError):
    """A plugin cannot be loaded, is not known, or offers what another one offers already."""


def ended_by(leaving: SystemExit) -> PluginError:
    """What to raise where a plugin calls `sys.exit`: an exit code of its own would pass for the verdicts'."""
    trace = leaving.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "something"
    return PluginError(
        f"{where} ended the program (sys.exit): a plugin raises an exception instead, or is left out with "
        f"-p no:NAME; the run was stopped, and nothing was decided about the samples"
    )
