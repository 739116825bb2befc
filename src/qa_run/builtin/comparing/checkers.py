"""The criterion `checkers_alike`: those who check look at what they sign."""

from collections.abc import Mapping
from typing import Any as AnyValue, Literal

import narwhals as nw
from attrs import frozen

from qa_run import (
    Aggregate,
    Any,
    Column,
    Duration,
    Example,
    Judged,
    Nested,
    Number,
    Share,
    Subgroups,
    Time,
    column,
    criterion,
    how_many,
    how_often,
    said,
)
from qa_run.builtin.comparing.strata import Strata
from qa_run.builtin.comparing.suspecting import found_nothing, in_a_hurry, in_a_row, told_of

_ONE_IN_100 = Share.parse("1 %")
_TWO = ("Ann",) * 8 + ("Ben",) * 8
_STARTS = ("2026-03-02 10:00",) * 6


@criterion("checkers_alike")
@frozen(eq=False, repr=False)
class CheckersAlike:
    """No checker stands out: by finding nothing, by checks too fast to be any, or by writing the same over and over.

    checker:    the column that says who checked
    finding:    the item criterion that a recorded result meets which is a finding; a value alone means `equals`
    level:      who finds nothing, or writes so many equal values in a row, with less than this probability stands out
    correction: for how many checkers there are: holm, bonferroni or none
    least_time: a check takes so long at least; who takes less for more than half of the checks stands out
    began:      with `least_time`: the time at which the check began
    ended:      and at which it ended
    runs:       a column of recorded numbers: the longest run of equal ones of each checker, in the order of time
    fails:      who stands out fails, and is not only told

    A checker who stands out makes the verdict *marginal*, with the number: somebody should go and see. 0 findings in n
    checks have the probability (1 - p)^n, p being the share of the colleagues. That of a run is at most the expected
    number of such runs, were values drawn one by one from those of all checkers; of values that change slowly, runs are
    no sign of anything: do not ask for them. There is one verdict, `checkers_alike[checked_by=*]`; with one checker,
    or without the times or numbers that it needs, it is *not inspected*.

        result: {checkers_alike: {checker: checked_by, finding: not ok}}
    """

    finding: Nested
    checker: Column = column(reads=Any)
    level: Share = _ONE_IN_100
    correction: Literal["holm", "bonferroni", "none"] = "holm"
    least_time: Duration | None = None
    began: Column | None = column(reads=Time, default=None)
    ended: Column | None = column(reads=Time, default=None)
    runs: Column | None = column(reads=Number, default=None)
    fails: bool = False
    reads = Any
    judges_conformity = True
    counts_missing = True
    examples = (
        Example(
            {"checker": "who", "finding": "no"},
            columns={"who": _TWO},
            samples=((("ok", "no") * 8, True), (("ok",) * 16, True), (("ok", "no"), None), ((), None)),
        ),
        # of four values, two of each come half of the time: a run of three among three is not rare
        Example(
            {"checker": "who", "finding": "no", "runs": "grams"},
            columns={"who": ("Ann",) * 3 + ("Ben",) * 3, "grams": (1, 1, 1, 2, 1, 2)},
            samples=((("ok", "no") * 3, True),),
        ),
        Example(
            {"checker": "who", "finding": "no", "least_time": "30 s", "began": "began", "ended": "ended"},
            columns={
                "who": ("Ann",) * 3 + ("Ben",) * 3, "began": _STARTS,
                "ended": ("2026-03-02 10:00:30",) * 2 + ("2026-03-02 10:00:29",) * 2 + ("2026-03-02 10:01",) * 2,
            },
            samples=((("ok", "no") * 3, True),),
        ),
        # Ben's 0 in 8 have, at the 4 of 8 of Ann, a probability of 1 in 256
        Example(
            {"checker": "who", "finding": "no", "fails": True},
            columns={"who": _TWO},
            samples=(
                (("ok", "no") * 4 + ("ok",) * 8, False),
                (("ok", "no") * 3 + ("ok",) * 10, True),
                (("ok", "no") * 4, None),
            ),
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        if not 0 < self.level.value < 1:
            raise ValueError("level lies between 0 % and 100 %, such as 1 %")
        times = (self.least_time, self.began, self.ended)
        if any(each is not None for each in times) and any(each is None for each in times):
            raise ValueError("least_time, began and ended go together: how long a check takes, and from when to when")
        if self.least_time is not None and self.least_time.length.total_seconds() <= 0:
            raise ValueError("least_time is how long a check takes at least, more than nothing")

    @property
    def across(self) -> Column:
        return self.checker

    @property
    def of(self) -> Nested:
        return self.finding

    @property
    def over(self) -> Subgroups:
        return Subgroups(ordered=self.runs is not None)

    def sentence(self, language: str) -> str:
        message = "nobody in {checker} finds nothing where colleagues do ({finding})"
        parts = [said(language, message, checker=self.checker, finding=self.finding)]
        if self.least_time is not None:
            parts.append(said(language, "nor takes less than {time} for most checks", time=self.least_time))
        if self.runs is not None:
            parts.append(said(language, "nor writes equal {column} in a row", column=self.runs))
        return ", ".join([*parts, said(language, "at {level}", level=self.level)])

    def measures(self, value: nw.Expr) -> Mapping[str, Aggregate]:
        found = {"n": how_many(value), "count": how_often(value)}
        if self.least_time is not None and self.began is not None and self.ended is not None:
            timed = ~value.is_null() & ~self.began.value.is_null() & ~self.ended.value.is_null()
            hasty = self.ended.value < self.began.value + nw.lit(self.least_time.length)
            found |= {"timed": how_often(timed), "hasty": how_often(timed & hasty)}
        return found

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        """Runs need the numbers themselves."""
        return {"readings": self.runs.value} if self.runs is not None else {}

    def judge(self, table: Mapping[str, AnyValue]) -> Judged:
        strata = Strata.of(table)
        there = strata.there
        if len(there.names) < 2:
            return Judged(
                True, undecided=f"only {there.named(there.n > 0) or 'nobody'} checked: there are no colleagues"
            )
        level = float(self.level.value)
        found, lacking = [found_nothing(strata, level, self.correction)], []
        if self.least_time is not None:
            found.append(in_a_hurry(table["timed"], table["hasty"], self.least_time))
            lacking.append((strata.n - table["timed"], "without a time"))
        if self.runs is not None:
            found.append(in_a_row(table["readings"], level, self.correction, self.runs.name))
            lacking.append((strata.n - [(each == each).sum() for each in table["readings"]], f"without {self.runs}"))
        gaps = [f"{int(many.sum())} checks {what}: {strata.named(many > 0)}" for many, what in lacking if many.any()]
        undecided = "; ".join(part for part in (*gaps, strata.gaps()) if part)
        return told_of(strata, found, self.correction, undecided, self.fails)
