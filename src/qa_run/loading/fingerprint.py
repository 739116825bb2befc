"""What tells one state of the code from another, without composing the schema: a change of any plugin changes it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qa_run.host import CORE, Host
from qa_run.version import VERSION


def fingerprint(host: Host) -> bytes:
    """The version, and for each plugin its name and version and the size and time of each of its files."""
    parts = [VERSION, sys.version]
    for plugin in host.plugins:
        module = "qa_run" if plugin.name == CORE else plugin.module
        parts += [plugin.name, plugin.version, *_stamps(module)]
    return "\n".join(parts).encode()


def _stamps(module: str) -> Iterator[str]:
    loaded = sys.modules.get(module)
    file = getattr(loaded, "__file__", None)
    if file is None:  # something made while running: it is what it is in this run only
        yield f"{module} {id(loaded)}"
        return
    path = Path(file)
    for folder, _, names in os.walk(path.parent) if path.name == "__init__.py" else [(path.parent, (), [path.name])]:
        for name in sorted(names):
            if name.endswith(".py"):
                status = os.stat(os.path.join(folder, name))
                yield f"{folder}/{name} {status.st_size} {status.st_mtime_ns}"
