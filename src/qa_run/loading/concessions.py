"""The file of concessions."""

from pathlib import Path

from qa_run.loading.register import (
    COUNT,
    DAY,
    DIGESTS,
    IDENTITY,
    LABEL,
    LABELS,
    PATTERNS,
    WORDS,
    Key,
    Register,
    Written,
    ordered,
    refused,
)
from qa_run.model.concession import Concession, Registered
from qa_run.model.node_pattern import NodePattern

CONCESSIONS = Register(
    name="concessions",
    title="Concessions of qa-run",
    keys={
        "id": Key(kind=IDENTITY, means="what the concession is called; no two have one id", needed=True),
        "for": Key(kind=PATTERNS, means="the node ids of the verdicts, * for what is open", needed=True),
        "lots": Key(kind=LABELS, means="the lots that it is limited to"),
        "items": Key(kind=LABELS, means="the items that it is limited to, by their names or serial numbers"),
        "quantity": Key(kind=COUNT, means="how many nonconforming items it covers at most"),
        "reason": Key(kind=WORDS, means="why it can be released in spite of the nonconformity", needed=True),
        "by": Key(kind=WORDS, means="who gave leave", needed=True),
        "approved": Key(kind=DAY, means="the first day on which it holds", needed=True),
        "until": Key(kind=DAY, means="the last day on which it holds", needed=True),
        "digest": Key(
            kind=DIGESTS,
            means="of the requirement that it was written for, with its revision",
            needed=True,
            hint="qa-run concede NODEID writes it",
        ),
        "limits": Key(kind=LABEL, means="what was required when it was written, for people"),
        "revision": Key(kind=LABEL, means="the revision of the procedure when it was written, for people"),
    },
)


def read_concessions(path: Path, here: Path) -> Registered:
    """The concessions in the file at `path`. Raises SpecErrors with every fault of it."""
    shown, sha256, entries, faults = CONCESSIONS.read(path, here)
    for entry in entries:
        ordered(entry, "approved", "until", faults, "it would never hold")
    refused(faults)
    return Registered(shown, sha256, tuple(map(_concession, entries)))


def _concession(entry: Written) -> Concession:
    given = dict(entry.values)
    wanted = tuple(map(NodePattern, given.pop("for")))
    return Concession(place=entry.place, wanted=wanted, digests=given.pop("digest"), **given)
