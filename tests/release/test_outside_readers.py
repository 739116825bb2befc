"""The papers read by programs that nobody here wrote: securesystemslib, in-toto, JSON Schema, a browser."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from release_bakery import ROWS, rows

CHROMIUM = shutil.which("chromium")
EVIL = '<script>document.title="gone"</script>"\'&{{ 7*7 }}\u202e'


def envelope_of(papers: Path) -> dict:
    return json.loads((papers / "statement.dsse.json").read_text())


def public_key(bakery: Path):
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from securesystemslib.signer import SSlibKey

    return SSlibKey.from_crypto(load_pem_public_key((bakery / "key.pub.pem").read_bytes()))


def test_securesystemslib_verifies_the_envelope(released, bakery):
    from securesystemslib.dsse import Envelope
    from securesystemslib.exceptions import VerificationError

    key = public_key(bakery)
    envelope = Envelope.from_dict(envelope_of(released))
    assert list(envelope.verify([key], 1)) == [key.keyid]

    envelope.payload += b" "
    with pytest.raises(VerificationError):
        envelope.verify([key], 1)


def test_cryptography_verifies_the_bare_signature(released, bakery):
    """The signed bytes put together by the words of the DSSE protocol alone."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    told = envelope_of(released)
    payload, kind = base64.b64decode(told["payload"]), told["payloadType"].encode()
    signed = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    key = serialization.load_pem_public_key((bakery / "key.pub.pem").read_bytes())

    key.verify(base64.b64decode(told["signatures"][0]["sig"]), signed)


def test_in_toto_reads_and_verifies_the_envelope(released, bakery):
    metadata = pytest.importorskip("in_toto.models.metadata")
    found = metadata.Metadata.load(str(released / "statement.dsse.json"))

    assert isinstance(found, metadata.Envelope)
    key = public_key(bakery)
    found.verify_signature({"keyid": key.keyid, **key.to_dict()})


def test_the_attestation_package_of_in_toto_knows_every_field(released, bakery):
    json_format = pytest.importorskip("google.protobuf.json_format")
    statement_pb = pytest.importorskip("in_toto_attestation.v1.statement_pb2")
    statement = pytest.importorskip("in_toto_attestation.v1.statement")
    test_result = pytest.importorskip("in_toto_attestation.predicates.test_result.v0.test_result_pb2")
    text = base64.b64decode(envelope_of(released)["payload"]).decode()
    found = json_format.Parse(text, statement_pb.Statement(), ignore_unknown_fields=False)
    statement.Statement.copy_from_pb(found).validate()
    predicate = json_format.ParseDict(json.loads(text)["predicate"], test_result.TestResult())

    assert found.predicate_type == "https://in-toto.io/attestation/test-result/v0.1"
    assert predicate.result == "PASSED"
    assert len(predicate.passed_tests) == 4
    assert {each.name for each in predicate.configuration} == {"specs/rolls.yaml", "qa-run.toml"}
    assert {each.name for each in found.subject} == {
        "certificate.json", "certificate.html", "report.json", "specs/rolls.csv"
    }  # fmt: skip


def test_the_certificate_fits_its_published_schema(run, released):
    schema = json.loads(run("schema", "certificate")[1])
    Draft202012Validator.check_schema(schema)
    told = json.loads((released / "certificate.json").read_text())

    Draft202012Validator(schema, format_checker=FormatChecker()).validate(told)
    assert schema["$id"] == told["schema"]
    assert not Draft202012Validator(schema).is_valid({**told, "decision": "maybe"})
    assert not Draft202012Validator(schema).is_valid({**told, "more": 1})


def test_the_report_beside_it_fits_its_schema_too(run, released):
    Draft202012Validator(json.loads(run("schema", "report")[1])).validate(
        json.loads((released / "report.json").read_text())
    )


def test_it_claims_to_comply_with_nothing(released):
    page = (released / "certificate.html").read_text()

    assert "Modelled on EN 10204:2004" in page
    assert "does not claim to comply" in page
    assert "compliant" not in page


def browser(page: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        f"--disable-component-update --disable-sync --user-data-dir={folder / 'browser'}"
    )
    return subprocess.run(
        [str(CHROMIUM), *flags.split(), *words, page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium")
def test_a_browser_prints_it_and_runs_nothing_that_samples_hold(run, bakery, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    evil = '"' + EVIL.replace('"', '""') + '"'
    (bakery / "specs" / "rolls.csv").write_text(rows([*ROWS[:2], (evil, "B7", "80", "L3"), (evil, "B7", "80", evil)]))
    order = f"Order={EVIL.replace(chr(0x202E), '')}"
    assert run("release", "B7", "--field", order, "--out", "evil")[0] == 1
    page = bakery / "evil" / "certificate.html"
    dom = browser(page, folder, "--dump-dom").stdout

    assert "<script" not in dom
    assert "&lt;script&gt;" in dom
    assert "{{ 7*7 }}" in dom
    assert "\u202e" not in dom
    assert "lot B7, certificate" in dom
    printed = folder / "page.pdf"
    browser(page, folder, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    assert printed.read_bytes().startswith(b"%PDF")


def test_the_page_is_one_file_without_network_or_script(released):
    page = (released / "certificate.html").read_text()

    assert "default-src 'none'" in page
    for word in ("<script", "http://", "https://", "src=", "url(", "@import", "<link"):
        assert word not in page
