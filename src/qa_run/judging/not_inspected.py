"""A requirement that could not be judged, and what every verdict says of its requirement, however it ended."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from qa_run.judging.ids import node_id
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.requirement_digest import requirement_digest
from qa_run.model.verdict import Buckets, Verdict


@frozen(eq=False, repr=False)
class NotInspected:
    """A requirement that could not be judged: a column is not in the batch, or its plugin broke."""

    procedure: Procedure
    requirement: Requirement
    reason: str
    outcome: Outcome = Outcome.NOT_INSPECTED
    strata: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (((), ()),)
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.strata)

    def outcomes(self) -> Iterator[Outcome]:
        return iter([self.outcome] * len(self))

    def told(self, row: int) -> tuple[Outcome, str]:
        """The outcome, and the id of the verdict, which is about all strata."""
        return self.outcome, node_id(self.procedure.path, self.requirement.characteristic, self.requirement.id, (), ())

    def verdict(self, row: int) -> Verdict:
        requirement, (names, stratum) = self.requirement, self.strata[row]
        return Verdict(
            id=node_id(self.procedure.path, requirement.characteristic, requirement.id, names, stratum),
            per=dict(zip(names, stratum, strict=True)),
            **alike(self.procedure, requirement),
            outcome=self.outcome,
            requirement=_said(requirement),
            message=self.reason,
            inspected=0,
            nonconforming=0,
            accept=None,
            measured={},
            limits={},
            convention="",
            buckets=Buckets(),
            digest=requirement_digest(requirement, self.procedure.revision),
        )


def alike(procedure: Procedure, requirement: Requirement) -> dict[str, Any]:
    """What every verdict on a requirement says of it, however it ended."""
    return {
        "procedure": procedure.name,
        "characteristic": requirement.characteristic,
        "criterion": requirement.name,
        "plugin": requirement.plugin,
        "severity": requirement.severity.value if requirement.severity else "",
        "because": requirement.because,
        "place": requirement.place,
        "overrides": requirement.overrides,
    }


def _said(requirement: Requirement) -> str:
    """The requirement in words, or its name where its plugin cannot even say that."""
    try:
        return str((requirement.written or requirement.criterion).sentence("en"))
    except Exception:
        return requirement.name
