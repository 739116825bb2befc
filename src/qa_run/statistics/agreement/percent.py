"""How many items were rated alike, with an interval for the proportion."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from qa_run.statistics.agreement.ratings import coded
from qa_run.statistics.confidence_level import confidence


@frozen
class Matched:
    """`matched` of `items`; `percent`, `lower` and `upper` are percentages."""

    matched: int
    items: int
    percent: float
    lower: float
    upper: float
    level: float
    convention: str = "Clopper-Pearson"


def matched_of(matched: int, items: int, level: float = 0.95) -> Matched:
    """The percentage and its exact interval.

    ValueError: no items, more matched than items. Source: Clopper and Pearson, Biometrika 26 (1934) 404-413.
    """
    if items < 1 or not 0 <= matched <= items:
        raise ValueError(f"{matched} of {items} items cannot match: give at least one item")
    tail = (1 - confidence(level)) / 2
    lower = float(betaincinv(matched, items - matched + 1, tail)) if matched else 0.0
    upper = float(betaincinv(matched + 1, items - matched, 1 - tail)) if matched < items else 1.0
    return Matched(int(matched), int(items), 100 * matched / items, 100 * lower, 100 * upper, level)


def percent_agreement(
    ratings: ArrayLike, *, tolerance: float = 0.0, categories: Sequence[Any] | None = None, level: float = 0.95
) -> Matched:
    """The percentage of items that all raters rated alike; items that somebody did not rate are left out.

    `ratings`: items by raters, any labels. `tolerance`: how far numeric ratings of an item may lie apart.
    ValueError: no complete item, a tolerance for labels that are no numbers or under 0.
    """
    rated = coded(ratings, categories).complete
    codes = rated.codes
    if tolerance == 0:
        alike = (codes == codes[:, :1]).all(axis=1)
        return matched_of(int(alike.sum()), alike.size, level)
    try:
        values = np.asarray(rated.categories, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("a tolerance needs ratings that are numbers") from None
    if not tolerance > 0:
        raise ValueError(f"the tolerance is {tolerance}: give 0 or more")
    alike = np.ptp(values[codes], axis=1) <= tolerance if codes.size else np.zeros(0, dtype=bool)
    return matched_of(int(alike.sum()), alike.size, level)
