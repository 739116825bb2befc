"""What pytest prints of a requirement that was not met."""

from typing import Any

from attrs import frozen


@frozen
class Told:
    """A verdict in one line and in full."""

    short: str
    text: str


class NotReleased(Exception):
    """A requirement whose verdicts do not release."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.short)
        self.told = told


def told_in_full(path: str, line: int, short: str, text: str) -> Any:
    """The text as pytest keeps a traceback: so the short summary, JUnit XML and the workers of xdist know what to do
    with it, which for plain text they do not."""
    from _pytest._code.code import ExceptionChainRepr, ReprEntryNative, ReprFileLocation, ReprTraceback

    traceback = ReprTraceback([ReprEntryNative([f"{text}\n"])], None, style="native")
    return ExceptionChainRepr([(traceback, ReprFileLocation(path, line, short), None)])
