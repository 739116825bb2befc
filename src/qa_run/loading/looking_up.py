"""Whether what is looked up can be: the references that requirements name, and the columns that they are found by."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import fields

from qa_run.errors import Place
from qa_run.loading.faults import Faults
from qa_run.loading.suggest import did_you_mean
from qa_run.model.lookup import looks_up
from qa_run.model.procedure import Requirement
from qa_run.model.samples import Reference, Samples
from qa_run.model.values import Nested


def check_references(requirements: Iterable[Requirement], samples: Samples, faults: Faults) -> None:
    """A fault for each requirement that looks up what is not there, or that every item would meet."""
    references = samples.references
    for requirement in requirements:
        if requirement.column in references and requirement.name in ("present", "absent"):
            hint = f"write {{equals: {'found' if requirement.name == 'present' else 'not found'}}}"
            message = f"the reference {requirement.column} is always there, found or not found"
            faults.add(requirement.place, message, hint)
        for column, criterion in _looking(requirement):
            _check(column, criterion, requirement.place, samples, faults)
        for name in getattr(requirement.criterion, "references", ()):
            if name not in references:
                _unknown(name, requirement.place, samples, faults)


def _looking(requirement: Requirement) -> Iterator[tuple[str, Any]]:
    """The criterion, those inside of it and those of its conditions, each with its column."""
    yield from _inside(requirement.column, requirement.criterion)
    for condition in requirement.scope.conditions:
        yield from _inside(condition.column, condition.criterion)


def _inside(column: str, criterion: Any) -> Iterator[tuple[str, Any]]:
    yield column, criterion
    for attribute in fields(type(criterion)):
        if isinstance(inner := getattr(criterion, attribute.name), Nested):
            yield from _inside(column, inner.criterion)


def _check(judged: str, criterion: Any, place: Place, samples: Samples, faults: Faults) -> None:
    references = samples.references
    for attribute, lookup in looks_up(criterion):
        name, by = lookup.name, attribute.metadata.get("qa_run.by")
        column = str(getattr(criterion, by)) if by else judged
        if name not in references:
            _unknown(name, place, samples, faults)
        elif column not in references[name].key.values():
            keys = ", ".join(references[name].key.values())
            message = f"{name} is looked up by {keys}, and not by {column}"
            faults.add(place, message, f"{'name' if by else 'require it of'} {keys}, or change its key")
        elif not by and getattr(criterion, "marginal_", None) is not None and _endless(references[name]):
            hint = "write valid: {from: …, until: …} for it, or leave marginal out"
            faults.add(place, f"the rows of {name} hold for ever, so that none ends soon", hint)


def _endless(reference: Reference) -> bool:
    return reference.valid is None or not reference.valid.until


def _unknown(name: str, place: Place, samples: Samples, faults: Faults) -> None:
    hint = did_you_mean(name, samples.references) or "name it under samples.references"
    faults.add(place, f"the samples have no reference {name!r}", hint)
