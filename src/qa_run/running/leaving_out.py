"""What is not judged, item by item, and why: made under another revision, outside of `only:`, or excluded."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from qa_run.engines.table import FILE, ITEM, Wanted
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.exclusion import Exclusion
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.revisions import Revision
from qa_run.planning.buckets import surely, when_truth
from qa_run.planning.columns import bound_when, when_needs
from qa_run.running.in_force import elsewhere
from qa_run.running.subject import Subject, population

OUTSIDE = "outside of only:"
_WHY, _FROM, _NAME = "@why|key", "@from|key", "@name|key"
_ROWS = "rows"
#: Listed names that are not there are told by name up to so many.
NAMES = 6


@frozen(eq=False, repr=False)
class Reason:
    """Why items are not judged, and where that is so.

    exclusion: where a person wrote it
    revision:  the one that they belong to
    """

    why: str
    where: nw.Expr
    exclusion: Exclusion | None = None
    revision: Revision | None = None


@frozen(eq=False, repr=False)
class Aside:
    """What is not judged of a sample: of each reason how many items in which file, and how many are judged."""

    reasons: tuple[Reason, ...]
    found: Counter[tuple[int, int]]
    inside: int
    absent: tuple[str, ...] = ()

    def of(self, place: int) -> int:
        """How many items the reason at `place` leaves out."""
        return sum(n for (reason, _), n in self.found.items() if reason == place)

    def in_file(self, file: int) -> tuple[tuple[str, int], ...]:
        """The reasons that hold in a file, each with its number of items."""
        return tuple(
            (reason.why, self.found[place, file])
            for place, reason in enumerate(self.reasons)
            if self.found[place, file]
        )

    @cached_property
    def excluded(self) -> int:
        """How many items are excluded by what a person wrote."""
        return sum(self.of(place) for place, reason in enumerate(self.reasons) if reason.exclusion)

    @property
    def total(self) -> int:
        """How many items are not judged."""
        return sum(self.found.values())

    @property
    def none_in_force(self) -> bool:
        """Whether no item is left, since those that are there belong to other revisions."""
        return bool(self._others) and not self.inside and not self.excluded

    @cached_property
    def not_asked(self) -> tuple[str, ...]:
        """The files of revisions that items belong to, and that are not part of the run."""
        return tuple(each.path for each in self._others if not each.asked)

    @cached_property
    def _others(self) -> tuple[Revision, ...]:
        """The other revisions that items belong to."""
        return tuple(each.revision for place, each in enumerate(self.reasons) if each.revision and self.of(place))

    @property
    def too_many(self) -> str:
        """What leaves out more than it may; blank where nothing does."""
        of = self.inside + self.excluded
        for place, reason in enumerate(self.reasons):
            if reason.exclusion is not None and not reason.exclusion.allows(self.of(place), of):
                most = reason.exclusion.at_most
                return f"{reason.why!r} excludes {self.of(place)} of {of} items, and at most {most} may be"
        return ""


def wanted_aside(subject: Subject) -> Sequence[Wanted]:
    """The columns that tell what is not judged, beside those of `only:`."""
    samples = subject.procedure.samples
    found = [want for each in subject.exclude for want in when_needs(each.when, samples)]
    if samples.lot is not None and any(each.lots for each in subject.exclude):
        found.append(Wanted(samples.lot.column, samples.header_of(samples.lot.column), Kind.TEXT))
    if subject.procedure.family is not None and samples.time:
        found.append(Wanted(samples.time, samples.header_of(samples.time), Kind.TIME))
    return found


def in_force_on(subject: Subject) -> tuple[Exclusion, ...]:
    """The exclusions that hold on the day of the run, bound to the samples."""
    holding = (each for each in subject.procedure.exclude if each.holds(subject.as_of.date()))
    samples = subject.procedure.samples
    return tuple(evolve(each, when=bound_when(each.when, samples)) if each.when else each for each in holding)


def left(subject: Subject, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """`frame` with only the items that are judged."""
    return frame.filter(_which(_reasons(subject)) == 0)


def aside_of(subject: Subject) -> Aside:
    """What is not judged, counted in one look at the columns that tell it."""
    reasons = _reasons(subject)
    every = population(subject, ())
    which = (_which(reasons) - 1).cast(nw.String)
    frame = every.with_columns(**{_WHY: which, _FROM: nw.col(FILE).cast(nw.String).fill_null("0")})
    table = subject.engine.aggregate(frame, {_ROWS: Aggregate(How.ROWS, "")}, [_WHY, _FROM])
    found: Counter[tuple[int, int]] = Counter()
    for why, file, rows in zip(table[_WHY], table[_FROM], table[_ROWS], strict=True):
        found[int(why), int(file)] += int(rows)
    inside = sum(n for (why, _), n in found.items() if why < 0)
    out = Counter({key: n for key, n in found.items() if key[0] >= 0 and n})
    return Aside(reasons, out, inside, _absent(subject, every))


def _reasons(subject: Subject) -> tuple[Reason, ...]:
    """Why items may not be judged, in the order in which they are asked."""
    procedure, family = subject.procedure, subject.procedure.family
    found = [Reason(why, where, None, by) for why, where, by in elsewhere(procedure, family)] if family else []
    if subject.only is not None:
        found.append(Reason(OUTSIDE, surely(when_truth(subject.only, subject.floats).fails)))
    found += [Reason(each.because, _where(subject, each), each) for each in subject.exclude]
    return tuple(found)


def _where(subject: Subject, exclusion: Exclusion) -> nw.Expr:
    """Where an exclusion surely holds: what cannot be decided stays in and is judged."""
    if exclusion.when is not None:
        return surely(when_truth(exclusion.when, subject.floats).holds)
    return surely(_named(subject, bool(exclusion.items)).is_in(list(exclusion.items or exclusion.lots)))


def _named(subject: Subject, items: bool) -> nw.Expr:
    """The name of the item, or of its lot, without outer spaces."""
    lot = subject.procedure.samples.lot
    return nw.col(ITEM) if items or lot is None else nw.col(typed_name(lot.column, Kind.TEXT)).str.strip_chars()


def _which(reasons: Sequence[Reason]) -> nw.Expr:
    """The number of the first reason that holds, from 1; 0 where the item is judged."""
    which = nw.lit(0)
    for place, reason in reversed(list(enumerate(reasons, 1))):
        which = nw.when(reason.where).then(nw.lit(place)).otherwise(which)
    return which


def _absent(subject: Subject, frame: "nw.LazyFrame[Any]") -> tuple[str, ...]:
    """What is said of listed items and lots that are not in the sample."""
    told: list[str] = []
    for items, noun in ((True, "item"), (False, "lot")):
        listed = {name: each for each in subject.exclude for name in (each.items if items else each.lots)}
        if not listed:
            continue
        there = frame.with_columns(**{_NAME: _named(subject, items)}).filter(nw.col(_NAME).is_in(list(listed)))
        known = set(subject.engine.aggregate(there, {_ROWS: Aggregate(How.ROWS, "")}, [_NAME])[_NAME])
        lacking = [name for name in listed if name not in known]
        told += [f"exclude: there is no {noun} {name!r} ({listed[name].place})" for name in lacking[:NAMES]]
        if len(lacking) > NAMES:
            told.append(f"exclude: and {len(lacking) - NAMES} more listed {noun}s are not there")
    return tuple(told)
