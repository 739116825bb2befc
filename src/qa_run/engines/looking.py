"""What is found out beside everything else."""

from collections.abc import Callable
from threading import Thread
from typing import Any

from attrs import define


@define(eq=False, repr=False)
class Look:
    """Something that takes its time, found out on a thread of its own: while the engine scans, or the program loads."""

    look: Callable[[], Any]
    found: Any = None
    error: BaseException | None = None
    thread: Thread | None = None

    def start(self) -> "Look":
        self.thread = Thread(target=self._run, name="qa-run-look", daemon=True)
        self.thread.start()
        return self

    def _run(self) -> None:
        try:
            self.found = self.look()
        except BaseException as error:
            self.error = error

    def goes_on(self, seconds: float) -> bool:
        """Whether it still goes on, `seconds` from now."""
        if self.thread is not None:
            self.thread.join(seconds)
        return self.thread is not None and self.thread.is_alive()

    def result(self) -> Any:
        """What was found, or what was raised."""
        if self.thread is not None:
            self.thread.join()
        if self.error is not None:
            raise self.error
        return self.found
