"""Whatever of the papers, the procedures or the samples is altered is noticed, each with its own sentence."""

import base64
import json
import shutil

import pytest
from release_bakery import write_key

from qa_run.release.reading import decoded, parsed

DSSE = "statement.dsse.json"


def verify(run, *words: str) -> tuple[int, str]:
    code, out, err = run("verify", "papers", "--key", "key.pub.pem", *words)
    return code, out + err


def test_papers_that_nobody_touched_are_verified(run, released):
    code, told = verify(run)

    assert code == 0
    assert "FAIL" not in told
    assert told.splitlines()[-1].startswith("verified: the lot B7 was released, certificate ")


def test_they_may_be_moved_and_checked_elsewhere(run, released, bakery, tmp_path):
    shutil.move(released, bakery / "archive")
    shutil.copytree(bakery / "specs", bakery / "copy" / "specs")
    shutil.copy(bakery / "qa-run.toml", bakery / "copy")

    assert run("verify", f"archive/{DSSE}", "--key", "key.pub.pem", "--against", "copy")[0] == 0


def test_a_lot_that_is_held_is_never_green(run, bakery, key):
    assert run("release", "B8", "--sign", "key.pem", "--by", "Ada", "--out", "papers")[0] == 1
    code, told = verify(run)

    assert code == 1
    assert "verified, and it says that the lot B8 is not released: stop" in told


def test_papers_of_another_lot_are_noticed(run, released):
    assert verify(run, "--lot", "B7")[0] == 0
    code, told = verify(run, "--lot", "B8")

    assert code == 1
    assert "about the lot B7, not B8" in told


def test_without_a_key_the_signature_is_not_checked_and_not_green(run, released):
    code, out, _ = run("verify", "papers")

    assert code == 1
    assert "FAIL  signature not checked" in out


def test_without_a_signature_nothing_is_green(run, bakery, key):
    run("release", "B7", "--out", "papers")

    for words in ((), ("--key", "key.pub.pem")):
        code, out, _ = run("verify", "papers", *words)
        assert code == 1
        assert "no signature: whoever can write this file" in out


def test_the_signature_of_somebody_else_is_noticed(run, released, bakery):
    write_key(bakery, "other")
    code, out, _ = run("verify", "papers", "--key", "other.pub.pem")

    assert code == 1
    assert "signed by an unknown key" in out
    assert "not signed with the key in other.pub.pem" in out


def test_every_key_that_is_given_has_to_have_signed(run, released, bakery):
    write_key(bakery, "other")

    assert "not signed with the key in other.pub.pem" in verify(run, "--key", "other.pub.pem")[1]


def test_a_procedure_that_changed_says_what_it_was_and_is(run, released, bakery):
    path = bakery / "specs" / "rolls.yaml"
    path.write_text(path.read_text().replace("revision: 3", "revision: 4").replace("lower: 78", "lower: 70"))
    code, told = verify(run)

    assert code == 1
    assert "FAIL  procedure specs/rolls.yaml changed since: it was revision 3, sha256 " in told
    assert "and is revision 4, sha256 " in told


def test_what_is_missing_is_said(run, released, bakery):
    (bakery / "specs" / "rolls.csv").unlink()
    (released / "report.json").unlink()
    code, told = verify(run)

    assert code == 1
    assert "samples specs/rolls.csv: is missing" in told
    assert "the JSON report report.json: cannot be read" in told


@pytest.mark.parametrize(
    "name",
    ["papers/certificate.json", "papers/certificate.html", "papers/report.json", "specs/rolls.yaml", "specs/rolls.csv",
     "qa-run.toml"],
)  # fmt: skip
def test_a_byte_anywhere_is_noticed(run, released, bakery, name):
    path = bakery / name
    data = path.read_bytes()
    places = sorted({*range(0, len(data), max(len(data) // 40, 1)), len(data) - 1})
    for place in places:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        code, told = verify(run)
        assert code == 1, place
        assert name.rpartition("/")[2] in told
    for altered in (b"", data + b"\n", data[:-1], data * 2):
        path.write_bytes(altered)
        assert verify(run)[0] == 1
    path.write_bytes(data)
    assert verify(run)[0] == 0


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def changed(value, path):
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    old = inner[path[-1]]
    inner[path[-1]] = f"{old}x" if isinstance(old, str) else (not old if isinstance(old, bool) else (old or 0) + 1)
    return copy


def test_every_field_of_the_certificate_counts(run, released):
    path = released / "certificate.json"
    told = json.loads(path.read_text())
    found = list(leaves(told))
    assert len(found) > 100
    for each in found:
        path.write_text(json.dumps(changed(told, each), indent=1))
        code, out = verify(run)
        assert code == 1, each
        assert "the certificate certificate.json was altered" in out


def test_every_field_of_the_statement_counts(run, released):
    path = released / DSSE
    envelope = json.loads(path.read_text())
    statement = json.loads(base64.b64decode(envelope["payload"]))
    for each in leaves(statement):
        payload = base64.b64encode(json.dumps(changed(statement, each), separators=(",", ":")).encode()).decode()
        path.write_text(json.dumps({**envelope, "payload": payload}))
        code, out = verify(run)
        assert code == 1, each
        assert "the signature is not one of key.pub.pem over this statement" in out


def test_every_sign_of_the_envelope_counts(run, released):
    """Layout between the values aside, which says nothing."""
    path = released / DSSE
    text = path.read_text()
    told = json.loads(text)
    step = max(len(text) // 150, 1)
    for place in [*range(0, len(text), step), *range(text.index('"payloadType"'), len(text))]:
        flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        try:
            same = json.loads(flipped) == told
        except ValueError:
            same = False
        path.write_text(flipped)
        assert same or verify(run)[0] == 1, place


ENVELOPES = {
    "no list": lambda told: [told],
    "no signatures": lambda told: {**told, "signatures": []},
    "another type": lambda told: {**told, "payloadType": "text/plain"},
    "more keys": lambda told: {**told, "comment": "x"},
    "one signature twice": lambda told: {**told, "signatures": told["signatures"] * 2},
    "no base64": lambda told: {**told, "payload": "!!"},
    "loose base64": lambda told: {**told, "payload": told["payload"] + "\n"},
    "an empty signature": lambda told: {**told, "signatures": [{**told["signatures"][0], "sig": ""}]},
    "another signature": lambda told: {**told, "signatures": [{**told["signatures"][0], "sig": "AAAA"}]},
    "a payload that is a number": lambda told: {**told, "payload": "MQ=="},
    "a payload that is a list": lambda told: {**told, "payload": 3},
    "a statement of something else": lambda told: {
        **told, "payload": base64.b64encode(b'{"_type": "https://in-toto.io/Statement/v1"}').decode()
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", ENVELOPES)
def test_envelopes_of_another_form_are_refused_in_words(run, released, kind):
    path = released / DSSE
    path.write_text(json.dumps(ENVELOPES[kind](json.loads(path.read_text()))))
    code, told = verify(run)

    assert code == 1
    assert "FAIL" in told
    assert "internal error" not in told


def test_a_statement_signed_by_us_that_names_odd_files_reads_none_of_them(run, released, bakery):
    from qa_run.release.signing import signed, signer_at

    path = released / DSSE
    statement = json.loads(base64.b64decode(json.loads(path.read_text())["payload"]))
    for name in ("/dev/zero", "specs", "a\u0000b", "\ud800"):
        statement["subject"][-1]["name"] = name
        payload = json.dumps(statement).encode()
        path.write_text(json.dumps(signed(payload, signer_at(bakery / "key.pem"))))
        code, told = verify(run)

        assert code == 1
        assert "internal error" not in told


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"\xff", b"[" * 100_000, b'{"payload": 1}', b"{}"]
)
def test_what_is_no_statement_is_not_verified(run, released, data):
    (released / DSSE).write_bytes(data)

    assert verify(run)[0] == 1


WRONG = [
    (("nothing",), "there is no such file"),
    (("specs",), "holds no statement"),
    (("papers", "--key", "key.pem"), "this is a private key"),
    (("papers", "--key", "qa-run.toml"), "this is no public key"),
    (("papers", "--key", "nokey"), "cannot be read"),
    (("papers", "--key", "key.pub.pem", "--key", "key.pub.pem"), "given twice"),
    (("papers", "--against", "nowhere"), "there is no such folder"),
    (("papers", "--json", "no/such.json"), "cannot be written"),
    ((), "FILE"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_words_that_make_no_sense_are_refused(run, released, words, told):
    code, _, err = run("verify", *words)

    assert code == 4
    assert told in err


def test_what_was_found_as_json(run, released):
    code, out, _ = run("verify", "papers", "--key", "key.pub.pem", "--json", "-")
    told = json.loads(out)

    assert code == 0
    assert (told["verified"], told["lot"], told["decision"]) == (True, "B7", "go")
    assert all(check["holds"] for check in told["checks"])


def test_base64_has_one_form():
    assert decoded("MQ==") == b"1"
    assert [decoded(each) for each in ("MR==", "MQ", "M Q==", "MQ==\n", "é")] == [None] * 5


def test_json_in_which_a_key_stands_twice_means_nothing():
    assert isinstance(parsed(b'{"a": 1, "a": 1}'), str)
