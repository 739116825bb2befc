"""The papers of a release, made together and put into their folder at once."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.model.report import Report
from qa_run.release.certificate import Issue, certificate_of
from qa_run.release.gate import Decision
from qa_run.release.inputs import Input
from qa_run.release.page import page_of
from qa_run.release.statement import payload_of, statement_of
from qa_run.release.text import as_text

CERTIFICATE, PAGE, REPORT = "certificate.json", "certificate.html", "report.json"
SIGNED, UNSIGNED = "statement.dsse.json", "statement.json"


@frozen(kw_only=True, eq=False, repr=False)
class Papers:
    """Every file by its name; `key` is the id of the key that signed."""

    files: Mapping[str, bytes]
    key: str = ""


def papers_of(
    report: Report,
    text: str,
    decision: Decision,
    issue: Issue,
    inputs: Sequence[Input],
    samples: Sequence[Input],
    signer: Any = None,
) -> Papers:
    """The papers of a decision; `text` is the JSON report of the run."""
    certificate = certificate_of(report, json.loads(text), decision, issue, inputs)
    files = {
        CERTIFICATE: as_text(certificate).encode(),
        PAGE: page_of(certificate).encode(),
        REPORT: text.encode("utf-8", "backslashreplace"),
    }
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    statement = statement_of(certificate, samples, inputs, digests)
    if signer is None:
        return Papers(files={**files, UNSIGNED: as_text(statement).encode()})
    from qa_run.release.signing import key_id, signed

    envelope = signed(payload_of(statement), signer)
    return Papers(files={**files, SIGNED: as_text(envelope).encode()}, key=key_id(signer))


def put(folder: Path, papers: Papers) -> None:
    """All papers, or none: the folder appears when they are complete."""
    parent = folder.absolute().parent
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=parent))
        try:
            for name, data in papers.files.items():
                with (made / name).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            made.chmod(0o755)
            os.rename(made, folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise UsageError(f"{folder}: the papers cannot be written: {error.strerror or error}") from error
