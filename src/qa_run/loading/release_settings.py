"""`[release]` in the settings: gate rules and issuer, every fault with its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from qa_run.errors import Fault, SpecErrors
from qa_run.loading.nodes import Entry, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.gate import CLASSES, NEVER_GO, RULED, ReleaseSettings, Step
from qa_run.model.outcome import Outcome

_OUTCOMES = {each.value: each for each in RULED}
_TEXTS = ("place", "url")
_KEYS = (*_OUTCOMES, "issuer", *_TEXTS, "every_stratum")
_ISSUER = ("name", "address", "contact", "registration")


def release_settings(node: Node) -> ReleaseSettings:
    """The settings of releases; raises SpecErrors with every fault."""
    if not isinstance(node, MapNode):
        raise ValueError('write a table: [release], and in it failed = {critical = "stop", major = "hold"}')
    faults: list[Fault] = []
    rules = dict(ReleaseSettings().rules)
    given: dict[str, Any] = {}
    for entry in node.entries:
        name = entry.key.text
        if name in _OUTCOMES:
            rules[_OUTCOMES[name]] = _rule(entry, _OUTCOMES[name], rules, faults)
        elif name == "issuer":
            given["issuer"] = _issuer(entry, faults)
        elif name in _TEXTS:
            given[name] = _text(entry, faults)
        elif name == "every_stratum":
            given[name] = _yes_no(entry, faults)
        else:
            hint = did_you_mean(name, _KEYS) or f"there are: {', '.join(_KEYS)}"
            faults.append(Fault(entry.key.place, f"there is no setting 'release.{name}'", hint))
    if faults:
        raise SpecErrors(faults)
    return ReleaseSettings(rules=rules, **given)


def _rule(
    entry: Entry, outcome: Outcome, rules: Mapping[Outcome, Mapping[str, Step]], faults: list[Fault]
) -> Mapping[str, Step]:
    """A step for all classes, or one for each that is named; the others stay as they were."""
    if not isinstance(entry.value, MapNode):
        step = _step(entry, outcome, faults)
        return dict.fromkeys(CLASSES, step) if step else rules[outcome]
    found = dict(rules[outcome])
    for each in entry.value.entries:
        if each.key.text not in CLASSES:
            faults.append(_unknown(each, f"'{each.key.text}' is no class of nonconformities", CLASSES))
        elif step := _step(each, outcome, faults):
            found[each.key.text] = step
    return found


def _step(entry: Entry, outcome: Outcome, faults: list[Fault]) -> Step | None:
    value = entry.value.value if isinstance(entry.value, ScalarNode) else None
    if not isinstance(value, str) or value not in tuple(Step):
        hint = (did_you_mean(value, tuple(Step)) if isinstance(value, str) else "") or 'write "go", "hold" or "stop"'
        faults.append(Fault(entry.value.place, f"release.{outcome.value}: this is no decision about a lot", hint))
        return None
    if value == Step.GO and outcome in NEVER_GO:
        message = f"release.{outcome.value}: a lot never goes on what could not be judged"
        faults.append(Fault(entry.value.place, message, 'write "hold" or "stop"'))
        return None
    return Step(value)


def _issuer(entry: Entry, faults: list[Fault]) -> dict[str, str]:
    if not isinstance(entry.value, MapNode):
        hint = 'as in issuer = {name = "Example Ltd", address = "1 Kitchen Street, London"}'
        faults.append(Fault(entry.value.place, "release.issuer: this is a table", hint))
        return {}
    found: dict[str, str] = {}
    for each in entry.value.entries:
        if each.key.text not in _ISSUER:
            faults.append(_unknown(each, f"there is no setting 'release.issuer.{each.key.text}'", _ISSUER))
        else:
            found[each.key.text] = _text(each, faults)
    return found


def _yes_no(entry: Entry, faults: list[Fault]) -> bool:
    if not isinstance(entry.value, ScalarNode) or not isinstance(entry.value.value, bool):
        faults.append(Fault(entry.value.place, f"release.{entry.key.text}: write true or false"))
        return True
    return entry.value.value


def _text(entry: Entry, faults: list[Fault]) -> str:
    if isinstance(entry.value, ScalarNode) and isinstance(entry.value.value, str) and entry.value.value.strip():
        return entry.value.value.strip()
    faults.append(Fault(entry.value.place, f"{entry.key.text}: write a text in quotes"))
    return ""


def _unknown(entry: Entry, message: str, known: Iterable[str]) -> Fault:
    names = list(known)
    return Fault(entry.key.place, message, did_you_mean(entry.key.text, names) or f"there are: {', '.join(names)}")
