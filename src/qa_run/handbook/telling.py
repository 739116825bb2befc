"""What a requirement asks, where it holds and how it is decided, in words of one language."""

import re
from typing import Any

from qa_run.errors import PluginError
from qa_run.model.conditions import Condition, When
from qa_run.model.lots import decides_per_lot
from qa_run.model.procedure import Procedure, Requirement
from qa_run.saying import said

#: Units as people read them, behind a number or a word.
_UNITS = {"degC": "°C", "degF": "°F", "um": "µm"}
_UNIT = re.compile(rf"(?<= )({'|'.join(_UNITS)})\b")


def in_people_s_units(text: str) -> str:
    """`text` with the signs for units that are written in letters in a file."""
    return _UNIT.sub(lambda found: _UNITS[found[1]], text)


def people_s_unit(unit: str) -> str:
    """One unit alone: °C for degC."""
    return _UNITS.get(unit, unit)


def required(requirement: Requirement, language: str) -> str:
    """The requirement as a sentence, in the unit in which it is written."""
    try:
        return in_people_s_units(str((requirement.written or requirement.criterion).sentence(language)))
    except Exception as error:
        what = f"plugin {requirement.plugin}: {requirement.name} has no sentence in the language {language!r}"
        raise PluginError(f"{what}: {type(error).__name__}: {error}") from error


def scope_told(requirement: Requirement, language: str) -> str:
    """The items that it is about; blank where it is about all."""
    within = [said(language, "only where {condition}", condition=when_told(when, language))
              for when in requirement.scope.within]  # fmt: skip
    without = [said(language, "not where {condition}", condition=when_told(when, language))
               for when in requirement.scope.without]  # fmt: skip
    if not within and not without:
        return ""
    rest = ["where that is unknown, the item is skipped"] if requirement.skip_unknown else []
    rest += ["no such item is fine"] if requirement.may_be_none else []
    return "; ".join([said(language, ", and ").join([*within, *without]), *(said(language, each) for each in rest)])


def when_told(when: When, language: str) -> str:
    """A condition in words."""
    groups = [said(language, " and ").join(_condition(each, language) for each in group) for group in when.any_of]
    return in_people_s_units(said(language, " or ").join(groups))


def _condition(condition: Condition, language: str) -> str:
    return said(language, "{column} is {criterion}", column=condition.column, criterion=condition.criterion)


def accepted_told(procedure: Procedure, requirement: Requirement, language: str) -> str:
    """How many nonconforming items are borne with, and who decides."""
    rule: Any = requirement.acceptance
    if requirement.members:
        return _per_lot(requirement, language)
    if requirement.counted_in:
        return said(language, "by the plan of its class, with all others of the class")
    if decides_per_lot(requirement.criterion):
        return _per_lot(requirement, language)
    if rule is None:
        return said(language, "decided as a whole, not item by item")
    if getattr(rule, "at_most", None) == 0 and getattr(rule, "confidence", None) is None:
        return said(language, "no {item} may be nonconforming", item=procedure.noun(1, language),
                    items=procedure.noun(0, language))  # fmt: skip
    sentence = getattr(rule, "sentence", None)
    told = str(sentence(language)) if callable(sentence) else type(rule).__name__
    return f"{told}; {_per_lot(requirement, language)}" if decides_per_lot(rule) else told


def _per_lot(requirement: Requirement, language: str) -> str:
    if requirement.lot is None:
        return said(language, "decided for the whole sample as one lot")
    return said(language, "decided for each lot ({column})", column=requirement.lot.column)


def least_told(procedure: Procedure, least: int, language: str) -> str:
    """How many items a verdict takes."""
    noun = procedure.noun(least, language)
    return said(language, "at least {count} {noun}; fewer are not judged", least, noun=noun)


def strata_told(per: tuple[tuple[str, ...], ...], language: str) -> str:
    """Who gets a verdict of their own."""
    if not per:
        return said(language, "a verdict over all")
    names = said(language, ", and for each ").join(said(language, " and ").join(each) for each in per)
    return said(language, "a verdict over all, and one for each {strata}", strata=names)
