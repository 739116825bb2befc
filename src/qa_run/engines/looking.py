"""What is found out beside everything else."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from attrs import define, field


@define(eq=False, repr=False)
class Look:
    """Something that takes its time, found out on a thread of its own: while the engine scans, or the program loads."""

    look: Callable[[], Any]
    found: Any = None
    error: BaseException | None = None
    thread: Thread | None = None
    over: Event = field(factory=Event)

    def start(self) -> "Look":
        self.thread = Thread(target=self._run, name="qa-run-look", daemon=True)
        self.thread.start()
        return self

    def _run(self) -> None:
        try:
            self.found = self.look()
        except BaseException as error:
            self.error = error
        finally:
            self.over.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over, but no longer than so many seconds; returns whether it is.

        Not by joining its thread: one whose joining Ctrl-C has interrupted says that it ended while it goes on
        (Python 3.11).
        """
        return self.thread is None or self.over.wait(seconds)

    def result(self) -> Any:
        """What was found, or what was raised."""
        self.wait()
        if self.error is not None:
            raise self.error
        return self.found
