"""Second roads beside the scan, where a look at one column alone is cheaper than carrying it along.

Repeated values: one ordered pass, or a group-by, instead of a window over all rows. Columns of few distinct values:
each value is judged once. Both only where a requirement is about all items and all strata together.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from attrs import evolve, frozen

from qa_run.engines.table import Repeats, Table
from qa_run.engines.wanted import Wanted
from qa_run.judging.counts import Counts, counts_of
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.kinds import Any as AnyKind, Text, typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.windows import Grouped
from qa_run.planning.columns import kind_of, operands
from qa_run.planning.measuring import Counted, Measures, count_items, is_simple
from qa_run.planning.sight import Sight
from qa_run.running.subject import Subject

#: The buckets over all, from the table of the scan and the name of its measure of all rows.
FromTable = Callable[[Table, str], Counts]


class Road(Protocol):
    """A way to the buckets of one requirement that does not go through the scan."""

    def start(self, subject: Subject, frame: Any, measures: Measures) -> FromTable:
        """Ask what does not wait for the scan, and take along what the scan can count on the way; returns what makes
        the buckets of it once the scan is there."""


def second_roads(subject: Subject, requirements: Sequence[Requirement]) -> dict[int, Road]:
    """The requirements that are better judged apart from the scan, each with its road."""
    roads: dict[int, Road] = {}
    texts: dict[int, str] = {}
    for place, requirement in enumerate(requirements):
        alone = not requirement.scope and not requirement.per and not requirement.counted_in and not requirement.members
        if requirement.shape is not Shape.ITEM or not alone:
            continue
        over = getattr(requirement.criterion, "over", None)
        if isinstance(over, Grouped) and over.repeats:
            roads[place] = RepeatsRoad(requirement, over.repeats)
        elif not subject.cuts and _of_one_text(requirement):
            texts[place] = _header(subject, requirement)
    few = subject.engine.few_valued(tuple(dict.fromkeys(texts.values()))) if texts else ()
    return roads | {place: DistinctRoad(requirements[place]) for place, header in texts.items() if header in few}


def _of_one_text(requirement: Requirement) -> bool:
    criterion = requirement.criterion
    return is_simple(requirement) and kind_of(criterion) is Text and not any(operands(criterion))


def _header(subject: Subject, requirement: Requirement) -> str:
    return subject.procedure.samples.header_of(requirement.column)


@frozen(eq=False, repr=False)
class RepeatsRoad:
    """No value twice. A columnar file is asked again for its column alone; of a text file the scan keeps the values,
    or, where these are too many, it counts the distinct ones: as many as there are rows, and nothing else is needed."""

    requirement: Requirement
    finding: str

    def start(self, subject: Subject, frame: Any, measures: Measures) -> FromTable:
        engine, column = subject.engine, typed_name(self.requirement.column, AnyKind)
        asked = engine.repeats(frame, column, SOME)
        present = measures.take(f"count {column}", Aggregate(How.COUNT, column))
        distinct = ""
        if engine.keeps():
            measures.keep.append(column)
        elif not engine.columnar():
            distinct = measures.take(f"distinct {column}", Aggregate(How.DISTINCT, column))

        def counts(table: Table, rows: str) -> Counts:
            there = int(table[present][0] or 0)
            alone = bool(distinct) and int(table[distinct][0] or 0) == there
            repeats = Repeats(0, 0) if alone else asked()
            return _counts(
                every=int(table[rows][0]),
                present=there,
                findings={self.finding: repeats.nonconforming},
                statistics={"surplus": [repeats.surplus]},
                known={self.finding: repeats.some},
            )

        return counts


SOME = 1_000


def _counts(
    every: int,
    present: int,
    findings: Mapping[str, int],
    statistics: Mapping[str, Any],
    known: Mapping[str, tuple[Any, ...]],
) -> Counts:
    return Counts(
        rows=[every],
        unknown_condition=[0],
        out_of_scope=[0],
        missing=[every - present],
        unreadable=[0],
        not_yet_due=[0],
        findings={name: [count] for name, count in findings.items()},
        conforming=[present - sum(findings.values())],
        marginal=[0],
        statistics=statistics,
        known=known,
    )


@frozen(eq=False, repr=False)
class DistinctRoad:
    """A criterion on the distinct values of one text column, each counted as often as it stands."""

    requirement: Requirement

    def start(self, subject: Subject, frame: Any, measures: Measures) -> FromTable:
        mine = Measures()
        counted: Counted = count_items(self.requirement, mine, Sight(), exact=False)
        column, header = self.requirement.column, _header(subject, self.requirement)
        wanted = [Wanted(column, header, AnyKind), Wanted(column, header, Text)]
        asked = subject.engine.aggregate_distinct(wanted, mine.taken)

        def counts(_table: Table, _rows: str) -> Counts:
            distinct = asked()
            found = counts_of(counted, distinct)
            told = {name: distinct.where.get(names[0], ()) for name, names in counted.findings.items()}
            if found.findings.keys() - told.keys() or any(len(values) > SOME for values in told.values()):
                return found
            return evolve(found, known=told)

        return counts
