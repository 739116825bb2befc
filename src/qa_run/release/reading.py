"""Papers as they are read back. Nothing in them is trusted: what is not exactly of the known form is refused."""

import base64
import binascii
import json
from collections.abc import Mapping
from errno import EFBIG, EINVAL
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.release.papers import SIGNED, UNSIGNED

_LARGEST = 256 * 1024 * 1024


@frozen(kw_only=True, eq=False, repr=False)
class Found:
    """A statement as it was found, the folder it lies in, and the envelope around it if there is one."""

    folder: Path
    statement: Mapping[str, Any]
    envelope: Mapping[str, Any] | None = None


def read_papers(path: Path) -> Found | str:
    """The statement at `path`, a file or a folder of papers; a sentence where there is none to believe."""
    file = _file(path)
    try:
        value = parsed(plain_file(file))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from error
    if isinstance(value, str):
        return f"{file}: {value}"
    if "payload" not in value:
        if "_type" not in value:
            return f"{file}: is neither a signed envelope nor an in-toto statement (give {SIGNED})"
        return Found(folder=file.parent, statement=value)
    if bad := bad_papers("envelope", value):
        return f"{file}: is no envelope that can be checked: {bad}"
    payload = decoded(value["payload"])
    if payload is None or any(decoded(each["sig"]) is None for each in value["signatures"]):
        return f"{file}: is no envelope that can be checked: payload and signatures are to be in base64"
    names = [each["keyid"] for each in value["signatures"]]
    if len(set(names)) < len(names):
        return f"{file}: holds two signatures of one key"
    statement = parsed(payload)
    if isinstance(statement, str):
        return f"{file}: the payload {statement}"
    return Found(folder=file.parent, statement=statement, envelope=value)


def plain_file(path: Path) -> bytes:
    """What is in `path`; an OSError for what is no plain file, or larger than any paper."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "is no file")
    if path.stat().st_size > _LARGEST:
        raise OSError(EFBIG, "is larger than any paper of a release")
    return path.read_bytes()


def _file(path: Path) -> Path:
    if not path.is_dir():
        if not path.exists():
            raise UsageError(f"{path}: there is no such file")
        return path
    there = [path / name for name in (SIGNED, UNSIGNED) if (path / name).is_file()]
    if not there:
        raise UsageError(f"{path}: holds no statement of a release ({SIGNED})")
    return there[0]


def parsed(data: bytes) -> dict[str, Any] | str:
    """The object in JSON bytes; a sentence where it is none, or where one key stands twice and could mean either."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        return "is nested too deep"
    except ValueError as error:
        return f"is no JSON that can be believed ({error})"
    return value if isinstance(value, dict) else "is no JSON object"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the key {name!r} stands twice")
        found[name] = value
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def decoded(text: str) -> bytes | None:
    """Base64 in its one form, of which two writings never mean the same; None where it is not."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def bad_papers(kind: str, value: Mapping[str, Any]) -> str:
    """What is wrong with the form of an envelope, a statement or a certificate; "" where nothing is."""
    problem = next(iter(_validator(kind).iter_errors(value)), None)
    if problem is None:
        return ""
    where = "/".join(map(str, problem.absolute_path)) or "it"
    told = " ".join(problem.message.split())
    return f"{where}: {told if len(told) <= 120 else told[:117] + '…'}"


@cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator

    text = files("qa_run.release").joinpath(f"{kind}.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
