"""What the events of an item show of the steps of a procedure."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run import Rows, Where
from qa_run.builtin.workflow.spans import span
from qa_run.builtin.workflow.written import Linked, followers


@frozen(eq=False, repr=False)
class Told:
    """A finding, where it is made, and the value that then says what happened.

    text: the value, or how it begins where `took` says how long it was
    """

    finding: str
    where: nw.Expr
    text: str
    took: nw.Expr | None = None

    @property
    def value(self) -> nw.Expr:
        """Where the finding is made; how long it took is known there."""
        text = nw.lit(self.text)
        return text if self.took is None else nw.concat_str([text, self.took], ignore_nulls=True)

    def told_by(self, value: nw.Expr) -> nw.Expr:
        return value == self.text if self.took is None else value.str.starts_with(self.text)


@frozen(eq=False, repr=False)
class Seen:
    """The steps of an item: `at` when each was first, null where it was not, and how `many` of it there were."""

    rows: Rows
    links: Sequence[Linked]
    at: list[nw.Expr] = field(init=False, factory=list)
    many: list[nw.Expr] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        for link in self.links:
            self.at.append(self.rows.first(_meeting(link), since=self._since(link)))
            self.many.append(self._count(link, _meeting(link)))

    @property
    def open(self) -> nw.Expr:
        """Whether a step is still to come."""
        required = [place for place, link in enumerate(self.links) if not link.step.optional]
        return reduce(or_, map(self._open, required), nw.lit(False))

    def told(self) -> Iterator[Told]:
        """The findings in the order of the steps, of which the first one counts."""
        for place, link in enumerate(self.links):
            yield from self._not_so(place, link)
            if not link.step.optional:
                yield from self._missing(place, link)
            yield from self._out_of_order(place, link)
            yield from self._late(place, link)

    def _not_so(self, place: int, link: Linked) -> Iterator[Told]:
        """There, but never as it should be."""
        step, gone = link.step, self.at[place].is_null()
        if step.when is not None or step.by is not None:
            gone = gone & (self._count(link, step.step) > 0)
        if step.when is not None:
            text = f"{step.name} without {step.condition}"
            so = self._count(link, _both(step.step, step.when)) if step.by else self.many[place]
            yield Told(step.otherwise or text, gone & (so == 0), text)
        if step.by is not None:
            text = f"{step.name} not by {step.by.reference}"
            yield Told(text, gone & (self.many[place] == 0), text)
        if not link.again:  # of these it is not known how many came later
            text = f"{step.name} at an unreadable time"
            yield Told(text, gone & (self.many[place] > 0), text)

    def _missing(self, place: int, link: Linked) -> Iterator[Told]:
        step, finding, still = link.step, link.step.otherwise or f"{link.step.name} missing", self._open(place)
        if link.after is not None:
            still = still & ~self.at[link.after].is_null()  # else it is told of that one, or waited for
        late = self._overdue(place)
        if step.within is not None and late is not None:
            assert link.after is not None
            yield Told(finding, still & late, f"no {step.name} in ", span(self.rows, step.within, self.at[link.after]))
        later = [_surely(~self.at[other].is_null()) for other in followers(self.links, place)]
        due = [*later] if step.within is not None else [*later, ~self._running(place)]
        if due:
            yield Told(finding, still & reduce(or_, due), f"no {step.name}")

    def _out_of_order(self, place: int, link: Linked) -> Iterator[Told]:
        step = link.step
        for other in (*(() if link.after is None else (link.after,)), *link.between):
            text = f"{step.name} before {self.links[other].step.name}"
            yield Told(f"{step.name} too early", self.at[place] < self.at[other], text)

    def _late(self, place: int, link: Linked) -> Iterator[Told]:
        step, here = link.step, self.at[place]
        if step.within is not None and link.after is not None:
            start = self.at[link.after]
            took = span(self.rows, step.within, start, here)
            yield Told(f"{step.name} late", self.rows.past(step.within, start, here) > 0, f"{step.name} after ", took)
        if step.once:
            text = f"{step.name} more than once"
            yield Told(text, self.many[place] > 1, text)

    def _open(self, place: int) -> nw.Expr:
        """Whether the step is still to come, as far as those before it were."""
        link = self.links[place]
        gone = self.at[place].is_null()
        if link.after is None or not self.links[link.after].step.optional:
            return gone
        return gone & ~self.at[link.after].is_null()

    def _overdue(self, place: int) -> nw.Expr | None:
        step, after = self.links[place].step, self.links[place].after
        if step.within is None or after is None:
            return None
        return _surely(self.rows.past(step.within, self.at[after]) > 0)

    def _running(self, place: int) -> nw.Expr:
        """Whether a time of one of the steps below still runs."""
        found = nw.lit(False)
        for other in range(place + 1, len(self.links)):
            step, after = self.links[other].step, self.links[other].after
            if step.within is not None and after is not None:
                runs = self.at[other].is_null() & (self.rows.past(step.within, self.at[after]) <= 0)
                found = found | _surely(runs)
        return found

    def _since(self, link: Linked) -> nw.Expr | None:
        return self.at[link.after] if link.again and link.after is not None else None

    def _count(self, link: Linked, where: Where) -> nw.Expr:
        return self.rows.count(where, since=self._since(link))


def _meeting(link: Linked) -> Where:
    """The events that are the step, with all that must hold of them."""
    step = link.step
    found = _both(step.step, step.when)
    if step.by is None or found.told is None:
        return found
    return evolve(found, told=found.told & (step.by.reference.value == "found").fill_null(False))


def _both(one: Where, other: Where | None) -> Where:
    if other is None or one.told is None:
        return one
    return evolve(one, told=one.told & other.told)


def _surely(expression: nw.Expr) -> nw.Expr:
    return expression.fill_null(False)
