"""Of one event of an item, what the events before it show."""

import narwhals as nw
from attrs import frozen

from qa_run import Column, Rows, Time, Where, observation, short


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

    def sentence(self, language: str) -> str:
        return f"the latest {self.column} before it" + (f" where {self.of}" if self.of else "")

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.latest_before(self.column, self.of)
