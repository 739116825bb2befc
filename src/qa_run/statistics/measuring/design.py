"""The values of a study as arrays that can be reckoned with: who measured what, how often, and whether all is there."""

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.arguments import row_of
from qa_run.statistics.arrays import Floats, Integers
from qa_run.statistics.labels import different, labels_of, missing


def codes(labels: ArrayLike, what: str) -> tuple[tuple[Any, ...], Integers]:
    """The different labels in their order, and for each entry which of them it is."""
    array = labels_of(labels)
    if array.ndim != 1:
        raise ValueError(f"{what} must be one list of labels, not an array of {array.ndim} dimensions")
    lacking = np.flatnonzero(missing(array))
    if lacking.size:
        raise ValueError(f"{what}: label {lacking[0] + 1} is missing; name it or leave the row out")
    return different(array, what)


@frozen(eq=False)
class Design:
    """Every measurement with its part and operator as codes; `cells[part, operator]` counts the repeats."""

    parts: tuple[Any, ...]
    operators: tuple[Any, ...]
    part: Integers
    operator: Integers
    value: Floats
    cells: NDArray[np.intp]

    @property
    def cell(self) -> Integers:
        """For each measurement its place in the flattened table of cells."""
        return self.part * len(self.operators) + self.operator

    def cell_sums(self, values: Floats) -> Floats:
        """The sum of `values` in each cell; shape parts by operators."""
        sums = np.bincount(self.cell, weights=values, minlength=self.cells.size)
        return np.asarray(sums, dtype=np.float64).reshape(self.cells.shape)

    def cell_name(self, row: int, column: int) -> str:
        return f"part {self.parts[row]!r} by operator {self.operators[column]!r}"


def design(part: ArrayLike, operator: ArrayLike, value: ArrayLike) -> Design:
    """The study in long form: three lists of equal length, with any labels. ValueError if it is no study at all."""
    values = row_of(value, "the measurements", least=2)
    parts, part_codes = codes(part, "the parts")
    operators, operator_codes = codes(operator, "the operators")
    if not values.size == part_codes.size == operator_codes.size:
        raise ValueError(
            f"{part_codes.size} parts, {operator_codes.size} operators and {values.size} measurements are given: "
            "each measurement needs its part and its operator"
        )
    if values.min() == values.max():
        raise ValueError("all measurements are equal: the gage cannot tell the parts apart, or they were not measured")
    cells = np.bincount(part_codes * len(operators) + operator_codes, minlength=len(parts) * len(operators))
    return Design(
        parts, operators, part_codes, operator_codes, values, cells.reshape(len(parts), len(operators)).astype(np.intp)
    )


def repeats(study: Design, *, own_parts: bool = False) -> int:
    """How often each part was measured by each operator. ValueError where that differs, or is only once.

    `own_parts`: a part belongs to the operators who measured it; else every operator should have measured it.
    """
    places = np.argwhere(study.cells > 0) if own_parts else np.argwhere(study.cells >= 0)
    counts = study.cells[places[:, 0], places[:, 1]]
    usual = int(np.bincount(counts).argmax())
    if usual == 0:
        raise ValueError(
            "most parts were not measured by most operators: if each has parts of its own, use gage_rr_nested"
        )
    odd = np.flatnonzero(counts != usual)
    if odd.size:
        row, column = places[odd[0]]
        raise ValueError(
            f"{study.cell_name(row, column)} was measured {counts[odd[0]]} times, others {usual} times: "
            "measure what is missing, or use gage_rr_unbalanced"
        )
    if usual < 2:
        raise ValueError(
            "each part was measured once by each operator: repeatability needs at least two measurements of each"
        )
    return usual
