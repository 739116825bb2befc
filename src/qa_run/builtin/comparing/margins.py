"""Every two strata within a margin: as they were recorded, or shown with a confidence."""

from math import ceil
from typing import Any

from qa_run import Judged, Share
from qa_run.builtin.comparing.strata import Strata, apart, called, points

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


def shown_within_margin(strata: Strata, margin: float, confidence: Share) -> Judged:
    """Every two strata equivalent. All pairs have to be, so that no correction is due (Berger, 1982)."""
    import numpy as np

    plain = within_margin(strata, margin)
    alone = strata.n < 2
    if plain.conforms and strata.count is None and alone.any():
        lone = f"{strata.named(alone)} {'has' if alone.sum() == 1 else 'have'} one value"
        return _changed(plain, f"{lone}, and a confidence takes 2 at least")
    if not plain.conforms:
        return plain
    if strata.count is None and (strata.sd == 0).sum() > 1:
        return _changed(plain, f"{strata.named(strata.sd == 0)} do not vary, so that chance between them is not known")
    bounds, places, method = _widest(strata, margin, float(1 - confidence.value))
    one, other = int(places[0]), int(places[1])
    pair = f"{called(strata.names[one])} and {called(strata.names[other])}"
    told = f"{plain.told}; {pair} at most {points(bounds, strata.count is not None)} apart with {confidence} confidence"
    numbers = {**plain.numbers, "upper_bound": bounds}
    judged = Judged(True, plain.shown, plain.limits, f"{method}, every pair", told=told, numbers=numbers)
    if bounds < margin:
        return judged
    here = abs(apart(float(strata.estimate[one]), float(strata.estimate[other])))
    more = _enough(float(np.maximum(strata.n[one], strata.n[other])), here, bounds, margin)
    return _changed(judged, f"too few to show {points(margin, strata.count is not None)} or less{more}")


def _changed(judged: Judged, undecided: str) -> Judged:
    from attrs import evolve

    return evolve(judged, undecided=undecided)


def _enough(n: float, here: float, bound: float, margin: float) -> str:
    """About how many items would do, were they like those at hand: the interval shrinks with their root."""
    if here >= margin:
        return ", and as far apart as the margin allows"
    many = ceil(n * ((bound - here) / (margin - here)) ** 2)
    return f"; about {max(many, int(n) + 1)} of each would do" if many <= _MOST else ""


def _widest(strata: Strata, margin: float, level: float) -> tuple[float, tuple[int, int], str]:
    """The largest difference that two strata may still have, which two these are, and by what method."""
    import numpy as np

    worst, places, method = -1.0, (0, 0), ""
    for one in range(len(strata.names) - 1):
        found = _against_the_rest(strata, one, margin, level)
        bounds = np.maximum(abs(found.lower), abs(found.upper))
        place = int(bounds.argmax())
        if bounds[place] > worst:
            worst, places = float(bounds[place]), (one, one + 1 + place)
        method = found.method
    return worst, places, method


def _against_the_rest(strata: Strata, one: int, margin: float, level: float) -> Any:
    """One stratum against those behind it."""
    rest = slice(one + 1, None)
    if strata.count is not None:
        from qa_run.statistics.comparing import equivalence_of_proportions

        counts = (strata.count[rest], strata.n[rest])
        return equivalence_of_proportions((strata.count[one], strata.n[one]), counts, margin, level)
    from qa_run.statistics.comparing import equivalence_of_means

    first = (strata.n[one], strata.mean[one], strata.sd[one])
    return equivalence_of_means(first, (strata.n[rest], strata.mean[rest], strata.sd[rest]), margin, level)
