"""From paths to procedures, with every fault of every file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from qa_run.errors import SpecErrors
from qa_run.host import Host
from qa_run.loading.core_keys import OF_CHARACTERISTIC, OF_REQUIREMENT
from qa_run.loading.discovering import Found, discovered, shown
from qa_run.loading.document import Document, read_document
from qa_run.loading.extending import Extended, Extending
from qa_run.loading.faults import Faults
from qa_run.loading.kept import cache_folder
from qa_run.loading.known_valid import KnownValid
from qa_run.loading.offered import check_offers
from qa_run.loading.procedures import procedure_of
from qa_run.loading.revisions import Named, named, neighbours, texts_in, with_families
from qa_run.loading.validating import Validating
from qa_run.model.procedure import Procedure


def load(paths: Iterable[str | Path | Found], host: Host, here: Path, anew: bool = False) -> tuple[Procedure, ...]:
    """The procedures of the files and folders, each file once; without any, an empty tuple.

    anew: believe nothing that earlier runs kept, as who signs for what was judged should

    Raises SpecErrors with every fault of every file, UsageError for a path that does not exist, and PluginError where
    a plugin's class breaks.
    """
    check_offers(host, {*OF_CHARACTERISTIC, *OF_REQUIREMENT})
    faults = Faults()
    cache = None if anew else cache_folder()
    reading = _Reading(here, cache)
    bases = Faults(kind="extends")
    extending = Extending(reading.document, bases)
    files = [(file, reading.document(file.path)) for file in discovered(paths, here)]
    extended = [(file, document, extending.extended(document)) for file, document in files]
    extended += _beside(extended, reading, bases)
    faults.extend(bases.found)
    validating = Validating(host, KnownValid.read(cache))
    procedures: list[Procedure] = []
    names: list[Named] = []
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
        names += named(document, whole)
        if procedure is not None:
            procedures.append(procedure)
    asked = {document.shown for _, document in files}
    if len(dict.fromkeys(one.name for one in names)) < len(names):
        procedures = list(with_families(procedures, names, asked, faults))
    if faults.found:
        raise SpecErrors(faults.found)
    validating.remember()
    return tuple(procedure for procedure in procedures if procedure.path in asked)


def _beside(
    loaded: Sequence[tuple[Found, Document, Extended | None]], reading: "_Reading", faults: Faults
) -> list[tuple[Found, Document, Extended | None]]:
    """The other revisions of a file that was given by its name: it judges what was made while it was in force, whether
    they are asked for or not."""
    seen = {document.path.resolve() for _, document, _ in loaded}
    found: list[tuple[Found, Document, Extended | None]] = []
    folders: dict[Path, Mapping[Path, bytes]] = {}
    for file, document, whole in loaded:
        for one in named(document, whole) if file.named and whole is not None else ():
            if not one.is_revision or whole is None:
                continue
            of_it = [each.path.name for each in whole.documents]
            folder = document.path.parent
            if folder not in folders:
                folders[folder] = texts_in(folder)
            for path in neighbours(folders[folder], one.name, of_it):
                if path.resolve() in seen:
                    continue
                seen.add(path.resolve())
                own = Faults(kind="extends")
                other = reading.document(path)
                laid = Extending(reading.document, own).extended(other)
                if laid is None:  # whose revision it is cannot be told
                    faults.extend(own.found)
                elif any(each.name == one.name and each.is_revision for each in named(other, laid)):
                    faults.extend(own.found)
                    found.append((Found(path, False), other, laid))
    return found


@frozen(eq=False, repr=False)
class _Reading:
    """Reads each file once, and calls it by its way from `here`."""

    here: Path
    cache: Path | None
    _read: dict[Path, Document] = field(factory=dict)

    def document(self, path: Path) -> Document:
        key = path.resolve()
        if key not in self._read:
            self._read[key] = read_document(path, shown(path, self.here), self.cache)
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
