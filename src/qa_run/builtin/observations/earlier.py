"""Of one event of an item, what the events before it show."""

import narwhals as nw
from attrs import frozen

from qa_run import Column, Observed, Rows, Time, Where, observation, said, short
from qa_run.builtin.observations.meant import meant

_TALK: dict[str, tuple[str | None, ...]] = {
    "speaker": ("customer", "agent", "customer", "agent", "agent"),
    "time": (
        *("2026-03-02 09:00", "2026-03-02 09:01", "2026-03-02 09:03"),
        *("2026-03-02 09:03", "2026-03-02 09:04"),
    ),
    "until": (
        *("2026-03-02 09:05", "2026-03-02 09:02", "2026-03-02 09:04"),
        *("2026-03-02 09:06", "2026-03-02 09:09"),
    ),
}


@observation("latest_before")
@frozen(eq=False, repr=False)
class LatestBefore:
    """The latest time that a column has in the events of the item before this one: until when somebody spoke.

        customer_until: {latest_before: {column: until, of: {speaker: customer}}}
        interrupted: {count: {speaker: agent, since: {earlier_than: {column: customer_until}}}}

    Nothing where no event is before it. Those at the same time are not before one another.
    """

    column: Column = short()
    of: Where | None = None
    reads = Time
    gives = Time
    looks_back = True
    examples = (
        Observed("until", ("2026-03-02 09:06",), _TALK),
        Observed({"column": "until", "of": {"speaker": "customer"}}, ("2026-03-02 09:05",), _TALK),
        Observed({"column": "until", "of": {"speaker": "nobody"}}, (None,), _TALK),
        Observed("until", (None,)),
    )

    def sentence(self, language: str) -> str:
        return said(language, "the latest {column} before it", column=self.column) + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.latest_before(self.column, self.of)
