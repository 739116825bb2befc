"""Signing by a key in a file, and checking by its public half: DSSE, through securesystemslib and cryptography."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa_run.errors import UsageError
from qa_run.release.statement import PAYLOAD

PASSPHRASE = "QA_RUN_KEY_PASSPHRASE"
EXTRA = "this needs what the extra signing brings: pip install 'qa-run[signing]'"
_KINDS = "write an Ed25519, ECDSA (P-256, P-384, P-521) or RSA key, as PEM"
_LEAST_RSA = 2048


def signer_at(path: Path, option: str = "--sign") -> Any:
    """The signer with the private key in `path` (PKCS8 PEM); its passphrase is only ever read from the environment."""
    _installed(option)
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from securesystemslib.signer import CryptoSigner

    data = _bytes(path, option)
    if b"PUBLIC KEY-----" in data:
        raise UsageError(f"{option} {path}: this is a public key; a private one signs")
    if b"PRIVATE KEY-----" not in data:
        raise UsageError(f"{option} {path}: this is no private key ({_KINDS})")
    passphrase = os.environ.get(PASSPHRASE, "")
    locked = b"BEGIN ENCRYPTED" in data or b"Proc-Type: 4,ENCRYPTED" in data
    if locked and not passphrase:
        raise UsageError(f"{option} {path}: the key has a passphrase: put it into the environment as {PASSPHRASE}")
    try:
        key = load_pem_private_key(data, passphrase.encode() if locked else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        why = f"the passphrase in {PASSPHRASE} does not open it, or it is broken" if locked else f"is broken ({_KINDS})"
        raise UsageError(f"{option} {path}: {why}") from None
    _strong(key, path, option)
    try:
        return CryptoSigner(key)
    except (ValueError, KeyError):
        raise UsageError(f"{option} {path}: keys of this kind do not sign here ({_KINDS})") from None


def public_key_at(path: Path, option: str = "--key") -> Any:
    """The public key in `path`."""
    _installed(option)
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from securesystemslib.signer import SSlibKey

    data = _bytes(path, option)
    if b"PRIVATE KEY-----" in data:
        raise UsageError(f"{option} {path}: this is a private key; give its public half, and keep this one to yourself")
    try:
        key = load_pem_public_key(data)
        _strong(key, path, option)
        return SSlibKey.from_crypto(key)
    except (ValueError, KeyError, TypeError, UnsupportedAlgorithm):
        raise UsageError(f"{option} {path}: this is no public key that is known here ({_KINDS})") from None


def key_id(signer: Any) -> str:
    return str(signer.public_key.keyid)


def signed(payload: bytes, signer: Any) -> dict[str, Any]:
    """The envelope around `payload`, signed, and verified once: an envelope that does not hold is never written."""
    from securesystemslib.dsse import Envelope

    envelope = Envelope(payload, PAYLOAD, {})
    envelope.sign(signer)
    envelope.verify([signer.public_key], 1)
    return dict(envelope.to_dict())


def holds(envelope: Mapping[str, Any], signature: Mapping[str, Any], key: Any) -> bool:
    """Whether this signature of the envelope is one by `key`."""
    from securesystemslib.dsse import Envelope
    from securesystemslib.exceptions import VerificationError

    one = {**envelope, "signatures": [dict(signature)]}
    try:
        return bool(Envelope.from_dict(one).verify([key], 1))
    except (VerificationError, ValueError, KeyError):
        return False


def open_to_others(path: Path) -> bool:
    """Whether others than its owner may read the key."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _installed(option: str) -> None:
    if find_spec("securesystemslib") is None or find_spec("cryptography") is None:
        raise UsageError(f"{option}: {EXTRA}")


def _bytes(path: Path, option: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{option} {path}: cannot be read: {error.strerror or error}") from error


def _strong(key: Any, path: Path, option: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    if isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey) and key.key_size < _LEAST_RSA:
        raise UsageError(f"{option} {path}: an RSA key of {key.key_size} bits is too weak: {_LEAST_RSA} at least")
