"""The scan: all measures of all requirements of one source in one query, and a second road for repeated values."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.engines.table import DOUBT, Prepared, key_name
from qa_run.errors import QaRunError
from qa_run.judging.counts import NeedsExactRoad
from qa_run.judging.strata import spaces_apart
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.procedure import Requirement
from qa_run.planning.measuring import Counted
from qa_run.planning.sight import Sight
from qa_run.running.blaming import ObservationBroke, first_line
from qa_run.running.counting import Found, StrataSets, apart_of, counting_of
from qa_run.running.population import population
from qa_run.running.roads import second_roads
from qa_run.running.subject import Subject, cut, without_outer_spaces
from qa_run.running.windows import in_sight, looks_beyond


@frozen(eq=False, repr=False)
class Judged:
    """The frame that was judged, and what is in sight there for `requirements`."""

    frame: "nw.LazyFrame[Any]"
    sight: Sight
    requirements: frozenset[int]


@frozen(kw_only=True, eq=False, repr=False)
class Measured:
    """What the scan found: of each requirement and set of strata the buckets, and what broke, by requirement; for a
    second look, how they were counted, and the frame."""

    strata: Found
    population: int
    broken: Mapping[int, str] = field(factory=dict)
    counted: Mapping[int, Counted] = field(factory=dict)
    prepared: Prepared | None = None
    judged: Judged | None = None


def scan(subject: Subject) -> Measured:
    """Measure everything. On the cheap road first; exactly where that does not hold."""
    requirements = subject.requirements
    try:
        return _scanned(subject, requirements)
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
            for (_, names), measured in _scanned(subject, (requirement,)).strata.items():
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


def _scanned(subject: Subject, requirements: Sequence[Requirement]) -> Measured:
    if not subject.engine.roads:
        return _on_road(subject, requirements, exact=True)
    try:
        return _on_road(subject, requirements, exact=False)
    except NeedsExactRoad:
        pass
    finally:
        subject.engine.settle()
    return _on_road(subject, requirements, exact=True)


def _on_road(subject: Subject, requirements: Sequence[Requirement], exact: bool) -> Measured:
    lone = {} if exact else second_roads(subject, requirements)
    main = [requirement for place, requirement in enumerate(requirements) if place not in lone]
    # the cut could drop rows that have to be looked at closely
    trusting = not exact and not subject.cuts and not subject.layered
    frame = cut(subject, population(subject, requirements, trusting))
    judged, sight = in_sight(subject, frame, main)
    counting = counting_of(subject, requirements, lone, frame, sight, exact)
    measures = counting.measures
    doubts = measures.take(DOUBT, Aggregate(How.TRUE, DOUBT)) if trusting else ""
    finest = subject.engine.aggregate(judged, measures.taken, list(map(key_name, subject.keys)), measures.keep)
    if trusting and any(finest[doubts]):
        raise NeedsExactRoad
    # a second look may have this frame: no value in it is in doubt, and it tells strata apart without outer spaces
    again, prepared = judged, finest.prepared
    if prepared is not None:
        again = subject.engine.laid(prepared) or judged
        in_order = not subject.cuts and not any(sight.beyond(each) and looks_beyond(each) for each in main)
        prepared = evolve(prepared, in_order=in_order)
    spaced = spaces_apart(finest, subject.keys)
    if spaced:
        judged, frame = without_outer_spaces(judged, subject.keys), without_outer_spaces(frame, subject.keys)
    apart = apart_of(subject, judged, requirements, measures, prepared, spaced)
    found = counting.found(frame, StrataSets(subject, finest, measures.taken, apart))
    return Measured(
        strata=found,
        population=_population(found),
        counted=counting.counted,
        prepared=prepared,
        judged=Judged(again, sight, frozenset(map(id, main))),
    )


def _population(found: Found) -> int:
    """How many items were judged."""
    return max((counts.rows[0] for (_, names), (_, counts) in found.items() if not names), default=0)
