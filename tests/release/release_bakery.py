"""A small bakery with two lots, the settings of its releases, and keys to sign with."""

from collections.abc import Callable
from pathlib import Path

import pytest

PROCEDURE = """\
procedure: rolls
title: Rolls
revision: 3
samples: {from: rolls.csv, item: id, lot: batch}
characteristics:
  grams: {title: Weight, unit: g, lower: 78, upper: 82, class: critical}
  label: {title: Label, matches: '^L[0-9]+$', class: minor}
"""
ROWS = [("R1", "B7", "80", "L1"), ("R2", "B7", "81", "L2"), ("R3", "B8", "70", "L3"), ("R4", "B9", "80", "?")]
SETTINGS = """\
history = false
[release]
failed = {critical = "stop", major = "hold", minor = "go"}
place = "Bergamo"
[release.issuer]
name = "Example Rolls Ltd"
address = "1 Oven Street"
"""

Run = Callable[..., tuple[int, str, str]]


def rows(of: list[tuple[str, ...]]) -> str:
    return "".join(f"{','.join(row)}\n" for row in [("id", "batch", "grams", "label"), *of])


def write_key(folder: Path, name: str = "key", kind: str = "ed25519", passphrase: str = "") -> Path:
    """A private key as PEM, and its public half beside it."""
    pytest.importorskip("securesystemslib")
    from cryptography.hazmat.primitives import serialization as pem
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519

    makers = {
        "ed25519": ed25519.Ed25519PrivateKey.generate,
        "ecdsa": lambda: ec.generate_private_key(ec.SECP256R1()),
        "rsa": lambda: rsa.generate_private_key(65537, 2048),
        "weak": lambda: rsa.generate_private_key(65537, 1024),
        "x25519": x25519.X25519PrivateKey.generate,
    }
    key = makers[kind]()
    locked = pem.BestAvailableEncryption(passphrase.encode()) if passphrase else pem.NoEncryption()
    private = key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, locked)
    public = key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{name}.pem").write_bytes(private)
    (folder / f"{name}.pem").chmod(0o600)
    (folder / f"{name}.pub.pem").write_bytes(public)
    return folder / f"{name}.pem"
