"""Writes docs/criteria.md from what the criteria say of themselves: docstrings, keys, findings and examples.

python docs/make_criteria.py
"""

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent, fill
from typing import Any

from qa_run.cli.explain import is_yaml, keys_told, type_name
from qa_run.cli.explain_examples import as_written
from qa_run.host import Offer
from qa_run.loading.fields import keys_of
from qa_run.model.kinds import Kind
from qa_run.session import Options, host_of

PAGE = Path(__file__).parent / "criteria.md"
FAMILIES = {
    "Limits": ("limits",),
    "Values": ("exactly", "equals", "one_of", "none_of"),
    "Recorded or not": ("present", "absent"),
    "Texts": ("matches", "length"),
    "Another column": (
        "differs_from", "no_later_than", "not_before", "later_than", "earlier_than", "no_more_than", "no_less_than",
    ),
    "The clock": ("during",),
    "Looked up": ("found_in",),
    "Events of an item": ("steps", "kinds", "timed"),
    "Among the other items": ("unique", "increases", "ordered"),
    "One number of all items": (
        "mean", "median", "quantile", "stdev", "range", "total", "count", "distinct", "share", "freshness",
        "tolerance_interval",
    ),
    "Strata held against each other": ("alike", "compared", "consistent"),
    "Checklists": ("checklist",),
    "Surveys": ("gap", "mode_gap", "csat", "nps"),
    "The process": ("chart", "capability"),
    "The lot": ("by_variables",),
    "Those who measure and judge": ("gage_rr", "gage_type_1", "bias", "linearity", "agreement", "checkers_alike"),
}  # fmt: skip
SAID = {
    "Limits": "Its keys are written beside each other, without a name above them.",
    "Another column": "A limit of its own for each item. Where the other column has no value, the item is "
    "nonconforming and says `cannot be judged: COLUMN`.",
    "Among the other items": "These need the whole sample, so they cannot stand in `when:` or in `share: {of: …}`.",
    "One number of all items": "Statistics: one number for each stratum, held against limits. `accept` counts items, "
    "and is refused here. A value that should be there and is missing or unreadable fails the statistic, since a "
    "number of the others says nothing about it; `optional: true` on the characteristic leaves missing values out.",
}
SAID["Strata held against each other"] = (
    "One verdict on all strata of a column together, `[shop=*]`; see [Comparing](comparing.md). `accept` does not "
    "belong here."
)
SAID["Events of an item"] = (
    "See [Procedures of several steps](workflows.md) and [Items made of events](observations.md#items-made-of-events)."
)
SAID["Surveys"] = (
    "What customers say, and what a business believes that they say; [Surveys](surveys.md) shows each at work. Who did "
    "not answer is left out where the characteristic is `optional`, and fails it elsewhere."
)
SAID["The process"] = (
    "Sequences: the items in the order of time, one point for each item or subgroup. Control limits come from the "
    "process and are never mixed with specification limits; `accept` does not belong here."
)
SAID["Those who measure and judge"] = (
    "Whether measurements and judgements can be trusted; [measurement systems](measurement-systems.md) shows each "
    "at work, and [The second look](second-look.md) the last. Each row is one measurement, one rating or one check. A "
    "study that shows nothing is not inspected, and says why."
)
READ = {
    Kind.NUMBER: "numbers",
    Kind.TEXT: "texts",
    Kind.TIME: "times",
    Kind.YES_NO: "true or false",
    Kind.ANY: "whatever is recorded",
}
_LIMITS = ("lower", "upper", "above", "below", "nominal", "tolerance", "marginal")
_OF_THE_HOST = ("missing", "unreadable", "not yet due", "cannot be judged")
_INTRODUCTION = """\
# Criteria

<!-- made by docs/make_criteria.py: change the docstrings, then run it -->

A criterion is what a procedure may require of a characteristic. `qa-run explain NAME` prints what stands here, also for
criteria of plugins. Each criterion reads the recorded value in its own way; a value that is missing, or cannot be read
so, is nonconforming (`missing`, `unreadable`) whatever the criterion asks.
"""


def page() -> str:
    """The whole page."""
    offers = {offer.name: offer for offer in host_of(Options()).criteria if offer.plugin == "qa-run"}
    sorted_out = [name for names in FAMILIES.values() for name in names]
    if unknown := sorted({*offers} ^ {*sorted_out}):
        raise ValueError(f"FAMILIES and the criteria differ: {', '.join(unknown)}")
    parts = [_INTRODUCTION]
    for family, names in FAMILIES.items():
        parts.append(f"## {family}\n")
        if family in SAID:
            parts.append(fill(SAID[family], 120) + "\n")
        parts += [_section(offers[name]) for name in names]
    return "\n".join(parts)


def _section(offer: Offer) -> str:
    lines = [f"### `{offer.name}`", ""]
    for paragraph in cleandoc(offer.what.__doc__ or "").split("\n\n"):
        lines += [*_paragraph(paragraph), ""]
    lines += [*_keys(offer), *_findings(offer)]
    return "\n".join(lines).rstrip() + "\n"


def _paragraph(text: str) -> list[str]:
    if is_yaml(text):
        return ["```yaml", *dedent(text).splitlines(), "```"]
    if told := keys_told(text):
        return [f"- `{key}`: {said}" for key, said in told]
    return text.splitlines()


def _keys(offer: Offer) -> Iterator[str]:
    """What may be written under it; the limits, which many have, in one line."""
    keys = {key: field for key, field, _ in keys_of(offer.what)}
    rest = {key: field for key, field in keys.items() if offer.flat or key not in _LIMITS}
    if not keys:
        yield from [f"Written `{offer.name}: true`.", ""]
        return
    yield from ["| key | takes | default |", "|---|---|---|"]
    for key, field in rest.items():
        yield f"| `{key}` | {type_name(field.type).replace('|', 'or')} | {_default(field)} |"
    if len(rest) < len(keys):
        yield f"| {', '.join(f'`{key}`' for key in _LIMITS if key in keys)} | as under [limits](#limits) | |"
    yield ""


def _default(field: Any) -> str:
    default = field.default
    if repr(default) == "NOTHING":
        return "required"
    return "" if default is None or default == () or not isinstance(default, str | int | tuple) else as_written(default)


def _findings(offer: Offer) -> Iterator[str]:
    reads = getattr(offer.what, "reads", None)
    examples = getattr(offer.what, "examples", ())
    names = list(dict.fromkeys(finding for each in examples for finding in each.fails))
    names = [name for name in names if name not in _OF_THE_HOST]
    if not names and isinstance(getattr(offer.what, "finding", None), str):
        names = [offer.what.finding]
    said = [
        f"Reads {READ[reads]}." if isinstance(reads, Kind) else "Reads numbers, texts, or true and false, as written."
    ]
    if names:
        said.append(f"Findings: {', '.join(f'`{name}`' for name in names)}.")
    if examples and examples[0].passes and not examples[0].columns:
        first = examples[0]
        start = as_written(first.written)
        start = start.strip("{}") if offer.flat else f"{offer.name}: {start}"
        told = {name: values for name, values in first.fails.items() if name not in _OF_THE_HOST}
        fails = _few(value for values in told.values() for value in values)
        said.append(f"`{start}` takes {_few(first.passes) or 'a blank'}" + (f" and refuses {fails}." if fails else "."))
    yield " ".join(said)


def _few(values: Iterable[Any]) -> str:
    """Some of the values, those that can be seen as they are."""
    plain = [f"`{value}`" for value in values if value is not None and str(value).strip() == str(value) != ""]
    return ", ".join(plain[:3])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
