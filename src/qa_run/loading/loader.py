"""From paths to procedures, with every fault of every file."""

from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

from qa_run.errors import Place, SpecErrors
from qa_run.host import Host
from qa_run.loading.core_keys import OF_CHARACTERISTIC, OF_REQUIREMENT
from qa_run.loading.discovering import Found, discovered, shown
from qa_run.loading.document import Document, read_document
from qa_run.loading.extending import Extended, Extending
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import ScalarNode
from qa_run.loading.offered import check_offers
from qa_run.loading.procedures import procedure_of
from qa_run.loading.validating import Validating
from qa_run.model.procedure import Procedure


def load(paths: Iterable[str | Path | Found], host: Host, here: Path) -> tuple[Procedure, ...]:
    """The procedures of the files and folders, each file once; without any, an empty tuple.

    Raises SpecErrors with every fault of every file, UsageError for a path that does not exist, and PluginError where
    a plugin's class breaks.
    """
    check_offers(host, {*OF_CHARACTERISTIC, *OF_REQUIREMENT})
    faults = Faults()
    reading = _Reading(here)
    bases = Faults(kind="extends")
    extending = Extending(reading.document, bases)
    files = [(file, reading.document(file.path)) for file in discovered(paths, here)]
    extended = [(file, document, extending.extended(document)) for file, document in files]
    faults.extend(bases.found)
    validating = Validating(host)
    procedures: list[Procedure] = []
    named: list[_Named] = []
    for file, document, whole in extended:
        if whole is None:
            continue
        own = Faults(list(document.faults))
        procedure = _built(document, whole, host, own)
        validating.check(whole.root, whole.documents, own)
        if not file.named and own.lacking and document.path.resolve() in extending.used:
            lacking = set(own.lacking)
            faults.extend(fault for fault in own.found if fault not in lacking)
            continue
        faults.extend(own.found)
        named += _named(document, whole)
        if procedure is not None:
            procedures.append(procedure)
    _distinct(named, faults)
    if faults.found:
        raise SpecErrors(faults.found)
    validating.remember()
    return tuple(procedures)


@frozen(eq=False, repr=False)
class _Reading:
    """Reads each file once, and calls it by its way from `here`."""

    here: Path
    _read: dict[Path, Document] = field(factory=dict)

    def document(self, path: Path) -> Document:
        key = path.resolve()
        if key not in self._read:
            self._read[key] = read_document(path, shown(path, self.here))
        return self._read[key]


def _built(document: Document, whole: Extended, host: Host, faults: Faults) -> Procedure | None:
    return procedure_of(
        whole.root,
        document.shown,
        str(document.path.parent),
        host,
        faults,
        sha256=document.text_sha256,
        extends=tuple(base.shown for base in whole.documents[1:]),
        overrides=whole.overrides,
    )


@frozen(eq=False, repr=False)
class _Named:
    """The name that a file gives its procedure, and where it stands: in the file itself, or in a base of it."""

    name: str
    shown: str
    start: Place
    place: Place


def _named(document: Document, whole: Extended) -> list[_Named]:
    entry = whole.root.entry("procedure")
    if entry is None or not isinstance(entry.value, ScalarNode):
        return []
    return [_Named(entry.value.text.strip(), document.shown, whole.root.place, entry.key.place)]


def _distinct(named: Iterable[_Named], faults: Faults) -> None:
    """A fault for each name that two files give: which of the two holds for an item, nobody could tell yet."""
    first: dict[str, _Named] = {}
    for one in named:
        other = first.setdefault(one.name, one)
        if other is one:
            continue
        if one.place.file != one.shown:
            message = f"this procedure has its name {one.name!r} from its base, and {other.shown} has the same one"
            faults.add(one.start, f"{message} ({other.place})", "write procedure: and a name of its own", "name")
        else:
            hint = "several revisions of one procedure are not part of this version yet"
            faults.add(
                one.place, f"the procedure {one.name!r} stands twice; the other is at {other.place}", hint, "name"
            )
