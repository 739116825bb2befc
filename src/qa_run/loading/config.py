"""The settings of a project, from the file that holds them and from `-o NAME=VALUE`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from qa_run.errors import Fault, Place, SpecErrors, UsageError
from qa_run.loading.discovering import shown
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.config import Config

OWN, SHARED, TABLE = "qa-run.toml", "pyproject.toml", b"tool.qa-run"


def config_of(here: Path, given: Iterable[str] = (), file: Path | None = None) -> Config:
    """The settings that hold for `here`: of `file`, or of the nearest file upward that has some; then those of `-o`.

    Raises SpecErrors with every fault of the file, and UsageError for a file that does not exist or a bad `-o`.
    """
    if file is not None and not file.is_file():
        raise UsageError(f"-c {file}: there is no such file")
    found = file or _nearest(here)
    values, places = _read(found, here) if found else ({}, {})
    for each in given:
        name, equals, written = each.partition("=")
        if not equals:
            raise UsageError(f"-o {each}: write NAME=VALUE")
        values[name] = _valued(each, name, written)
        places.pop(name, None)
    settled: dict[str, Any] = {**values, "places": places}
    if found:
        settled |= {"file": shown(found, here), "root": found.absolute().parent}
    else:
        settled["root"] = here
    return Config(**settled)


def _nearest(here: Path) -> Path | None:
    for folder in (here.absolute(), *here.absolute().parents):
        own, shared = folder / OWN, folder / SHARED
        if own.is_file():
            return own
        if shared.is_file() and TABLE in shared.read_bytes():
            return shared
    return None


def _read(path: Path, here: Path) -> tuple[dict[str, Any], dict[str, Place]]:
    from qa_run.loading.document import read_document  # only a project with settings pays for it

    document = read_document(path, shown(path, here))
    faults = list(document.faults)
    root = document.root
    if path.name == SHARED and root is not None:
        for part in ("tool", "qa-run"):
            root = root.get(part) if isinstance(root, MapNode) else None
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for entry in root.entries if isinstance(root, MapNode) else ():
        name = entry.key.text
        if name not in KEYS:
            faults.append(Fault(entry.key.place, f"there is no setting '{name}'", _hint(name), "unknown-key"))
            continue
        try:
            values[name], places[name] = KEYS[name](entry.value), entry.key.place
        except ValueError as error:
            faults.append(Fault(_place(entry.value), f"{name}: {error}"))
    if faults:
        raise SpecErrors(faults)
    return values, places


def _valued(option: str, name: str, written: str) -> Any:
    if name not in KEYS:
        raise UsageError(f"-o {option}: there is no setting {name!r} ({_hint(name)})")
    nodes = ScalarNode(written, written, True, Place("-o")), _listed(written)
    for node in nodes if KEYS[name] is not _texts else nodes[1:]:
        try:
            return KEYS[name](node)
        except ValueError as error:
            problem = error
    raise UsageError(f"-o {option}: {problem}")


def _listed(written: str) -> ListNode:
    place = Place("-o")
    return ListNode(tuple(ScalarNode(each, each, True, place) for each in written.split()), place)


def _hint(name: str) -> str:
    return did_you_mean(name, KEYS) or f"there are: {', '.join(KEYS)}"


def _place(node: Node) -> Place:
    return node.place


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        raise ValueError("write a text in quotes")
    return node.value


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        return tuple(node.value.split())
    if not isinstance(node, ListNode):
        raise ValueError('write a list: ["one", "two"]')
    return tuple(_text(each) for each in node.items)


def _record(node: Node) -> str:
    """A file or a URL; `false` keeps no record."""
    if isinstance(node, ScalarNode) and node.text == "false":
        return ""
    return _text(node)


def _yes_no(node: Node) -> bool:
    if not isinstance(node, ScalarNode) or node.text not in ("true", "false"):
        raise ValueError("write true or false")
    return node.text == "true"


#: Each setting, and how it is read.
KEYS: Mapping[str, Callable[[Node], Any]] = {
    "paths": _texts,
    "addopts": _texts,
    "history": _record,
    "history_items": _yes_no,
    "project": _text,
    "concessions": _text,
    "corrections": _text,
}
