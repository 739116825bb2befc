"""How many items are not judged, and for which reason."""

from collections import Counter
from functools import cached_property
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import FILE
from qa_run.model.aggregates import Aggregate, How, how_often
from qa_run.model.revisions import Revision
from qa_run.running.population import population
from qa_run.running.reasons import Reason, name_in, which
from qa_run.running.subject import Subject

_WHY, _FROM, _NAME = "@why|key", "@from|key", "@name|key"
_ROWS = "rows"
#: Listed names that are not there are told by name up to so many.
NAMES = 6


@frozen(eq=False, repr=False)
class Aside:
    """What is not judged of a sample: of each reason how many items in which file, and how many are judged.

    hits: of each reason how many items it holds for, whether it is the first that does or not
    """

    reasons: tuple[Reason, ...]
    found: Counter[tuple[int, int]]
    inside: int
    hits: tuple[int, ...]
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


def aside_of(subject: Subject) -> Aside:
    """What is not judged, counted in one look at the columns that tell it."""
    reasons = subject.reasons
    every = population(subject, ())
    why = (which(reasons) - 1).cast(nw.String)
    frame = every.with_columns(**{_WHY: why, _FROM: nw.col(FILE).cast(nw.String).fill_null("0")})
    measures = {f"hits{place}": how_often(reason.where) for place, reason in enumerate(reasons)}
    table = subject.engine.aggregate(frame, {_ROWS: Aggregate(How.ROWS, ""), **measures}, [_WHY, _FROM])
    found: Counter[tuple[int, int]] = Counter()
    for why, file, rows in zip(table[_WHY], table[_FROM], table[_ROWS], strict=True):
        found[int(why), int(file)] += int(rows)
    inside = sum(n for (why, _), n in found.items() if why < 0)
    out = Counter({key: n for key, n in found.items() if key[0] >= 0 and n})
    hits = tuple(sum(int(n or 0) for n in table[name]) for name in measures)
    return Aside(reasons, out, inside, hits, _absent(subject, every))


def _absent(subject: Subject, frame: "nw.LazyFrame[Any]") -> tuple[str, ...]:
    """What is said of listed items and lots that are not in the sample."""
    told: list[str] = []
    for items, noun in ((True, "item"), (False, "lot")):
        listed = {name: each for each in subject.exclude for name in (each.items if items else each.lots)}
        if not listed:
            continue
        there = frame.with_columns(**{_NAME: name_in(subject.procedure.samples, items)}).filter(
            nw.col(_NAME).is_in(list(listed))
        )
        known = set(subject.engine.aggregate(there, {_ROWS: Aggregate(How.ROWS, "")}, [_NAME])[_NAME])
        lacking = [name for name in listed if name not in known]
        told += [f"exclude: there is no {noun} {name!r} ({listed[name].place})" for name in lacking[:NAMES]]
        if len(lacking) > NAMES:
            told.append(f"exclude: and {len(lacking) - NAMES} more listed {noun}s are not there")
    return tuple(told)
