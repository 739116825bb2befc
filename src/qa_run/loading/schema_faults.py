"""What a JSON Schema validator says, in words and with places."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from qa_run.errors import Fault
from qa_run.loading.nodes import Node, at, key_place
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean

Path = tuple[str | int, ...]
_WORDS = {
    "object": "keys with values", "array": "a list", "string": "a text", "number": "a number",
    "integer": "a whole number", "boolean": "true or false", "null": "nothing",
}  # fmt: skip


def faults_of(error: Any, root: Node) -> Iterator[tuple[Fault, Path]]:
    """The faults that an error of the validator stands for, each with the path of its node."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        for cause in _nearest(error):
            yield from faults_of(cause, root)
        return
    path: Path = tuple(error.absolute_path)
    node = at(root, path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        for key in _unexpected(error):
            known = list(error.schema.get("properties", ()))
            hint = did_you_mean(key, known) or (f"known: {', '.join(known)}" if known else "")
            yield Fault(key_place(node, key), f"unknown key {key!r}", hint, "unknown-key"), (*path, key)
        return
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        for name in missing[:1] if len(missing) == 1 else missing:
            yield Fault(node.place, f"the key {name!r} is missing here", "", "missing"), path
        return
    yield Fault(node.place, _message(error, node)), path


def _nearest(error: Any) -> list[Any]:
    """The errors of that alternative which the value comes nearest to: its type fits, and it is wrong deep inside."""
    branches: dict[Any, list[Any]] = defaultdict(list)
    for cause in error.context:
        branches[cause.schema_path[0]].append(cause)
    return min(branches.values(), key=lambda causes: _distance(error, causes))


def _distance(error: Any, causes: list[Any]) -> tuple[bool, int, int]:
    wrong_kind = any(
        len(cause.absolute_path) == len(error.absolute_path) and cause.validator in ("type", "not", "const", "enum")
        for cause in causes
    )
    return wrong_kind, -max(len(cause.absolute_path) for cause in causes), len(causes)


def _unexpected(error: Any) -> list[str]:
    import re

    patterns = tuple(error.schema.get("patternProperties", ()))
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known and not any(re.search(each, key) for each in patterns)]


def _message(error: Any, node: Node) -> str:
    found, wanted = described(node), error.validator_value
    match error.validator:
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            return f"{' or '.join(_WORDS[kind] for kind in kinds)} is due here, not {found}"
        case "enum":
            hint = did_you_mean(str(error.instance), map(str, wanted))
            return f"{found} is none of {', '.join(map(str, wanted))}" + (f" ({hint})" if hint else "")
        case "const":
            return f"only {str(wanted).lower() if isinstance(wanted, bool) else wanted} can stand here, not {found}"
        case "minItems" | "minProperties":
            return "nothing stands here where something is due"
        case "minLength":
            return "the text is empty"
        case "maxItems":
            return f"at most {wanted} values can stand here"
        case "minimum":
            return f"{found} is less than {wanted}"
        case _:
            return f"{found} does not fit what can stand here ({error.validator}: {wanted})"
