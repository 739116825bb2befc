"""What is asked of the rows of an item: what is taken of those that are meant, and what each has of those before it."""

from enum import Enum

import narwhals as nw
from attrs import frozen

from qa_run.model.conditions import Where


class Sees(Enum):
    """What is seen by who asks for rows."""

    ROW = "one row"
    BEFORE = "one row and those before it"
    ITEM = "all rows of an item"


class Taken(Enum):
    """What is taken of the rows of an item."""

    COUNT = "count"
    KNOWN = "known"
    FIRST = "first"
    LAST = "last"
    TOTAL = "total"
    DISTINCT = "distinct"
    VALUE_AT_FIRST = "value at first"
    VALUE_AT_LAST = "value at last"
    LEAST = "least"
    GREATEST = "greatest"


@frozen(kw_only=True, eq=False, repr=False)
class Take:
    """One thing taken of those rows of an item for which `where` holds.

    of:           the column in the frame; blank for a count of rows
    recorded:     of numbers, the column with what is recorded: what is taken of them all is unknown where one is none
    since, until: names of others taken: only rows at that time or later, or at that time or earlier
    """

    taken: Taken
    where: nw.Expr | None = None
    of: str = ""
    recorded: str = ""
    since: str = ""
    until: str = ""


Rule = Where | nw.Expr | None
"""Which rows are meant: conditions as a procedure writes them, or an expression over columns of the row; or all."""


@frozen(kw_only=True, eq=False, repr=False)
class Before:
    """What each row has of those of its item before it: of the column `of` what the very last one holds.

    latest: in its place the greatest of all before it for which `where` holds; the column is one of times
    """

    of: str
    latest: bool = False
    where: nw.Expr | None = None
