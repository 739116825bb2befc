"""What people see of an exception, and the exit code it comes to."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence

from qa_run.cli.screen.page import Span, line, page_for
from qa_run.errors import Fault, PluginError, QaRunError, SpecErrors
from qa_run.version import VERSION

USAGE, ERROR = 4, 3


def refuse(error: Exception, words: Sequence[str]) -> int:
    """Tell `error` on stderr: faults with their places, refusals in a line, anything else with the place of a log."""
    if isinstance(error, SpecErrors):
        _tell([str(fault) for fault in error.faults], [_count(error.faults)])
        return USAGE
    if isinstance(error, QaRunError):
        first, *rest = str(error).splitlines() or [type(error).__name__]
        _tell([f"qa-run: {first}", *rest])
        return ERROR if isinstance(error, PluginError) else USAGE
    if isinstance(error, OSError) and error.errno is not None:
        where = f"{error.filename}: " if error.filename else ""
        _tell([f"qa-run: {where}{error.strerror}; the run was stopped, and its output is not complete"])
        return ERROR
    told = " ".join(str(error).split())
    _tell(
        [f"qa-run: internal error: {type(error).__name__}: {told}"],
        [f"the traceback is in {_logged(error, words)}; nothing was decided about the samples"],
    )
    return ERROR


def _tell(lines: Sequence[str], after: Sequence[str] = ()) -> None:
    page_for(sys.stderr, "auto").write([line(Span(each)) for each in lines] + [line(Span(each)) for each in after])


def _count(faults: Sequence[Fault]) -> str:
    files = len({fault.place.file for fault in faults})
    return f"{_plural(len(faults), 'fault')} in {_plural(files, 'file')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _logged(error: Exception, words: Sequence[str]) -> str:
    with tempfile.NamedTemporaryFile(
        "w", prefix="qa-run-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as log:
        log.write(f"qa-run {VERSION}, Python {platform.python_version()}, {platform.platform()}\n{list(words)}\n\n")
        log.write("".join(traceback.format_exception(error)))
    return log.name
