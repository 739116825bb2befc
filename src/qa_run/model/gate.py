"""The rules of a release: what becomes of a lot by how its inspections ended, and who answers for it."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from qa_run.model.outcome import Outcome


class Step(StrEnum):
    """What becomes of a lot, mildest first."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"

    @property
    def rank(self) -> int:
        return tuple(Step).index(self)


#: The classes of nonconformities, and what has none.
CLASSES = ("critical", "major", "minor", "unclassified")

_LIKE_ALL = {
    Outcome.MARGINAL: Step.GO,
    Outcome.CONCEDED: Step.GO,
    Outcome.NOT_INSPECTED: Step.HOLD,
    Outcome.FAILED: Step.HOLD,
    Outcome.ERROR: Step.STOP,
}
#: What was not looked at, or could not be judged, is no reason to release: no rule may say so.
NEVER_GO = (Outcome.NOT_INSPECTED, Outcome.ERROR)
RULED = tuple(_LIKE_ALL)


def _usual() -> dict[Outcome, Mapping[str, Step]]:
    rules: dict[Outcome, Mapping[str, Step]] = {each: dict.fromkeys(CLASSES, step) for each, step in _LIKE_ALL.items()}
    rules[Outcome.FAILED] = {**rules[Outcome.FAILED], "critical": Step.STOP}
    return rules


@frozen(kw_only=True, eq=False, repr=False)
class ReleaseSettings:
    """How a project releases: `[release]` in its settings.

    rules:  for each outcome that is not plainly passed, and each class, what becomes of the lot
    issuer: who issues certificates: name, address, and what else is written there
    place:  where they are issued
    url:    where the results of runs can be looked at
    every_stratum: whether each lot has to hold every stratum that `expected:` names; false where a lot has one supplier
    """

    rules: Mapping[Outcome, Mapping[str, Step]] = field(factory=_usual)
    issuer: Mapping[str, str] = field(factory=dict)
    place: str = ""
    url: str = ""
    every_stratum: bool = True

    def step(self, outcome: Outcome, severity: str) -> Step:
        """What becomes of a lot for one verdict; what no rule knows is held."""
        return self.rules.get(outcome, {}).get(severity or "unclassified", Step.HOLD)
