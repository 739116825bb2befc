"""What an engine answers: columns of one length, a row for each stratum."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw
from attrs import field, frozen

from qa_run.engines.wanted import Wanted
from qa_run.model.aggregates import Aggregate
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.recorded import Rejected

if TYPE_CHECKING:
    from qa_run.engines.grouping import Grouping
    from qa_run.engines.pictures import Studied
    from qa_run.engines.points import Collect, Points
    from qa_run.model.samples import Reference

CANNOT_BE_JUDGED = "cannot be judged"


@frozen(eq=False, repr=False)
class Repeats:
    """Values that stand more than once: how many rows have one, how many of these are surplus, and some of them."""

    nonconforming: int
    surplus: int
    some: tuple[Any, ...] = ()


@frozen(eq=False, repr=False)
class Prepared:
    """A frame as the engine has it after a scan: its query, the types of its columns, of each measure the column that
    was aggregated, and whether its rows are all that the source has, in their order. `laid` is the table in which the
    answer stands."""

    query: str
    types: Mapping[str, str]
    columns: Mapping[str, str]
    in_order: bool = False
    laid: str = ""

    @property
    def rows(self) -> str:
        """What stands behind `from`."""
        return self.laid or f"({self.query})"


@frozen(eq=False, repr=False)
class Table:
    """Columns by name; all of one length. Of distinct values, also for which ones each condition is true: `where`."""

    columns: Mapping[str, Sequence[Any]]
    length: int
    prepared: Prepared | None = None
    where: Mapping[str, tuple[Any, ...]] = field(factory=dict)

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.columns[name]


@frozen(eq=False, repr=False)
class Expected:
    """What there is to find of a wish: so many items in all strata together, in so many strata at least one; and
    within how many of the rows they probably are, and the first of each stratum. Then an engine need not look at
    every row."""

    items: int
    strata: int
    near: int
    first: int
    rows: int


@frozen(eq=False, repr=False)
class Wish:
    """Items to show: those for which `bad` is true."""

    name: str
    bad: nw.Expr
    finding: nw.Expr
    value: str
    expected: Expected | None = None


@frozen(eq=False, repr=False)
class Told:
    """Items to show of which the scan has told enough: no expression need be made anew.

    value, typed: the columns of the recorded value and of the value as it was read
    there:        the names of the findings that some item has, missing and unreadable values among them
    findings:     of each finding the measure that counted where it is true
    undecided:    what the finding is called where none of them can be told
    known:        of each finding the values that have it, where those have been told instead
    """

    name: str
    value: str
    typed: str
    there: frozenset[str]
    findings: Mapping[str, str]
    expected: Expected | None
    known: Mapping[str, tuple[Any, ...]] | None = None
    undecided: str = CANNOT_BE_JUDGED


@frozen(eq=False, repr=False)
class Shown:
    """One item that an engine found for a wish; its stratum has None for what was not to be told apart."""

    wish: str
    stratum: tuple[str | None, ...]
    row: int | None
    file: int
    item: str | None
    value: Any
    finding: str


#: The keys by which strata are told apart, each with the only values, without outer spaces, that it tells apart: items
#: with any other stand together; None where it tells all of them apart.
Apart = Mapping[str, Sequence[str] | None]
#: All that Python takes off the ends of the name of a stratum; engines by themselves take off less.
OUTER_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
ROW = "@row|any"
FILE = "@file|any"
AS_OF = "@as_of|time"
ITEM = "@item|key"
DOUBT = "@doubt|any"
LISTED, RECORDED = "@listed", "@recorded"
MADE = frozenset({"{source}", LISTED, RECORDED})
"""Columns that no file records: the name of the file, and what the list of items adds."""
LISTED_AT = "@listed_at|any"
"""Beside a list: where an item stands in it."""


def key_name(column: str) -> str:
    """The name under which a column stands as a key: text, blank where nothing is recorded, never dropped."""
    return f"{column}|key"


class Out(Protocol):
    """Where all nonconforming items are written."""

    def part(self) -> Path:
        """A file for the items of one requirement."""

    def add(
        self, procedure: Procedure, requirement: Requirement, shown: Sequence[Shown], places: Sequence[str]
    ) -> None:
        """Write items that Python has at hand, and their places."""


class Engine(Protocol):
    """What planning and running ask of an engine.

    roads: whether the engine knows cheaper roads than Narwhals expressions: repeats by one ordered pass, the few
    distinct values of a column instead of its rows, the cheap measures
    """

    roads: bool

    def headers(self) -> tuple[str, ...]:
        """The recorded headers."""

    def floats(self, header: str) -> bool:
        """Whether the column, read as a number, can hold what is not finite."""

    def typed(
        self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False
    ) -> "nw.LazyFrame[Any]":
        """The frame that criteria see. Each row knows its file and its place in it.

        Only an engine that has `roads` is asked to be trusting: to take texts for what they are at first sight, and
        to tell in the column DOUBT of which rows that does not hold.
        """

    def aggregate(
        self,
        frame: "nw.LazyFrame[Any]",
        measures: Mapping[str, Aggregate],
        keys: Sequence[str],
        keep: Sequence[str] | None = None,
    ) -> Table:
        """The measures of each stratum, or of all rows where there are no keys.

        None for `keep` says that nothing more will be asked of the same rows. The values of the columns that it names
        are kept for `repeats`; only an engine that `keeps` is asked for it.
        """

    def aggregate_told(self, prepared: Prepared, measures: Mapping[str, Aggregate], keys: Sequence[str]) -> Table:
        """Some of the measures again, of other strata, from what the scan prepared."""

    def laid(self, prepared: Prepared) -> "nw.LazyFrame[Any] | None":
        """The frame that was measured, where its rows were laid down; it need not be read again."""

    def keeps(self) -> bool:
        """Whether the values of a column can be kept for later, since the source is slow to read twice."""

    def repeats(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Callable[[], Repeats]:
        """The values of `column` that stand more than once; up to `limit` of them by name. Found out beside the scan
        where that can be; only an engine that has `roads` is asked for it."""

    def large(self) -> bool:
        """Whether there is so much that nothing is measured only because it is nice to know."""

    def looked_up(
        self,
        frame: "nw.LazyFrame[Any]",
        name: str,
        reference: "Reference",
        wanted: Sequence[Wanted],
        at: str,
        as_of: datetime,
    ) -> "nw.LazyFrame[Any]":
        """`frame` with columns of a reference, of the row that holds at the time in the column `at`."""

    def items(self, frame: "nw.LazyFrame[Any]", grouping: "Grouping", as_of: datetime) -> "nw.LazyFrame[Any]":
        """One row for each item of a frame whose rows are events of items."""

    def file_count(self) -> int:
        """How many files there are; a frame counts as one."""

    def rows(self) -> tuple[int, ...]:
        """How many rows each file holds."""

    def rejected(self) -> Sequence[Rejected]:
        """The lines that could not be read as rows; known after the first scan."""

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""

    def few_valued(self, headers: Sequence[str]) -> Collection[str]:
        """The columns of which it pays to judge the distinct values instead of the rows."""

    def aggregate_distinct(self, wanted: Sequence[Wanted], measures: Mapping[str, Aggregate]) -> Callable[[], Table]:
        """Counts over all rows, from the distinct values of one column and how often each stands; found out beside
        the scan. Only asked for columns that are `few_valued`."""

    def settle(self) -> None:
        """Stop what is found out beside the scan: nobody will ask for it any more."""

    def first(
        self, frame: "nw.LazyFrame[Any]", wishes: Sequence[Wish], keys: Apart, item: str | None, limit: int
    ) -> "list[Shown]":
        """For each wish the first `limit` items of each stratum of `keys`, in the order of the rows."""

    def first_told(
        self, prepared: Prepared, told: Sequence[Told], keys: Apart, item: str | None, limit: int
    ) -> "list[Shown]":
        """The same, from what the scan prepared."""

    def write(
        self,
        frame: "nw.LazyFrame[Any]",
        wish: Wish,
        item: str | None,
        procedure: Procedure,
        requirement: Requirement,
        out: "Out",
    ) -> None:
        """Write all items of the wish."""

    def collect(self, frame: "nw.LazyFrame[Any]", asked: "Collect") -> "Points":
        """The points of a sequence, in their order."""

    def study(self, frame: "nw.LazyFrame[Any]", columns: Sequence[str], keys: Sequence[str], time: str) -> "Studied":
        """The columns, and the strata of `keys`, laid down to be drawn; in the order of `time`, if that is named."""

    def common(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Sequence[tuple[Any, int]]:
        """The values that stand in a column most often, and how often; null among them."""

    def places(self, shown: "Sequence[Shown]") -> list[str]:
        """Where people find the rows."""
