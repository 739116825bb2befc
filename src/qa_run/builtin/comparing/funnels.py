"""Funnel limits: which of many strata lie further from the common value than chance explains."""

from typing import Any, Literal

from qa_run import Judged, Signal
from qa_run.builtin.comparing.strata import Strata, called
from qa_run.builtin.criteria.held import settled

Correction = Literal["bonferroni", "sidak", "benjamini-hochberg", "none"]
_SAID = {
    "bonferroni": "Bonferroni's correction",
    "sidak": "Sidak's correction",
    "benjamini-hochberg": "Benjamini and Hochberg's correction",
    "none": "no correction for how many there are",
}
#: How many of those outside a message tells with their numbers.
_TOLD = 3


def in_funnel(strata: Strata, level: float, correction: Correction, target: float | None, widened: bool) -> Judged:
    """No stratum outside the limits around the target, or around all of them together."""
    if strata.count is None and not ((strata.n - 1) * strata.sd_or_nothing**2).sum():
        return _without_spread(strata, target)
    from qa_run.statistics.comparing import funnel_of_means, funnel_of_proportions

    try:
        if strata.count is not None:
            found = funnel_of_proportions(strata.count, strata.n, target, level, correction, overdispersed=widened)
        else:
            found = funnel_of_means(strata.n, strata.mean, strata.sd, target, level, correction, widened)
    except ValueError as error:
        return Judged(True, undecided=str(error))
    outside = sorted(found.outside.nonzero()[0].tolist(), key=lambda at: (found.adjusted_p[at], -abs(found.z[at]), at))
    return Judged(
        conforms=not outside,
        told=_told(strata, found, outside),
        convention=_convention(found, target is None, widened),
        numbers={
            "strata": len(strata.names),
            "outside": len(outside),
            "target": settled(found.target),
            "dispersion": settled(found.dispersion),
        },
        signals=tuple(_signal(strata, found, at) for at in outside),
    )


def _without_spread(strata: Strata, target: float | None) -> Judged:
    """All values of each stratum equal: no chance to allow for."""
    if (strata.n < 2).all():
        return Judged(True, undecided="every stratum has a single value: how far chance goes cannot be told")
    centre = target if target is not None else float(strata.mean[0])
    off = abs(strata.mean - centre) > abs(centre) * 1e-12
    return Judged(
        conforms=not off.any(),
        told=f"nothing varies within the strata: {strata.span()}",
        convention="no limits, since nothing varies",
        numbers={"strata": len(strata.names), "outside": int(off.sum())},
    )


def _told(strata: Strata, found: Any, outside: list[int]) -> str:
    many = len(strata.names)
    around = f"around {strata.shown(found.target)}"
    if not outside:
        return f"none of {many} lies outside the funnel {around}"
    some = ", ".join(_worst(strata, found, place) for place in outside[:_TOLD])
    more = len(outside) - _TOLD
    lie = "lies" if len(outside) == 1 else "lie"
    return f"{len(outside)} of {many} {lie} outside the funnel {around}: {some}" + (
        f" and {more} more" if more > 0 else ""
    )


def _worst(strata: Strata, found: Any, place: int) -> str:
    low, high = strata.shown(found.lower[place]), strata.shown(found.upper[place])
    numbers = f"{strata.shown(found.estimate[place])}, n = {int(strata.n[place])}"
    return f"{called(strata.names[place])} ({numbers}, limits {low} to {high})"


def _signal(strata: Strata, found: Any, place: int) -> Signal:
    above = found.estimate[place] > found.target
    limit = strata.shown(found.upper[place] if above else found.lower[place])
    finding = f"{'above' if above else 'below'} its limit {limit} (n = {int(strata.n[place])})"
    return Signal(place, finding, settled(float(found.estimate[place])))


def _convention(found: Any, pooled: bool, widened: bool) -> str:
    limits = {"exact": "exact binomial limits", "normal": "normal limits", "pooled t": "limits by the pooled t"}
    around = "the value of all strata together" if pooled else "the target given"
    wide = ", widened for overdispersion" if widened else ""
    return f"{limits[found.method]} around {around}{wide}; {_SAID[found.correction]}"
