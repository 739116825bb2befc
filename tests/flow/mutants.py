"""Procedures with one thing wrong: every key and value misspelt, deleted, doubled, emptied or of another type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

import yaml

Path_ = tuple[str | int, ...]
_RESOLVER = yaml.resolver.Resolver()
#: What writes a mutant: the one of libyaml writes the same, ten times as fast.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Mutant:
    """A procedure with one change, and where it was made. `what` is the change: `misspell key`, `delete` and so on."""

    spec: str
    what: str
    path: Path_
    text: str

    def __str__(self) -> str:
        return f"{self.spec} {self.what} {'.'.join(map(str, self.path))}"

    def shard(self, of: int) -> int:
        """The same part in every run."""
        return crc32(str(self).encode()) % of


def mutants(spec: str, text: str, one_in: int = 1) -> Iterator[Mutant]:
    """Every change of one key or value of the procedure, or the same one in so many of them each time."""
    root = yaml.compose(text, yaml.SafeLoader)
    for path in _paths(root):
        for what, change in CHANGES.items():
            if Mutant(spec, what, path, "").shard(one_in):
                continue
            whole = _copy(root)
            if change(_parent(whole, path), _index(whole, path)):
                written: str = yaml.serialize(whole, Dumper=_DUMPER, allow_unicode=True, width=1000)
                yield Mutant(spec, what, path, written)


def _copy(node: yaml.Node) -> yaml.Node:
    """The node and all below it, without the marks of where they stood: these hold the whole text, over and over."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(_copy(key), _copy(value)) for key, value in node.value]
        return yaml.MappingNode(node.tag, pairs, flow_style=node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [_copy(each) for each in node.value], flow_style=node.flow_style)
    return yaml.ScalarNode(node.tag, node.value, style=node.style)


def _paths(node: yaml.Node, path: Path_ = ()) -> Iterator[Path_]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value)
            yield from _paths(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield (*path, place)
            yield from _paths(value, (*path, place))


def _parent(root: yaml.Node, path: Path_) -> yaml.Node:
    node = root
    for step in path[:-1]:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    return node


def _index(root: yaml.Node, path: Path_) -> int:
    parent = _parent(root, path)
    if isinstance(parent, yaml.MappingNode):
        return next(place for place, (key, _) in enumerate(parent.value) if key.value == path[-1])
    return int(path[-1])


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)), text)


def _value(parent: yaml.Node, place: int) -> yaml.Node:
    return parent.value[place][1] if isinstance(parent, yaml.MappingNode) else parent.value[place]


def _put(parent: yaml.Node, place: int, value: yaml.Node) -> bool:
    if isinstance(parent, yaml.MappingNode):
        parent.value[place] = (parent.value[place][0], value)
    else:
        parent.value[place] = value
    return True


def _misspelt(text: str) -> str:
    """One letter too many, inside of the word; digits become no number."""
    return f"{text[:1]}x{text[1:]}"


def misspell_key(parent: yaml.Node, place: int) -> bool:
    if not isinstance(parent, yaml.MappingNode):
        return False
    key, value = parent.value[place]
    parent.value[place] = (_scalar(_misspelt(key.value)), value)
    return True


def misspell_value(parent: yaml.Node, place: int) -> bool:
    value = _value(parent, place)
    if not isinstance(value, yaml.ScalarNode):
        return False
    if value.style is not None:
        return _put(parent, place, yaml.ScalarNode(value.tag, _misspelt(value.value), style=value.style))
    return _put(parent, place, _scalar(_misspelt(value.value)))


def delete(parent: yaml.Node, place: int) -> bool:
    del parent.value[place]
    return True


def double(parent: yaml.Node, place: int) -> bool:
    one = parent.value[place]
    parent.value.insert(place, tuple(map(_copy, one)) if isinstance(one, tuple) else _copy(one))
    return True


def empty(parent: yaml.Node, place: int) -> bool:
    return _put(parent, place, _scalar("~"))


def retype(parent: yaml.Node, place: int) -> bool:
    """A number or a word becomes a list of it, a list or a map a word."""
    value = _value(parent, place)
    if isinstance(value, yaml.ScalarNode):
        return _put(parent, place, yaml.SequenceNode("tag:yaml.org,2002:seq", [_copy(value)], flow_style=True))
    return _put(parent, place, _scalar("word"))


def swap(parent: yaml.Node, place: int) -> bool:
    """A number becomes a word, a word a number."""
    value = _value(parent, place)
    if not isinstance(value, yaml.ScalarNode):
        return False
    return _put(parent, place, _scalar("7" if value.tag.endswith("str") else "word"))


CHANGES: dict[str, Callable[[yaml.Node, int], bool]] = {
    "misspell key": misspell_key,
    "misspell": misspell_value,
    "delete": delete,
    "double": double,
    "empty": empty,
    "retype": retype,
    "swap": swap,
}
