"""What a sample must show with a confidence: not what was computed lies within the limits, but its bounds do."""

from collections.abc import Callable

from qa_run import Judged, Limits, Share, said
from qa_run.builtin.criteria.held import settled, within_limits

#: The lower and the upper bound, each with the confidence, of so many items that were like those at hand.
Bounds = Callable[[int], tuple[float, float]]
_MOST = 10_000_000
#: Equal values come from coarse records as well as from a process without spread: nothing can be shown by them.
ALL_EQUAL = "all values are equal, so that how far they spread cannot be told from them"


def surely(language: str, confidence: Share | None) -> str:
    """How a sentence goes on."""
    return said(language, ", shown with {confidence} confidence", confidence=confidence) if confidence else ""


def with_confidence(language: str, confidence: Share | None) -> list[str]:
    """The same as a part of a list; none where nothing is to be shown."""
    return [said(language, "with {confidence} confidence", confidence=confidence)] if confidence is not None else []


def check_confidence(confidence: Share | None) -> None:
    """Raises ValueError where nothing could be shown with it, or more than anybody knows."""
    if confidence is not None and not 0.5 < confidence.value < 1:
        raise ValueError("confidence lies between 50 % and 100 %, such as 95 %")


def two_sided(confidence: Share | None) -> float:
    """The level of the interval whose two ends have this confidence each; 95 % where nobody asks for one."""
    return 0.95 if confidence is None else float(2 * confidence.value - 1)


def number(value: float) -> str:
    return f"{value:.6g}"


def shown_within(
    within: Limits,
    estimate: float,
    n: int,
    bounds: Bounds,
    confidence: Share,
    convention: str,
    said: Callable[[float], str] = number,
    what: str = "",
) -> Judged:
    """Each limit is shown with the confidence by a bound of its own; with two, both must be, which needs no correction.

    A sample whose estimate meets the limits and whose bounds do not is too small: it is asked for more.
    """
    plain = within_limits(within, estimate, f"{convention}, one-sided at {confidence}")
    low, high = _asked(within, bounds(n))
    told = f"{what} {_told(plain.shown, low, high, confidence, said)}".strip()
    numbers = {name: end for name, end in (("lower_bound", low), ("upper_bound", high)) if _is_finite(end)}
    marginal = within.is_near(plain.shown)
    met = _held(within, low, high)
    judged = Judged(met, plain.shown, within.shown, plain.convention, marginal, told=told, numbers=numbers)
    if met or not plain.conforms:
        return judged
    from attrs import evolve

    more = _enough(lambda many: _held(within, *_asked(within, bounds(many))), n)
    if more is None:
        return evolve(judged, conforms=True, undecided="too near to the limit to be shown by any sample like this one")
    return evolve(judged, need_more=more)


def _asked(within: Limits, bounds: tuple[float, float]) -> tuple[float, float]:
    """The bounds that the limits ask for, settled; infinite on a side without a limit."""
    low = float("-inf") if within.low is None else settled(bounds[0])
    return low, float("inf") if within.high is None else settled(bounds[1])


def _held(within: Limits, low: float, high: float) -> bool:
    return within.admit(low) and within.admit(high)


def _is_finite(value: float) -> bool:
    return abs(value) < float("inf")


def _told(estimate: float, low: float, high: float, confidence: Share, said: Callable[[float], str]) -> str:
    ends = {"at least": low, "at most": high}
    shown = [f"{word} {said(end)}" for word, end in ends.items() if _is_finite(end)]
    return f"{said(estimate)}, with {confidence} confidence {' and '.join(shown)}"


def _enough(held: Callable[[int], bool], n: int) -> int | None:
    """How many more items would do, were they like those at hand; None where no sample would."""
    low, high = n, 2 * n
    while not held(high):
        low, high = high, 2 * high
        if low > _MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if held(middle) else (middle, high)
    return high - n
