"""From the numbers of a lot's sample to the answer: accepted, rejected, or why neither can be said."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import define

from qa_run import Judged, Limits
from qa_run.builtin.variables import finding

#: A sample that varies more than one in so many of the known sigma would speaks against that sigma.
ONE_IN = 1000


@define(eq=False, repr=False, slots=False)
class Told:
    """One lot held against its plan."""

    asked: Any
    seen: Mapping[str, Any]

    def judged(self) -> Judged:
        """The answer. Raises ValueError where there is no plan for the lot."""
        if self.asked.specification is None:
            return Judged(True, undecided=self.asked.lacks())
        n, size = self.n, self.size
        if size is not None and n > size:
            wrong = f"{n} were measured of a lot of {size}: correct the size of the lot, or its items"
            return Judged(True, undecided=wrong, numbers=self.numbers)
        if self.plan.inspect_all:
            return self._all_of_them()
        if n < self.plan.n:
            told = f"the plan asks for {self.plan.n}" + (f"; {self.spread}" if n > 1 else "")
            return Judged(True, told=told, need_more=self.plan.n - n, numbers=self.numbers, **self._by)
        if self.asked.sigma is None and self.all_equal:
            return self._without_spread()
        return self._decided()

    @cached_property
    def plan(self) -> Any:
        return self.asked.plan_of(self.size)

    @property
    def size(self) -> int | None:
        return self.seen.get("lot_size")

    @property
    def n(self) -> int:
        return int(self.seen["n"])

    @property
    def mean(self) -> float:
        return float(self.seen["total"]) / self.n

    @property
    def all_equal(self) -> bool:
        return bool(self.seen["smallest"] == self.seen["largest"])

    @cached_property
    def sd(self) -> float | None:
        """The sample's standard deviation; None of one value."""
        if self.n < 2 or self.seen["stdev"] is None:
            return None
        return 0.0 if self.all_equal else float(self.seen["stdev"])

    @property
    def sigma(self) -> float | None:
        return None if self.asked.sigma is None else float(self.asked.sigma.value)

    @property
    def spread(self) -> str:
        """Mean and deviation in words."""
        said = f"mean {self.mean:.6g}" + ("" if self.sd is None else f", s {self.sd:.4g}")
        return said if self.sigma is None else f"{said}, sigma {self.sigma:.4g}"

    @property
    def beyond(self) -> int:
        """How many of the items measured lie beyond the limits themselves."""
        return int(self.seen.get("below") or 0) + int(self.seen.get("above") or 0)

    @property
    def numbers(self) -> dict[str, Any]:
        known = {"mean": self.mean, "stdev": self.sd, "sigma": self.sigma, "beyond": self.beyond}
        return {name: value for name, value in known.items() if value is not None}

    @property
    def _by(self) -> dict[str, Any]:
        """What every answer of the plan tells beside it."""
        plan: Any = self.plan
        told = f"n {plan.n}, k {plan.k:.4g}"
        told += f", M {plan.maximum * 100:.3g} %" if plan.maximum else ""
        letter = f", letter {plan.letter}" if plan.letter else ""
        return {"limits": self.asked.limits, "convention": f"{finding.named(self.asked)}{letter}: {told}"}

    def _all_of_them(self) -> Judged:
        """A plan that measures every item of the lot counts, since nothing is left to estimate."""
        size, beyond = self.size or self.n, self.beyond
        if self.n < size:
            told = f"the plan measures every item of the lot; {self.spread}"
            return Judged(not beyond, told=told, need_more=size - self.n, numbers=self.numbers, **self._all)
        told = f"every item is measured, {beyond or 'none'} beyond the limits: {'rejected' if beyond else 'accepted'}"
        return Judged(not beyond, told=told, numbers=self.numbers, **self._all)

    @property
    def _all(self) -> dict[str, Any]:
        convention = f"{finding.named(self.asked)}: every item of the lot, none beyond the limits"
        return {"limits": self.asked.limits, "convention": convention}

    def _without_spread(self) -> Judged:
        limits: Limits = self.asked.specification
        value = self.seen["largest"]
        said = f"all {self.n} values are {value:.12g}"
        if not limits.admit(value):
            return Judged(False, told=f"{said}, beyond the limits: rejected", numbers=self.numbers, **self._by)
        why = "without any spread no share can be estimated; a gauge that is stuck or too coarse shows this"
        return Judged(True, undecided=f"{said}: {why}", numbers=self.numbers, **self._by)

    def _decided(self) -> Judged:
        from qa_run.statistics.variables import estimated_nonconforming, judge_by_variables

        limits: Limits = self.asked.specification
        low, high = (None if each is None else float(each) for each in (limits.low, limits.high))
        plan, method = self.plan, self.asked.method_for(limits)
        sd = self.sigma or self.sd
        found = judge_by_variables(plan, self.n, self.mean, sd or 0.0, low, high, method)
        known = plan.sigma_known
        estimated = found.estimated
        if estimated is None and self.n >= (2 if known else 3):
            estimated = estimated_nonconforming(self.n, self.mean, sd or 0.0, low, high, known)
        qualities = {"q_lower": found.quality_lower, "q_upper": found.quality_upper}
        numbers = {**self.numbers, **{name: float(each) for name, each in qualities.items() if each is not None}}
        numbers["k"] = float(plan.k)
        if estimated is not None:
            numbers["estimated_nonconforming"] = float(estimated.total)
        accepted = bool(found.accepted)
        if method == "M":
            share, most = float(estimated.total), float(plan.maximum)  # type: ignore[union-attr]
            numbers["maximum"] = most
            shown, said = share, _held(share * 100, most * 100, "estimated nonconforming {} %", "M = {} %", accepted)
            if low is not None and high is not None and estimated is not None:
                said += f" ({float(estimated.below) * 100:.3g} % below, {float(estimated.above) * 100:.3g} % above)"
        else:
            side = "lower" if low is not None else "upper"
            shown = numbers[f"q_{side}"]
            said = _held(shown, float(plan.k), "Q = {}", "k = {}", accepted, rising=True)
        decision = "rejected" if not accepted else "" if self._sigma_doubted else "accepted"
        said = f"{said}: {decision}" if decision else said
        return Judged(
            accepted,
            shown,
            told=f"{self._asking}; {self.spread}; {said}{self._outside}",
            undecided=self._sigma_doubted,
            numbers=numbers,
            **self._by,
        )

    @property
    def _asking(self) -> str:
        more = self.n - self.plan.n
        return f"the plan asks for {self.plan.n}" + (f", {more} more are measured, all count" if more else "")

    @property
    def _outside(self) -> str:
        """That of the sample itself some do not conform, whatever becomes of the lot."""
        many = self.beyond
        return f"; {many} of the {self.n} measured {'lies' if many == 1 else 'lie'} beyond the limits" if many else ""

    @property
    def _sigma_doubted(self) -> str:
        """Why the known sigma cannot be that of this lot; blank where nothing speaks against it."""
        if self.sigma is None or self.sd is None:
            return ""
        from scipy.special import chdtri

        most = self.sigma * float(chdtri(self.n - 1, 1 / ONE_IN) / (self.n - 1)) ** 0.5
        if self.sd <= most:
            return ""
        return (
            f"s = {self.sd:.4g} is more than 1 sample in {ONE_IN} would show with sigma {self.sigma:.4g} (at most "
            f"{most:.4g}): the lot varies more than is known of the process; find out why, or leave sigma out"
        )


def _held(value: float, limit: float, this: str, that: str, holds: bool, rising: bool = False) -> str:
    """`Q = 1.59 >= k = 1.53`, with as many digits as it takes to tell the two apart."""
    sign = (">=" if holds else "<") if rising else ("<=" if holds else ">")
    pairs = [(f"{value:.{digits}g}", f"{limit:.{digits}g}") for digits in (4, 6, 9, 12)]
    one, other = next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    return f"{this.format(one)} {sign} {that.format(other)}"
