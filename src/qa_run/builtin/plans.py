"""Sampling plans by attributes."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from qa_run import Judged, acceptance, scalar


@frozen
class Switching:
    """`switching: {start: normal, reduced: false}`"""

    start: Literal["normal", "tightened", "reduced"] = "normal"
    reduced: bool = False


@acceptance("plan")
@frozen(kw_only=True)
class PlanRule:
    """A sampling plan decides of each lot, by its size.

    accept: {plan: {standard: iso2859-1, level: II, aql: 1.0}}
    """

    per_lot = True

    aql: float | Mapping[str, float]
    standard: str = "iso2859-1"
    level: str = "II"
    kind: Literal["single", "double", "multiple"] = "single"
    severity: Literal["normal", "tightened", "reduced"] = "normal"
    count: Literal["items", "nonconformities"] = "items"
    switching: bool | Switching | None = None

    def sentence(self, language: str) -> str:
        aql = self.aql if isinstance(self.aql, float) else ", ".join(f"{k} {v:g}" for k, v in self.aql.items())
        return f"{self.standard}, level {self.level}, AQL {aql}"

    def plan_of(self, lot_size: int | None, severity: Any) -> Any:
        from qa_run.statistics.sampling.finding import find
        from qa_run.statistics.sampling.plans import plan

        if lot_size is None:
            raise ValueError("the plan follows from the size of the lot: write samples.lot.size")
        aql = self.aql[str(severity)] if isinstance(self.aql, Mapping) else self.aql
        if aql == 0:
            return plan(lot_size, 0)
        return find(
            aql=aql, lot_size=lot_size, level=self.level, severity=self.severity, kind=self.kind,
            standard=self.standard, count=self.count,
        )  # fmt: skip

    def sample_size(self, lot_size: int | None) -> int:
        return int(self.plan_of(lot_size, None).n)

    @scalar
    def allows(self, n: int, nonconforming: int, lot_size: int | None, severity: Any) -> Judged:
        from qa_run.statistics.sampling.deciding import decide_pooled

        plan = self.plan_of(lot_size, severity)
        done = decide_pooled(plan, n, nonconforming)
        more = done.to_draw if done.outcome in ("too_small", "draw_next") else 0
        return Judged(
            done.outcome == "accepted", nonconforming, convention=plan.convention, need_more=more, accept=done.ac
        )
