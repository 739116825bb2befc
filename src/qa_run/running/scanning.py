"""The scan: all measures of all requirements of one source in one query, and a second road for repeated values."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.engines.table import DOUBT, Prepared, Table, key_name
from qa_run.errors import QaRunError
from qa_run.judging.counts import Counts, NeedsExactRoad, counts_of
from qa_run.judging.strata import Strata, merged, merges, spaces_apart
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.procedure import Requirement, Shape
from qa_run.planning.measuring import Counted, Measures, count_items, count_statistic
from qa_run.running.blaming import ObservationBroke, first_line
from qa_run.running.population import population
from qa_run.running.roads import Counting, second_roads
from qa_run.running.subject import Subject, cut, looks_beyond, with_windows, without_outer_spaces

Found = dict[tuple[int, tuple[str, ...]], tuple[Strata, Counts]]


@frozen(eq=False, repr=False)
class Judged:
    """The frame that was judged, with what the criteria of `requirements` see beyond their item, by requirement."""

    frame: "nw.LazyFrame[Any]"
    windows: Mapping[int, tuple[nw.Expr, ...]]
    requirements: frozenset[int]


@frozen(eq=False, repr=False)
class Scan:
    """The buckets of each requirement and set of strata; and, for a second look, how they were counted."""

    found: Found
    counted: Mapping[int, Counted]
    prepared: Prepared | None
    judged: Judged


@frozen(kw_only=True, eq=False, repr=False)
class Measured:
    """What the scan found: of each requirement and set of strata the buckets; and what broke, by requirement."""

    strata: Found
    population: int
    broken: Mapping[int, str]
    counted: Mapping[int, Counted] = field(factory=dict)
    prepared: Prepared | None = None
    judged: Judged | None = None


def scan(subject: Subject) -> Measured:
    """Measure everything. On the cheap road first; exactly where that does not hold."""
    requirements = subject.requirements
    try:
        scanned = _scanned(subject, requirements)
        return Measured(
            strata=scanned.found,
            population=_population(scanned.found),
            broken={},
            counted=scanned.counted,
            prepared=scanned.prepared,
            judged=scanned.judged,
        )
    except QaRunError:
        raise
    except Exception as error:
        if len(requirements) == 1:
            return Measured(strata={}, population=0, broken={0: what_broke(requirements[0], error)})
    return _one_by_one(subject)


def _one_by_one(subject: Subject) -> Measured:
    """Each requirement by itself, so that one that breaks does not take the others with it."""
    found: Found = {}
    broken: dict[int, str] = {}
    for place, requirement in enumerate(subject.requirements):
        try:
            for (_, names), measured in _scanned(subject, (requirement,)).found.items():
                found[place, names] = measured
        except QaRunError:
            raise
        except Exception as error:
            broken[place] = what_broke(requirement, error)
    return Measured(strata=found, population=_population(found), broken=broken)


def what_broke(requirement: Requirement, error: Exception) -> str:
    """A plugin's exception in one line, with the names that its author needs."""
    if isinstance(error, ObservationBroke):
        return str(error)
    return f"plugin {requirement.plugin}, criterion {requirement.name}: {first_line(error)}"


def _scanned(subject: Subject, requirements: Sequence[Requirement]) -> Scan:
    if not subject.engine.roads:
        return _on_road(subject, requirements, exact=True)
    try:
        return _on_road(subject, requirements, exact=False)
    except NeedsExactRoad:
        pass
    finally:
        subject.engine.settle()
    return _on_road(subject, requirements, exact=True)


def _on_road(subject: Subject, requirements: Sequence[Requirement], exact: bool) -> Scan:
    lone = {} if exact else second_roads(subject, requirements)
    main = [requirement for place, requirement in enumerate(requirements) if place not in lone]
    # the cut could drop rows that have to be looked at closely
    trusting = not exact and not subject.cuts and not subject.layered
    frame = cut(subject, population(subject, requirements, trusting))
    judged, windows = with_windows(subject, frame, main)
    measures = Measures(extremes=not subject.engine.large())
    rows = measures.rows()
    doubts = measures.take(DOUBT, Aggregate(How.TRUE, DOUBT)) if trusting else ""
    counted: dict[int, Counted] = {}
    along: dict[int, Mapping[str, str] | None] = {}
    roads: dict[int, Counting] = {}
    for place, requirement in enumerate(requirements):
        if place in lone:
            roads[place] = lone[place].start(subject, frame, measures)
        elif requirement.shape is not Shape.ITEM:
            counted[place] = count_statistic(requirement, measures, subject.floats, exact)
            if requirement.shape is Shape.ACROSS:
                from qa_run.running.across import taken_along

                along[place] = taken_along(subject, requirement, measures)
        else:
            seen = windows.get(id(requirement), ())
            counted[place] = count_items(requirement, measures, subject.floats, exact, seen)
    in_order = not subject.cuts and not any(id(each) in windows and looks_beyond(each) for each in main)
    finest = subject.engine.aggregate(judged, measures.taken, list(map(key_name, subject.keys)), measures.keep)
    if trusting and any(finest[doubts]):
        raise NeedsExactRoad
    prepared = finest.prepared
    again = Judged(
        judged if prepared is None else subject.engine.laid(prepared) or judged, windows, frozenset(map(id, main))
    )
    spaced = spaces_apart(finest, subject.keys)
    if spaced:
        judged, frame = without_outer_spaces(judged, subject.keys), without_outer_spaces(frame, subject.keys)
    apart = _apart(subject, judged, requirements, measures, spaced, prepared)
    found: Found = {}
    sets: dict[tuple[str, ...], Strata] = {}

    def strata_of(names: tuple[str, ...]) -> Strata:
        if names not in sets:
            expected = subject.procedure.samples.expected
            sets[names] = merged(finest, subject.keys, names, measures.taken, apart.get(names), expected)
        return sets[names]

    for place, requirement in enumerate(requirements):
        for names in ((), *requirement.per):
            strata = strata_of(names)
            if place in roads:
                found[place, names] = strata, roads[place](strata.table, rows)
            else:
                counts = counts_of(counted[place], strata.table)
                if requirement.shape is Shape.SEQUENCE and (names or not requirement.apart):
                    from qa_run.running.collecting import with_points

                    counts = with_points(subject, frame, requirement, strata, counts)
                elif requirement.shape is Shape.ACROSS:
                    from qa_run.running.across import from_scan, with_table

                    taken, column = along[place], requirement.criterion.across.name
                    table = None if taken is None else from_scan(taken, strata_of((column,)))
                    strata, counts = with_table(subject, frame, requirement, strata, counts, table)
                found[place, names] = strata, counts
    if prepared is not None and in_order:
        prepared = evolve(prepared, in_order=True)
    return Scan(found, counted, prepared, again)


def _apart(
    subject: Subject,
    frame: Any,
    requirements: Sequence[Requirement],
    measures: Measures,
    spaced: bool,
    prepared: Prepared | None,
) -> dict[tuple[str, ...], Table]:
    """What does not merge upward, measured for each set of strata that is coarser than the finest; and for the finest,
    too, where its strata are measured anew since some were `spaced` apart."""
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


def _population(found: Found) -> int:
    """How many items were judged."""
    return max((counts.rows[0] for (_, names), (_, counts) in found.items() if not names), default=0)
