"""Judging a few values by one criterion, without a procedure file and without a file of samples."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.builtin import plugin
from qa_run.builtin.acceptance import AtMost
from qa_run.engines.frame_held import rows_in
from qa_run.engines.table import CANNOT_BE_JUDGED, ROW, Engine
from qa_run.errors import Place
from qa_run.host import CORE, Host, Offer, Offers, make_host
from qa_run.loading.calendars import calendar_of
from qa_run.loading.criteria import Criteria, Units, Written
from qa_run.loading.document import parse
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import MapNode
from qa_run.loading.own_values import with_events
from qa_run.model.judged import Table
from qa_run.model.kinds import Any as AnyKind, Kind
from qa_run.model.lookup import PARTS
from qa_run.model.observation import Observation, Over
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement, Shape, makes_its_value
from qa_run.model.samples import Events, Samples
from qa_run.model.verdict import Buckets, Nonconformity
from qa_run.offers import hookimpl, shape_of
from qa_run.planning.buckets import buckets_of, finding_names
from qa_run.planning.columns import bound_requirement, needs_of
from qa_run.planning.layers import below
from qa_run.running.asked import Asked
from qa_run.running.judgement import judge
from qa_run.running.population import population
from qa_run.running.subject import Subject
from qa_run.running.windows import in_sight
from qa_run.testing.layouts import Layout, laid_out, layouts

COLUMN = "value"
EVENT = "activity"
NOT_YET_DUE = "not yet due"
AS_OF = "2026-03-31 12:00"
_MANY = 100_000
_HERE = Place("test")


@frozen(kw_only=True)
class Result:
    """What became of the values.

    outcome:     of the only verdict; no nonconforming value is accepted
    findings:    of each value the name of its bucket, blank where it conforms; empty for a statistic
    buckets:     how many values are in each bucket
    items:       the nonconforming values, as a report shows them
    measured:    the numbers behind the verdict
    message:     the verdict in words
    requirement: the criterion in words
    tables:      what people see as tables
    """

    outcome: Outcome
    findings: tuple[str, ...]
    buckets: Buckets
    items: tuple[Nonconformity, ...]
    measured: Mapping[str, Any] = field(factory=dict)
    message: str = ""
    requirement: str = ""
    tables: tuple[Table, ...] = ()


def judge_values(
    criterion: Any,
    values: Sequence[Any],
    *,
    columns: Mapping[str, Sequence[Any]] | None = None,
    as_of: str = AS_OF,
    optional: bool = False,
    engine: str = "",
) -> Result:
    """What `criterion` makes of `values`, as they would be recorded: None where nothing is.

    `columns` are others that it looks at, one named `time` is the time of the samples. `engine` is the name of a
    layout, DuckDB on CSV unless it is given; `conformance` names them when one disagrees.
    """
    chosen = next((layout for layout in layouts() if engine in ("", layout.name)), None)
    if chosen is None:
        raise ValueError(f"no engine {engine!r} is installed; there are {', '.join(each.name for each in layouts())}")
    recorded = {COLUMN: values, **(columns or {})}
    with tempfile.TemporaryDirectory(prefix="qa-run-") as folder:
        return judged(criterion, recorded, chosen, Path(folder), as_of=as_of, optional=optional)


def judged(
    criterion: Any,
    columns: Mapping[str, Sequence[Any]],
    layout: Layout,
    folder: Path,
    *,
    as_of: str = AS_OF,
    optional: bool = False,
    shown: bool = True,
) -> Result:
    """The same in one layout; `columns` hold the judged one under COLUMN. `shown` also looks for the items to show."""
    procedure, requirement = _procedure(criterion, columns, optional)
    engine = _engine(procedure, requirement, columns, layout, folder)
    moment = datetime.fromisoformat(as_of)
    nobody = Host((), Offers("criterion", {}), Offers("acceptance rule", {}), Offers("observation", {}), (), {})
    limit = _many(columns) if shown else 0
    verdict = judge(procedure, engine, nobody, Asked(as_of=moment, items=limit)).verdicts[0]
    if verdict.outcome is Outcome.ERROR:
        raise AssertionError(f"{layout.name}: {verdict.message}")
    findings: tuple[str, ...] = ()
    if requirement.shape is Shape.ITEM and _many(columns) and verdict.buckets.population:
        findings = _findings(procedure, requirement, engine, moment)
    return Result(
        outcome=verdict.outcome,
        findings=findings,
        buckets=verdict.buckets,
        items=verdict.items,
        measured=verdict.measured,
        message=verdict.message,
        requirement=verdict.requirement,
        tables=verdict.tables,
    )


def _engine(
    procedure: Procedure,
    requirement: Requirement,
    columns: Mapping[str, Sequence[Any]],
    layout: Layout,
    folder: Path,
) -> Engine:
    # a row of its own for every value, also where nothing else is recorded
    every: dict[str, Sequence[Any]] = {"item": [str(place + 1) for place in range(_many(columns))], **columns}
    kinds: dict[str, Kind] = {}
    wanted = needs_of(requirement, procedure.samples).wanted
    for want in below(procedure, wanted) if procedure.observations else wanted:
        if want.column.endswith(PARTS):  # what an example does not say of a reference is nothing
            every.setdefault(want.column, [None] * _many(columns))
        if want.kind is not AnyKind:
            kinds.setdefault(want.column, want.kind)
    return layout.make(laid_out(every, kinds, layout.typed), folder)


def _many(columns: Mapping[str, Sequence[Any]]) -> int:
    return len(next(iter(columns.values())))


def _procedure(criterion: Any, columns: Mapping[str, Sequence[Any]], optional: bool) -> tuple[Procedure, Requirement]:
    shape = shape_of(type(criterion))
    offered = type(criterion).__qa_criterion__
    samples = Samples(place=_HERE, item="item", repeats_allowed=True, time="time" if "time" in columns else None)
    if makes_its_value(criterion) and EVENT in columns:
        criterion = with_events(criterion, evolve(samples, events=Events(name=EVENT)))
    requirement = Requirement(
        characteristic=COLUMN,
        column=COLUMN,
        id=offered.name,
        criterion=criterion,
        written=criterion,
        name=offered.name,
        plugin="test",
        shape=shape,
        place=_HERE,
        optional=optional,
        acceptance=AtMost(at_most=0) if shape is Shape.ITEM else None,
    )
    observations: dict[str, Observation] = {}
    if makes_its_value(criterion):
        made = Observation(name=COLUMN, kind=offered.name, plugin="test", made=criterion, place=_HERE)
        observations[COLUMN] = made
        if made.over is Over.ITEM:
            samples = evolve(samples, events=Events(name=EVENT), of_rows=True)
    procedure = Procedure(
        name="test", path="test", place=_HERE, samples=samples, requirements=(requirement,), observations=observations
    )
    return procedure, bound_requirement(requirement, samples)


def plain(finding: str) -> str:
    """A finding as examples name it: without the columns that an item could not be judged by."""
    return CANNOT_BE_JUDGED if finding.startswith(f"{CANNOT_BE_JUDGED}:") else finding


def _findings(procedure: Procedure, requirement: Requirement, engine: Engine, moment: datetime) -> tuple[str, ...]:
    """The bucket of each item, read off the items themselves and not off the counts."""
    subject = Subject(procedure=procedure, requirements=(requirement,), engine=engine, as_of=moment)
    frame = population(subject, (requirement,))
    frame, sight = in_sight(subject, frame, (requirement,))
    buckets = buckets_of(requirement, sight)
    name = nw.when(buckets.conforming).then(nw.lit("")).otherwise(finding_names(buckets))
    if buckets.not_yet_due is not None:
        name = nw.when(buckets.not_yet_due).then(nw.lit(NOT_YET_DUE)).otherwise(name)
    rows = rows_in(frame.select(nw.col(ROW), name.alias("@finding")))
    return tuple(finding for _, finding in sorted(rows, key=lambda row: row[0]))


def frame_of(
    criterion: Any, columns: Mapping[str, Sequence[Any]], layout: Layout, folder: Path, as_of: str
) -> "nw.LazyFrame[Any]":
    """The frame that the criterion sees of `columns`, a row for each value."""
    procedure, requirement = _procedure(criterion, columns, False)
    engine = _engine(procedure, requirement, columns, layout, folder)
    moment = datetime.fromisoformat(as_of)
    subject = Subject(procedure=procedure, requirements=(requirement,), engine=engine, as_of=moment)
    return population(subject, (requirement,))


def as_written(criterion: type, written: Any, unit: str = "", calendar: Any = None) -> Any:
    """The criterion that `written` stands for in a procedure, with its calendar as that is written there.

    Raises ValueError with the faults a person would see.
    """
    return _built(criterion, written, unit, calendar)[0]


def in_words(criterion: type, written: Any, unit: str = "", language: str = "en", calendar: Any = None) -> str:
    """The sentence that reports say for `written`."""
    return str(_built(criterion, written, unit, calendar)[1].sentence(language))


@lru_cache(maxsize=2)
def offered_in(family: str, cls: type) -> tuple[Host, Offer]:
    """A host with everything built in, and under what name it offers `cls`: built in as well, or put beside it."""
    host = make_host([(CORE, plugin)])
    offer = next((offer for offer in getattr(host, family).by_name.values() if offer.what is cls), None)
    if offer is None:
        hook = f"qa_{family}"
        mine = SimpleNamespace(**{hook: hookimpl(lambda: [cls])})
        getattr(mine, hook).__name__ = hook
        host = make_host([(CORE, plugin)], more=[("test", mine)])
        offer = next(offer for offer in getattr(host, family).by_name.values() if offer.what is cls)
    return host, offer


def _built(criterion: type, written: Any, unit: str, calendar: Any) -> tuple[Any, Any]:
    """The criterion as it is compared, and as it is written."""
    host, offer = offered_in("criteria", criterion)
    text = json.dumps({offer.name: written, "calendar": calendar}, default=str, ensure_ascii=False)
    root = parse(text, "example", ".json").root
    assert isinstance(root, MapNode)
    faults, node = Faults(), root.entries[0].value
    opened = calendar_of(root.entries[1].value, Path(), faults) if calendar is not None else None
    made = Criteria(host, {}, events=Events(name=EVENT), calendar=opened).built_and_written(
        Written(offer, node, node.place), Units(unit=unit), faults
    )
    if made[0] is MISSING or faults.found:
        raise ValueError("; ".join(fault.message for fault in faults.found))
    return made
