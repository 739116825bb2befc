"""A line on stderr while long work goes on; short work never shows it, and at the end it is gone."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from attrs import define, field

#: Seconds until the line is shown, and between two of its changes.
PATIENCE, BEAT = 1.0, 0.25
_ERASE = "\r\x1b[K"


@define(eq=False, repr=False)
class Progress:
    """Counts procedures on `out`, or does nothing where that is None."""

    out: IO[str] | None = None
    planned: int = 0
    done: int = 0
    _began: float = 0.0
    _shown: bool = False
    _lock: threading.RLock = field(factory=threading.RLock)
    _over: threading.Event = field(factory=threading.Event)
    _thread: threading.Thread | None = None

    def begin(self) -> None:
        if self.out is None:
            return
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._erase()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """While something else is written, the line is away."""
        with self._lock:
            self._erase()
            yield

    def _run(self) -> None:
        wait = PATIENCE
        while not self._over.wait(wait):
            wait = BEAT
            with self._lock:
                self._put(f"{_ERASE}{self.text(time.monotonic() - self._began)}")
                self._shown = True

    def text(self, seconds: float) -> str:
        """How far the work is, after so many `seconds`."""
        of = f" of {self.planned}" if self.planned else ""
        return f"working: {self.done}{of} procedures done, {seconds:.0f} s"

    def _erase(self) -> None:
        if self._shown:
            self._put(_ERASE)
            self._shown = False

    def _put(self, text: str) -> None:
        if self.out is None:
            return
        try:
            self.out.write(text)
            self.out.flush()
        except OSError:  # nobody looks any more
            self._over.set()
