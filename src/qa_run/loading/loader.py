"""All procedures of some paths, or every fault in them."""

import os
from collections.abc import Sequence
from pathlib import Path

from qa_run.errors import Fault, SpecErrors, UsageError
from qa_run.host import Host
from qa_run.loading.document import read_document
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import MapNode
from qa_run.loading.procedures import procedure_of
from qa_run.model.procedure import Procedure


def load(paths: Sequence[str | Path], host: Host, here: Path) -> tuple[Procedure, ...]:
    found: list[Procedure] = []
    faults: list[Fault] = []
    for path in [Path(p) for p in paths]:
        full = here / path
        if not full.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        files = [full] if full.is_file() else sorted(full.rglob("*.yaml"))
        for file in files:
            shown = Path(os.path.relpath(file, here)).as_posix()
            document = read_document(file, shown)
            own = Faults()
            own.extend(document.faults)
            if isinstance(document.root, MapNode):
                p = procedure_of(document.root, shown, str(file.parent), host, own, sha256=document.text_sha256)
                if p is not None and not own.found:
                    found.append(p)
            faults += own.found
    if faults:
        raise SpecErrors(faults)
    return tuple(found)
