"""The file of corrections."""

from pathlib import Path

from qa_run.errors import Fault
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import MapNode, Node
from qa_run.loading.register import (
    COUNT,
    DAY,
    IDENTITY,
    LABEL,
    PATTERNS,
    STRATUM,
    WORDS,
    Key,
    Kind,
    Register,
    Written,
    ordered,
    refused,
)
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean
from qa_run.model.concession import Registered
from qa_run.model.correction import FOLLOWING_LOTS, Correction
from qa_run.model.node_pattern import NodePattern


def _verify(node: Node) -> int:
    if not isinstance(node, MapNode) or not node.entries:
        raise ValueError(f"write {{lots: {FOLLOWING_LOTS}}}, not {described(node)}")
    for entry in node.entries:
        if entry.key.text != "lots":
            hint = did_you_mean(entry.key.text, ["lots"]) or "known: lots"
            raise ValueError(f"unknown key '{entry.key.text}' ({hint})")
    return int(COUNT.read(node.entries[0].value))


_VERIFY = Kind(
    read=_verify,
    schema={
        "type": "object",
        "properties": {"lots": COUNT.schema},
        "required": ["lots"],
        "additionalProperties": False,
        "default": {"lots": FOLLOWING_LOTS},
    },
)
CORRECTIONS = Register(
    name="corrections",
    title="Corrections of qa-run",
    keys={
        "id": Key(kind=IDENTITY, means="what the correction is called; no two have one id", needed=True),
        "for": Key(kind=PATTERNS, means="the node ids of the requirements, without strata, * for what is open"),
        "characteristic": Key(kind=LABEL, means="all requirements of this characteristic, in place of for:"),
        "stratum": Key(kind=STRATUM, means="where: columns with their values; left out, everywhere"),
        "supplier": Key(kind=LABEL, means="whose promise it is counted as"),
        "what": Key(kind=WORDS, means="what was changed so that it does not come again", needed=True),
        "by": Key(kind=WORDS, means="who promised it", needed=True),
        "promised": Key(kind=DAY, means="the day of the promise", needed=True),
        "due": Key(kind=DAY, means="the last day by which it is to be mended", needed=True),
        "from_lot": Key(kind=LABEL, means="the first lot that is to be free of it", needed=True),
        "verify": Key(kind=_VERIFY, means="how many lots from then on have to be free of it"),
        "done": Key(kind=DAY, means="the day on which it was said to be done"),
        "replaced_by": Key(kind=LABEL, means="the id of the promise that took the place of this one"),
    },
)


def read_corrections(path: Path, here: Path) -> Registered:
    """The corrections in the file at `path`. Raises SpecErrors with every fault of it."""
    shown, sha256, entries, faults = CORRECTIONS.read(path, here)
    for entry in entries:
        if ("for" in entry.places) == ("characteristic" in entry.places):
            faults.add(entry.place, "write for: or characteristic:, one of the two")
        for each in entry.values.get("for", ()):
            if "[" in each:
                faults.add(entry.places["for"], f"{each}: a correction names its stratum apart (stratum: …)")
        ordered(entry, "promised", "due", faults, "a promise is for a day to come")
        ordered(entry, "promised", "done", faults, "nothing is done before it is promised")
    _replaced(entries, faults)
    refused(faults)
    return Registered(shown, sha256, tuple(map(_correction, entries)))


def _replaced(entries: tuple[Written, ...], faults: Faults) -> None:
    """A promise is only replaced by a later one about the same thing, so that none goes out of sight."""
    known = {entry.values.get("id"): entry for entry in entries}
    for entry in entries:
        name = entry.values.get("replaced_by")
        if name is None:
            continue
        place, other = entry.places["replaced_by"], known.get(name)
        if other is None or other is entry:
            hint = did_you_mean(name, [str(each) for each in known if each != entry.values.get("id")])
            faults.found.append(Fault(place, f"replaced_by: no other correction has the id {name}", hint))
            continue
        same = all(entry.values.get(key) == other.values.get(key) for key in ("for", "characteristic", "stratum"))
        if not same:
            faults.add(place, f"replaced_by: {name} is not about the same thing", "for:, characteristic: and stratum:")
        one, later = entry.values.get("promised"), other.values.get("promised")
        if one is not None and later is not None and not one < later:
            faults.add(place, f"replaced_by: {name} was not promised later than {entry.values.get('id')}")


def _correction(entry: Written) -> Correction:
    given = dict(entry.values)
    wanted = tuple(map(NodePattern, given.pop("for", ())))
    lots = given.pop("verify", FOLLOWING_LOTS)
    return Correction(place=entry.place, wanted=wanted, lots=lots, **given)
