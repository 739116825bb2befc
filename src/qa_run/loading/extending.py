"""`extends:`: one file laid over another, with every line keeping the place where it is written.

Maps merge by key, lists are replaced, `null` removes.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import define, evolve, field, frozen

from qa_run.errors import Place
from qa_run.loading.document import Document
from qa_run.loading.faults import Faults
from qa_run.loading.merging import is_null, merged, moved
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode, plain
from qa_run.loading.suggest import did_you_mean
from qa_run.model.procedure import Override


@frozen(eq=False, repr=False)
class Extended:
    """A file together with its bases: one tree, the documents it came from (its own first), and what was overridden."""

    root: MapNode
    documents: tuple[Document, ...]
    overrides: tuple[Override, ...] = ()


@define(eq=False, repr=False)
class Extending:
    """Lays files over their bases. Each file is read once, however many extend it.

    `read` gives the document of a path; `faults` gathers what is wrong with any of them.
    """

    read: Callable[[Path], Document]
    faults: Faults
    used: set[Path] = field(factory=set)
    _done: dict[Path, Extended | None] = field(factory=dict)

    def extended(self, document: Document, above: tuple[Document, ...] = ()) -> Extended | None:
        """The document with its bases under it; None after a fault without which nothing can be said of the rest."""
        key = document.path.resolve()
        if key not in self._done:
            self.faults.extend(document.faults)
            self._done[key] = self._extended(document, (*above, document))
        return self._done[key]

    def _extended(self, document: Document, chain: tuple[Document, ...]) -> Extended | None:
        root = document.root
        if root is None:
            return None
        if not isinstance(root, MapNode):
            message = "a procedure is keys with values, such as procedure:, samples: and characteristics:"
            self.faults.add(root.place, message, kind="value")
            return None
        entry = root.entry("extends")
        if entry is None:
            return Extended(root, (document,))
        from qa_run.loading.overriding import overrides_of  # only files that extend others pay for it

        own = MapNode(tuple(each for each in root.entries if each.key.text != "extends"), root.place)
        names = self._names(entry.value)
        bases = [(name.place, self._base(name, document, chain)) for name in names]
        found = [(place, base) for place, base in bases if base is not None]
        if not names or len(found) < len(bases):
            return None
        under = MapNode((), own.place)
        for place, base in found:
            self._agree(under, base.root, own, place, ())
            under = merged(under, base.root)
        self._removable(own, under, ())
        whole = merged(under, own)
        documents = dict.fromkeys([document, *(each for _, base in found for each in base.documents)])
        earlier = tuple(dict.fromkeys(override for _, base in found for override in base.overrides))
        return Extended(whole, tuple(documents), earlier + overrides_of(under, whole, own))

    def _names(self, node: Node) -> tuple[ScalarNode, ...]:
        nodes = node.items if isinstance(node, ListNode) else (node,)
        names = tuple(name for name in nodes if isinstance(name, ScalarNode) and isinstance(name.value, str))
        if len(names) < len(nodes) or not names or not all(name.text.strip() for name in names):
            self.faults.add(node.place, "extends names a file, or a list of files", "as in extends: ../chain/hot.yaml")
            return ()
        return names

    def _base(self, name: ScalarNode, document: Document, chain: tuple[Document, ...]) -> Extended | None:
        """The base of that name, with its own bases and its paths as they are from `document`."""
        path = document.path.parent / name.text.strip()
        base = self.read(path)
        same = [each.path.resolve() == path.resolve() for each in chain]
        if any(same):
            if len(chain) - same.index(True) == 1:
                self.faults.add(name.place, "this file extends itself")
            else:
                way = " -> ".join(each.shown for each in (*chain[same.index(True) :], base))
                self.faults.add(name.place, f"these files extend each other in a circle: {way}")
            return None
        self.used.add(path.resolve())
        if not path.is_file():
            what, hint = ("is a folder", "") if path.is_dir() else ("does not exist", _beside(path))
            self.faults.add(name.place, f"the base {name.text} {what}", hint)
            return None
        found = self.extended(base, chain)
        if found is None:
            self.faults.add(name.place, f"the base {name.text} cannot be used, for what is wrong with it")
            return None
        return evolve(found, root=moved(found.root, path.parent, document.path.parent))

    def _agree(self, first: MapNode, second: MapNode, own: MapNode, place: Place, way: tuple[str, ...]) -> None:
        """A fault for each key that two bases give different values, unless the file itself says which holds."""
        for entry in second.entries:
            other, mine = first.entry(entry.key.text), own.get(entry.key.text)
            if other is None or plain(other.value) == plain(entry.value):
                continue
            here = (*way, entry.key.text)
            if isinstance(other.value, MapNode) and isinstance(entry.value, MapNode):
                below = mine if isinstance(mine, MapNode) else MapNode((), place)
                if mine is None or isinstance(mine, MapNode):
                    self._agree(other.value, entry.value, below, place, here)
            elif mine is None:
                message = f"two bases give {'.'.join(here)} different values: {other.key.place} and {entry.key.place}"
                self.faults.add(place, message, "write the key in this file to say which holds")

    def _removable(self, own: MapNode, base: MapNode, way: tuple[str, ...]) -> None:
        """A fault for each key to be removed that the base does not have, and for each that is only left empty."""
        for entry in own.entries:
            key, below = entry.key.text, base.get(entry.key.text)
            if isinstance(entry.value, MapNode):
                self._removable(
                    entry.value, below if isinstance(below, MapNode) else MapNode((), base.place), (*way, key)
                )
            elif is_null(entry.value) and below is None:
                where = f"{'.'.join(way)} of " if way else ""
                hint = did_you_mean(key, base.keys())
                self.faults.add(entry.key.place, f"{where}the base has no {key!r} that could be removed", hint)
            elif is_null(entry.value) and isinstance(entry.value, ScalarNode) and not entry.value.text:
                self.faults.add(entry.key.place, f"nothing stands under {key!r}", f"write {key}: null to remove it")


def _beside(path: Path) -> str:
    names: Iterable[str] = ()
    if path.parent.is_dir():
        names = sorted(each.name for each in path.parent.iterdir())
    return did_you_mean(path.name, names)
