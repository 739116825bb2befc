"""Public names that are imported when they are first used: who needs two of them does not pay for all.

`qa_run` itself hands out its names without this module, which would be one more file to open at every start.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(module: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a `module` that hands out names; `homes` says where each of them is at home."""

    def found(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {module!r} has no public name {name!r}")
        value = getattr(import_module(homes[name]), name)
        setattr(sys.modules[module], name, value)
        return value

    return found
