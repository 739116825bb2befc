"""Sets of strata: from the finest one upward, with those that were expected and did not come."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from attrs import frozen

from qa_run.engines.table import Table, key_name
from qa_run.model.aggregates import Aggregate, How

Stratum = tuple[str, ...]


@frozen(eq=False, repr=False)
class Strata:
    """The strata of one set of columns, and what was measured in each."""

    names: tuple[str, ...]
    strata: Sequence[Stratum]
    table: Table


def merges(measure: Any) -> bool:
    """Whether a measure of the whole follows from those of its strata."""
    return isinstance(measure, Aggregate) and measure.how.merges


def merged(
    finest: Table,
    keys: Sequence[str],
    names: tuple[str, ...],
    measures: Mapping[str, Any],
    apart: Table | None,
    expected: Mapping[str, Sequence[str]],
) -> Strata:
    """The strata of the set `names`; what does not merge comes from `apart`, measured for that very set."""
    members: dict[Stratum, list[int]] = {} if names else {(): list(range(finest.length))}
    for row, stratum in enumerate(_strata(finest, names) if names else ()):
        members.setdefault(stratum, []).append(row)
    order = sorted(members)
    absent = _absent(names, order, expected)
    whole: dict[str, Sequence[Any]] = {}
    same = len(names) == len(keys) and all(len(rows) == 1 for rows in members.values())
    for name, measure in measures.items():
        if same or merges(measure):
            values = [_together(measure, finest[name], members[stratum]) for stratum in order]
        else:
            values = _aligned(apart, names, name, order)
        whole[name] = values + [nothing_of(measure)] * len(absent)
    strata = order + absent
    return Strata(names, strata, Table(whole, len(strata)))


def _strata(table: Table, names: Sequence[str]) -> Iterator[Stratum]:
    """The stratum of each row, without outer spaces."""
    columns = [table[key_name(name)] for name in names]
    return (tuple(str(column[row]).strip() for column in columns) for row in range(table.length))


def spaces_apart(table: Table, keys: Sequence[str]) -> bool:
    """Whether strata were measured apart that differ only in outer spaces, which makes them one."""
    # most names have none: then nothing is made of a million strata
    spaced = any(name != name.strip() for key in keys for name in map(str, table[key_name(key)]))
    return spaced and len(set(_strata(table, keys))) < table.length


def _together(measure: Any, column: Sequence[Any], rows: Sequence[int]) -> Any:
    if len(rows) == 1:
        return column[rows[0]]
    values = [column[row] for row in rows if column[row] is not None]
    if not values:
        return nothing_of(measure)
    if measure.how is How.MINIMUM:
        return min(values)
    if measure.how is How.MAXIMUM:
        return max(values)
    exact = all(map(math.isfinite, values)) and any(isinstance(value, float) for value in values)
    return math.fsum(values) if exact else sum(values)


def nothing_of(measure: Any) -> Any:
    """What a measure is where there are no rows."""
    counts = isinstance(measure, Aggregate) and measure.how in (How.ROWS, How.TRUE, How.COUNT, How.DISTINCT)
    return 0 if counts else None


def _aligned(apart: Table | None, names: tuple[str, ...], name: str, order: Sequence[Stratum]) -> list[Any]:
    if apart is None:
        return [None] * len(order)
    if not names:
        return [apart[name][0]] * len(order)
    place = {stratum: row for row, stratum in enumerate(_strata(apart, names))}
    if len(place) < apart.length:
        raise ValueError("strata that differ only in outer spaces were measured apart")
    return [apart[name][place[stratum]] for stratum in order]


def _absent(names: tuple[str, ...], there: Sequence[Stratum], expected: Mapping[str, Sequence[str]]) -> list[Stratum]:
    """The strata that the procedure expects and the sample lacks; `*` stands for a key nobody listed."""
    listed = [name for name in names if name in expected]
    if not listed:
        return []
    if len(listed) == len(names):
        return [each for each in product(*(expected[name] for name in names)) if each not in set(there)]
    absent = []
    for place, name in enumerate(names):
        for value in expected.get(name, ()):
            if all(stratum[place] != value for stratum in there):
                absent.append(tuple(value if other == place else "*" for other in range(len(names))))
    return absent
