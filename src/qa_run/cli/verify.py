"""`qa-run verify`: whether the papers of a release still hold, sentence by sentence."""

import argparse
import json
import sys
from pathlib import Path

from qa_run.cli.reports import written_whole
from qa_run.cli.screen.page import Span, line, page_for
from qa_run.errors import UsageError
from qa_run.release.verifying import Verified, as_dict, verified

BAD = 1


def command(asked: argparse.Namespace) -> int:
    """Check everything, and say of each thing whether it holds."""
    keys = {}
    for file in asked.key:
        from qa_run.release.signing import public_key_at

        keys[file] = public_key_at(Path(file))
    if len({key.keyid for key in keys.values()}) < len(asked.key):
        raise UsageError("--key: the same key is given twice")
    found = verified(Path(asked.file), keys, Path(asked.against), asked.lot)
    if asked.json == "-":
        print(json.dumps(as_dict(found), indent=1))
    else:
        _tell(found)
    if asked.json and asked.json != "-":
        try:
            written_whole(Path(asked.json), json.dumps(as_dict(found), indent=1) + "\n")
        except OSError as error:
            raise UsageError(f"--json {asked.json}: cannot be written: {error.strerror or error}") from error
    return 0 if found.holds and found.certificate.get("decision") == "go" else BAD


def _tell(found: Verified) -> None:
    bad = sum(not check.holds for check in found.checks)
    lines = [line(Span("ok    " if each.holds else "FAIL  "), Span(each.told)) for each in found.checks]
    certificate = found.certificate
    if bad:
        last = f"not verified: {bad} of {len(found.checks)} checks failed"
    elif certificate.get("decision") != "go":
        last = f"verified, and it says that the lot {certificate['lot']} is not released: {certificate['decision']}"
    else:
        last = f"verified: the lot {certificate['lot']} was released, certificate {certificate['number']}"
    page_for(sys.stdout, "auto").write([*lines, line(Span(last))])
