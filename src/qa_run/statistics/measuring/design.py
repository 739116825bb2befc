"""The values of a study as arrays that can be reckoned with: who measured what, how often, and whether all is there."""

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.labels import different, labels_of, missing

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]


def whole(number: int, what: str, *, least: int) -> int:
    """`number`, if it is a whole one and large enough."""
    if isinstance(number, bool) or int(number) != number or number < least:
        raise ValueError(f"{what} is {number}: give a whole number of {least} or more")
    return int(number)


def numbers(values: ArrayLike, what: str = "the measurements", *, least: int = 1) -> Floats:
    """`values` as a one-dimensional array of finite numbers, at least so many."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what} must be numbers: {error}") from None
    if array.ndim != 1:
        raise ValueError(f"{what} must be one list of numbers, not an array of {array.ndim} dimensions")
    if array.size < least:
        raise ValueError(f"{what}: {array.size} given, at least {least} needed")
    wrong = np.flatnonzero(~np.isfinite(array))
    if wrong.size:
        raise ValueError(
            f"{what}: number {wrong[0] + 1} is {array[wrong[0]]}; leave out what was not measured, or measure it again"
        )
    return array


def above_zero(number: float, what: str) -> float:
    """`number`, if it is finite and above 0."""
    if not 0 < number < float("inf"):
        raise ValueError(f"{what} is {number}: give a number above 0")
    return float(number)


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
    values = numbers(value, least=2)
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
