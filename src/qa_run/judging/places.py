"""Where the verdicts of each requirement stand among all verdicts of a procedure, without making any of them."""

from collections.abc import Sequence

from qa_run.judging.verdicts import Verdicts
from qa_run.model.selection import requirement_node
from qa_run.model.verdict import Verdict


def places_of(path: str, verdicts: Sequence[Verdict]) -> dict[str, list[int]]:
    """The places by the node id of the requirement, in the order of the procedure at `path`."""
    found: dict[str, list[int]] = {}
    if not isinstance(verdicts, Verdicts):
        for place, verdict in enumerate(verdicts):
            node = verdict.id.rpartition("[")[0] if verdict.per else verdict.id
            found.setdefault(node, []).append(place)
        return found
    for block, start in zip(verdicts.blocks, verdicts.starts, strict=False):
        node = requirement_node(path, block.requirement.characteristic, block.requirement.id)
        found.setdefault(node, []).extend(range(start, start + len(block)))
    return found
