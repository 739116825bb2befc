"""The user's cache folder: what was found out about unchanged files in earlier runs.

Whatever is wrong with it, everything is just found out again.
"""

import os
from hashlib import sha256
from pathlib import Path


def cache_folder() -> Path | None:
    """The folder of the cache; None where `QA_RUN_CACHE=off`, or where there is no home to put it in."""
    if os.environ.get("QA_RUN_CACHE", "").lower() == "off":
        return None
    folder = os.environ.get("XDG_CACHE_HOME")
    try:
        root = Path(folder) if folder and Path(folder).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return root / "qa-run"


def digest(*parts: bytes) -> str:
    """One digest of several texts, in which none can run into the next."""
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def put(path: Path, text: str) -> None:
    """Write the file in one step, so that two runs at once cannot spoil it. What cannot be written is left."""
    from tempfile import mkstemp  # a run that keeps nothing new need not load it

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name[:20]}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return
