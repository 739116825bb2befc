"""Checkers who stand out: each way of it with its number."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from qa_run import Duration, Judged, Signal
from qa_run.builtin.comparing.strata import Strata, called
from qa_run.builtin.criteria.held import settled

#: How many of those who stand out a message tells.
_TOLD = 5
_SAID = {"holm": "Holm's correction", "bonferroni": "Bonferroni's correction", "none": "no correction"}


@frozen(kw_only=True, eq=False, repr=False)
class Suspicion:
    """One way to stand out.

    name:     by which reports tell it
    where:    of each checker, by place, what was found, and its number
    smallest: the least probability, where it is one
    """

    name: str
    where: dict[int, tuple[str, float]]
    smallest: float | None = None


def found_nothing(strata: Strata, level: float, correction: str) -> Suspicion:
    """Whose 0 findings are too unlikely at the share of all others."""
    import numpy as np

    from qa_run.statistics.comparing import silence

    looked = np.flatnonzero(strata.n > 0)
    found = silence(strata.count[looked], strata.n[looked], correction)
    where = {}
    for at, place in enumerate(map(int, looked)):
        if found.adjusted_p[at] < level:
            told = (
                f"0 findings in {int(strata.n[place])} checks, {_chance(found.p[at])} likely at the "
                f"{found.share_of_others[at] * 100:.3g} % of the others"
            )
            where[place] = (told, settled(float(found.p[at])))
    return Suspicion(name="found_nothing", where=where, smallest=float(found.adjusted_p.min()))


def in_a_hurry(timed: Any, hasty: Any, least: Duration) -> Suspicion:
    """Who took less than the least time for more than half of the checks."""
    where = {
        place: (f"{int(fast)} of {int(of)} checks took less than {least}", settled(float(fast / of)))
        for place, (of, fast) in enumerate(zip(timed, hasty, strict=True))
        if 2 * fast > of
    }
    return Suspicion(name="in_a_hurry", where=where)


def in_a_row(readings: Sequence[Any], level: float, correction: str, column: str) -> Suspicion:
    """Whose longest run of equal values is too unlikely, were they drawn one by one from those of all."""
    import numpy as np

    from qa_run.statistics.comparing import adjusted_p_values
    from qa_run.statistics.describing import longest_run, longest_run_chance

    kept = {place: each[each == each] for place, each in enumerate(readings) if (each == each).any()}
    if not kept:
        return Suspicion(name="in_a_row", where={})
    times = np.unique(np.concatenate(list(kept.values())), return_counts=True)[1]
    shares = times / times.sum()
    runs = {place: longest_run(each) for place, each in kept.items()}
    p = [longest_run_chance(length, kept[place].size, shares) for place, (length, _) in runs.items()]
    adjusted = adjusted_p_values(p, correction)
    where = {
        place: (
            f"{column} {kept[place][start]:g} written {length} times in a row, at most {_chance(p[at])} likely",
            settled(float(p[at])),
        )
        for at, (place, (length, start)) in enumerate(runs.items())
        if adjusted[at] < level
    }
    return Suspicion(name="in_a_row", where=where, smallest=float(adjusted.min()))


def told_of(strata: Strata, found: Sequence[Suspicion], correction: str, gaps: str, fails: bool) -> Judged:
    """The verdict: marginal where anybody stands out."""
    signals = [Signal(place, what, number) for each in found for place, (what, number) in sorted(each.where.items())]
    many = len(strata.there.names)
    said = [f"{called(strata.names[each.point])}: {each.finding}" for each in signals[:_TOLD]]
    more = [f"{len(signals) - _TOLD} more"] if len(signals) > _TOLD else []
    who = len({each.point for each in signals})
    told = "; ".join([f"{who} of {many} checkers stand{'s' if who == 1 else ''} out", *said, *more])
    numbers: dict[str, float] = {"checkers": many, "standing_out": who}
    for each in found:
        numbers[each.name] = len(each.where)
        if each.smallest is not None:
            numbers[f"{each.name}_p"] = settled(each.smallest)
    if not signals:
        found_any = f"{strata.there.span()} with a finding" if strata.count.any() else "nobody found anything"
        told = f"none of {many} checkers stands out; {found_any}"
    return Judged(
        conforms=not (signals and fails),
        marginal=bool(signals),
        undecided=gaps,
        told=told,
        convention=f"exact binomial at the share of the others; {_SAID[correction]} for {many} checkers",
        numbers=numbers,
        signals=tuple(signals),
    )


def _chance(p: float) -> str:
    return f"{p * 100:.2g} %" if p * 100 >= 0.001 else "less than 0.001 %"
