"""The papers of a release, made together and put into their folder at once."""

import json
import os
import re
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
from qa_run.release.statement import payload_of, statement_of

CERTIFICATE, PAGE, REPORT = "certificate.json", "certificate.html", "report.json"
SIGNED, UNSIGNED = "statement.dsse.json", "statement.json"
#: Signs that a terminal acts upon, or that change the order in which text is read.
UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


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
    from qa_run.release.page import page_of

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


def as_text(told: Mapping[str, Any]) -> str:
    """JSON for people and programs, without a sign that nobody sees."""
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


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
