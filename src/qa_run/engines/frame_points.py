"""The points of a sequence of a frame that was handed over: columns as arrays, put in order and aggregated here."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.aggregating import as_columns
from qa_run.engines.points import NAMED, Collect, Keys, Member, Point, Points, by_number, numbered
from qa_run.engines.table import ROW
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.columns import Column
from qa_run.model.kinds import typed_name
from qa_run.model.labels import Labels

VALUE, TIME, GROUP, PHASE, ITEM = "@value", "@time", "@group", "@phase", "@itemname"


def collect(frame: "nw.LazyFrame[Any]", asked: Collect) -> Points:
    """The same points as DuckDB finds in files."""
    import numpy as np

    over = asked.over
    aggregates = {name: each for name, each in asked.columns.items() if isinstance(each, Aggregate)}
    plain = {name: each for name, each in asked.columns.items() if name not in aggregates}
    ready, names = as_columns(frame.with_columns(**{VALUE: asked.value, **plain, **asked.labels}), aggregates)
    of = [names[name] for name in aggregates if names[name]]
    wanted = dict.fromkeys([*asked.keys, *plain, *asked.labels, *of, ROW])
    added = {TIME: _typed(over.time, 0), GROUP: _typed(over.by, ""), PHASE: _typed(over.phase, "")}
    added[ITEM] = nw.col(asked.item).cast(nw.String) if asked.item else nw.lit("")
    held = ready.with_columns(**added).filter(~nw.col(VALUE).is_null()).select(*wanted, *added).collect()
    placed = ~(held[TIME].is_null() | held[GROUP].is_null() | held[PHASE].is_null())
    unplaced = _counted(held.filter(~placed), asked.keys)
    held = held.filter(placed)
    rows = np.nan_to_num(_numbers(held[ROW]), nan=0.0)
    time = np.asarray(held[TIME].to_numpy())
    sequence, _ = _codes([held[key] for key in asked.keys], len(held))
    phase, phases = _codes([held[PHASE]] if over.phase else [], len(held))
    order, group = _ordered(held, over, sequence, phase, time, rows)
    starts: Any = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else np.zeros(0, dtype=int)
    columns = {name: _numbers(held[name])[order] for name in plain}
    columns |= {name: _reduced(each, held, names[name], order, starts) for name, each in aggregates.items()}
    first = order[starts]
    points = np.lexsort((rows[first], time[first], sequence[first]))
    index = first[points]
    begins: Any = np.flatnonzero(np.diff(sequence[index], prepend=-1)) if len(index) else []
    keys = [held[key] for key in asked.keys]
    strata = [(tuple(str(key[int(index[begin])]).strip() for key in keys), int(begin)) for begin in begins]
    ends = np.r_[starts[1:], len(order)].astype(int)
    named, numbers = ITEM if over.single else GROUP, [start for _, start in strata]
    told = _Told(held, named, rows, over.time is not None, order, starts[points], ends[points], numbers)
    return Points(
        columns={name: column[points] for name, column in columns.items()},
        strata=strata,
        length=len(points),
        tell=told.tell,
        find=told.find,
        unplaced=unplaced,
        times=_microseconds(time[index]) if over.time else None,
        phases=phase[index].astype(np.float64) if over.phase else None,
        names=phases,
        labels={name: _coded(held[name], index) for name in asked.labels},
    )


@frozen(eq=False, repr=False)
class _Told:
    """What is known of the points beyond their numbers: of each, where in `order` its items begin and end.

    names: the column that names the points
    """

    held: Any
    names: str
    rows: Any
    timed: bool
    order: Any
    begins: Any
    ends: Any
    strata: Sequence[int]

    def tell(self, places: Sequence[int]) -> list[Point]:
        return [self._point(place) for place in places]

    def find(self, labels: Sequence[str]) -> list[tuple[int, str]]:
        import numpy as np

        named = {label: self.held[self.names].is_in([label]).to_numpy() for label in labels if label}
        first = self.order[self.begins]
        found = [(int(place), label) for label, there in named.items() for place in np.flatnonzero(there[first])]
        numbers = by_number(self.strata, len(self.begins), labels)
        return sorted([*found, *((place, label) for place, label in numbers if not self._label(place))])

    def _label(self, place: int) -> str:
        return str(self.held[self.names][int(self.order[self.begins[place]])] or "")

    def _point(self, place: int) -> Point:
        items = [int(each) for each in self.order[self.begins[place] : self.ends[place]]]
        members = [Member(self.held[ITEM][at] or None, 0, int(self.rows[at])) for at in items]
        members.sort(key=lambda each: each.row)
        time = ""
        if self.timed:
            earliest = min(self.held[TIME][at] for at in items)
            time = str(earliest).replace("T", " ").split(".")[0]
        label = self._label(place) or str(numbered(self.strata, place))
        return Point(label, time, tuple(members[:NAMED]), len(members))


def _typed(column: Column | None, nothing: Any) -> nw.Expr:
    return nw.col(typed_name(column.name, column.kind)) if column is not None else nw.lit(nothing)


def _coded(series: Any, index: Any) -> Labels:
    """The texts of the points that lie at `index`, as codes."""
    import numpy as np

    names = sorted(series.drop_nulls().unique().to_list())
    if not names:
        return Labels((), np.full(len(index), -1, dtype=np.int64))
    there = ~series.is_null()
    codes = series.fill_null(names[0]).replace_strict(names, list(range(len(names))), return_dtype=nw.Int64)
    return Labels(names, np.where(there.to_numpy(), codes.to_numpy(), -1)[index])


def _numbers(series: Any) -> Any:
    import numpy as np

    return np.asarray(series.cast(nw.Float64).to_numpy(), dtype=np.float64)


def _microseconds(time: Any) -> Any:
    import numpy as np

    return np.asarray(time).astype("datetime64[us]").astype(np.int64).astype(np.float64)


def _counted(held: Any, keys: Sequence[str]) -> Mapping[Keys, int]:
    """How many rows each sequence has."""
    if not len(held):
        return {}
    if not keys:
        return {(): len(held)}
    found: dict[Keys, int] = {}
    for row in held.select(*keys).rows():
        stratum = tuple(str(key).strip() for key in row)
        found[stratum] = found.get(stratum, 0) + 1
    return found


def _codes(keys: Sequence[Any], length: int) -> tuple[Any, tuple[str, ...]]:
    """A number from 0 for each combination of keys, in their order; and the different keys, where there is one."""
    import numpy as np

    code = np.zeros(length, dtype=np.int64)
    names: tuple[str, ...] = ()
    for key in keys:
        kinds = key.unique().sort()
        numbers = {name: number for number, name in enumerate(kinds.to_list())}
        single = np.asarray(key.replace_strict(numbers, return_dtype=nw.Int64).to_numpy()) if length else code
        code, names = code * max(len(numbers), 1) + single, tuple(map(str, numbers))
    return code, names


def _ordered(held: Any, over: Any, sequence: Any, phase: Any, time: Any, rows: Any) -> tuple[Any, Any]:
    """The items subgroup by subgroup, each subgroup in order; and the number of each one's subgroup."""
    import numpy as np

    length = len(rows)
    if over.single:
        return np.lexsort((rows, time, sequence)), np.arange(length)
    apart = sequence * (int(phase.max(initial=0)) + 1) + phase
    if over.by is not None:
        names, kinds = _codes([held[GROUP]], length)
        group = apart * max(len(kinds), 1) + names
        order = np.lexsort((rows, time, group))
        return order, group[order]
    order = np.lexsort((rows, time, apart))
    apart = apart[order]
    begins = np.r_[True, apart[1:] != apart[:-1]] if length else np.zeros(0, dtype=bool)
    start = np.maximum.accumulate(np.where(begins, np.arange(length), 0)) if length else begins
    number = (np.arange(length) - start) // over.size
    return order, apart * (int(number.max(initial=0)) + 1) + number


def _reduced(each: Aggregate, held: Any, name: str, order: Any, starts: Any) -> Any:
    """One aggregate of each subgroup; the items stand subgroup by subgroup."""
    import numpy as np

    if not len(starts):
        return np.zeros(0)
    if each.how is How.ROWS:
        return np.diff(np.r_[starts, len(order)]).astype(float)
    values = _numbers(held[name])[order]
    there = ~np.isnan(values)
    n = np.add.reduceat(there.astype(float), starts)
    if each.how is How.COUNT:
        return n
    filled = np.where(there, values, 0.0)
    sums = np.add.reduceat(filled, starts)
    if each.how in (How.TOTAL, How.FINITE, How.TRUE):
        return np.where((n > 0) | (each.how is How.TRUE), sums, np.nan)
    if each.how is How.MINIMUM:
        return np.minimum.reduceat(np.where(there, values, np.inf), starts)
    if each.how is How.MAXIMUM:
        return np.maximum.reduceat(np.where(there, values, -np.inf), starts)
    if each.how is How.STDEV:
        sizes = np.diff(np.r_[starts, len(order)])
        away = np.where(there, values - np.repeat(sums / np.maximum(n, 1), sizes), 0.0)
        squares = np.add.reduceat(away**2, starts)
        return np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan)
    raise NotImplementedError(f"a point cannot be measured by its {each.how.value}")
