"""The examples of a class as `qa-run explain` shows them: how it is written, what is recorded, and what comes of it."""

from collections.abc import Iterator
from typing import Any

from qa_run.cli.screen.page import Line, beside, labelled, line
from qa_run.escaping.invisible import visible
from qa_run.host import Offer
from qa_run.offers import Observed

#: For the words before values.
ROOM = 18
_SAMPLES = {True: "passes", False: "fails", None: "not decided"}


def examples_of(offer: Offer, width: int) -> Iterator[Line]:
    """Each way to write it, in full; below it what other columns hold, and which values get what, a line for each."""
    before = ""
    for each in getattr(offer.what, "examples", ()):
        written = as_written(each.written)
        start = written[1:-1] if offer.flat and isinstance(each.written, dict) else f"{offer.name}: {written}"
        if start != before or each.columns or isinstance(each, Observed):
            yield line()
        if start != before:
            yield from labelled("  example", start, width)
        before = start
        for label, values in _rows(each):
            told = ", ".join(map(_recorded, values)) or "(no rows)"
            yield from beside(visible(label), told, ROOM, width, indent=4)


def _rows(example: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    # what the host makes of a reference, such as `training@known`, nobody records
    beside = {name: values for name, values in example.columns.items() if "@" not in name}
    yield from ((f"with {name}", values) for name, values in beside.items())
    if isinstance(example, Observed):
        if not example.columns:
            yield "with", ()
        yield "gives", example.values
        return
    if example.passes:
        yield "passes", example.passes
    yield from example.fails.items()
    yield from ((_SAMPLES[conforms], values) for values, conforms in example.samples)


def _recorded(value: Any) -> str:
    text = "(blank)" if value is None else str(value)
    return repr(text) if not text.strip() or text != text.strip() else text


def as_written(value: Any) -> str:
    """`value` as a procedure would write it, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_written, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
