"""The types that a value of a procedure can have: how the JSON Schema of each looks, and how a node becomes one."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.beside import Beside
from qa_run.model.columns import Column
from qa_run.model.quantities import Difference, Duration, Quantity, Share, Tolerance
from qa_run.model.values import Pattern, Value

Schema = dict[str, Any]

#: Beyond this, doubles know only infinity, and an upper limit of infinity would pass everything.
LARGEST = Decimal("1e300")
COMMA = re.compile(r"[-+]?\d+,\d+")


def show(written: object) -> str:
    """A value as a message quotes it."""
    if isinstance(written, bool):
        return "true" if written else "false"
    return "nothing" if written is None else repr(written) if isinstance(written, str) else str(written)


def described(node: Node) -> str:
    """What stands at `node`, for a message that says what should stand there instead."""
    if isinstance(node, MapNode):
        return "keys with values"
    return "a list" if isinstance(node, ListNode) else show(node.value)


def _whole(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, int):
        raise ValueError(f"{show(written)} is not a whole number")
    return written


def _decimal(written: object) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, int | Decimal):
        raise ValueError(f"{show(written)} is not a number")
    return Decimal(written)


def _yes(written: object) -> bool:
    if not isinstance(written, bool):
        raise ValueError(f"{show(written)} is neither true nor false")
    return written


TEXT: Schema = {"type": ["string", "number", "boolean"]}
_QUANTITY: Schema = {"type": ["number", "string"], "examples": [4, "135 degF"]}
_COLUMN: Schema = {**TEXT, "minLength": 1}
_PART: Schema = {"type": ["number", "string"]}
TYPES: Mapping[Any, tuple[Schema, Callable[[Any], Any]]] = {
    int: ({"type": "integer"}, _whole),
    float: ({"type": "number"}, lambda written: float(_decimal(written))),
    Decimal: ({"type": "number"}, _decimal),
    bool: ({"type": "boolean"}, _yes),
    str: (TEXT, str),
    Quantity: (_QUANTITY, Quantity.parse),
    Beside: ({"type": "string", "minLength": 1}, Beside.parse),
    Difference: (_QUANTITY, Difference.parse),
    Tolerance: (
        {
            "anyOf": [_PART, {"type": "array", "items": _PART, "minItems": 2, "maxItems": 2}],
            "examples": [4, "5 %", [-3, 5]],
        },
        Tolerance.parse,
    ),
    Duration: ({"type": "string", "examples": ["10 min"]}, Duration.parse),
    Share: ({"type": "string", "pattern": "%|percent", "examples": ["1 %"]}, Share.parse),
    Pattern: (TEXT, Pattern.parse),
    Value: ({"type": ["number", "string", "boolean"]}, Value.parse),
    Column: (
        {
            "anyOf": [
                _COLUMN,
                {
                    "type": "object",
                    "properties": {"column": _COLUMN},
                    "required": ["column"],
                    "additionalProperties": False,
                },
            ]
        },
        Column.parse,
    ),
}
#: Read from the text as it stands there, so that `007` and `no` stay what they are.
_TEXTS = (str, Column, Pattern)
#: Where a text would be taken as it is, and a decimal comma with it.
_NUMBERS_OR_TEXTS = (Value,)


def is_known(option: Any) -> bool:
    """Whether a field may have this type as a single value."""
    return is_scalar(option) or get_origin(option) is Literal


def is_scalar(option: Any) -> bool:
    """Whether a single value makes it: by its entry in TYPES, or by what it says itself (`written_as`, `parse`)."""
    return option in TYPES or hasattr(option, "written_as")


def schema_of(option: Any) -> Schema:
    """How a value of this type looks in JSON Schema."""
    return dict(TYPES[option][0] if option in TYPES else option.written_as)


def meant(options: tuple[Any, ...], node: Node) -> tuple[Any, ...]:
    """Of the types that a field may have, those that `node` can mean: some are told by a word."""
    telling = [option for option in options if hasattr(option, "word")]
    if not telling or len(options) == 1:
        return options
    if isinstance(node, ScalarNode) and (said := [each for each in telling if re.search(each.word, node.text)]):
        return tuple(said)
    return tuple(option for option in options if option not in telling)


def is_text(option: Any) -> bool:
    """Whether the type takes any text as it stands there."""
    return option in _TEXTS or getattr(option, "is_text", False)


def value_of(option: Any, node: ScalarNode | ListNode) -> Any:
    """The value of the type `option` that `node` writes; a ValueError says what is wrong with it."""
    if get_origin(option) is Literal:
        return _word(get_args(option), node)
    parse = TYPES[option][1] if option in TYPES else option.parse
    if isinstance(node, ListNode):
        if option is not Tolerance:
            raise ValueError("a single value is due here, not a list")
        return _finite(parse([part.value if isinstance(part, ScalarNode) else None for part in node.items]))
    if is_text(option):
        if node.value is None and not node.quoted:
            raise ValueError("nothing stands here where a text is due")
        return parse(node.text if node.quoted else node.text.strip())
    if not node.quoted and COMMA.fullmatch(node.text):
        what = "is not a number" if option not in _NUMBERS_OR_TEXTS else "would be a text"
        quotes = ", or put it in quotes" if option in _NUMBERS_OR_TEXTS else ""
        raise ValueError(f"{node.text!r} {what}; write {node.text.replace(',', '.')}{quotes}")
    return _finite(parse(node.value))


def _word(allowed: tuple[Any, ...], node: ScalarNode | ListNode) -> Any:
    words = {show(word) if isinstance(word, bool) else str(word): word for word in allowed}
    if isinstance(node, ScalarNode) and node.text in words:
        return words[node.text]
    text = node.text if isinstance(node, ScalarNode) else ""
    hint = did_you_mean(text, words) if text else ""
    shown = show(node.value if node.value is None else text) if isinstance(node, ScalarNode) else "a list"
    raise ValueError(f"{shown} is none of {', '.join(words)}" + (f" ({hint})" if hint else ""))


def _finite(value: Any) -> Any:
    parts: tuple[Any, ...] = (value, *(getattr(value, name, None) for name in ("value", "minus", "plus")))
    for part in parts:
        if isinstance(part, int | Decimal) and abs(Decimal(part)) > LARGEST:
            raise ValueError("no recorded number can be so large")
    return value
