"""Every two strata within a margin: as they were recorded, or shown with a confidence."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from qa_run import Judged, Share
from qa_run.builtin.comparing.strata import Strata, apart, called, points

#: The values of each stratum, where medians are compared.
Values = Sequence[Any] | None
#: More items in each stratum than this are not recommended to anybody.
_MOST = 1_000_000


def within_margin(strata: Strata, margin: float) -> Judged:
    """The largest difference of two strata, held against the margin; chance is not allowed for."""
    high, low = float(strata.estimate.max()), float(strata.estimate.min())
    span = apart(high, low)
    return Judged(
        conforms=span <= margin,
        shown=span,
        told=f"{strata.span()}: {points(span, strata.count is not None)} apart",
        limits={"upper": margin},
        convention="largest difference of two strata, chance not allowed for",
        numbers={"strata": len(strata.names), "lowest": low, "highest": high},
    )


def shown_within_margin(strata: Strata, margin: float, confidence: Share, values: Values = None) -> Judged:
    """Every two strata equivalent. All pairs have to be, so that no correction is due (Berger, 1982).

    values: those of each stratum where medians are compared
    """
    plain = within_margin(strata, margin)
    if not plain.conforms:
        return plain
    if why := _not_bounded(strata, values, confidence):
        return _changed(plain, why)
    found = _widest(strata, values, float(confidence.value))
    pair = " and ".join(called(strata.names[place]) for place in (found.first, found.second))
    told = f"{plain.told}; {pair} at most {points(found.bound, strata.count is not None)} apart"
    judged = Judged(
        conforms=True,
        shown=plain.shown,
        told=f"{told} with {confidence} confidence",
        limits=plain.limits,
        convention=f"two one-sided tests, {found.method}, every pair",
        numbers={**plain.numbers, "upper_bound": found.bound},
    )
    if found.bound < margin:
        return judged
    one, other = found.first, found.second
    here = abs(apart(float(strata.estimate[one]), float(strata.estimate[other])))
    more = _enough(float(max(strata.n[one], strata.n[other])), here, found.bound, margin)
    return _changed(judged, f"too few to show {points(margin, strata.count is not None)} or less{more}")


def _not_bounded(strata: Strata, values: Values, confidence: Share) -> str:
    """Why no confidence can be told of some strata; blank where it can."""
    if strata.count is not None:
        return ""
    least = 2
    if values is not None:
        from qa_run.statistics.comparing import least_for_median

        least = least_for_median(float(confidence.value))
    small = strata.n < least
    if small.any():
        many = "one value" if least == 2 else f"fewer than {least} values"
        which = f"{strata.named(small)} {'has' if small.sum() == 1 else 'have'} {many}"
        return f"{which}, and a confidence{' of medians' if values is not None else ''} takes {least} at least"
    if values is None and (strata.sd == 0).sum() > 1:
        return f"{strata.named(strata.sd == 0)} do not vary, so that chance between them is not known"
    return ""


def _changed(judged: Judged, undecided: str) -> Judged:
    from attrs import evolve

    return evolve(judged, undecided=undecided)


def _enough(n: float, here: float, bound: float, margin: float) -> str:
    """About how many items would do, were they like those at hand: the interval shrinks with their root."""
    if here >= margin:
        return ", and as far apart as the margin allows"
    many = ceil(n * ((bound - here) / (margin - here)) ** 2)
    return f"; about {max(many, int(n) + 1)} of each would do" if many <= _MOST else ""


def _widest(strata: Strata, values: Values, confidence: float) -> Any:
    """The largest difference that two strata may still have, and which two these are."""
    from qa_run.statistics import comparing

    if strata.count is not None:
        return comparing.widest_difference_of_proportions(strata.count, strata.n, confidence)
    if values is not None:
        return comparing.widest_difference_of_medians(values, confidence)
    return comparing.widest_difference_of_means(strata.n, strata.mean, strata.sd, confidence)
