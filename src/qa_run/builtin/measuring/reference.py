"""The value that is taken for true: a number, or a column that holds it; and how far from it is allowed."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from qa_run import Column, Difference, Quantity, Share
from qa_run.builtin.criteria.confidence import check_confidence
from qa_run.builtin.measuring.held import lacking

Reference = Quantity | Column


def collected(value: nw.Expr, reference: Reference) -> dict[str, nw.Expr]:
    """The measurements, and the reference of each where a column holds it."""
    return {"value": value} | ({"reference": reference.value} if isinstance(reference, Column) else {})


def one_reference(arrays: Mapping[str, Any], reference: Reference) -> float:
    """The only reference of a stratum. ValueError where measurements have none, or different ones."""
    import numpy as np

    if isinstance(reference, Quantity):
        return float(reference.number)
    if lacks := lacking(arrays, {"reference": reference.name}):
        raise ValueError(lacks)
    values = np.unique(arrays["reference"])
    if len(values) != 1:
        raise ValueError(
            f"{len(values)} different reference values, from {values[0]:g} to {values[-1]:g}, where one part is due: "
            "judge the parts apart by per:, or write linearity"
        )
    return float(values[0])


def check_allowed(at_most: Difference | None, confidence: Share | None) -> None:
    """Raises ValueError where no bias could be held against these."""
    check_confidence(confidence)
    if at_most is not None and at_most.value <= 0:
        raise ValueError("at_most is a distance above 0")


def level_of(at_most: Difference | None, confidence: Share | None) -> float:
    """The level of the interval of a bias: that of the test whether there is any; against a distance, each of its two
    ends has the confidence."""
    sure = 0.95 if confidence is None else float(confidence.value)
    return sure if at_most is None else 2 * sure - 1
