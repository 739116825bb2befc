"""An entry put behind those that stand in a file of concessions, which keeps its comments and its layout."""

import json
import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from qa_run.errors import UsageError

_EMPTY = re.compile(r"^concessions:[ \t]*\[[ \t]*\][ \t]*(?=\r?$|#)", re.MULTILINE)
_DASH = re.compile(r"^([ ]*)- ", re.MULTILINE)


@frozen(eq=False, repr=False)
class Entry:
    """The values of an entry, in their order."""

    values: Mapping[str, Any]

    def yaml(self, indent: int) -> str:
        """In block style: what stands in quotes means the same in JSON."""
        lines = [f"{name}: {_json(value)}" for name, value in self.values.items()]
        start = " " * indent
        return "".join(f"{start}{'- ' if not place else '  '}{each}\n" for place, each in enumerate(lines))

    def toml(self) -> str:
        return "[[concessions]]\n" + "".join(f"{name} = {_json(value)}\n" for name, value in self.values.items())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def with_entry(text: str, entry: Entry, ending: str) -> str:
    """`text` with the entry behind all others."""
    if ending == ".json":
        whole = json.loads(text) if text.strip() else {"concessions": []}
        whole["concessions"].append(dict(entry.values))
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    before = text.rstrip()
    if ending == ".toml":
        kept = "" if before == "concessions = []" else before
        return f"{kept}\n\n{entry.toml()}" if kept else entry.toml()
    if ending not in (".yaml", ".yml"):
        raise UsageError(f"concessions: no format has the ending {ending!r}; one of .yaml, .toml, .json")
    if not before:
        return f"concessions:\n{entry.yaml(2)}"
    before = _EMPTY.sub("concessions:", before)
    dash = _DASH.search(before)
    return f"{before}\n{entry.yaml(len(dash[1]) if dash else 2)}"
