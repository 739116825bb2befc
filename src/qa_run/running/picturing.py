"""What can be drawn of a procedure's values: asked of the engine in one look per kind of picture."""

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.pictures import Course, Mean, Span, Study
from qa_run.engines.table import key_name
from qa_run.engines.wanted import Wanted
from qa_run.errors import QaRunError
from qa_run.judging.blocks import Block
from qa_run.model.conditions import Scope
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.pictures import Histogram, Level, Levels, Pictured, Pictures, Plot
from qa_run.model.procedure import Requirement, Shape
from qa_run.planning.columns import kind_of
from qa_run.planning.truths import scope_truth, seen
from qa_run.running.binning import bins_of
from qa_run.running.blaming import first_line
from qa_run.running.charting import charts_of
from qa_run.running.intervals import mean_interval
from qa_run.running.subject import Subject, cut, moment

#: Sets of strata that are drawn of one characteristic.
SETS = 3


@frozen(eq=False, repr=False)
class Topic:
    """The numbers of one column within one scope, and the requirements that are about them."""

    requirements: tuple[Requirement, ...]

    @property
    def first(self) -> Requirement:
        return self.requirements[0]

    @property
    def limits(self) -> dict[str, dict[str, int | float]]:
        """The specification limits of items; those of a mean or a share are limits of something else."""
        return {
            each.id: dict(each.criterion.limits)
            for each in self.requirements
            if each.shape is Shape.ITEM and getattr(each.criterion, "limits", None)
        }

    def value(self, floats: bool, scopes: Any) -> nw.Expr:
        """The values, null outside of the scope."""
        value = seen(self.first.column, self.first.criterion, floats).value
        return value if scopes is None else nw.when(scopes.holds).then(value)


def pictures_of(subject: Subject, blocks: Sequence[Block]) -> Pictures:
    """What can be drawn. A picture that cannot be made takes no verdict with it: `notices` say what went wrong."""
    charts, notices = charts_of(blocks)
    try:
        return Pictures(values=_values(subject), charts=charts, notices=notices)
    except QaRunError:
        raise
    except Exception as error:
        told = f"no picture of the values could be made: {first_line(error)}"
        return Pictures(charts=charts, notices=(*notices, told))


def topics_of(requirements: Sequence[Requirement]) -> list[Topic]:
    """The numbers that requirements are about, in their order."""
    found: dict[tuple[str, str, str], list[Requirement]] = {}
    for each in requirements:
        conformity = getattr(each.criterion, "judges_conformity", False)
        if kind_of(each.criterion) is Kind.NUMBER and each.column and not each.members and not conformity:
            found.setdefault((each.characteristic, each.column, each.scope.key), []).append(each)
    return [Topic(tuple(each)) for each in found.values()]


def _values(subject: Subject) -> tuple[Pictured, ...]:
    topics = topics_of(subject.requirements)
    if not topics:
        return ()
    samples = subject.procedure.samples
    wanted = dict.fromkeys(subject.wanted([each.first for each in topics]))
    time = ""
    if samples.time and samples.header_of(samples.time) in subject.engine.headers():
        wanted[Wanted(samples.time, samples.header_of(samples.time), Kind.TIME)] = None
        time = typed_name(samples.time, Kind.TIME)
    keys = {name: samples.header_of(name) for name in subject.keys}
    if samples.item and subject.leaves_out:  # by whose name it may be
        keys["@item"] = samples.header_of(samples.item)
    frame = cut(subject, subject.engine.typed(tuple(wanted), keys, moment(subject)))
    columns = {f"@drawn{place}": _value(subject, topic) for place, topic in enumerate(topics)}
    frame = frame.with_columns(**columns)
    with subject.engine.study(frame, list(columns), [key_name(name) for name in keys], time) as study:
        return tuple(_studied(study, topics, bool(time)))


def _value(subject: Subject, topic: Topic) -> nw.Expr:
    truth = scope_truth(topic.first.scope, subject.floats)
    return topic.value(subject.floats.get(topic.first.column, False), truth)


def _studied(study: Study, topics: Sequence[Topic], timed: bool) -> Iterator[Pictured]:
    spans = study.spans()
    bins = [bins_of(span or _NOTHING, next(iter(t.limits.values()), {})) for span, t in zip(spans, topics, strict=True)]
    tallies = study.tallies([each.compared for each in bins])
    course = study.course() if timed else None
    overall = [span.mean if span else 0.0 for span in spans]
    sets = list(dict.fromkeys(names for topic in topics for each in topic.requirements for names in each.per))[:SETS]
    means = {names: study.means([key_name(name) for name in names], overall) for names in sets}
    for at, (topic, span) in enumerate(zip(topics, spans, strict=True)):
        if span is None:
            continue
        below, *counts, above = tallies[at]
        drawn = bins[at]
        yield Pictured(
            characteristic=topic.first.characteristic,
            case=topic.first.case or said(topic.first.scope),
            unit=topic.first.unit_recorded,
            n=span.n,
            limits=topic.limits,
            histogram=Histogram(edges=drawn.edges, counts=tuple(counts), below=below, above=above, ends=drawn.ends),
            course=_course(course, at, span) if course is not None else None,
            levels=tuple(_levels(names, each[at], span.mean) for names, each in means.items() if each[at]),
        )


_NOTHING = Span(n=0, low=0, high=1, mean=0, first_quartile=0, median=0, third_quartile=1, decimals=None)


def _course(course: Course, at: int, span: Span) -> Plot | None:
    """The values in the order of time, with their median; None where none has a time."""
    there = [place for place, low in enumerate(course.lows[at]) if low is not None]
    if not there:
        return None
    lows = [float(course.lows[at][place] or 0.0) for place in there]
    highs = [float(course.highs[at][place] or 0.0) for place in there]
    single = course.size <= 1
    return Plot(
        name="run chart",
        values=lows,
        highs=() if single else highs,
        places=range(len(there)) if single else [int(place * course.size) for place in there],
        of=len(there) if single else span.n,
        centre=[span.median] * len(there),
        times=[course.times[place] for place in there],
    )


def _levels(names: tuple[str, ...], means: Sequence[Mean], overall: float) -> Levels:
    levels = []
    for each in sorted(means, key=lambda each: each.stratum):
        there = each.n > 1 and each.sd is not None
        low, high = mean_interval(each.n, each.mean, each.sd or 0.0) if there else (None, None)
        named = ", ".join(each.stratum) or "(blank)"
        levels.append(Level(stratum=named, n=each.n, mean=each.mean, lower=low, upper=high))
    return Levels(by=names, levels=tuple(levels), of=means[0].strata, overall=overall)


def said(scope: Scope) -> str:
    """When a requirement holds, in words."""
    whens = [("", when) for when in scope.within] + [("not ", when) for when in scope.without]
    return "; ".join(
        word
        + " or ".join(
            " and ".join(f"{each.column} {each.criterion.sentence('en')}" for each in group) for group in when.any_of
        )
        for word, when in whens
    )
