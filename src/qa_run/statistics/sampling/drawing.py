"""Choosing items at random so that anybody can choose the same ones again, with any tool that knows SHA-256.

Each item gets a number that follows from the seed and its name alone: the SHA-256 of `seed`, a null character and the
name. The items with the smallest numbers are drawn. So the order of the list does not matter, nor does the platform or
the version of a generator (Python's `random.sample` has changed between versions and depends on the order); a larger
sample holds the smaller one; and a line of shell repeats it: `printf '%s\\0%s' SEED ITEM | sha256sum`. For whoever does
not choose the seed after the fact, the numbers are as good as a draw of lots: SHA-256 shows no pattern.
"""

import hashlib
import secrets
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Stratum = TypeVar("Stratum", bound=Hashable)


def new_seed() -> str:
    """A seed that nobody has chosen: 64 bits of the system's randomness, in hexadecimal."""
    return secrets.token_hex(8)


def number_of(seed: str, item: str) -> bytes:
    """The number of an item: SHA-256 of the seed, a null character and its name, both in UTF-8 and composed (NFC)."""
    text = f"{seed}\0{item}"
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")).digest()


def drawn(items: Iterable[str], n: int, seed: str) -> list[str]:
    """The `n` items with the smallest numbers, in the order of these, which is a random one.

    Raises ValueError for an item that stands twice, for a negative n, and for more than there are.
    """
    every = list(items)
    twice = [item for item, often in Counter(every).items() if often > 1]
    if twice:
        raise ValueError(f"{twice[0]!r} stands more than once: each item has one chance")
    if not 0 <= n <= len(every) or n % 1 != 0:
        raise ValueError(f"{n} of {len(every)} items cannot be drawn")
    return sorted(every, key=lambda item: (number_of(seed, item), item))[: int(n)]


def allocation(sizes: Mapping[Stratum, int], n: int, *, each: bool = False) -> dict[Stratum, int]:
    """How many of `n` to draw from each stratum: in proportion to its size, by largest remainder (Hamilton).

    Every stratum gets the whole part of n x size / total; what is left goes, one by one, to the largest remainders, of
    equal ones to the larger stratum, then to the one that sorts first. With `each`, strata whose share is less than
    one item get one, and the others share the rest in proportion. Whole numbers throughout, so it is exact.

    Raises ValueError for an empty stratum, for more than there are, and with `each` for fewer than there are strata.
    Source: W. G. Cochran, Sampling Techniques (1977), 5.9 for proportional allocation; Balinski and Young, Fair
    Representation (1982) for the remainders.
    """
    for stratum, size in sizes.items():
        if size < 1 or size % 1 != 0:
            raise ValueError(f"{stratum} has {size} items: a whole number from 1 on is needed")
    if not 0 <= n <= sum(sizes.values()) or n % 1 != 0:
        raise ValueError(f"{n} of {sum(sizes.values())} items cannot be drawn")
    if each and n < len(sizes):
        raise ValueError(f"{n} items are not one of each of {len(sizes)} strata: draw {len(sizes)} or more")
    fixed: dict[Stratum, int] = {}
    while each:
        rest = {stratum: size for stratum, size in sizes.items() if stratum not in fixed}
        left, total = n - len(fixed), sum(rest.values())
        small = [stratum for stratum, size in rest.items() if left * size < total]
        if not small:
            break
        fixed |= dict.fromkeys(small, 1)
    rest = {stratum: size for stratum, size in sizes.items() if stratum not in fixed}
    found = fixed | _by_remainder(rest, n - len(fixed))
    return {stratum: found[stratum] for stratum in sizes}


def _by_remainder(sizes: Mapping[Stratum, int], n: int) -> dict[Stratum, int]:
    total = sum(sizes.values())
    found = {stratum: n * size // total for stratum, size in sizes.items()}
    first = sorted(sizes, key=lambda stratum: (-(n * sizes[stratum] % total), -sizes[stratum], str(stratum)))
    for stratum in first[: n - sum(found.values())]:
        found[stratum] += 1
    return found


def drawn_by_strata(
    strata: Mapping[Stratum, Sequence[str]], n: int, seed: str, *, each: bool = False
) -> dict[Stratum, list[str]]:
    """Of each stratum the items drawn, as `allocation` allots and `drawn` draws them. Raises ValueError like these."""
    allotted = allocation({stratum: len(items) for stratum, items in strata.items()}, n, each=each)
    return {stratum: drawn(items, allotted[stratum], seed) for stratum, items in strata.items()}
