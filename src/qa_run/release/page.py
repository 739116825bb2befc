"""The certificate as a page for people: one file, no network, no script, fit for A4. Nothing in it is trusted."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from qa_run.escaping import visible

#: A sign beside the word, for those who see no colour.
_SIGNS = {"go": "✓", "hold": "‖", "stop": "✕"}
_TITLES = {
    "go": "Released",
    "hold": "Held: not released",
    "stop": "Stopped: not released",
}


def page_of(certificate: Mapping[str, Any]) -> str:
    """The page; every value is escaped, and signs that nobody sees are shown by their numbers."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_seen, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "told": told,
        "limits": limits_told,
        "plan": plan_told,
        "words": _words,
        "heading": _heading,
    }
    template = environment.from_string(files("qa_run.release").joinpath("certificate.html").read_text("utf-8"))
    return template.render(c=certificate, title=_TITLES[certificate["decision"]], sign=_SIGNS[certificate["decision"]])


def _seen(value: Any) -> Any:
    """Text as it is printed; a value that is not there prints nothing."""
    if value is None:
        return ""
    if type(value) is str:  # not Markup, which is ours
        return visible(value)
    return value


def _words(value: str | None) -> str:
    return (value or "").replace("_", " ")


def _heading(characteristic: str) -> str:
    """What a row without a title is about."""
    if characteristic.startswith("@"):
        return "Each item once" if characteristic == "@item" else f"All that is {characteristic[1:]}, together"
    return _words(characteristic)


def told(value: Any) -> str:
    """A value in a cell: numbers as short as they are exact enough, maps as `name value`."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(name))} {told(inner)}" for name, inner in value.items() if inner is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(told, value))
    return str(value)


def limits_told(limits: Mapping[str, Any] | None) -> str:
    """Limits as a customer reads them."""
    if not limits:
        return ""
    lower, upper = limits["lower"], limits["upper"]
    if lower is not None and upper is not None:
        ends = f"{told(lower)} to {told(upper)}"
    elif lower is not None:
        ends = f"{'≥' if limits['lower_included'] else '>'} {told(lower)}"
    else:
        ends = f"{'≤' if limits['upper_included'] else '<'} {told(upper)}"
    return f"{ends} {limits['unit'] or ''}".strip()


def plan_told(requirement: Mapping[str, Any]) -> str:
    """By what was accepted: n, Ac and Re of a plan, or the acceptance number."""
    plan = requirement["plan"]
    if not plan:
        accept = requirement["accept"]
        return "" if accept is None else f"Ac {told(accept)}"
    first = [f"{label} {told(plan[name])}" for name, label in (("n", "n"), ("ac", "Ac"), ("re", "Re")) if name in plan]
    rest = {name: value for name, value in plan.items() if name not in ("n", "ac", "re", "samples", "history")}
    return "; ".join(filter(None, (", ".join(first), told(rest) if rest else "")))
