"""The indices of a row of values, each with its interval, by whichever method is asked for."""

from collections.abc import Mapping
from math import isnan
from typing import Any

from attrs import evolve, field, frozen

from qa_run.builtin.capability.specification import INDICES, Family, How, Normality
from qa_run.builtin.capability.spread import Groups, Within, within
from qa_run.builtin.capability.trusting import Fit, fit, normality


@frozen(eq=False, repr=False)
class Estimate:
    """A number, its two-sided interval and its one-sided bounds, all of one confidence; None where it has none."""

    value: float
    lower: float | None = None
    upper: float | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None


@frozen(eq=False, repr=False)
class Material:
    """What is estimated from.

    values:  one row of finite numbers, not all equal
    limits:  SpecificationLimits in their unit
    """

    values: Any
    limits: Any
    subgroup: Any
    how: How | None
    confidence: float
    asked: Normality


@frozen(eq=False, repr=False)
class Found:
    """What was estimated.

    scale, groups: the values, and their subgroups, on the scale on which they are taken to be normal
    missing:       how many values the method wants before it estimates anything
    numbers:       other numbers, by name
    """

    estimates: Mapping[str, Estimate]
    scale: Any
    groups: Groups | None
    within: Within
    fit: Fit | None
    convention: str
    numbers: Mapping[str, float] = field(factory=dict)
    missing: int = 0


def by_normal(of: Material) -> Found:
    """The values as they are, taken to be normal."""
    return _on_scale(of, of.values, of.limits, "the values", "")


def by_box_cox(of: Material, power: float | str | None) -> Found:
    """The values by a power of themselves, together with their limits."""
    from qa_run.statistics.capability import BoxCox, box_cox

    if isinstance(power, float):
        made = BoxCox(power=power)
    else:
        made = box_cox(of.values, rounded=power == "rounded", confidence=of.confidence)
    convention = f"Box-Cox, power {made.power:.4g}{', given' if isinstance(power, float) else ''}; "
    found = _on_scale(of, made.transformed(of.values), made.limits(of.limits), "the transformed values", convention)
    return evolve(found, numbers={**found.numbers, "power": made.power})


def _on_scale(of: Material, scale: Any, limits: Any, what: str, convention: str) -> Found:
    from qa_run.statistics.capability import study

    groups = None if of.subgroup is None else Groups.of(scale, of.subgroup)
    spread = within(scale, groups, of.how)
    made = study(
        scale,
        limits,
        sigma_within=spread.sigma,
        degrees_of_freedom_within=spread.freedom,
        confidence=of.confidence,
    )
    parts = {"C": made.within, "P": made.overall}
    estimates: dict[str, Estimate] = {}
    for name, (letter, attribute) in INDICES.items():
        index = getattr(parts[letter], attribute)
        if index is not None:
            estimates[name] = Estimate(index.value, index.lower, index.upper, index.lower_bound, index.upper_bound)
    estimates |= _shares(made.overall, made.n, of.confidence)
    numbers = {
        "mean": made.mean,
        "sigma_within": spread.sigma,
        "sigma_overall": made.overall.sigma if made.overall else float("nan"),
        "expected_ppm_within": made.within.expected.ppm if made.within else float("nan"),
    }
    told = f"{convention}{spread.convention}; overall: n - 1; intervals: chi-square, Bissell, Boyles"
    return Found(estimates, scale, groups, spread, normality(scale, of.asked, what), told, numbers)


def _shares(made: Any, n: int, confidence: float) -> dict[str, Estimate]:
    """What lies beyond the limits of a normal process, and its Z.bench, by the overall sigma.

    The tails at the ends of the intervals of Ppl and Ppu, added up; with two limits each interval is of the confidence
    1 - (1 - confidence) / 2, so that both hold together (Bonferroni): never too narrow for that.
    """
    from qa_run.statistics.capability import cpk_interval, z_bench

    sides = [None if each is None else each.value for each in (made.pl, made.pu)]
    level = 1 - (1 - confidence) / sum(side is not None for side in sides)

    def bench(end: str, kind: Any) -> float:
        ends = [
            None if side is None else 3 * float(getattr(cpk_interval(side, n, confidence=level, side=kind), end))
            for side in sides
        ]
        return float("nan") if any(each is not None and isnan(each) for each in ends) else float(z_bench(*ends))

    ends = [bench("lower", "both"), bench("upper", "both"), bench("lower", "lower"), bench("upper", "upper")]
    shares = [_tail(each) for each in (ends[1], ends[0], ends[3], ends[2])]
    z = made.expected.z_bench
    return {
        "z_bench": Estimate(float("nan") if z is None else z, *ends),
        "nonconforming": Estimate(made.expected.total, *shares),
    }


def _tail(z: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(-z))


def by_percentiles(of: Material, family: Family) -> Found:
    """The percentiles of a distribution fitted to the values."""
    import numpy as np
    from scipy.special import ndtri

    from qa_run.statistics.capability import FAMILIES, fitted_study

    made = fitted_study(of.values, of.limits, family, confidence=of.confidence)
    if made.indices is None or made.parameters is None or made.total is None or made.goodness is None:
        raise ValueError(f"{made.missing} more values are needed before {_named(family)} distribution can be fitted")
    distribution: Any = FAMILIES[family](**made.parameters)
    below, above = distribution.below(of.values), distribution.above(of.values)
    scores = np.where(below < 0.5, ndtri(np.maximum(below, 1e-300)), -ndtri(np.maximum(above, 1e-300)))
    groups = None if of.subgroup is None else Groups.of(scores, of.subgroup)
    spread = within(scores, groups, of.how)
    message = f"{_named(family)} distribution does not fit the values"
    parameters = ", ".join(f"{name.replace('_', ' ')} {value:.4g}" for name, value in made.parameters.items())
    return Found(
        {
            **_percentiles(made.indices),
            "z_bench": Estimate(float(-ndtri(made.total))),
            "nonconforming": Estimate(made.total),
        },
        scores,
        groups,
        spread,
        fit(made.goodness.p_value, of.asked, message, made.goodness.method),
        f"percentiles 0.135, 50, 99.865 % of {_named(family)} distribution ({parameters}), ISO 22514-2; "
        "control chart of normal scores",
        {"median": made.indices.median, "log_likelihood": made.log_likelihood or 0.0},
    )


def by_values(of: Material, seen: Any) -> Found:
    """The percentiles of the values themselves; `seen` is the share of them beyond the limits."""
    from qa_run.statistics.capability import empirical_indices

    made = empirical_indices(of.values, of.limits)
    groups = None if of.subgroup is None else Groups.of(of.values, of.subgroup)
    spread = within(of.values, groups, of.how)
    estimates = {
        "nonconforming": Estimate(
            seen.value, seen.lower, seen.upper, _lower_bound(seen, of.confidence), seen.upper_bound
        )
    }
    if made.indices is not None:
        estimates |= _percentiles(made.indices)
    numbers = {} if made.indices is None else {"median": made.indices.median}
    convention = f"percentiles 0.135, 50, 99.865 % of the values, {made.method}; share: Clopper-Pearson"
    return Found(estimates, of.values, groups, spread, None, convention, numbers, made.missing)


def _lower_bound(seen: Any, confidence: float) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(seen.count, seen.n - seen.count + 1, 1 - confidence)) if seen.count else 0.0


def _percentiles(indices: Any) -> dict[str, Estimate]:
    found = {name: getattr(indices, name) for name in ("pp", "ppl", "ppu", "ppk")}
    return {name: Estimate(value) for name, value in found.items() if value is not None}


def _named(family: str) -> str:
    return f"an {family}" if family[0] in "aeiou" else f"a {family}"
