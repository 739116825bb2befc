"""What somebody probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable

#: How alike two words must be (1 is equal): lets a slip in a short word pass, and no other word of the trade.
ALIKE = 0.72


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question with the known word nearest to this one, to be put behind a complaint; empty if none is near."""
    bare = {_bare(name): name for name in sorted(known, reverse=True)}
    near = bare.get(_bare(word)) or _closest(_bare(word), bare)
    return f"did you mean '{near}'?" if near else ""


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter not in "_- \t\xa0")


def _closest(word: str, bare: dict[str, str]) -> str:
    from difflib import get_close_matches  # only a file with a mistake in it pays for this

    return next((bare[match] for match in get_close_matches(word, bare, n=1, cutoff=ALIKE)), "")
