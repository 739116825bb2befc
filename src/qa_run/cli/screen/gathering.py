"""Verdicts put together for a reader: those of one requirement, and strata that nothing could be said about."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from qa_run.model.node_id import bare
from qa_run.model.outcome import Outcome
from qa_run.model.report import ProcedureReport
from qa_run.model.verdict import Verdict

#: From how many requirements on a stratum is told once for the stratum, not again for each requirement; and the same
#: over all, where they must say the same.
TOGETHER, ALIKE = 2, 3


def requirement_id(verdict: Verdict) -> str:
    """The node id without its stratum."""
    return bare(verdict.id)


def stratum_of(verdict: Verdict) -> str:
    """The stratum as the node id writes it: `shop=Milano`; blank over all."""
    return verdict.id.rpartition("[")[2].removesuffix("]") if verdict.per else ""


def in_short(verdict: Verdict) -> str:
    """What was found, without what goes without saying."""
    return verdict.message.removesuffix("; none accepted")


@frozen(eq=False, repr=False)
class Bare:
    """A stratum of a procedure, or all of it where that is blank, of which several requirements were not inspected."""

    path: str
    stratum: str
    verdicts: tuple[Verdict, ...]

    @property
    def id(self) -> str:
        return f"{self.path}::*" + (f"[{self.stratum}]" if self.stratum else "")

    @property
    def reasons(self) -> Mapping[str, list[Verdict]]:
        """The verdicts by what they say, the most frequent first."""
        by_reason: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            by_reason.setdefault(verdict.message, []).append(verdict)
        return dict(sorted(by_reason.items(), key=lambda each: -len(each[1])))


@frozen(eq=False, repr=False)
class Group:
    """The verdicts of one requirement that are to be told: over all first, then the worst stratum."""

    verdicts: tuple[Verdict, ...]
    title: str = ""

    @property
    def id(self) -> str:
        """The node id of the only verdict, else of the requirement."""
        return self.verdicts[0].id if len(self.verdicts) == 1 else requirement_id(self.verdicts[0])

    @property
    def outcome(self) -> Outcome:
        return max((verdict.outcome for verdict in self.verdicts), key=lambda outcome: outcome.severity)


def chosen(report: ProcedureReport, wanted: frozenset[Outcome]) -> list[Verdict]:
    """The verdicts with a wanted outcome; no other is made."""
    return [report.verdicts[place] for place, outcome in enumerate(report.outcomes) if outcome in wanted]


def bare_strata(path: str, verdicts: Sequence[Verdict]) -> list[Bare]:
    """The strata of which several requirements were not inspected; first, all of it, where several say why alike."""
    silent = [verdict for verdict in verdicts if verdict.outcome is Outcome.NOT_INSPECTED]
    alike = Counter(verdict.message for verdict in silent if not verdict.per)
    apart: dict[str, list[Verdict]] = {"": []}
    for verdict in silent:
        if verdict.per or alike[verdict.message] >= ALIKE:
            apart.setdefault(stratum_of(verdict), []).append(verdict)
    return [Bare(path, stratum, tuple(found)) for stratum, found in apart.items() if len(found) >= TOGETHER]


def groups(report: ProcedureReport, verdicts: Iterable[Verdict]) -> list[Group]:
    """`verdicts` by requirement, in the order of the procedure; in each, over all first, then from the worst on."""
    titles = {each.characteristic: each.title for each in report.procedure.requirements if each.title}
    by_id: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_id.setdefault(requirement_id(verdict), []).append(verdict)
    return [
        Group(tuple(sorted(found, key=_worst_first)), titles.get(found[0].characteristic, ""))
        for found in by_id.values()
    ]


def _worst_first(verdict: Verdict) -> tuple[bool, int, int, float]:
    return bool(verdict.per), -verdict.outcome.severity, -verdict.nonconforming, -_outside(verdict)


def _outside(verdict: Verdict) -> float:
    """How far the number that decided lies outside its limits; 0 where no single number did."""
    found = verdict.measured.get(verdict.criterion)
    if not isinstance(found, int | float):
        return 0.0
    low = [verdict.limits[end] - found for end in ("lower", "above") if verdict.limits.get(end) is not None]
    high = [found - verdict.limits[end] for end in ("upper", "below") if verdict.limits.get(end) is not None]
    return float(max([0, *low, *high]))
