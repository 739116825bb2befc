"""Whether DuckDB keeps the rows of a table that it makes in the order of what it reads, so that their places tell which
rows they were. Joins mix rows up, and DuckDB makes a join of `in` with more than a few values, too."""

import re
from collections.abc import Callable
from typing import Any

_IN_BATCHES = re.compile(r"batch[ _]create[ _]table", re.IGNORECASE)


def keeps_order(ask: Callable[[str], Any], statement: str) -> bool:
    """Whether the table that `statement` creates has its rows in the order of what is read."""
    ((threads,),) = ask("select current_setting('threads')")
    if int(threads) == 1:  # one after the other
        return True
    ((_, plan),) = ask(f"explain {statement}")
    return _IN_BATCHES.search(plan) is not None
