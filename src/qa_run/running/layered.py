"""The frame of a procedure with layers: looked up, observed in a row, grouped to items, observed of items."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import narwhals as nw

from qa_run.engines.grouping import Grouping, prepared
from qa_run.engines.table import ITEM, MADE, key_name
from qa_run.model.business import BusinessTime
from qa_run.model.kinds import READINGS, Kind, typed_name
from qa_run.model.observation import Observation, Over, Take
from qa_run.planning.layers import Layers, layers_of
from qa_run.planning.observed import of_row, of_rows
from qa_run.running.subject import Subject, clocks


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
    for observation in layers.of_rows:
        frame = frame.with_columns(**_forms(observation, of_row(observation), layers, subject))
    if samples.events is None:
        return frame
    takes: dict[str, Take] = {}
    business: list[tuple[BusinessTime, str]] = []
    before: dict[str, str] = {}
    of_each: dict[str, nw.Expr] = {}
    made: dict[str, Any] = {}
    for observation in layers.of_items:
        if observation.over is Over.ITEM:
            made[observation.name], rows = of_rows(observation, samples, subject.floats)
            takes |= rows.taken
            business += rows.business
            before |= rows.before
            of_each |= rows.made
    grouping = Grouping(
        carried=layers.carried,
        keys=tuple(key_name(column) for column in {**keys, **needed} if key_name(column) != ITEM),
        takes=takes,
        time=typed_name(samples.time, Kind.TIME) if samples.time else "",
        made=tuple(want for want in layers.recorded if want.header in MADE),
        before=before,
        of_each=of_each,
    )
    frame = engine.items(prepared(frame, grouping), grouping, as_of)
    if business:
        from qa_run.planning.business import Timed, with_business_time  # only who goes by a calendar pays for it

        times = dict.fromkeys(Timed(each.calendar, name, each.in_days) for each, name in business if each.calendar)
        frame = with_business_time(frame, tuple(times), clocks(samples, subject.as_of), engine.roads)
    for observation in layers.of_items:
        value = made[observation.name] if observation.over is Over.ITEM else of_row(observation)
        frame = frame.with_columns(**_forms(observation, value, layers, subject))
    return frame


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
