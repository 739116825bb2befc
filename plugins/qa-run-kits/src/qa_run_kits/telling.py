"""What is wrong with a box, in words: `hook 1 of 2, level 0 of 1`; and which finding that is."""

import re
from collections.abc import Iterator
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw
from qa_run import Column

from qa_run_kits.bill import Bills, trimmed
from qa_run_kits.counts import Long, Wide
from qa_run_kits.parts import Part, plain

COMPLETE, EMPTY, UNKNOWN, NO_BILL = "complete", "empty", "unknown part", "no bill"


def told_of(name: str, bills: Bills, counts: Long | Wide, variant: Column | None, closed: bool) -> Iterator[nw.Expr]:
    """What there is to say of one part, for each way in which bills ask for it; null where nothing is.

    closed: whether there must be nothing that the bill does not know
    """
    for part, variants in _ways(name, bills):
        for told in _told(name, part, counts):
            yield told if variant is None else nw.when(trimmed(variant).is_in(variants)).then(told)
    strange = [each for each, bill in bills.of.items() if each and name not in bill and not _stands_in(name, bill)]
    if variant is not None and strange and closed:
        there = trimmed(variant).is_in(strange) & (counts.of(name) > 0)
        yield nw.when(there).then(nw.lit(f"{UNKNOWN}: {name}"))


def _stands_in(name: str, bill: Any) -> bool:
    return any(name in part.substitutes for part in bill.values())


def _ways(name: str, bills: Bills) -> list[tuple[Part, list[str]]]:
    """The different things that bills ask of a part, each with the variants that do."""
    found: list[tuple[Part, list[str]]] = []
    for variant, bill in bills.of.items():
        part = bill.get(name)
        if part is None:
            continue
        same = next((variants for other, variants in found if other == part), None)
        if same is None:
            found.append((part, same := []))
        same.append(variant or "")
    return found


def _told(name: str, part: Part, counts: Long | Wide) -> Iterator[nw.Expr]:
    number = reduce(add, map(counts.of, (name, *part.substitutes)))
    told: nw.Expr = nw.when(number.is_null()).then(nw.lit(f"{name} not counted"))
    for limit, broken in ((part.high, part.limits.too_high(number)), (part.low, part.limits.too_low(number))):
        if broken is not None:
            told = nw.when(broken).then(_of(name, number, limit)).otherwise(told)
    yield told
    for other, each in part.substitutes.items():
        if each.upper is not None:
            there = counts.of(other)
            above = _of(other, there, f"at most {plain(each.upper)}")
            yield nw.when(there > float(each.upper)).then(above)


def _of(name: str, number: nw.Expr, limit: str) -> nw.Expr:
    return nw.concat_str([nw.lit(f"{name} "), _digits(number), nw.lit(f" of {limit}")])


def _digits(number: nw.Expr) -> nw.Expr:
    """A number as people write it: 2 for 2.0."""
    return number.cast(nw.String).str.replace_all(r"\.0$", "")


def findings_of(bills: Bills, counted: bool) -> Iterator[tuple[str, str]]:
    """The findings of all parts in their order, each with the pattern of a value that it is told by.

    counted: whether quantities are recorded, which may be missing
    """
    for name in bills.parts:
        here = f"^{re.escape(name)} "
        parts = [bill[name] for bill in bills.of.values() if name in bill]
        if any(part.low for part in parts):
            yield f"no {name}", rf"{here}0 of (more than )?\d"
            yield f"too few {name}", rf"{here}\S+ of (more than )?\d"
        limited = any(_limited(name, bill.values()) for bill in bills.of.values())
        if limited or any(part.high for part in parts):
            yield f"too many {name}", rf"{here}\S+ of (at most|less than) "
        if counted and parts:
            yield f"{name} not counted", rf"{here}not counted"


def _limited(name: str, parts: Any) -> bool:
    """Whether a part may stand in for another one only so many times."""
    return any(each.upper is not None for part in parts for other, each in part.substitutes.items() if other == name)
