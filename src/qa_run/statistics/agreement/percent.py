"""How many items were rated alike, with an interval for the proportion."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.agreement.ratings import coded
from qa_run.statistics.intervals.proportions import proportion_interval


@frozen
class Matched:
    """`matched` of `items`; `percent`, `lower` and `upper` are percentages."""

    matched: int
    items: int
    percent: float
    lower: float
    upper: float
    confidence: float
    convention: str = "Clopper-Pearson"


def matched_of(matched: int, items: int, confidence: float = 0.95) -> Matched:
    """The percentage with the interval of `proportion_interval`. ValueError: no items, more matched than items."""
    if items == 0:
        raise ValueError("no item was rated by everybody: there is nothing to compare")
    found = proportion_interval(matched, items, confidence)
    percent, lower, upper = (100 * float(each) for each in (found.estimate, found.lower, found.upper))
    return Matched(int(matched), int(items), percent, lower, upper, confidence)


def percent_agreement(
    ratings: ArrayLike, *, tolerance: float = 0.0, categories: Sequence[Any] | None = None, confidence: float = 0.95
) -> Matched:
    """The percentage of items that all raters rated alike; items that somebody did not rate are left out.

    `ratings`: items by raters, any labels. `tolerance`: how far numeric ratings of an item may lie apart.
    ValueError: no complete item, a tolerance for labels that are no numbers or under 0.
    """
    rated = coded(ratings, categories).complete
    codes = rated.codes
    if tolerance == 0:
        alike = (codes == codes[:, :1]).all(axis=1)
        return matched_of(int(alike.sum()), alike.size, confidence)
    try:
        values = np.asarray(rated.categories, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("a tolerance needs ratings that are numbers") from None
    if not tolerance > 0:
        raise ValueError(f"the tolerance is {tolerance}: give 0 or more")
    alike = np.ptp(values[codes], axis=1) <= tolerance if codes.size else np.zeros(0, dtype=bool)
    return matched_of(int(alike.sum()), alike.size, confidence)
