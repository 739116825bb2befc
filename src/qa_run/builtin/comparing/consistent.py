"""The criterion `consistent`: all strata together do not say the opposite of each of them."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import (
    Aggregate,
    Any,
    Column,
    Example,
    Judged,
    Nested,
    Signal,
    Table,
    Text,
    column,
    criterion,
    how_many,
    how_often,
    said,
)
from qa_run.builtin.comparing.strata import called, in_words, listed, points
from qa_run.builtin.criteria.held import settled

REVERSAL = "Simpson's reversal"
_SIZES = ("S",) * 10 + ("L",) * 10
_SAME = ("A",) * 5 + ("B",) * 5 + ("A",) * 5 + ("B",) * 5
_MIXED = ("A",) * 8 + ("B",) * 2 + ("A",) * 2 + ("B",) * 8


@criterion("consistent")
@frozen(eq=False, repr=False)
class Consistent:
    """Two groups compare in total as they do in each stratum: no Simpson's reversal.

    across:  the column whose strata are looked at one by one, such as the site
    between: the column that tells the two groups apart, such as the period
    first:   the group that is compared with, as it is recorded
    second:  the other one
    of:      the item criterion by which shares are counted
    fails:   a reversal fails, and is not only told

    Where the share is higher in total and in no stratum, and lower in at least one, or the other way round, the verdict
    is *marginal*, its notice is named, and both tables are told: that of the total, and that of the strata. Either is
    right and answers another question; who reads only one of them is misled. Signs are exact. Nothing is decided where
    a group has no items, or fewer than two strata have items of both.

        outcome: {consistent: {across: size, between: treatment, first: open, second: keyhole, of: success}}
    """

    first: str
    second: str
    of: Nested
    across: Column = column(reads=Any)
    between: Column = column(reads=Text)
    fails: bool = False
    reads = Any
    judges_conformity = True
    counts_missing = True
    examples = (
        # lower in total for B, as in each size: the same mix
        Example(
            {"across": "size", "between": "by", "first": "A", "second": "B", "of": "yes"},
            columns={"size": _SIZES, "by": _SAME},
            samples=(
                (("yes",) * 5 + ("yes",) * 4 + ("no",) + ("no",) * 4 + ("yes",) + ("no",) * 5, True),
                (("yes",) * 5, None),
                ((), None),
            ),
        ),
        # B is better with 1 of 2 against 3 of 8, and with 8 of 8 against 1 of 2; and in total: 9 of 10 against 4 of 10
        # A is better with 2 of 2 against 7 of 8, and with 2 of 8 against 0 of 2; in total B has 7, A has 4 of 10
        Example(
            {"across": "size", "between": "by", "first": "A", "second": "B", "of": "yes", "fails": True},
            columns={"size": _SIZES, "by": _MIXED},
            samples=(
                (("yes",) * 3 + ("no",) * 5 + ("yes", "no", "yes", "no") + ("yes",) * 8, True),
                (("yes",) * 2 + ("no",) * 8 + ("yes",) * 9 + ("no",), False),
                (("yes",) * 8, None),
            ),
        ),
        Example(
            {"across": "size", "between": "by", "first": "A", "second": "C", "of": "yes"},
            columns={"size": _SIZES, "by": _MIXED},
            samples=((("yes", "no") * 10, None),),
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.first.strip() == self.second.strip():
            raise ValueError(f"second and first are both {self.first!r}: a group does not differ from itself")
        if self.across.name == self.between.name:
            raise ValueError(f"across and between are both {self.across}: one tells strata apart, the other groups")

    def sentence(self, language: str) -> str:
        message = "the shares of items {of} of {second} and {first} compare in total as they do in each {across}"
        first, second = self.first.strip(), self.second.strip()
        return said(language, message, of=self.of, second=second, first=first, across=self.across)

    def measures(self, value: nw.Expr) -> Mapping[str, Aggregate]:
        found = {"n": how_many(value)}
        for name, group in (("first", self.first), ("second", self.second)):
            inside = (self.between.value.str.strip_chars() == group.strip()) & ~value.is_null()
            found |= {f"{name}_n": how_often(inside), f"{name}_count": how_often(inside & value)}
        return found

    def judge(self, table: Mapping[str, AnyValue]) -> Judged:
        from qa_run.statistics.comparing import reversal_of_proportions

        x1, n1, x2, n2 = (table[name] for name in ("first_count", "first_n", "second_count", "second_n"))
        if absent := [name for name, n in ((self.first, n1), (self.second, n2)) if not n.sum()]:
            return Judged(True, undecided=f"no items of {' and '.join(absent)} in {self.between}")
        names = [called(name) for name in table["stratum"]]
        both = (n1 > 0) & (n2 > 0)
        alone = [name for name, one in zip(names, both, strict=True) if not one]
        if both.sum() < 2:
            return Judged(True, undecided=f"fewer than two of {self.across} have items of both: not {listed(alone)}")
        found = reversal_of_proportions(x1, n1, x2, n2)
        rows = [f"{name} {self._said(x1[at], n1[at], x2[at], n2[at])}" for at, name in enumerate(names) if both[at]]
        other = int((table["n"] - n1 - n2).sum())
        told = (
            f"{REVERSAL}: in total the other way than in each {self.across}" if found.reversed else "",
            f"in total {self._said(x1.sum(), n1.sum(), x2.sum(), n2.sum())}",
            f"by {self.across}: {listed(rows)}",
            f"with the same mix of {self.across}: {self._difference(found.adjusted)}",
            alone and f"of one group only: {listed(alone)}",
            other and f"{other} of neither group",
        )
        return Judged(
            conforms=not (found.reversed and self.fails),
            marginal=found.reversed,
            told="; ".join(str(part) for part in told if part),
            convention=found.method,
            numbers={
                "reversed": int(found.reversed),
                "first": settled(float(x1.sum() / n1.sum())),
                "second": settled(float(x2.sum() / n2.sum())),
                "difference": settled(found.total_difference),
                "adjusted": settled(found.adjusted),
                "higher": int((found.signs == 1).sum()),
                "lower": int((found.signs == -1).sum()),
            },
            signals=self._signals(found, (x1, n1, x2, n2), both) if found.reversed else (),
            tables=self._tables(found, names, (x1, n1, x2, n2), both) if found.reversed else (),
        )

    def _tables(self, found: AnyValue, names: list[str], counts: AnyValue, both: AnyValue) -> tuple[Table, Table]:
        """The two that contradict each other."""
        first, second = self.first.strip(), self.second.strip()

        def row(name: str, of: AnyValue, difference: float) -> tuple[str, ...]:
            x1, n1, x2, n2 = of
            shares = (f"{in_words(x / n, True)} ({int(x)} of {int(n)})" for x, n in ((x1, n1), (x2, n2)))
            return (name, *shares, self._farther(difference))

        strata = [row(names[at], [each[at] for each in counts], float(found.differences[at])) for at in _places(both)]
        strata.append(("same mix", "", "", self._farther(found.adjusted)))
        whole = row("(all)", [each.sum() for each in counts], found.total_difference)
        heads = (first, second, f"{second} is")
        return Table("In total", ("", *heads), (whole,)), Table(
            f"By {self.across}", (str(self.across), *heads), (*strata,)
        )

    def _signals(self, found: AnyValue, counts: AnyValue, both: AnyValue) -> tuple[Signal, ...]:
        """The table of the strata, for reports."""
        return tuple(
            Signal(at, self._said(*(each[at] for each in counts)), settled(float(found.differences[at])))
            for at in _places(both)
        )

    def _said(self, x1: float, n1: float, x2: float, n2: float) -> str:
        parts = ((self.first, x1, n1), (self.second, x2, n2))
        return ", ".join(f"{name.strip()} {in_words(x / n, True)} ({int(x)} of {int(n)})" for name, x, n in parts)

    def _difference(self, value: float) -> str:
        return f"{self.second.strip()} {self._farther(value)}"

    def _farther(self, value: float) -> str:
        return f"{points(abs(value), True)} {'higher' if value > 0 else 'lower'}" if value else "the same"


def _places(both: AnyValue) -> list[int]:
    """The strata that have items of both groups."""
    return [int(at) for at in both.nonzero()[0]]
