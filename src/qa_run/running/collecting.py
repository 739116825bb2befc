"""What stands on more than aggregates of a stratum: the points of a sequence."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import evolve

from qa_run.engines.points import Collect, Points
from qa_run.engines.table import ITEM, key_name
from qa_run.errors import SampleError
from qa_run.judging.counts import Counts
from qa_run.judging.ids import stratum_key
from qa_run.judging.strata import Strata
from qa_run.model.folding import folded
from qa_run.model.labels import LabelsOf
from qa_run.model.procedure import Requirement
from qa_run.planning.measuring import conformity
from qa_run.planning.truths import scope_truth, seen
from qa_run.running.subject import Subject, clocks, item_column


def with_points(
    subject: Subject, frame: "nw.LazyFrame[Any]", requirement: Requirement, strata: Strata, counts: Counts
) -> Counts:
    """`counts` with the arrays of each stratum's sequence.

    Beside what the criterion collects these are `excluded`, true where a point is left out; `left_out`, the number of
    the name by which it is, or -1; `left_out_in`, of each name the strata that have such a point; `stratum`, its own
    name as node ids write it; and, where there are any, `time` in microseconds since 1970 and `phase`, whose numbers
    stand for `phases`.
    """
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
    columns = dict(points.columns)
    names = [stratum_key(strata.names, stratum) for stratum in strata.strata]
    out, found = _left_out(requirement, points)
    columns |= out
    shown = clocks(subject.procedure.samples, subject.as_of)
    times = points.times if shown is None or points.times is None else shown.shown(points.times)
    columns |= {name: array for name, array in {"time": times, "phase": points.phases}.items() if array is not None}
    arrays: dict[str, Any] = {name: [column[start:end] for start, end in ends] for name, column in columns.items()}
    arrays |= {name: [each.part(start, end) for start, end in ends] for name, each in points.labels.items()}
    arrays["stratum"] = names
    left_out_in = {
        label: tuple(
            name for name, (start, end) in zip(names, ends, strict=True) if any(start <= at < end for at in places)
        )
        for label, places in found.items()
    }
    arrays |= {name: [each] * len(ends) for name, each in {"left_out_in": left_out_in, "phases": points.names}.items()}
    unplaced = [points.unplaced.get(tuple(stratum), 0) for stratum in strata.strata]
    return evolve(counts, statistics=arrays, points=points, unplaced=unplaced)


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


def _left_out(requirement: Requirement, points: Points) -> tuple[Mapping[str, Any], Mapping[str, list[int]]]:
    """Of each point by which of its names the criterion leaves it out; and of each name its points."""
    import numpy as np

    labels = tuple(getattr(requirement.criterion, "left_out", ()))
    if not labels:  # one value that stands for all points: nothing is kept of each
        nobody = {"left_out": np.int16(-1), "excluded": np.False_}
        return {name: np.broadcast_to(value, (points.length,)) for name, value in nobody.items()}, {}
    out: Any = np.full(points.length, -1, dtype=np.int16 if len(labels) < 2**15 else np.int64)
    found: dict[str, list[int]] = {}
    for place, label in points.find(tuple(dict.fromkeys(labels))):
        out[place] = labels.index(label)
        found.setdefault(label, []).append(place)
    return {"left_out": out, "excluded": out >= 0}, found


def value_of(subject: Subject, requirement: Requirement) -> nw.Expr:
    """What the criterion sees: the value, or whether it conforms; null outside the requirement's scope."""
    truth = scope_truth(requirement.scope, subject.floats)
    wide = subject.floats.get(requirement.column, False)
    if getattr(requirement.criterion, "judges_conformity", False):
        return conformity(requirement, wide, truth)[1]
    value = seen(requirement.column, requirement.criterion, wide).value
    return value if truth is None else nw.when(truth.holds).then(value)
