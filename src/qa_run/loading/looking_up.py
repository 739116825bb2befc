"""Whether what is looked up can be: the references that requirements name, and the columns that they are found by."""

from collections.abc import Iterable

from qa_run.loading.faults import Faults
from qa_run.loading.suggest import did_you_mean
from qa_run.model.procedure import Requirement
from qa_run.model.samples import Samples


def check_references(requirements: Iterable[Requirement], samples: Samples, faults: Faults) -> None:
    """A fault for each requirement that looks up what is not there, or that every item would meet."""
    references = samples.references
    for requirement in requirements:
        if requirement.column in references and requirement.name in ("present", "absent"):
            hint = f"write {{equals: {'found' if requirement.name == 'present' else 'not found'}}}"
            message = f"the reference {requirement.column} is always there, found or not found"
            faults.add(requirement.place, message, hint)
        for name in getattr(requirement.criterion, "references", ()):
            if name not in references:
                _unknown(name, requirement, samples, faults)
        if not getattr(requirement.criterion, "looks_up", False):
            continue
        name = requirement.criterion.reference.name
        if name not in references:
            _unknown(name, requirement, samples, faults)
        elif requirement.column not in references[name].key.values():
            keys = ", ".join(references[name].key.values())
            message = f"{name} is looked up by {keys}, and not by {requirement.column}"
            faults.add(requirement.place, message, f"require it of {keys}, or change its key")
        elif requirement.criterion.marginal_ is not None and references[name].valid is None:
            hint = "write valid: {from: …, until: …} for it, or leave marginal out"
            faults.add(requirement.place, f"the rows of {name} hold for ever, so that none ends soon", hint)


def _unknown(name: str, requirement: Requirement, samples: Samples, faults: Faults) -> None:
    hint = did_you_mean(name, samples.references) or "name it under samples.references"
    faults.add(requirement.place, f"the samples have no reference {name!r}", hint)
