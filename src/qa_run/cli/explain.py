"""`qa-run explain CRITERION`: what is asked, with which keys, and what passes."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args, get_origin

from attrs import NOTHING, Attribute, Factory

from qa_run.cli.explain_examples import as_written, examples_of
from qa_run.cli.screen.page import Line, Span, beside, labelled, line, page_for
from qa_run.cli.screen.tables import table
from qa_run.cli.screen.text import wrapped
from qa_run.errors import UsageError
from qa_run.escaping.invisible import visible
from qa_run.host import Host, Offer
from qa_run.loading.fields import by_name_key, keys_of, short_key
from qa_run.loading.offered import flat_keys
from qa_run.loading.suggest import did_you_mean
from qa_run.model.beside import Beside
from qa_run.model.conditions import Where
from qa_run.model.limits import NumberLimits, ShareLimits
from qa_run.model.lookup import Lookup
from qa_run.model.outcome import Outcome
from qa_run.model.values import Nested
from qa_run.session import Options, host_of


def command(asked: argparse.Namespace) -> int:
    """Print what is known of the criterion or rule."""
    host = host_of(Options(plugins=tuple(asked.plugins)))
    page = page_for(sys.stdout, "auto")
    if "::" in asked.criterion:
        from qa_run.cli.explain_node import explain_node

        page.write(list(explain_node(asked.criterion, host, Path.cwd(), page.width, _past())))
        return 0
    found = _offered(host, asked.criterion)
    for number, (kind, offer) in enumerate(found):
        page.write([line()] if number else [])
        page.write(list(explained(kind, offer, page.width)))
    return 0


def _past() -> Callable[[str], Sequence[Outcome]]:
    """How an inspection ended in the runs on record."""
    from qa_run.history.archive import archive_of
    from qa_run.history.past import past_outcomes
    from qa_run.loading.config import config_of

    archive = archive_of(config_of(Path.cwd()))
    return lambda node: () if archive is None else past_outcomes(archive, [node]).get(node, ())


def _offered(host: Host, name: str) -> list[tuple[str, Offer]]:
    kinds = {"criterion": host.criteria, "rule for accept": host.acceptance, "observation": host.observations}
    found = [(kind, offer) for kind, offers in kinds.items() if (offer := offers.get(name)) is not None]
    found = found or [(kind, flat[name]) for kind, offers in kinds.items() if name in (flat := flat_keys(offers))]
    if found:
        return found
    for offers in kinds.values():
        if name in offers.doubled:
            raise UsageError(f"explain {name}: several plugins offer it: write {' or '.join(offers.doubled[name])}")
    known = sorted({key for offers in kinds.values() for key in (*offers.by_name, *flat_keys(offers))})
    hint = did_you_mean(name, known) or "`qa-run plugins` lists them"
    raise UsageError(f"explain {name}: no installed plugin offers that ({hint})")


def explained(kind: str, offer: Offer, width: int) -> Iterator[Line]:
    """The docstring, the keys, the short form, and the examples that the class carries."""
    cls = offer.what
    yield line(
        Span(offer.name, "bold"), f"  {'an' if kind == 'observation' else 'a'} {kind}, offered by {offer.plugin}"
    )
    for paragraph in cleandoc(cls.__doc__ or "").split("\n\n"):
        yield line()
        if told := keys_told(paragraph):
            yield from _keys_said(told, width)
            continue
        for text in _flowing(paragraph):
            indent = len(text) - len(text.lstrip())
            for each in wrapped(visible(text.strip()), width - 2 - indent):
                yield line(f"  {' ' * indent}{each}")
    yield line()
    keys = keys_of(cls)
    if keys:
        rows = [[key, type_name(field.type), _default(field)] for key, field, _ in keys]
        yield from table(["key", "takes", "default"], rows, width)
        yield line()
    for number, form in enumerate(_forms(offer)):
        yield from labelled("" if number else "  written", form, width)
    yield from examples_of(offer, width)


#: The room for keys before what they mean; a longer key stands on a line of its own.
KEYS = 18
#: `key:  what it means`, of which each stands on a line of its own; lines that go on with it are set in.
_KEY = re.compile(r"([a-z_0-9]+):( +)(.*)")


#: Where a docstring has but one paragraph under its first, its indentation is lost on the way.
_YAML = re.compile(r"\s{4}|[\w-]+: \{.*\}$")


def is_yaml(paragraph: str) -> bool:
    """Whether a paragraph of a docstring is YAML to copy."""
    return all(map(_YAML.match, paragraph.splitlines()))


def keys_told(paragraph: str) -> list[tuple[str, str]]:
    """The keys that a paragraph of a docstring tells, each with what it means; none where it is other text."""
    found: list[tuple[str, str]] = []
    for each in paragraph.splitlines():
        if told := _KEY.fullmatch(each):
            found.append((told[1], told[3].strip()))
        elif found and each.startswith("  "):
            key, said = found.pop()
            found.append((key, f"{said} {each.strip()}"))
        else:
            return []
    return found


def _keys_said(told: list[tuple[str, str]], width: int) -> Iterator[Line]:
    """Each key with what it means beside it, as a list of options is printed."""
    room = min(max(len(key) for key, _ in told) + 2, KEYS)
    for key, said in told:
        yield from beside(f"{key}:", said, room, width)


def _flowing(paragraph: str) -> list[str]:
    """The lines of a paragraph that must stay apart, such as YAML to copy; other text is one line."""
    if is_yaml(paragraph):
        return [f"    {each}" for each in dedent(paragraph).splitlines()]
    return [" ".join(paragraph.split())]


def _forms(offer: Offer) -> list[str]:
    """How it is written: in short, and with keys that go together."""
    keys = keys_of(offer.what)
    if offer.flat:
        return [f"flat, without a name above: {', '.join(key for key, _, _ in keys)}"]
    if not keys:
        return [f"{offer.name}: true"]
    short, by_name = short_key(offer.what), by_name_key(offer.what)
    required = [key for key, field, _ in keys if field.default is NOTHING]
    marked = any(field.metadata.get("qa_run.short") for _, field, _ in keys)
    nested = any(key == short and "Nested" in str(field.type) for key, field, _ in keys)
    whole, brief = _ways(offer.what, required)
    found = [f"{offer.name}: true"] if any(each.written is True for each in _examples(offer.what)) else []
    if by_name is not None and brief:
        found.append(f"{offer.name}: {{NAME: …}} is short for {offer.name}: {{{by_name}: {{NAME: …}}}}")
    elif not found and short is not None and set(required) <= {short} and (brief or marked) and not nested:
        found.append(f"{offer.name}: VALUE is short for {offer.name}: {{{short}: VALUE}}")
    if len(whole) > 1 or (whole and not found):
        found.append(f"{offer.name}: {{{', '.join(f'{key}: …' for key in whole)}}}")
    return found


def _examples(cls: Any) -> Sequence[Any]:
    return getattr(cls, "examples", ())


def _ways(cls: Any, required: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Keys that make something to be judged, those of an example or else those that it needs; and whether a value
    alone does, which is so where there are no examples, or one of them is."""
    known = [key for key, _, _ in keys_of(cls)]
    written = [each.written for each in _examples(cls)]
    by_keys = [set(each) for each in written if isinstance(each, dict) and set(each) <= set(known)]
    whole = next((each for each in by_keys if set(required) <= each), set(required))
    return [key for key in known if key in whole], len(by_keys) < len(written) or not written


def _default(field: "Attribute[Any]") -> str:
    default = field.default
    if default is NOTHING:
        return "required"
    if isinstance(default, Factory):  # type: ignore[arg-type]
        return "none"
    return "none" if default is None or default == () else as_written(default)


_PLAIN = {
    Where: "conditions, or names of events",
    Nested: "an item criterion",
    Lookup: "the name of a reference",
    str: "text",
    int: "whole number",
    float: "number",
    Decimal: "number",
    bool: "true or false",
    Beside: "a file beside the procedure",
    NumberLimits: "limits of a number",
    ShareLimits: "limits in per cent",
}


def type_name(of: Any) -> str:
    """What a field takes, in a few words."""
    if of in _PLAIN:
        return _PLAIN[of]
    inner = [each for each in get_args(of) if each is not type(None) and each is not Ellipsis]
    if get_origin(of) is tuple:
        return f"list of {type_name(inner[0])}" if inner else "list"
    if str(get_origin(of)) == "typing.Literal":
        return " | ".join(map(str, inner))
    if get_origin(of) in (dict, Mapping):
        return f"map of {type_name(inner[-1])}"
    if inner:
        return " or ".join(dict.fromkeys(map(type_name, inner)))
    return str(getattr(of, "__name__", of)).lower()
