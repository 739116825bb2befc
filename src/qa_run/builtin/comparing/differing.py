"""Tests that no stratum differs from the others. What they do not reject is not shown to be alike."""

from collections.abc import Mapping
from typing import Any, Literal

from qa_run import Judged, Signal
from qa_run.builtin.comparing.strata import Strata, called
from qa_run.builtin.criteria.held import settled

Test = Literal["anova", "welch", "kruskal_wallis", "chi_square"]


def tested(strata: Strata, test: Test, level: float, raw: Mapping[str, Any]) -> Judged:
    """Whether the test keeps to "all alike" at this level; what it cannot be computed of is undecided."""
    if test == "welch" and (undecided := _without_spread(strata)):
        return Judged(True, undecided=undecided)
    try:
        p, numbers, method, signals, told = _TESTS[test](strata, raw)
    except ValueError as error:
        return Judged(True, undecided=str(error))
    conforms = p > level
    found = "no difference is shown" if conforms else "they differ"
    return Judged(
        conforms=conforms,
        shown=p,
        told=f"{found} (p = {p:.3g}): {told}",
        convention=method,
        numbers={"strata": len(strata.names), "level": level, **numbers},
        signals=() if conforms else signals,
    )


def _without_spread(strata: Strata) -> str:
    """Welch weighs each stratum by its own spread: which have none."""
    if (strata.n < 2).any():
        return f"one value of {strata.named(strata.n < 2)}: Welch's test takes 2 at least of each"
    if (strata.sd == 0).any():
        equal = strata.named(strata.sd == 0)
        return f"all values of {equal} are equal: Welch's test cannot weigh them; test: anova can"
    return ""


Tested = tuple[float, dict[str, Any], str, tuple[Signal, ...], str]


def _variance(strata: Strata, welch: bool) -> Tested:
    from qa_run.statistics.comparing import one_way_anova, welch_anova

    found = (welch_anova if welch else one_way_anova)(strata.n, strata.mean, strata.sd)
    numbers = {"f": found.f, "df_between": found.df_between, "df_within": found.df_within}
    finite = {name: value for name, value in numbers.items() if value != float("inf")}
    return found.p, finite, found.method, (), f"means {strata.span()}"


def _ranks(strata: Strata, raw: Mapping[str, Any]) -> Tested:
    import numpy as np

    from qa_run.statistics.comparing import kruskal_wallis

    values = [each for each in raw["values"] if len(each)]
    labels = np.repeat(np.arange(len(values)), [len(each) for each in values])
    found = kruskal_wallis(np.concatenate(values), labels)
    middles = [float(np.median(each)) for each in values]
    low, high = int(np.argmin(middles)), int(np.argmax(middles))
    told = " to ".join(f"{settled(middles[place]):.6g} in {called(strata.names[place])}" for place in (low, high))
    return found.p, {"h": found.h, "df": found.df}, "Kruskal and Wallis, chi-square", (), f"medians from {told}"


def _shares(strata: Strata) -> Tested:
    from qa_run.statistics.comparing import homogeneity_of_proportions

    found = homogeneity_of_proportions(strata.count, strata.n)
    residuals = found.residuals[:, 0]
    worst = sorted(range(len(residuals)), key=lambda place: (-abs(residuals[place]), place))
    shares = [settled(float(share)) for share in strata.estimate]
    signals = tuple(
        Signal(place, f"{residuals[place]:+.2f} standard errors from the others", shares[place])
        for place in worst
        if abs(residuals[place]) > 3
    )
    numbers = {"chi_square": found.statistic, "df": found.df, "smallest_expected": found.smallest_expected}
    return found.p, numbers, f"Pearson, {found.method}", signals, f"shares {strata.span()}"


_TESTS: Mapping[str, Any] = {
    "anova": lambda strata, _: _variance(strata, welch=False),
    "welch": lambda strata, _: _variance(strata, welch=True),
    "kruskal_wallis": _ranks,
    "chi_square": lambda strata, _: _shares(strata),
}
