"""Asking a sampling plan about one lot after the other."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, frozen

from qa_run.judging.counts import Counts
from qa_run.judging.items import inspected
from qa_run.judging.statistics import settled
from qa_run.model.judged import Judged
from qa_run.model.lots import LotSize
from qa_run.model.procedure import Requirement, Shape
from qa_run.planning.measuring import NONCONFORMITIES


@frozen(eq=False, repr=False)
class Answered:
    """What was said of one lot: the rule as it held for it, its answer, or why there is none; and, where the lots
    before decided it, how severely the lot was inspected, its place among the lots of the run, and how many lots of
    earlier runs came before these."""

    rule: Any
    judged: Judged | None
    trouble: str = ""
    severity: str = ""
    order: int = 0
    past: int = 0


@frozen(eq=False, repr=False)
class Asking:
    """The lots of one requirement, a row each.

    Lots of one size with as many found are one question, and lots of one size have one plan: each is asked once.
    """

    requirement: Requirement
    counts: Counts
    sizes: Sequence[LotSize]
    _said: dict[Any, Any] = field(factory=dict, init=False)

    @property
    def measures(self) -> bool:
        """Whether the plan is one by variables: a statistic of the lot."""
        return self.requirement.shape is not Shape.ITEM

    def found(self, row: int) -> tuple[int, int]:
        """How many items of the lot were inspected, and what the plan counts in them: nothing, where it measures."""
        if self.measures:
            return self.counts.conforming[row], 0
        n, bad = inspected(self.requirement, self.counts, row)
        many = self.counts.statistics.get(NONCONFORMITIES)
        return n, bad if many is None else int(many[row] or 0)

    def answered(self, rule: Any, row: int, severity: str = "") -> Answered:
        """What `rule` says of the lot. It refuses a lot that it has no plan for by a ValueError."""
        trouble, size = self.sizes[row].trouble, self.sizes[row].size
        n, bad = self.found(row)
        if trouble or n == 0:
            return Answered(rule, None, trouble, severity)
        try:
            if self.measures:
                seen = {name: settled(column[row]) for name, column in self.counts.statistics.items()}
                judged = rule.judge({**seen, "lot_size": size})
            else:
                judged = self._once(rule, (n, bad, size), rule.allows, n, bad, size, self.requirement.severity)
        except ValueError as error:
            return Answered(rule, None, str(error), severity)
        return Answered(rule, judged, "", severity)

    def plan_of(self, rule: Any, row: int) -> Any:
        """The plan for the lot, if the rule tells: a `qa_run.statistics.sampling.Plan`, or a `VariablesPlan`."""
        if not hasattr(rule, "plan_of"):
            return None
        try:
            size = self.sizes[row].size
            return self._once(rule, size, rule.plan_of, size, self.requirement.severity)
        except ValueError:  # the rule says so where it is asked for an answer
            return None

    def _once(self, rule: Any, question: Any, ask: Callable[..., Any], *arguments: Any) -> Any:
        """What was answered before; rules are told apart by identity, since a stranger's may have no hash."""
        key = (id(rule), question)
        if key not in self._said:
            self._said[key] = (rule, ask(*arguments))  # the rule is kept, so that no other gets its identity
        return self._said[key][1]
