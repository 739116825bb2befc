"""From the values of a stratum to the answer: what was judged, what is told, and what speaks against it."""

from collections.abc import Mapping
from functools import cached_property
from math import isfinite
from typing import Any

from attrs import define

from qa_run import Judged, Limits
from qa_run.builtin.capability import estimating
from qa_run.builtin.capability.estimating import Estimate, Found, Material
from qa_run.builtin.capability.specification import Normality, name_of, numbers_of
from qa_run.builtin.capability.trusting import Control, control

#: The intervals that are shown where nobody asks for a confidence.
USUAL = 0.95
MILLION = 1_000_000


@define(eq=False, repr=False, slots=False)
class Told:
    """One stratum held against one capability."""

    asked: Any
    arrays: Mapping[str, Any]

    def judged(self) -> Judged:
        """The answer; whatever cannot be computed is a reason and never a pass."""
        try:
            return self._judged()
        except ValueError as error:
            return Judged(True, undecided=f"no capability can be computed: {error}")

    def _judged(self) -> Judged:
        values, subgroup = self.arrays["value"], self.subgroup
        specified, least = self.asked.specification, self.asked.at_least
        if specified is None:
            return Judged(True, undecided=self.asked.lacks())
        if len(values) < 2:
            return Judged(True, need_more=least - len(values))
        if subgroup is not None and not isinstance(subgroup, int) and (subgroup != subgroup).any():
            many = int((subgroup != subgroup).sum())
            return Judged(True, undecided=f"{many} of {len(values)} values belong to no subgroup")
        if (values == values[0]).all():
            return self._all_equal(specified, float(values[0]))
        short = max(least - len(values), self.found.missing)
        return Judged(True, need_more=short) if self.found.missing else self._answer(short)

    @property
    def subgroup(self) -> Any:
        asked = self.asked.subgroup
        return asked if asked is None or isinstance(asked, int) else self.arrays["subgroup"]

    @property
    def level(self) -> float:
        return USUAL if self.asked.confidence is None else float(self.asked.confidence.value)

    @cached_property
    def seen(self) -> Any:
        """The share of values that lie beyond the limits; on an end that is excluded they do."""
        from qa_run.statistics.capability import observed_from

        values, limits = self.arrays["value"], self.asked.specification
        below = above = None
        if limits.low is not None:
            low = float(limits.low)
            below = int((values <= low if limits.above is not None else values < low).sum())
        if limits.high is not None:
            high = float(limits.high)
            above = int((values >= high if limits.below is not None else values > high).sum())
        return observed_from(below, above, len(values), self.level).total

    @cached_property
    def found(self) -> Found:
        """The estimates by the method that is asked for. Raises ValueError where they cannot be computed."""
        limits = self.asked.specification
        given = Material(
            values=self.arrays["value"],
            limits=numbers_of(limits, self.asked.target_of(limits)),
            subgroup=self.subgroup,
            how=self.asked.within,
            confidence=self.level,
            asked=self.asked.normality or Normality(),
        )
        if self.asked.method == "box_cox":
            return estimating.by_box_cox(given, self.asked.power)
        if self.asked.method == "percentiles":
            return estimating.by_percentiles(given, self.asked.family)
        if self.asked.method == "empirical":
            return estimating.by_values(given, self.seen)
        return estimating.by_normal(given)

    @cached_property
    def control(self) -> Control:
        return control(self.found.scale, self.found.groups, self.found.within.sigma, self.asked.stable)

    def _all_equal(self, limits: Limits, value: float) -> Judged:
        many = len(self.arrays["value"])
        said = f"all {many} values are {value:g}"
        short = max(self.asked.at_least - many, 0)
        if self.seen.count:
            return Judged(False, told=f"{said}, beyond the specification", numbers=self._observed(), need_more=short)
        why = "without any spread there is no index; a gauge that is stuck or too coarse shows this"
        return Judged(True, undecided=f"{said}: {why}", numbers=self._observed(), need_more=short)

    def _answer(self, short: int) -> Judged:
        known = {name: self.found.estimates[name] for name, _ in self.asked.asked}
        flat = [name for name, each in known.items() if not isfinite(each.value)]
        if flat and self.found.within.sigma == 0:
            why = f"{name_of(flat[0])} has no value: the values of each subgroup are equal, so sigma within is 0"
            return Judged(True, undecided=why, numbers=self._numbers(known), need_more=short)
        met = [self._met(limits, known[name]) for name, limits in self.asked.asked]
        near = [limits.is_near(self._decisive(limits, known[name])) for name, limits in self.asked.asked]
        doubts = [each for each in (self.control.doubt, self.found.fit.doubt if self.found.fit else "") if each]
        said = [
            self._said(name, limits, known[name]) + ("" if good else ", not met")
            for (name, limits), good in zip(self.asked.asked, met, strict=True)
        ]
        return Judged(
            conforms=all(met),
            marginal=bool(doubts) or any(near),
            told="; ".join([*said, *doubts]),
            numbers=self._numbers(known),
            convention=self.found.convention,
            signals=self.control.signals,
            need_more=max(short, 0),
        )

    def _met(self, limits: Limits, found: Estimate) -> bool:
        if self.asked.confidence is None:
            return limits.admit(found.value)
        return limits.admit(found.lower_bound) if limits.high is None else self._below(limits, found)

    def _below(self, limits: Limits, found: Estimate) -> bool:
        """With an upper limit the upper bound counts, and with a lower one beside it both do."""
        return limits.admit(found.upper_bound) and (limits.low is None or limits.admit(found.lower_bound))

    def _decisive(self, limits: Limits, found: Estimate) -> float:
        """The number that lies nearest to what is not allowed."""
        if self.asked.confidence is None:
            return found.value
        bound = found.lower_bound if limits.high is None else found.upper_bound
        return found.value if bound is None else bound

    def _said(self, name: str, limits: Limits, found: Estimate) -> str:
        show = _share if name == "nonconforming" else _plain
        said = f"{name_of(name)} is {show(found.value)}"
        sure = f"{self.level * 100:.4g} %"
        if self.asked.confidence is not None:
            bounds = [f"at least {show(found.lower_bound)}"] if limits.low is not None else []
            bounds += [f"at most {show(found.upper_bound)}"] if limits.high is not None else []
            return f"{said}, {' and '.join(bounds)} with {sure} confidence"
        if found.lower is None or found.upper is None:
            return said
        return f"{said} ({sure} interval {show(found.lower)} to {show(found.upper)})"

    def _numbers(self, known: Mapping[str, Estimate]) -> dict[str, Any]:
        """What is required first, with its interval; then all there is."""
        found = self.found
        numbers: dict[str, Any] = {}
        for name, each in known.items():
            ends = {"lower": each.lower, "upper": each.upper}
            if self.asked.confidence is not None:
                ends |= {"lower_bound": each.lower_bound, "upper_bound": each.upper_bound}
            factor, called = (MILLION, "expected_ppm") if name == "nonconforming" else (1, name)
            numbers[called] = each.value * factor
            numbers |= {f"{called}_{end}": value * factor for end, value in ends.items() if value is not None}
        for name, each in found.estimates.items():
            called = "expected_ppm" if name == "nonconforming" else name
            numbers.setdefault(called, each.value * MILLION if name == "nonconforming" else each.value)
        numbers |= {**found.numbers, **self._observed()}
        if found.fit is not None and found.fit.p is not None:
            numbers["p_of_fit"] = found.fit.p
        numbers |= {"points": self.control.points, "out_of_control": len(self.control.signals)}
        return numbers

    def _observed(self) -> dict[str, float]:
        share = self.seen
        ends = {"observed_ppm": share.value, "observed_ppm_lower": share.lower, "observed_ppm_upper": share.upper}
        return {name: value * MILLION for name, value in ends.items()}


def _plain(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4g}"


def _share(value: float | None) -> str:
    if value is None:
        return "unknown"
    return f"{value * MILLION:.4g} ppm" if value < 0.001 else f"{value * 100:.4g} %"
