"""Code letters: how much to inspect, from lot size and inspection level."""

from bisect import bisect_left
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.arguments import whole

#: The last lot size of each row of table I; larger lots share its last row.
LAST_LOT_SIZE = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)
#: Table I, a column a level.
LEVELS = {
    "S-1": "AAAABBBBCCCCDDD",
    "S-2": "AAABBBCCCDDDEEE",
    "S-3": "AABBCCDDEEFFGGH",
    "S-4": "AABCCDEEFGGHJJK",
    "I": "AABCCDEFGHJKLMN",
    "II": "ABCDEFGHJKLMNPQ",
    "III": "BCDEFGHJKLMNPQR",
}


def code_letter(lot_size: int, level: str = "II") -> str:
    """The code letter for a lot of `lot_size` items at an inspection level: I, II, III or S-1 to S-4.

    A lot of one item takes the letter of the smallest lots (the table begins at 2).
    Raises ValueError for an empty lot, a size that is no whole number, and an unknown level.
    Source: MIL-STD-105E, table I (also ANSI/ASQ Z1.4 and ISO 2859-1).
    """
    letters = _column(level)
    return letters[bisect_left(LAST_LOT_SIZE, whole(lot_size, "the lot size", 1))]


def code_letters(lot_sizes: ArrayLike, level: str = "II") -> NDArray[Any]:
    """The code letters of many lots: an array of whole numbers, any shape, to an array of letters of that shape.

    Raises ValueError like `code_letter`, and for sizes that are not whole numbers.
    """
    letters = np.array(list(_column(level)))
    sizes = np.asarray(lot_sizes)
    if sizes.size and sizes.dtype.kind not in "iu":
        raise ValueError("lot sizes are whole numbers: give an array of integers")
    if sizes.size and sizes.min() < 1:
        raise ValueError(f"a lot has at least 1 item, not {sizes.min()}")
    return np.asarray(letters[np.searchsorted(np.array(LAST_LOT_SIZE), sizes)])


def _column(level: str) -> str:
    if level not in LEVELS:
        raise ValueError(f"no inspection level {level!r}: write one of {', '.join(LEVELS)}")
    return LEVELS[level]
