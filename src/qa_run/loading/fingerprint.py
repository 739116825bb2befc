"""What tells one state of the code from another, without composing the schema: a change of any plugin changes it."""

import os
import sys
from collections.abc import Iterator

from qa_run.host import CORE, Host
from qa_run.version import VERSION


def fingerprint(host: Host) -> bytes:
    """The version, and for each plugin its name and version and the size and time of each of its files."""
    parts = [VERSION, sys.version]
    for plugin in host.plugins:
        module = "qa_run" if plugin.name == CORE else plugin.module
        parts += [plugin.name, plugin.version, *sorted(_stamps(module))]
    return "\n".join(parts).encode()


def _stamps(module: str) -> Iterator[str]:
    loaded = sys.modules.get(module)
    file = getattr(loaded, "__file__", None)
    if file is None:  # something made while running: it is what it is in this run only
        yield f"{module} {id(loaded)}"
    elif os.path.basename(file) == "__init__.py":
        yield from _inside(os.path.dirname(file))
    else:
        yield _stamp(file, os.stat(file))


def _inside(folder: str) -> Iterator[str]:
    """The stamps of all modules in the folder. Hundreds in each run: `os.walk` takes half as long again."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield _stamp(entry.path, entry.stat())
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _inside(entry.path)


def _stamp(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"
