"""How it is sampled: what is an item, where more is known of it, and what is left out."""

from collections.abc import Iterator

from qa_run.handbook.telling import least_told, strata_told, when_told
from qa_run.model.exclusion import Exclusion
from qa_run.model.procedure import Procedure, Requirement, makes_its_value
from qa_run.model.samples import Reference
from qa_run.saying import listed_in, said


def sampling_told(procedure: Procedure, least: int, language: str) -> Iterator[str]:
    """The lines at the end of a page; `least` is how many items every verdict takes, where that is one number."""
    samples = procedure.samples
    if samples.item is None:
        yield said(language, "one item a row")
    elif not procedure.called.get(language):
        yield said(language, "an item is told by {column}", column=samples.item)
    else:
        noun = procedure.noun(1, language)
        yield said(language, "one {noun} is one item, told apart by {column}", noun=noun, column=samples.item)
    if samples.events is not None:
        yield said(language, "each row is an event of an item, told by {column}", column=samples.events.name)
    if procedure.only is not None:
        yield said(language, "only where {condition}", condition=when_told(procedure.only, language))
    for exclusion in procedure.exclude:
        yield _excluded(procedure, exclusion, language)
    if least:
        yield least_told(procedure, least, language)
    if samples.lot is not None:
        yield said(language, "the lot is told by {column}", column=samples.lot.column)
    if samples.time is not None:
        yield said(language, "the order is told by {column}", column=samples.time)
    yield from (_looked_up(name, reference, language) for name, reference in samples.references.items())
    yield strata_told(samples.per, language)
    for column, names in samples.expected.items():
        told = said(language, "{column} from {names}", column=column, names=", ".join(names))
        yield said(language, "expected: {names}", names=told)


def observed(procedure: Procedure, requirement: Requirement, language: str) -> str:
    """What the value that is required something of is made of, if nobody records it; blank where it is recorded."""
    known, name = procedure.observations, requirement.column
    if name not in known:
        return ""
    if makes_its_value(requirement.criterion):  # which says of what
        told = [said(language, "made of what is recorded")]
    else:
        told = [said(language, "made of what is recorded: {what}", what=known[name].made)]
    told += [f"{each}: {known[each].made.sentence(language)}" for each in known[name].inputs if each in known]
    return "; ".join(told)


def _excluded(procedure: Procedure, exclusion: Exclusion, language: str) -> str:
    if exclusion.when is not None:
        told = said(language, "left out where {condition}", condition=when_told(exclusion.when, language))
    elif exclusion.items:
        told = said(language, "left out: {items}", items=listed_in(language, exclusion.items))
    else:
        told = said(language, "lots left out: {lots}", lots=listed_in(language, exclusion.lots))
    most = exclusion.at_most
    if most is not None:
        told += ", " + said(language, "at most {limit}", limit=most)
        told += f" {procedure.noun(most, language)}" if isinstance(most, int) else ""
    told += said(language, ", until {day}", day=exclusion.until) if exclusion.until is not None else ""
    return f"{told} ({exclusion.because})"


def _looked_up(name: str, reference: Reference, language: str) -> str:
    key = said(language, " and ").join(reference.key.values())
    if reference.valid is None:
        return said(language, "looked up in {name} by {key}", name=name, key=key)
    return said(language, "looked up in {name} by {key}, as of {time}", name=name, key=key, time=reference.valid.at)
