"""Whether the papers of a release still hold: each check with a sentence, and nothing unchecked reads as checked."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import field, frozen

from qa_run.errors import UsageError
from qa_run.release.inputs import PROCEDURE, digest
from qa_run.release.papers import CERTIFICATE, PAGE, REPORT
from qa_run.release.reading import Found, bad_papers, parsed, plain_file, read_papers
from qa_run.release.statement import PAYLOAD

_DOCUMENTS = {CERTIFICATE: "the certificate", PAGE: "the page of the certificate", REPORT: "the JSON report"}


@frozen
class Check:
    """One thing looked at: whether it holds, and a sentence about it."""

    holds: bool
    told: str


@frozen(kw_only=True, eq=False, repr=False)
class Verified:
    """All checks, in their order, and what the papers say, as far as they can be read."""

    checks: tuple[Check, ...]
    certificate: Mapping[str, Any] = field(factory=dict)

    @property
    def holds(self) -> bool:
        return bool(self.checks) and all(check.holds for check in self.checks)


def verified(path: Path, keys: Mapping[str, Any], against: Path, lot: str | None = None) -> Verified:
    """The papers at `path` held against `keys` (public, by the file they are from) and the files in `against`.

    lot: what they have to be about; papers of another lot may be as sound as these
    """
    if not against.is_dir():
        raise UsageError(f"--against {against}: there is no such folder")
    found = read_papers(path)
    if isinstance(found, str):
        return Verified(checks=(Check(False, found),))
    checks = [*_signatures(found, keys), *_statement(found)]
    if not all(check.holds for check in checks if check.told.startswith(_FORM)):
        return Verified(checks=tuple(checks))
    documents, certificate = _documents(found)
    checks += documents
    checks += _agreeing(found, certificate)
    if lot is not None and certificate.get("lot") != lot:
        checks.append(Check(False, f"the papers are about the lot {certificate.get('lot', '(not known)')}, not {lot}"))
    checks += _files(found.statement["predicate"]["configuration"], against)
    checks += _files(
        [each for each in found.statement["subject"] if each["annotations"]["role"] != "document"], against
    )
    return Verified(checks=tuple(checks), certificate=certificate)


_FORM = "the statement "


def _signatures(found: Found, keys: Mapping[str, Any]) -> Iterator[Check]:
    if found.envelope is None:
        yield Check(False, "no signature: whoever can write this file could have written anything into it")
        return
    if found.envelope["payloadType"] != PAYLOAD:
        yield Check(False, f"the payload is of the type {found.envelope['payloadType']!r}, not {PAYLOAD}")
    signatures = found.envelope["signatures"]
    if not signatures:
        yield Check(False, "no signature: the envelope holds none")
    if not keys:
        yield Check(False, "signature not checked: give the public key of who should have signed it (--key)")
        return
    from qa_run.release.signing import holds

    by_id = {key.keyid: file for file, key in keys.items()}
    for signature in signatures:
        name = signature["keyid"]
        if name not in by_id:
            yield Check(False, f"signed by an unknown key {name[:16]}: it is none of those given by --key")
        elif holds(found.envelope, signature, keys[by_id[name]]):
            yield Check(True, f"signed with the key in {by_id[name]} ({name[:16]})")
        else:
            yield Check(
                False, f"the signature is not one of {by_id[name]} over this statement: one of them was altered"
            )
    for name, file in by_id.items():
        if signatures and name not in {signature["keyid"] for signature in signatures}:
            yield Check(False, f"not signed with the key in {file} ({name[:16]})")


def _statement(found: Found) -> Iterator[Check]:
    bad = bad_papers("statement", found.statement)
    if bad:
        yield Check(False, f"{_FORM}is not one that this qa-run writes: {bad}")
        return
    yield Check(True, f"{_FORM}is an in-toto statement about a test result: {found.statement['predicate']['result']}")
    names = [each["name"] for each in found.statement["subject"] if each["annotations"]["role"] == "document"]
    if sorted(names) != sorted(_DOCUMENTS):
        yield Check(False, f"{_FORM}is about the documents {', '.join(names)}, and not {', '.join(_DOCUMENTS)}")


def _documents(found: Found) -> tuple[list[Check], Mapping[str, Any]]:
    """The papers in the folder of the statement; the certificate is only believed where its digest holds."""
    checks: list[Check] = []
    certificate: Mapping[str, Any] = {}
    for each in found.statement["subject"]:
        name = each["name"]
        if each["annotations"]["role"] != "document":
            continue
        try:
            data = plain_file(found.folder / name)
        except OSError as error:
            checks.append(Check(False, f"{_DOCUMENTS[name]} {name}: cannot be read: {error.strerror or error}"))
            continue
        now, then = sha256(data).hexdigest(), each["digest"]["sha256"]
        if now != then:
            told = f"{_DOCUMENTS[name]} {name} was altered: it was sha256 {then[:16]}, and is {now[:16]} now"
            checks.append(Check(False, told))
            continue
        checks.append(Check(True, f"{_DOCUMENTS[name]} {name} is as it was"))
        if name == CERTIFICATE:
            check, certificate = _certificate(data)
            checks.append(check)
    return checks, certificate


def _certificate(data: bytes) -> tuple[Check, Mapping[str, Any]]:
    value = parsed(data)
    bad = value if isinstance(value, str) else bad_papers("certificate", value)
    if bad or isinstance(value, str):
        return Check(False, f"the certificate {CERTIFICATE} is not one that this qa-run writes: {bad}"), {}
    return Check(True, f"the certificate {value['number']} has the form of {value['schema']}"), value


def _agreeing(found: Found, certificate: Mapping[str, Any]) -> Iterator[Check]:
    """Whether the certificate says what the statement says."""
    if not certificate:
        return
    predicate, decision = found.statement["predicate"], certificate["decision"]
    if (predicate["result"] == "FAILED") != (decision != "go"):
        yield Check(False, f"the certificate says {decision}, and the statement says {predicate['result']}")
    listed = {name for kind in ("passedTests", "warnedTests", "failedTests") for name in predicate[kind]}
    judged = {each["id"] for each in certificate["requirements"] if each["outcome"] != "not_applicable"}
    if listed != judged:
        yield Check(False, "the certificate and the statement are not about the same requirements")


def _files(resources: Sequence[Mapping[str, Any]], against: Path) -> Iterator[Check]:
    for each in resources:
        role, name = each["annotations"]["role"], each["name"]
        what, then = f"{role} {name}", each["digest"]["sha256"]
        try:
            now = digest(against / name)
        except FileNotFoundError:
            yield Check(False, f"{what}: is missing in {against}")
        except (OSError, ValueError) as error:  # a name may hold what no name of a file can
            yield Check(False, f"{what}: cannot be read: {getattr(error, 'strerror', '') or error}")
        else:
            if now == then:
                yield Check(True, f"{what} is as it was")
            else:
                yield _changed(what, then, now, each["annotations"].get("revision", ""), against / name, role)


def _changed(what: str, then: str, now: str, revision: str, path: Path, role: str) -> Check:
    was, is_now = f"sha256 {then[:16]}", f"sha256 {now[:16]}"
    if role == PROCEDURE:
        was, is_now = f"revision {revision or 'none'}, {was}", f"{_revision(path)}, {is_now}"
    return Check(False, f"{what} changed since: it was {was}, and is {is_now} now")


def _revision(path: Path) -> str:
    """The revision that a procedure has now."""
    from qa_run.loading.document import read_document
    from qa_run.loading.nodes import MapNode, ScalarNode

    root = read_document(path, path.name).root
    node = root.get("revision") if isinstance(root, MapNode) else None
    return f"revision {node.text}" if isinstance(node, ScalarNode) else "has no revision"


def as_dict(verified: Verified) -> dict[str, Any]:
    """What was found, for programs."""
    certificate = verified.certificate
    return {
        "schema": "qa-run/verified/1",
        "verified": verified.holds,
        "lot": certificate.get("lot"),
        "decision": certificate.get("decision"),
        "number": certificate.get("number"),
        "checks": [{"holds": check.holds, "told": check.told} for check in verified.checks],
    }
