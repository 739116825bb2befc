"""What is required of every event of a log: that it is of a known kind, and at a known time."""

import narwhals as nw
from attrs import frozen

from qa_run import (
    Column,
    Example,
    ItemRows,
    Number,
    Rows,
    Text,
    Time,
    column,
    criterion,
    events_column,
    listed_in,
    said,
    short,
)

KNOWN, BLANK = "all known", "nothing"
_QUOTE = "'"


@criterion("kinds")
@frozen(eq=False, repr=False)
class Kinds:
    """Each event of an item is of one of these kinds.

    It is required of every log whose procedure lists them, `events: {name: activity, kinds: [ordered, paid]}` under
    `samples`, as `@item::kinds`: an event under another name counts for nothing, and would pass unseen.

        activity: {kinds: [ordered, paid, delivered]}
    """

    kinds: tuple[str, ...] = short()
    event: Column | None = events_column()
    reads = Text
    gives = Text
    over = ItemRows
    exclusive = True
    examples = (
        Example(
            ["ordered", "paid"],
            passes=("both", "once"),
            fails={"unknown kind": ("misspelt", "another case", "known"), "kind is blank": ("blank",)},
            columns={
                "item": ("both", "both", "once", "misspelt", "misspelt", "another case", "known", "blank", "blank"),
                "activity": ("paid", "ordered", "paid", "payed", "ordered", "Paid", "all known", None, "paid"),
            },
        ),
    )

    def misfit(self) -> str:
        return "" if self.event is not None else "write events: {name: …} under samples, where a row is an event"

    def sentence(self, language: str) -> str:
        return said(language, "each event is one of {values}", values=listed_in(language, self.kinds))

    def observe(self, rows: Rows) -> nw.Expr:
        assert self.event is not None
        named = self.event.value
        quoted = nw.concat_str([nw.lit(_QUOTE), named, nw.lit(_QUOTE)])
        unknown = nw.when(named.is_null()).then(nw.lit(BLANK)).otherwise(quoted)
        return rows.least(unknown, named.is_null() | ~named.is_in(self.kinds)).fill_null(KNOWN)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {"unknown kind": value.str.starts_with(_QUOTE), "kind is blank": value == BLANK}


@criterion("timed")
@frozen(eq=False, repr=False)
class Timed:
    """Each event of an item has a time that can be read.

    It is required of every log with a `time:` under `samples`, as `@item::timed`: an event without one is neither first
    nor last, and whatever it was late for would pass unseen. The value is how many there are.

        at: {timed: happened_at}
    """

    at: Column = column(reads=Time)
    reads = Time
    gives = Number
    over = ItemRows
    exclusive = True
    examples = (
        Example(
            "happened_at",
            passes=("good",),
            fails={"no readable time": ("worded", "blank", "no such day")},
            columns={
                "item": ("good", "good", "worded", "worded", "blank", "no such day"),
                "activity": ("a", "b", "a", "b", "a", "a"),
                "happened_at": ("2026-03-01 09:00", "2026-03-01 10:00", "noon", "2026-03-01 10:00", None, "2026-02-30"),
            },
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "each event has a time that can be read")

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count() - rows.known(self.at)  # the engine counts what is there quicker than what is not

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {"no readable time": value > 0}
