"""From the numbers of a lot to the answer: accepted, refused and by which rules, or why neither can be said yet."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import define
from qa_run import Judged

from qa_run_netcontent.packages import NAMES, SHORTAGES
from qa_run_netcontent.plans import LotPlan, Stage, correction, whole_batch

SETTLED = 12


@define(eq=False, repr=False, slots=False)
class Told:
    """One lot held against the standard."""

    asked: Any
    seen: Mapping[str, Any]

    def judged(self) -> Judged:
        """The answer. Raises ValueError where there is no plan for the lot."""
        if tares := self._tares():
            return Judged(False, told=f"refused: {tares}", numbers=self.numbers)
        if self.size is not None and self.n > self.size:
            wrong = f"{self.n} were weighed of a lot of {self.size}: correct the size of the lot, or its packages"
            return Judged(True, undecided=wrong, numbers=self.numbers)
        more, broken = self.plan.more(self.n, self.short), list(self._broken())
        decided = bool(broken) or not more
        verdict = f"refused by {' and '.join(broken)}: " if broken else "accepted: " if decided else ""
        return Judged(
            not broken,
            self.mean,
            {} if self._least is None else {"lower": self._least},
            told=verdict + "; ".join([*self._said, f"the plan asks for {self._asking}"]),
            need_more=0 if decided else more,
            numbers=self.numbers,
            convention=self._convention,
        )

    @property
    def size(self) -> int | None:
        return self.seen.get("lot_size")

    @property
    def n(self) -> int:
        return int(self.seen["n"])

    @cached_property
    def plan(self) -> LotPlan:
        plan: LotPlan = self.asked.plan_for(self.size)
        if self.directive and self.size is not None and self.n == self.size and not plan.whole:
            return whole_batch(self.size, self.asked.short_of_whole)
        return plan

    @property
    def directive(self) -> bool:
        return bool(self.asked.standard == "eu-76-211")

    @property
    def short(self) -> int:
        return int(self.seen["short"])

    @property
    def far_short(self) -> int:
        """Below T2, which the directive knows; the handbook has no such limit."""
        return int(self.seen["far_short"]) if self.directive else 0

    @property
    def mean(self) -> float:
        return float(f"{float(self.seen['total']) / self.n:.{SETTLED}g}")

    @cached_property
    def sd(self) -> float | None:
        """The standard deviation of the sample; None of one package."""
        if self.n < 2 or self.seen["stdev"] is None:
            return None
        return 0.0 if self.seen["smallest"] == self.seen["largest"] else float(self.seen["stdev"])

    @cached_property
    def correction(self) -> float | None:
        """How many standard deviations the mean may lie below the label; None where no mean is asked for."""
        if self.directive and self.plan.whole:
            return 0.0
        return None if self.sd is None else correction(self.asked.standard, self.n)

    @cached_property
    def _least(self) -> float | None:
        """The least mean that is accepted."""
        if self.correction is None:
            return None
        label = float(self.asked.label.value)
        return float(f"{label - self.correction * (self.sd or 0.0):.{SETTLED}g}")

    @property
    def numbers(self) -> dict[str, Any]:
        if not self.n:
            return {}
        known = {"mean": self.mean, "stdev": self.sd, "correction": self.correction, "least_mean": self._least}
        limits = (1, 2) if self.directive else (1,)
        names = ("t1", "t2") if self.directive else ("mav_limit",)
        known |= {name: float(self.asked.short_by(times)) for name, times in zip(names, limits, strict=True)}
        counted = {"short": self.short} | ({"far_short": self.far_short} if self.directive else {})
        return {name: value for name, value in known.items() if value is not None} | counted

    @property
    def _stage(self) -> Stage:
        return self.plan.stage_of(self.n)

    def _broken(self) -> Iterator[str]:
        """The rules that the lot breaks; what more weighing could still mend is none of them."""
        fate = self.plan.fate(self.n, self.short)
        complete = self.n >= self.plan.n and fate != "open"
        if complete and self._least is not None and self.mean < self._least:
            yield "the average"
        if fate == "refused":
            yield f"packages {self._first}"
        if self.far_short:
            yield "packages below T2"

    @property
    def _first(self) -> str:
        return "below T1" if self.directive else "beyond the MAV"

    @property
    def _asking(self) -> str:
        first, *later = self.plan.stages
        asked = f"all {first.n}" if self.plan.whole else str(first.n)
        more = self.n - self._stage.n
        if later and self._stage is later[-1]:
            asked = f"{first.n} and {later[-1].n - first.n} more"
        asked += f", {more} more are weighed, all count" if more > 0 else ""
        return asked + (" (the lot's size is not recorded: that of the largest lots)" if self.plan.assumed else "")

    @property
    def _said(self) -> Iterator[str]:
        """The numbers behind each rule."""
        spread = "" if self.sd is None else f", s {self.sd:.4g}"
        if self._least is None:
            yield f"mean {self.mean:.6g}{spread}"
        else:
            sign = "<" if self.mean < self._least else ">="
            mean, least = _apart(self.mean, self._least)
            label = (
                f"{self.asked.label.value:f}" if not self.correction else f"{least} = label - {self.correction:.3f} s"
            )
            yield f"mean {mean} {sign} {label}{spread}"
        stage = self._stage
        first, second = (f"{float(self.asked.short_by(times)):.6g}" for times in (1, 2))
        of = f"of {first}" if self.directive else f"(below {first})"
        yield f"{self.short or 'none'} {self._first} {of}, {stage.accept or 'none'} accepted"
        if self.directive:
            yield f"{self.far_short or 'none'} below T2 of {second}"

    @property
    def _convention(self) -> str:
        plan = ", ".join(f"n {stage.n} (accepted {stage.accept}, refused {stage.refuse})" for stage in self.plan.stages)
        factor = "" if self.correction is None else f", correction {self.correction:.3f}"
        return f"{NAMES[self.asked.standard]}: {plan}{factor}, {SHORTAGES[self.asked.standard]} {self._shortage}"

    @property
    def _shortage(self) -> str:
        return f"{float(self.asked.shortage.value):.6g}"

    def _tares(self) -> str:
        """What is wrong with the tares; blank where nothing is."""
        without = int(self.seen.get("weighed", self.n)) - self.n
        negative = int(self.seen.get("below_nothing") or 0)
        column = self.asked.tare
        said = []
        if without:
            has = "has" if without == 1 else "have"
            said.append(f"{without} of {without + self.n} packages {has} no tare in {column}")
        if negative:
            are = "tare in {} is" if negative == 1 else "tares in {} are"
            said.append(f"{negative} {are.format(column)} below nothing")
        return "; ".join(said)


def _apart(one: float, other: float) -> tuple[str, str]:
    """Both with as many digits as it takes to tell them apart."""
    pairs = [(f"{one:.{digits}g}", f"{other:.{digits}g}") for digits in (5, 6, 9, 12)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
