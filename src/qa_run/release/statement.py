"""The decision as an in-toto Statement v1 with the predicate test-result v0.1: what a program elsewhere reads."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qa_run.model.gate import Step
from qa_run.release.inputs import Input

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
PAYLOAD = "application/vnd.in-toto+json"
_WARNED = ("marginal", "conceded", "failed")


def statement_of(
    certificate: Mapping[str, Any], samples: Sequence[Input], inputs: Sequence[Input], documents: Mapping[str, str]
) -> dict[str, Any]:
    """The statement about the samples and the `documents`, names with digests, by what they were held against."""
    subject = [_resource(name, sha256, {"role": "document"}) for name, sha256 in documents.items()]
    subject += [_resource(each.path, each.sha256, {"role": each.role}) for each in samples]
    told = [(each["outcome"], each["id"]) for each in certificate["requirements"]]
    goes = {each["id"] for each in certificate["reasons"] if each["id"] and each["step"] == Step.GO}
    predicate = {
        "result": _result(certificate, goes),
        "configuration": [
            _resource(each.path, each.sha256, {"role": each.role, "revision": each.revision}) for each in inputs
        ],
        "passedTests": [name for outcome, name in told if outcome == "passed"],
        "warnedTests": [name for outcome, name in told if outcome in _WARNED and name in goes],
        "failedTests": [
            name for outcome, name in told if outcome not in ("passed", "not_applicable") and name not in goes
        ],
    }
    if certificate["url"]:
        predicate["url"] = certificate["url"]
    return {"_type": STATEMENT, "subject": subject, "predicateType": PREDICATE, "predicate": predicate}


def payload_of(statement: Mapping[str, Any]) -> bytes:
    """The bytes that are signed."""
    return json.dumps(statement, ensure_ascii=True, separators=(",", ":")).encode()


def _result(certificate: Mapping[str, Any], goes: set[str]) -> str:
    if certificate["decision"] != Step.GO:
        return "FAILED"
    return "WARNED" if goes else "PASSED"


def _resource(name: str, sha256: str, annotations: Mapping[str, str]) -> dict[str, Any]:
    kept = {key: value for key, value in annotations.items() if value}
    return {"name": name, "digest": {"sha256": sha256}, "annotations": kept}
