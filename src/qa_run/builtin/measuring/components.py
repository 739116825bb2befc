"""What a gage study found, under the names of a procedure and of the report."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

from attrs import frozen

from qa_run import Limits

_COMPONENTS = ("gage", "repeatability", "reproducibility", "operator", "interaction", "part", "total")


@frozen(eq=False, repr=False)
class Bounded:
    """A number with the ends of its interval, where there is one; an end is never better than the number."""

    value: float
    lower: float | None = None
    upper: float | None = None

    def bound(self, within: Limits) -> float | None:
        """The end that the limit is about."""
        if self.lower is None or self.upper is None:
            return None
        return max(self.value, self.upper) if within.high is not None else min(self.value, self.lower)

    def ends(self, name: str, sure: bool) -> dict[str, float | None]:
        """Both ends by name: bounds, where each of them has the confidence that was asked for."""
        return {f"{name}_{end}": value for end, value in zip(_ends(sure), (self.lower, self.upper), strict=True)}


def shares(study: Any) -> dict[str, Bounded]:
    """What can be required of a study."""
    gage = study.gage
    found = {
        "study_variation": _of_hundred(gage.pct_study_variation, gage.pct_lower, gage.pct_upper),
        "contribution": _of_hundred(gage.contribution, _squared(gage.pct_lower), _squared(gage.pct_upper)),
        "categories": Bounded(study.ndc, study.ndc_lower, study.ndc_upper),
    }
    if gage.pct_tolerance is not None:
        of_one_sd = study.total.pct_tolerance / study.total.sd
        ends = (None if end is None else of_one_sd * sqrt(end) for end in (gage.lower, gage.upper))
        found["of_tolerance"] = _of_hundred(gage.pct_tolerance, *ends)
    return found


def _of_hundred(value: float, *percent: float | None) -> Bounded:
    return Bounded(value / 100, *(None if each is None else each / 100 for each in percent))


def _squared(percent: float | None) -> float | None:
    """A share of the standard deviations as a share of the variance, both in per cent."""
    return None if percent is None else percent**2 / 100


def _ends(sure: bool) -> tuple[str, str]:
    """What the ends of an interval are called; bounds, where each of them has the confidence that was asked for."""
    return ("lower_bound", "upper_bound") if sure else ("lower", "upper")


def components(study: Any, sure: bool) -> Mapping[str, float]:
    """The standard deviation of each component, with its interval, and what the test of the interaction said."""
    found = {}
    for name in _COMPONENTS:
        each = getattr(study, name)
        if each is None:
            continue
        found[f"{name}_sd"] = each.sd
        if each.lower is not None:
            found |= {
                f"{name}_sd_{end}": sqrt(at) for end, at in zip(_ends(sure), (each.lower, each.upper), strict=True)
            }
    tests = [row.p for row in study.anova if row.source == "part:operator" and row.p is not None]
    return found | ({"interaction_p": tests[0]} if tests else {})
