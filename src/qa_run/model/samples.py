"""Where the recorded items of a procedure are, and how they are written."""

from collections.abc import Mapping

from attrs import field, frozen

from qa_run.errors import Place


@frozen(kw_only=True, eq=False, repr=False)
class Format:
    """How a source is written. What is None was not declared: the reader finds it out and says so."""

    delimiter: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    quote: str | None = None
    dates: str | None = None
    missing: tuple[str, ...] = ("",)
    yes_no: Mapping[str, tuple[str, ...]] = field(factory=dict)
    sheet: str | None = None
    table: str | None = None
    header: int = 1
    until: str | None = None
    skip: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen(kw_only=True, eq=False, repr=False)
class Listed:
    """The list of what should be there: `of: {from: kits.csv, key: kit_id}`."""

    place: Place
    path: str
    key: str


@frozen(kw_only=True, eq=False, repr=False)
class LotList:
    """The list that tells the sizes of lots: `size: {from: lots.csv, key: batch, column: made}`."""

    place: Place
    path: str
    key: str
    column: str


@frozen(kw_only=True, eq=False, repr=False)
class Lot:
    """The quantity under decision: the column that names it, and its size where that is known."""

    column: str
    size: int | None = None
    size_column: str | None = None
    sizes: LotList | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Events:
    """A row is an event: the column that names its kind, and the one that says by whom it is.

    kinds: all that there are; none where that is not said, and a misspelt one is not noticed then
    """

    name: str
    by: str = ""
    kinds: tuple[str, ...] = ()


#: The values that tell of an item which event of it is of no known kind, and how many of them have no readable time.
KINDS, TIMED = "@item::kinds", "@item::timed"


@frozen(kw_only=True, eq=False, repr=False)
class Validity:
    """From when until when a row of a reference holds, and the time of the item at which it has to.

    after: the bound `from_` is no part of it: the row holds from the moment behind it, or the day behind it
    A bound that no column says is blank: it is open.
    """

    from_: str
    until: str
    at: str
    after: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Reference:
    """A file that items are looked up in: `training: {from: training.csv, key: {person: made_by}}`.

    key:    of each column of the file by which a row is found, the column of the items
    exists: with `any: true`, several rows are as good as one
    latest: the column by which the last of several rows is taken
    only:   of columns of the file, the texts that a row may have there to be looked at
    """

    place: Place
    path: str
    key: Mapping[str, str]
    valid: Validity | None = None
    exists: bool = False
    latest: str = ""
    only: Mapping[str, tuple[str, ...]] = field(factory=dict)


#: In the procedure `of.promised_at` is a column of the list of what should be there.
LIST = "of"
#: What an item is found in that list by: its own name.
BY_ITEM = "@item"


@frozen(kw_only=True, eq=False, repr=False)
class Samples:
    """One procedure's one sample."""

    place: Place
    paths: tuple[str, ...] = ()
    base: str = "."
    item: str | None = None
    repeats_allowed: bool = False
    of: Listed | None = None
    of_rows: bool = False
    lot: Lot | None = None
    time: str | None = None
    time_zone: str | None = None
    per: tuple[tuple[str, ...], ...] = ()
    expected: Mapping[str, tuple[str, ...]] = field(factory=dict)
    columns: Mapping[str, str] = field(factory=dict)
    format: Format = Format()
    rejected_at_most: int = 0
    events: Events | None = None
    references: Mapping[str, Reference] = field(factory=dict)

    def reference(self, name: str) -> Reference | None:
        """The reference of this name; the list of what should be there is one, too."""
        if name == LIST and self.of is not None:
            return Reference(place=self.of.place, path=self.of.path, key={self.of.key: BY_ITEM})
        return self.references.get(name)

    def header_of(self, column: str) -> str:
        """The header under which the logical `column` is recorded."""
        return self.columns.get(column, column)
