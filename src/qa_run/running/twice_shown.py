"""Whether the samples have a time that the clocks of their zone have shown twice: most have none.

What goes by two such times has to hold in four readings, by three in eight; so it is looked first whether there is any.
"""

from collections.abc import Iterator, Sequence

import narwhals as nw

from qa_run.model.aggregates import Aggregate, How
from qa_run.model.conditions import Condition
from qa_run.model.kinds import READINGS, Kind, typed_name
from qa_run.model.procedure import Requirement
from qa_run.planning.columns import kind_of, operands
from qa_run.running.population import without_business_time
from qa_run.running.subject import Subject

#: Of one time there are two readings, and another look at the samples would cost more than these.
FEW = 2


def is_worth_a_look(requirements: Sequence[Requirement]) -> bool:
    """Whether any of these requirements (bound) would have to be judged in many readings."""
    return any(each.zoned and 2 ** len(set(_times(each))) > FEW for each in requirements)


def any_shown_twice(subject: Subject) -> bool:
    """Whether any time that a requirement or a condition of it looks at has two readings that differ."""
    frame = without_business_time(subject, subject.requirements)
    names = set(frame.collect_schema().names())
    asking: list[Requirement | Condition] = [*subject.requirements]
    asking += [one for each in subject.requirements for one in each.scope.conditions]
    times = {name for each in asking for name in _times(each)}
    pairs = [tuple(f"{name}{reading}" for reading in READINGS) for name in sorted(times)]
    differ = [nw.col(first) != nw.col(last) for first, last in pairs if {first, last} <= names]
    if not differ:
        return False
    either = {"@twice": nw.any_horizontal(*differ, ignore_nulls=True)}
    found = subject.engine.aggregate(frame.with_columns(**either), {"m0": Aggregate(How.TRUE, nw.col("@twice"))}, ())
    return any(found["m0"])


def _times(asking: Requirement | Condition) -> Iterator[str]:
    """The columns of times that a criterion looks at."""
    if kind_of(asking.criterion) is Kind.TIME:
        yield typed_name(asking.column, Kind.TIME)
    for column in operands(asking.criterion):
        if column.kind is Kind.TIME:
            yield typed_name(column.name, Kind.TIME)
