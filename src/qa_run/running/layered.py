"""The frame of a procedure with layers: looked up, observed in a row, grouped to items, observed of items."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import narwhals as nw

from qa_run.engines.grouping import Grouping
from qa_run.engines.table import ITEM, MADE, key_name
from qa_run.model.business import BusinessTime
from qa_run.model.conditions import Where
from qa_run.model.kinds import READINGS, Kind, typed_name
from qa_run.model.observation import Observation, Over
from qa_run.model.parts import values_in
from qa_run.model.rows import Rows
from qa_run.model.samples import LIST, Samples
from qa_run.model.taking import Take
from qa_run.planning.columns import bound_when, business_in
from qa_run.planning.layers import Layers, layers_of
from qa_run.planning.observed import Seen, of_row, of_rows
from qa_run.running.observing import Made, blamed, with_observed
from qa_run.running.subject import Subject, with_business_time


def layered(
    subject: Subject, wanted: tuple[Any, ...], keys: Mapping[str, str], as_of: datetime, trusting: bool
) -> "nw.LazyFrame[Any]":
    """The columns `wanted` of each item, and its `keys`."""
    procedure, engine = subject.procedure, subject.engine
    samples = procedure.samples
    layers = layers_of(procedure, wanted)
    recorded = tuple(want for want in layers.recorded if samples.events is None or want.header not in MADE)
    needed = {
        mine: samples.header_of(mine) for name in layers.looked_up for mine in samples.references[name].key.values()
    }
    frame = engine.typed(recorded, {**keys, **needed}, as_of, trusting)
    for name, columns in layers.looked_up.items():
        reference = samples.references[name]
        at = "" if reference.valid is None else typed_name(reference.valid.at or samples.time or "", Kind.TIME)
        frame = engine.looked_up(frame, name, reference, columns, at, as_of)
    if samples.events is None:
        frame = _of_list(frame, layers, subject, as_of)
    frame = _observed(frame, layers.of_rows, {}, layers, subject)
    if samples.events is None:
        return frame
    return _grouped(frame, layers, tuple(key_name(column) for column in {**keys, **needed}), subject, as_of)


def _grouped(
    frame: "nw.LazyFrame[Any]", layers: Layers, keys: Sequence[str], subject: Subject, as_of: datetime
) -> "nw.LazyFrame[Any]":
    """One row for each item of `frame`, whose rows are events, with what is observed of it."""
    samples, engine = subject.procedure.samples, subject.engine
    asked = [found for each in layers.of_items for found in _asked_of_rows(each, samples)]
    frame = with_business_time(subject, frame, asked)
    values: dict[str, Seen] = {}
    takes: dict[str, Take] = {}
    business: list[tuple[BusinessTime, str]] = []
    for observation in layers.of_items:
        if observation.over is Over.ITEM:
            with blamed(observation):
                values[observation.name] = of_rows(observation, samples, subject.floats)
                rows = values[observation.name].rows
                frame = _looking_back(frame, rows)
                for step in filter(None, (*rows.of_rows, rows.made)):
                    frame = frame.with_columns(**step)
            takes |= rows.taken
            business += rows.business
    grouping = Grouping(
        carried=layers.carried,
        keys=tuple(key for key in keys if key != ITEM),
        takes=takes,
        time=typed_name(samples.time, Kind.TIME) if samples.time else "",
        made=tuple(want for want in layers.recorded if want.header in MADE),
    )
    frame = _of_list(engine.items(frame, grouping, as_of), layers, subject, as_of)
    frame = with_business_time(subject, frame, (), business)
    return _observed(frame, layers.of_items, values, layers, subject)


def _looking_back(frame: "nw.LazyFrame[Any]", rows: Rows) -> "nw.LazyFrame[Any]":
    """`frame` with what an observation asks of the rows before a row."""
    if not rows.before:
        return frame
    from qa_run.engines.before import with_before  # only who looks back pays for it

    return with_before(frame, rows.before, rows.at)


def _of_list(frame: "nw.LazyFrame[Any]", layers: Layers, subject: Subject, as_of: datetime) -> "nw.LazyFrame[Any]":
    """`frame`, whose rows are items, with the columns of the list of items."""
    listed = subject.procedure.samples.reference(LIST)
    if listed is None or not layers.of_list:
        return frame
    return subject.engine.looked_up(frame, LIST, listed, layers.of_list, "", as_of)


def _observed(
    frame: "nw.LazyFrame[Any]",
    observations: Sequence[Observation],
    of_items: Mapping[str, Seen],
    layers: Layers,
    subject: Subject,
) -> "nw.LazyFrame[Any]":
    """`frame` with the observations: at once, but for those that are made of one before them. A step costs time.

    of_items: what those gave that are made of an item; the others are made of a row
    """
    columns: list[Made] = []
    names: set[str] = set()
    for observation in observations:
        if not names.isdisjoint(observation.inputs):
            frame, columns, names = with_observed(frame, columns), [], set()
        seen = of_items.get(observation.name)
        if seen is None:
            with blamed(observation):
                seen = of_row(observation, subject.procedure.samples, subject.floats)
            if seen.rows.before:
                frame, columns, names = with_observed(frame, columns), [], set()
                with blamed(observation):
                    frame = _looking_back(frame, seen.rows)
        # what a criterion makes is long, and read in more than one form
        value = seen.rows.once(seen.readable)[0] if observation.judges else seen.readable
        forms = _forms(observation, value, layers, subject)
        columns.append(Made(observation, seen.value, forms, seen.rows.steps))
        names.add(observation.name)
    return with_observed(frame, columns)


def _asked_of_rows(observation: Observation, samples: Samples) -> Iterator[tuple[Any, str, Any]]:
    """What its conditions on rows ask of calendars: each with its criterion and its column."""
    for value in values_in(observation.made):
        for one in bound_when(value.when, samples).conditions if isinstance(value, Where) else ():
            yield from business_in(one.criterion, one.column)


def _forms(observation: Observation, value: nw.Expr, layers: Layers, subject: Subject) -> dict[str, nw.Expr]:
    """The value under the name of each kind as which it is read; what it is not cannot be read so."""
    gives = observation.gives
    found: dict[str, nw.Expr] = {}
    for kind in layers.kinds[observation.name]:
        name = typed_name(observation.name, kind)
        if kind in (gives, Kind.ANY):
            found[name] = value
        elif kind is Kind.TEXT:
            found[name] = value.cast(nw.String)
        else:
            found[name] = nw.lit(None, _TYPES[kind])
        if kind is Kind.TIME and subject.procedure.samples.time_zone:
            found |= {f"{name}{reading}": found[name] for reading in READINGS}
    found.setdefault(typed_name(observation.name, Kind.ANY), value)
    return found


_TYPES: Mapping[Kind, Any] = {Kind.NUMBER: nw.Float64, Kind.TIME: nw.Datetime("us"), Kind.YES_NO: nw.Boolean}
