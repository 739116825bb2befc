"""What stands on more than aggregates of a stratum: the points of a sequence."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import evolve

from qa_run.engines.points import Collect, Points
from qa_run.engines.table import ITEM, key_name
from qa_run.errors import SampleError
from qa_run.judging.counts import Counts
from qa_run.judging.strata import Strata
from qa_run.model.folding import folded
from qa_run.model.labels import LabelsOf
from qa_run.model.procedure import Requirement
from qa_run.planning.buckets import scope_truth, seen
from qa_run.planning.measuring import conformity
from qa_run.running.subject import Subject, item_column


def with_points(
    subject: Subject, frame: "nw.LazyFrame[Any]", requirement: Requirement, strata: Strata, counts: Counts
) -> Counts:
    """`counts` with the arrays of each stratum's sequence."""
    value = value_of(subject, requirement)
    wanted = requirement.criterion.collects(value)
    texts = {name: each for name, each in wanted.items() if isinstance(each, LabelsOf)}
    asked = Collect(
        columns={name: each for name, each in wanted.items() if name not in texts},
        value=value,
        over=requirement.over,
        keys=tuple(key_name(name) for name in strata.names),
        item=item_column(subject),
        labels={name: _text(subject, requirement, each) for name, each in texts.items()},
    )
    points = subject.engine.collect(frame, asked)
    ends = [points.of(tuple(stratum)) for stratum in strata.strata]
    arrays: dict[str, list[Any]] = {
        name: [column[start:end] for start, end in ends] for name, column in points.columns.items()
    }
    arrays |= {name: [each.part(start, end) for start, end in ends] for name, each in points.labels.items()}
    arrays["excluded"] = _excluded(requirement, points, ends)
    arrays["stratum"] = [_named(strata.names, stratum) for stratum in strata.strata]
    return evolve(counts, statistics=arrays, points=points)


def _text(subject: Subject, requirement: Requirement, asked: LabelsOf) -> nw.Expr:
    """What a sequence calls by its text: without outer spaces, null where it is blank."""
    if not requirement.over.single:
        raise ValueError("texts are collected of single items, not of subgroups")
    of = asked.of
    if of is None:
        if item_column(subject) is None:
            raise SampleError(f"{requirement.place}: the samples name no item: write item: COLUMN under samples")
        of = nw.col(ITEM)
    text = folded(of, ("spaces",))
    return nw.when(text != "").then(text)


def _excluded(requirement: Requirement, points: Points, ends: Sequence[tuple[int, int]]) -> list[Any]:
    """Of each sequence which points the criterion leaves out; it names them as they are called."""
    import numpy as np

    out = np.zeros(points.length, dtype=bool)
    labels = getattr(requirement.criterion, "left_out", ())
    if labels:
        out[list(points.find(labels))] = True
    return [out[start:end] for start, end in ends]


def _named(names: Sequence[str], stratum: Sequence[str]) -> str:
    """A stratum as the node id writes it: `shop=Milano`; blank over all."""
    return ",".join(f"{name}={value}" for name, value in zip(names, stratum, strict=True))


def value_of(subject: Subject, requirement: Requirement) -> nw.Expr:
    """What the criterion sees: the value, or whether it conforms; null outside the requirement's scope."""
    truth = scope_truth(requirement.scope, subject.floats)
    wide = subject.floats.get(requirement.column, False)
    if getattr(requirement.criterion, "judges_conformity", False):
        return conformity(requirement, wide, truth)[1]
    value = seen(requirement.column, requirement.criterion, wide).value
    return value if truth is None else nw.when(truth.holds).then(value)
