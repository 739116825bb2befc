"""Wrong decisions against a standard: nonconforming items passed, conforming items rejected."""

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.agreement.percent import Matched, matched_of
from qa_run.statistics.agreement.ratings import paired


@frozen
class DecisionErrors:
    """`misses`: nonconforming items called good, of all chances to; `false_alarms`: conforming ones called bad.

    None where the standard holds no such item. `effective`: right decisions of all.
    """

    effective: Matched
    misses: Matched | None
    false_alarms: Matched | None


def decision_errors(
    standard: ArrayLike, rating: ArrayLike, *, nonconforming: Any, confidence: float = 0.95
) -> DecisionErrors:
    """How often each wrong decision was made; every rating counts, so repeat the standard beside each trial.

    `nonconforming`: the label of items to reject; all others conform. ValueError: lists of unequal length, a standard
    or a rating that is missing, a label that occurs nowhere.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III C (effectiveness, miss rate, false alarm rate).
    """
    rated = paired(standard, rating)
    if (rated.codes < 0).any():
        raise ValueError("a rating or its standard is missing: leave the item out of both")
    if nonconforming not in rated.categories:
        raise ValueError(f"{nonconforming!r} occurs neither in the standard nor in the ratings")
    bad = rated.codes == rated.categories.index(nonconforming)
    truly, called = bad[:, 0], bad[:, 1]
    right = int(np.sum(rated.codes[:, 0] == rated.codes[:, 1]))
    return DecisionErrors(
        matched_of(right, truly.size, confidence),
        matched_of(int(np.sum(truly & ~called)), int(truly.sum()), confidence) if truly.any() else None,
        matched_of(int(np.sum(~truly & called)), int((~truly).sum()), confidence) if not truly.all() else None,
    )
