"""Why an item is not judged: made under another revision, outside of `only:`, or excluded."""

from collections.abc import Mapping, Sequence
from datetime import date

import narwhals as nw
from attrs import evolve, frozen

from qa_run.engines.table import ITEM
from qa_run.engines.wanted import Wanted
from qa_run.model.conditions import When
from qa_run.model.exclusion import Exclusion
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.procedure import Procedure
from qa_run.model.revisions import Revision
from qa_run.model.samples import Samples
from qa_run.planning.columns import bound_when, when_needs
from qa_run.planning.truths import surely, when_truth
from qa_run.running.in_force import elsewhere

OUTSIDE = "outside of only:"


@frozen(eq=False, repr=False)
class Reason:
    """Why items are not judged, and where that is so.

    exclusion: where a person wrote it
    revision:  the one that they belong to
    """

    why: str
    where: nw.Expr
    exclusion: Exclusion | None = None
    revision: Revision | None = None


def holding(procedure: Procedure, day: date) -> tuple[Exclusion, ...]:
    """The exclusions that hold on the day of the run, bound to the samples."""
    samples = procedure.samples
    found = (each for each in procedure.exclude if each.holds(day))
    return tuple(evolve(each, when=bound_when(each.when, samples)) if each.when else each for each in found)


def wanted_for(procedure: Procedure, exclude: Sequence[Exclusion]) -> Sequence[Wanted]:
    """The columns that tell what is not judged, beside those of `only:`."""
    samples = procedure.samples
    found = [want for each in exclude for want in when_needs(each.when, samples)]
    if samples.lot is not None and any(each.lots for each in exclude):
        found.append(Wanted(samples.lot.column, samples.header_of(samples.lot.column), Kind.TEXT))
    if procedure.family is not None and samples.time:
        found.append(Wanted(samples.time, samples.header_of(samples.time), Kind.TIME))
    return found


def reasons_of(
    procedure: Procedure, only: When | None, exclude: Sequence[Exclusion], floats: Mapping[str, bool]
) -> tuple[Reason, ...]:
    """Why items may not be judged, in the order in which they are asked."""
    family = procedure.family
    found = [Reason(why, where, None, by) for why, where, by in elsewhere(procedure, family)] if family else []
    if only is not None:
        found.append(Reason(OUTSIDE, surely(when_truth(only, floats).fails)))
    found += [Reason(each.because, _where(procedure.samples, each, floats), each) for each in exclude]
    return tuple(found)


def which(reasons: Sequence[Reason]) -> nw.Expr:
    """The number of the first reason that holds, from 1; 0 where the item is judged."""
    number = nw.lit(0)
    for place, reason in reversed(list(enumerate(reasons, 1))):
        number = nw.when(reason.where).then(nw.lit(place)).otherwise(number)
    return number


def name_in(samples: Samples, items: bool) -> nw.Expr:
    """The name of the item, or of its lot, without outer spaces."""
    if items or samples.lot is None:
        return nw.col(ITEM)
    return nw.col(typed_name(samples.lot.column, Kind.TEXT)).str.strip_chars()


def _where(samples: Samples, exclusion: Exclusion, floats: Mapping[str, bool]) -> nw.Expr:
    """Where an exclusion surely holds: what cannot be decided stays in and is judged."""
    if exclusion.when is not None:
        return surely(when_truth(exclusion.when, floats).holds)
    named = name_in(samples, bool(exclusion.items))
    return surely(named.is_in(list(exclusion.items or exclusion.lots)))
