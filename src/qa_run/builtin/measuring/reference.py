"""The value that is taken for true: a number, or a column that holds it beside each measurement."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from qa_run import Column, Quantity
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
