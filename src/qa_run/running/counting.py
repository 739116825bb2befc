"""What the scan takes of each requirement, and the buckets that come of it for each set of strata."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from qa_run.engines.table import Prepared, Table, key_name
from qa_run.judging.counts import Counts, counts_of
from qa_run.judging.strata import Strata, merged, merges
from qa_run.model.aggregates import Aggregate
from qa_run.model.procedure import Requirement, Shape
from qa_run.planning.measuring import Counted, Measures, count_items, count_statistic
from qa_run.planning.sight import Sight
from qa_run.running.roads import FromTable, Road
from qa_run.running.subject import Subject

#: The buckets by the place of the requirement and the names of the columns that tell the strata apart.
Found = dict[tuple[int, tuple[str, ...]], tuple[Strata, Counts]]


@define(eq=False, repr=False)
class StrataSets:
    """Each set of strata that is asked for, merged upward from the finest; `apart` holds what does not merge."""

    subject: Subject
    finest: Table
    taken: Mapping[str, Aggregate]
    apart: Mapping[tuple[str, ...], Table]
    made: dict[tuple[str, ...], Strata] = field(factory=dict)

    def __getitem__(self, names: tuple[str, ...]) -> Strata:
        if names not in self.made:
            expected = self.subject.procedure.samples.expected
            self.made[names] = merged(
                self.finest, self.subject.keys, names, self.taken, self.apart.get(names), expected
            )
        return self.made[names]


@frozen(eq=False, repr=False)
class Counting:
    """What is taken of the `requirements`, by their places.

    rows:    the measure of all rows
    counted: the measures from which the buckets follow
    along:   of what compares strata, the measures that are taken along
    roads:   of those that are judged apart from the scan, what makes the buckets
    """

    subject: Subject
    requirements: Sequence[Requirement]
    measures: Measures
    rows: str
    counted: Mapping[int, Counted]
    along: Mapping[int, Mapping[str, str] | None]
    roads: Mapping[int, FromTable]

    def found(self, frame: Any, sets: StrataSets) -> Found:
        """The buckets, once the scan is there; `frame` is asked for what it did not take."""
        return {
            (place, names): self._found(frame, sets, place, requirement, names)
            for place, requirement in enumerate(self.requirements)
            for names in ((), *requirement.per)
        }

    def _found(
        self, frame: Any, sets: StrataSets, place: int, requirement: Requirement, names: tuple[str, ...]
    ) -> tuple[Strata, Counts]:
        strata = sets[names]
        if place in self.roads:
            return strata, self.roads[place](strata.table, self.rows)
        counts = counts_of(self.counted[place], strata.table)
        if requirement.shape is Shape.SEQUENCE and (names or not requirement.apart):
            from qa_run.running.collecting import with_points

            return strata, with_points(self.subject, frame, requirement, strata, counts)
        if requirement.shape is Shape.ACROSS:
            from qa_run.running.across import from_scan, with_table

            taken, column = self.along[place], requirement.criterion.across.name
            table = None if taken is None else from_scan(taken, sets[(column,)])
            return with_table(self.subject, frame, requirement, strata, counts, table)
        return strata, counts


def counting_of(
    subject: Subject,
    requirements: Sequence[Requirement],
    lone: Mapping[int, Road],
    frame: Any,
    sight: Sight,
    exact: bool,
) -> Counting:
    """Take the measures of all requirements; those on `lone` roads are begun at once."""
    measures = Measures(extremes=not subject.engine.large())
    rows = measures.rows()
    counted: dict[int, Counted] = {}
    along: dict[int, Mapping[str, str] | None] = {}
    roads: dict[int, FromTable] = {}
    for place, requirement in enumerate(requirements):
        if place in lone:
            roads[place] = lone[place].start(subject, frame, measures)
        elif requirement.shape is Shape.ITEM:
            counted[place] = count_items(requirement, measures, sight, exact)
        else:
            counted[place] = count_statistic(requirement, measures, sight, exact)
            if requirement.shape is Shape.ACROSS:
                from qa_run.running.across import taken_along

                along[place] = taken_along(subject, requirement, measures)
    return Counting(subject, requirements, measures, rows, counted, along, roads)


def apart_of(
    subject: Subject,
    frame: Any,
    requirements: Sequence[Requirement],
    measures: Measures,
    prepared: Prepared | None,
    spaced: bool,
) -> dict[tuple[str, ...], Table]:
    """What does not merge upward, measured for each set of strata that is coarser than the finest: of what the scan
    prepared, else of `frame`. Where some strata were `spaced` apart that is the frame, and the finest set as well."""
    keys = subject.keys
    lone = {name: measure for name, measure in measures.taken.items() if not merges(measure)}
    if not lone or not keys:
        return {}
    sets = {names for requirement in requirements for names in _sets(requirement, keys)}
    wanted = {names: list(map(key_name, names)) for names in sorted(sets) if spaced or len(names) < len(keys)}
    if prepared is None or spaced:
        return {names: subject.engine.aggregate(frame, lone, keyed) for names, keyed in wanted.items()}
    return {names: subject.engine.aggregate_told(prepared, lone, keyed) for names, keyed in wanted.items()}


def _sets(requirement: Requirement, keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The sets of strata that a requirement is judged by, or holds against each other."""
    across = (requirement.criterion.across.name,) if requirement.shape is Shape.ACROSS else ()
    return ((), *requirement.per, *((across,) if across and across[0] in keys else ()))
