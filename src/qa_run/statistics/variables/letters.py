"""How large a lot asks for how large a sample: code letters."""

from bisect import bisect_left

from qa_run.statistics.arguments import one_of, whole

#: In the order of their sample sizes. There is no A, and no O.
LETTERS = "BCDEFGHIJKLMNP"
SEVERITIES = ("normal", "tightened", "reduced")
#: Where the ranges of lot sizes end; the last range has no end.
LAST_LOT_SIZE = (8, 15, 25, 50, 90, 150, 280, 400, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)
#: One letter for each range of lot sizes.
_LEVELS = {
    "S-3": "BBBBBBBCCDEFGHHH",
    "S-4": "BBBBBCDEEFGHIJKK",
    "I": "BBBCDEFGGHIJKLMN",
    "II": "BBCDEFGHIJKLMNPP",
    "III": "CDEFGHIJJKLMNPPP",
}
#: Items measured where sigma is unknown, for each letter.
SIZES = dict(zip(LETTERS, (3, 4, 5, 7, 10, 15, 20, 25, 35, 50, 75, 100, 150, 200), strict=True))


def code_letter(lot_size: int, level: str = "II") -> str:
    """The code letter of a lot in sampling by variables.

    lot_size: items in the lot, 2 or more; level: I, II (the default), III, S-3 or S-4
    The ranges are those of ANSI/ASQ Z1.9, table A-2 (they differ from MIL-STD-414's own, and from 105E's). Raises
    ValueError.
    """
    one_of(level, tuple(_LEVELS), "the inspection level")
    if lot_size == 1:
        raise ValueError("a lot of 1 has no code letter; inspect single items one by one")
    return _LEVELS[level][bisect_left(LAST_LOT_SIZE, whole(lot_size, "the lot size", 2))]
