"""The second net: a document against the JSON Schema of procedures, beside the builder that made nouns of it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from qa_run.errors import Fault, Place
from qa_run.host import Host
from qa_run.loading.document import Document
from qa_run.loading.faults import Faults
from qa_run.loading.fingerprint import fingerprint
from qa_run.loading.kept import digest
from qa_run.loading.known_valid import KnownValid
from qa_run.loading.nodes import ListNode, MapNode, Node, plain


@define(slots=False, eq=False, repr=False)
class Validating:
    """Checks documents against the schema that the host's plugins make up, unless they were found valid before."""

    host: Host
    valid: KnownValid = field(factory=lambda: KnownValid(None))

    def check(self, root: MapNode, documents: Sequence[Document], faults: Faults) -> None:
        """Report what the schema refuses and the builder let pass: `faults` holds what the builder found."""
        if not faults.found and self.valid.path is not None and self._key(documents) in self.valid:
            return
        own = [fault for fault in self.faults(root) if not _told(root, fault, faults.found)]
        faults.extend(fault for fault, _ in own)
        if not faults.found and self.valid.path is not None:
            self.valid.add(self._key(documents))

    def faults(self, root: MapNode) -> list[tuple[Fault, tuple[str | int, ...]]]:
        """What the schema refuses, each with the path of the node."""
        from qa_run.loading.schema_faults import faults_of  # only documents that are new or wrong pay for it

        found = []
        for error in self._validator.iter_errors(plain(root)):
            found += list(faults_of(error, root))
        return found

    def remember(self) -> None:
        """Keep what was found valid for the next run."""
        self.valid.write()

    def _key(self, documents: Sequence[Document]) -> str:
        return digest(self._fingerprint, *(document.data for document in documents))

    @cached_property
    def _fingerprint(self) -> bytes:
        return fingerprint(self.host)

    @cached_property
    def _validator(self) -> Any:
        return _validator_for(self.host)


#: Validators by what a host offers: whoever loads procedures more than once has the same one each time.
_MADE: dict[frozenset[tuple[str, str, type]], Any] = {}


def _validator_for(host: Host) -> Any:
    from jsonschema import Draft202012Validator  # only documents that are new or wrong pay for it

    from qa_run.loading.schema import complete_schema

    offered = frozenset(
        (offers.kind, name, offer.what)
        for offers in (host.criteria, host.acceptance, host.observations)
        for name, offer in offers.by_name.items()
    )
    if offered not in _MADE:
        if len(_MADE) > 3:
            _MADE.clear()
        _MADE[offered] = Draft202012Validator(complete_schema(host))
    return _MADE[offered]


def _told(root: MapNode, fault: tuple[Fault, tuple[str | int, ...]], builder: Sequence[Fault]) -> bool:
    """Whether the builder has a fault at the node of the schema's, above it (the sections apart), or below it."""
    places = {each.place for each in builder}
    _, path = fault
    node: Node = root
    for depth, step in enumerate(path):
        key, below = _step(node, step)
        if below is None:
            return key in places
        last = depth == len(path) - 1
        if (depth >= 1 or last) and (key in places or below.place in places):
            return True
        node = below
    return any(place in places for place in _places(node))


def _step(node: Node, step: str | int) -> tuple[Place, Node | None]:
    if isinstance(node, MapNode) and (entry := node.entry(str(step))):
        return entry.key.place, entry.value
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step].place, node.items[step]
    return node.place, None


def _places(node: Node) -> Iterator[Place]:
    """The places of everything in the node."""
    yield node.place
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _places(item)
    elif isinstance(node, MapNode):
        for entry in node.entries:
            yield entry.key.place
            yield from _places(entry.value)
