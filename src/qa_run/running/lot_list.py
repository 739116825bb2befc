"""The list that tells the sizes of lots, read beside the samples."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from qa_run.engines.duck import Duck
from qa_run.engines.table import key_name
from qa_run.engines.wanted import Wanted
from qa_run.errors import SampleError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.kinds import Number, typed_name
from qa_run.model.lots import LotSize, whole_size
from qa_run.model.samples import Samples
from qa_run.sources.source import OpenFile


def listed_sizes(
    samples: Samples, files: tuple[OpenFile, ...], connect: Callable[[], Any], as_of: datetime
) -> Mapping[str, LotSize]:
    """The size of each lot that the list names. Raises SampleError where the list lacks a column."""
    sizes = samples.lot.sizes if samples.lot else None
    if sizes is None or not files:
        return {}
    duck = Duck(connect(), files, samples.format)
    shown = ", ".join(file.shown for file in files)
    for header in (sizes.key, sizes.column):
        if header not in duck.headers():
            hint = did_you_mean(header, duck.headers()) or f"it has: {', '.join(duck.headers())}"
            raise SampleError(f"{shown}: the list of lots has no column {header!r} ({hint})")
    value = typed_name(sizes.column, Number)
    frame = duck.typed([Wanted(sizes.column, sizes.column, Number)], {sizes.key: sizes.key}, as_of)
    measures = {"low": Aggregate(How.MINIMUM, value), "high": Aggregate(How.MAXIMUM, value)}
    table = duck.aggregate(frame, measures, [key_name(sizes.key)])
    found: dict[str, LotSize] = {}
    for name, low, high in zip(table[key_name(sizes.key)], table["low"], table["high"], strict=True):
        found[str(name).strip()] = whole_size(low, high, str(name).strip(), shown)
    if rejected := duck.rejected():
        raise SampleError(f"{rejected[0].place}: a line of the list of lots cannot be read: {rejected[0].reason}")
    return found
