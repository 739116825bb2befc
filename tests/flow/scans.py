"""What an engine is asked in a run: each query, how often its plan reads a file, how many rows it hands over."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from qa_run.engines.duck import Duck

TELLING = re.compile(r", rejects_table='\w+', rejects_scan='\w+'")
PURPOSES = ("aggregate", "aggregate_told", "repeats", "first", "first_told", "rows", "few_valued", "aggregate_distinct")


@dataclass(frozen=True)
class Asked:
    """One query: what it was for, how many times its plan reads a file, and how many rows it gave; `beside` the scan
    is what goes on meanwhile."""

    purpose: str
    scans: int
    rows: int
    query: str


@contextmanager
def asked() -> Iterator[list[Asked]]:
    """Everything that is asked of DuckDB meanwhile, in its order."""
    told: list[Asked] = []
    running: list[str] = []
    answer = Duck._asked

    def noted(self: Duck, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        purpose = "beside" if on is not None else running[-1] if running else ""
        asking = self.connection if on is None else on
        plan = asking.execute(f"explain (format json) {TELLING.sub('', query)}").fetchone()
        rows = answer(self, query, on)
        told.append(Asked(purpose, _reads(json.loads(plan[1])), len(rows), query))
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Duck, "_asked", noted)
        for purpose in PURPOSES:
            if hasattr(Duck, purpose):
                patch.setattr(Duck, purpose, _named(getattr(Duck, purpose), purpose, running))
        yield told


def _reads(plan: Any) -> int:
    """How many operators of the plan read a file."""
    if isinstance(plan, list):
        return sum(map(_reads, plan))
    own = any(word in str(plan.get("name", "")).upper() for word in ("READ_CSV", "READ_PARQUET", "TABLE_SCAN"))
    return own + _reads(plan.get("children", []))


def _named(method: Callable[..., Any], purpose: str, running: list[str]) -> Callable[..., Any]:
    def called(*words: Any, **options: Any) -> Any:
        running.append(purpose)
        try:
            return method(*words, **options)
        finally:
            running.pop()

    return called
