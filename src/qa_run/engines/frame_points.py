"""The points of a sequence of a frame that was handed over: columns as arrays, put in order and aggregated here."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.aggregating import as_columns
from qa_run.engines.points import Collect, Point, Points
from qa_run.engines.table import ROW
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.kinds import typed_name
from qa_run.model.labels import Labels

VALUE, TIME, LABEL, ITEM_LABEL = "@value", "@time", "@label", "@itemlabel"


def collect(frame: "nw.LazyFrame[Any]", asked: Collect) -> Points:
    """The same points as DuckDB finds in files."""
    import numpy as np

    over = asked.over
    aggregates = {name: each for name, each in asked.columns.items() if isinstance(each, Aggregate)}
    plain = {name: each for name, each in asked.columns.items() if name not in aggregates}
    ready, names = as_columns(frame.with_columns(**{VALUE: asked.value, **plain, **asked.labels}), aggregates)
    of = [names[name] for name in aggregates if names[name]]
    wanted = dict.fromkeys([*asked.keys, *plain, *asked.labels, *of, ROW])
    added = {TIME: nw.col(typed_name(over.time.name, over.time.kind)) if over.time else nw.lit(0)}
    added[LABEL] = nw.col(typed_name(over.by.name, over.by.kind)) if over.by else nw.lit("")
    added[ITEM_LABEL] = nw.col(asked.item).cast(nw.String) if asked.item else nw.lit("")
    held = ready.with_columns(**added).filter(~nw.col(VALUE).is_null()).select(*wanted, *added).collect()
    placed = ~(held[TIME].is_null() | held[LABEL].is_null())
    unplaced = int((~placed).sum())
    held = held.filter(placed)
    keys = [np.asarray([str(key).strip() for key in held[key].to_list()], dtype=object) for key in asked.keys]
    rows = np.nan_to_num(_numbers(held[ROW]), nan=0.0)
    time = held[TIME].to_numpy()
    sequence = _codes(keys, len(held))
    order = np.lexsort((rows, time, sequence))
    sequence = sequence[order]
    if over.single:
        first = np.arange(len(order))
        columns = {name: _numbers(held[name])[order] for name in plain}
    else:
        group = _groups(held, over, sequence, order)
        by_group = np.lexsort((np.arange(len(order)), group))
        order, group = order[by_group], group[by_group]
        starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else np.zeros(0, dtype=int)
        sequence = sequence[by_group][starts]
        columns = {name: _reduced(each, held, names[name], order, starts) for name, each in aggregates.items()}
        again = np.lexsort((rows[order][starts], time[order][starts], sequence))
        columns = {name: column[again] for name, column in columns.items()}
        sequence, first = sequence[again], starts[again]
    labels = held[ITEM_LABEL if over.single else LABEL].to_list()
    index = order[first]
    begins: Any = np.flatnonzero(np.r_[True, sequence[1:] != sequence[:-1]]) if len(sequence) else []
    strata = [(tuple(str(key[index[begin]]) for key in keys), int(begin)) for begin in begins]
    told = _Told(labels, rows, time if over.time else None, index)
    texts = {name: _coded(held[name], index) for name in asked.labels}
    return Points(columns, strata, len(first), told.tell, told.find, unplaced, texts)


@frozen(eq=False, repr=False)
class _Told:
    """What is known of the points beyond their numbers: `index` leads from a point to its first item."""

    labels: Sequence[Any]
    rows: Any
    times: Any
    index: Any

    def tell(self, places: Sequence[int]) -> list[Point]:
        return [self._point(place, int(self.index[place])) for place in places]

    def find(self, labels: Sequence[str]) -> list[int]:
        wanted = set(labels)
        return [place for place, at in enumerate(self.index) if self._label(place, int(at)) in wanted]

    def _label(self, place: int, at: int) -> str:
        return str(self.labels[at] or place + 1)

    def _point(self, place: int, at: int) -> Point:
        time = "" if self.times is None else str(self.times[at]).replace("T", " ").split(".")[0]
        return Point(self._label(place, at), time, 0, int(self.rows[at]))


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


def _codes(keys: Sequence[Any], length: int) -> Any:
    """A number for each sequence, in the order of its keys."""
    import numpy as np

    code = np.zeros(length, dtype=np.int64)
    for key in keys:
        _, inverse = np.unique(key.astype(str), return_inverse=True)
        code = code * (int(inverse.max(initial=0)) + 1) + inverse
    return code


def _groups(held: Any, over: Any, sequence: Any, order: Any) -> Any:
    """A number for each subgroup of the ordered items."""
    import numpy as np

    if over.by is not None:
        labels = np.asarray([str(label) for label in held[LABEL].to_list()], dtype=object)[order]
        return _codes([sequence.astype(str), labels], len(order))
    begins = np.r_[True, sequence[1:] != sequence[:-1]] if len(sequence) else np.zeros(0, dtype=bool)
    start = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0)) if len(order) else begins
    number = (np.arange(len(order)) - start) // over.size
    return sequence * (int(number.max(initial=0)) + 1) + number


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
    if each.how in (How.TOTAL, How.SUM, How.TRUE):
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
