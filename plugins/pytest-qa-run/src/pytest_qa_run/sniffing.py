"""Whether a file is meant as a procedure, told from its first keys: nothing of qa-run is imported to find out."""

import re
from pathlib import Path

ENDINGS = frozenset({".yaml", ".yml", ".toml", ".json"})
#: The sections of a procedure; other people's files have `samples` or `extends` too, but none of the first two beside.
OWN, SHARED = ("procedure", "characteristics"), ("samples", "extends")
#: As the house: alike enough to be a slip of the pen.
_ALIKE = 0.85
#: Where the keys of a procedure stand; the rest of a file of data need not be read.
_START = 65_536
_KEY = re.compile(rb"""^(?:\[{1,2})?["']?([A-Za-z_]{5,20})["']?\s*(?::|=|\])""", re.M)
_JSON_KEY = re.compile(rb'"([A-Za-z_]{5,20})"\s*:')


def sections_of(path: Path) -> frozenset[str]:
    """The sections of a procedure that the file seems to have, also misspelt ones; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return frozenset()
    keys = set((_JSON_KEY if path.suffix.lower() == ".json" else _KEY).findall(start.removeprefix(b"\xef\xbb\xbf")))
    if not keys:
        return frozenset()
    from difflib import get_close_matches

    found = (get_close_matches(key.decode().casefold(), (*OWN, *SHARED), 1, _ALIKE) for key in keys)
    return frozenset(name for names in found for name in names)


def is_surely_procedure(path: Path) -> bool:
    """Two sections, one of them no other file would have: enough to take a file that nobody named."""
    found = sections_of(path)
    return len(found) > 1 and bool(found & set(OWN))


def may_be_procedure(path: Path) -> bool:
    """One section is enough for a file that somebody named."""
    return bool(sections_of(path))
