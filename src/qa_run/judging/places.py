"""Where the verdicts of each requirement stand among all verdicts of a procedure, making as few as can be."""

from collections.abc import Sequence

from qa_run.judging.verdicts import Verdicts
from qa_run.model.node_id import bare
from qa_run.model.verdict import Verdict


def places_of(verdicts: Sequence[Verdict]) -> dict[str, list[int]]:
    """The places by the node id of the requirement, in the order of the procedure."""
    found: dict[str, list[int]] = {}
    if isinstance(verdicts, Verdicts):
        for block, start in zip(verdicts.blocks, verdicts.starts, strict=False):
            if len(block):
                found.setdefault(_requirement(block.verdict(0)), []).extend(range(start, start + len(block)))
        return found
    for place, verdict in enumerate(verdicts):
        found.setdefault(_requirement(verdict), []).append(place)
    return found


def _requirement(verdict: Verdict) -> str:
    return bare(verdict.id)
