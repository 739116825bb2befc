"""Texts of the points of a sequence, as numbers: who measured, which part, what was called what."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import frozen


@frozen(eq=False, repr=False)
class LabelsOf:
    """What a sequence asks for: the texts of `of`, or, where that is None, what the items are called."""

    of: nw.Expr | None


def labels(of: nw.Expr | None = None) -> LabelsOf:
    """The texts of a column in each point, without outer spaces; without an argument, what the items are called."""
    return LabelsOf(of)


@frozen(eq=False, repr=False)
class Labels:
    """What a sequence gets: the different texts, sorted, and of each point the place of its text in them.

    `codes` is an array of whole numbers, -1 where a point has no text. The names are those of all strata.
    """

    names: Sequence[str]
    codes: Any

    def __len__(self) -> int:
        return len(self.codes)

    def part(self, start: int, end: int) -> "Labels":
        """The points from `start` up to `end`."""
        return Labels(self.names, self.codes[start:end])

    @property
    def lacking(self) -> int:
        """How many points have no text."""
        return int((self.codes < 0).sum())

    @property
    def texts(self) -> Any:
        """The text of each point, blank where there is none."""
        import numpy as np

        return np.asarray([*self.names, ""])[self.codes]
