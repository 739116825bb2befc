"""Questions to DuckDB about the files of a sample, counted, and its exceptions in this house's words."""

from collections.abc import Callable
from threading import Event
from typing import Any

import duckdb
from attrs import define, field

from qa_run.engines.duck_opened import Opened
from qa_run.engines.duck_several import note_refused
from qa_run.engines.looking import Look
from qa_run.errors import SampleError


class MixedLineEnds(SampleError):
    """DuckDB stopped at a text file whose lines end in several ways; a mended copy can be read."""


@define(eq=False, repr=False)
class Asked(Opened):
    """The files of a sample, and what was asked of them.

    queries:      the SQL of every query that was run, for tests that count scans
    rows_fetched: how many rows came into Python
    beside:       what is asked beside the scan, in turn, each on a connection of its own
    left:         set once nobody will ask for that any more
    """

    queries: list[str] = field(factory=list)
    rows_fetched: int = 0
    beside: list[tuple[Look, Any]] = field(factory=list)
    left: Event = field(factory=Event)

    def _arrays(self, query: str, on: Any = None) -> dict[str, Any]:
        arrays: dict[str, Any] = self._answered(query, lambda answer: answer.fetchnumpy(), on)
        return arrays

    def _fetched(self, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        rows = self._asked(query, on)
        note_refused(self.files)
        self.rows_fetched += len(rows)
        return rows

    def _asked(self, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        """The same of what is not the scan: nothing is noted of lines that are refused."""
        rows: list[tuple[Any, ...]] = self._answered(query, lambda answer: answer.fetchall(), on)
        return rows

    def _meanwhile(self, query: str) -> Callable[[], list[tuple[Any, ...]]]:
        """The answer to `query`, which goes on while others are asked. It sees files, but no table that was made."""
        before, left = [look for look, _ in self.beside], self.left
        connection = self.connection.cursor()

        def ask() -> list[tuple[Any, ...]]:
            for look in before:  # two of them at once would stand in each other's way
                look.wait()
            return [] if left.is_set() else self._asked(query, connection)

        look = Look(ask).start()
        self.beside.append((look, connection))

        def answer() -> list[tuple[Any, ...]]:
            rows: list[tuple[Any, ...]] = look.result()
            self.rows_fetched += len(rows)
            return rows

        return answer

    def settle(self) -> None:
        """Stop what goes on beside the scan: nobody will ask for it any more."""
        self.left.set()
        self.left, beside = Event(), self.beside
        self.beside = []
        for look, connection in beside:
            while not look.wait(0.01):
                connection.interrupt()

    def _answered(self, query: str, fetch: Callable[[Any], Any], on: Any) -> Any:
        """What DuckDB answers, its exceptions said in this house's words."""
        self.queries.append(query)
        try:
            return fetch((self.connection if on is None else on).execute(query))
        except duckdb.InvalidInputException as error:
            if self.references or self.lists:
                from qa_run.engines.duck_references import told_several

                if told := told_several(str(error)):
                    raise SampleError(told) from error
            if "CSV" in str(error) or "line" in str(error):
                raise MixedLineEnds(str(error)) from error
            raise
        except RuntimeError as error:
            if "interrupted" in str(error).lower():  # so DuckDB tells that Ctrl-C was pressed
                raise KeyboardInterrupt from error
            raise
