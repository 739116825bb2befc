"""A procedure as a chapter: what stands on its page, before anybody thinks of HTML or Markdown."""

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from qa_run.handbook.sampled import observed, sampling_told
from qa_run.handbook.telling import (
    accepted_told,
    in_people_s_units as for_people,
    least_told,
    required,
    scope_told,
    strata_told,
)
from qa_run.host import Host
from qa_run.model.procedure import Override, Procedure, Requirement
from qa_run.planning.classes import inspections_of
from qa_run.running.implied import implied_requirements
from qa_run.saying import said

_OVERRIDDEN = {
    "weaker": "weaker than its base", "stronger": "stronger than its base", "changed": "changed from its base",
}  # fmt: skip
_IN_A_CASE = {"weaker": "weaker than usual", "stronger": "stronger than usual", "changed": "different from usual"}


@frozen(kw_only=True, eq=False, repr=False)
class Ask:
    """One requirement: the sentence, what it is called, its class, and what else is to be known of it."""

    name: str
    sentence: str
    severity: str
    severity_name: str
    accepted: str
    holds: str
    notes: tuple[str, ...]
    because: str


@frozen(kw_only=True, eq=False, repr=False)
class Characteristic:
    """One feature of the product: what it is called, what it is recorded as, and what is asked of it."""

    name: str
    title: str
    recorded: tuple[str, ...]
    how: tuple[str, ...]
    asks: tuple[Ask, ...]


@frozen(kw_only=True, eq=False, repr=False)
class Chapter:
    """The page of a procedure. `file` is the name of the page, without an ending."""

    file: str
    procedure: Procedure
    title: str
    based_on: str
    sampling: tuple[str, ...]
    characteristics: tuple[Characteristic, ...]
    less: tuple[str, ...]

    @property
    def asks(self) -> int:
        return sum(len(each.asks) for each in self.characteristics)


def chapters_of(procedures: Sequence[Procedure], host: Host, language: str) -> tuple[Chapter, ...]:
    """A chapter for each procedure, in their order; no two have the same page."""
    files = _files(each.name for each in procedures)
    return tuple(_chapter(each, host, language, file) for each, file in zip(procedures, files, strict=True))


def _files(names: Iterable[str]) -> list[str]:
    """Names of pages that every system takes, none of them that of the index."""
    taken, found = {"index"}, []
    for name in names:
        plain = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "procedure"
        file, number = plain, 1
        while file.casefold() in taken:
            number += 1
            file = f"{plain}-{number}"
        taken.add(file.casefold())
        found.append(file)
    return found


def _chapter(procedure: Procedure, host: Host, language: str, file: str) -> Chapter:
    own = procedure.requirements
    every = (*own, *inspections_of(procedure, own), *implied_requirements(procedure, host))
    grouped: dict[str, list[Requirement]] = {}
    for each in every:
        implied = each.characteristic.startswith("@")  # what follows from the samples is no feature of the product
        grouped.setdefault(f"@{each.title}" if implied else each.characteristic, []).append(each)
    leasts = {each.at_least for each in own}
    least = leasts.pop() if len(leasts) == 1 else None  # what is the same for all is told once
    return Chapter(
        file=file,
        procedure=procedure,
        title=procedure.title or procedure.name,
        based_on=said(language, "Based on {files}", files=", ".join(procedure.extends)) if procedure.extends else "",
        sampling=tuple(sampling_told(procedure, least or 0, language)),
        characteristics=tuple(
            _characteristic(procedure, name, asked, least is None, language) for name, asked in grouped.items()
        ),
        less=tuple(_less(each, language) for each in procedure.overrides if each.kind in ("gone", "weaker")),
    )


def _characteristic(
    procedure: Procedure, name: str, asked: Sequence[Requirement], leasts: bool, language: str
) -> Characteristic:
    first = asked[0]
    implied = name.startswith("@")
    title = said(language, first.title) if implied else first.title
    recorded = []
    if not implied:
        made = observed(procedure, first, language)
        recorded += [made or said(language, "column {column}", column=first.column)] * (
            made != "" or first.column != name
        )
        recorded += [for_people(said(language, "unit {unit}", unit=first.unit))] if first.unit else []
        converted = first.recorded_in and not made
        recorded += [for_people(said(language, "recorded in {unit}", unit=first.recorded_in))] if converted else []
        recorded += [said(language, "may be missing")] if first.optional else []
    return Characteristic(
        name="" if implied else name,
        title=title or name,
        recorded=tuple(recorded),
        how=first.how,
        asks=tuple(
            _ask(procedure, each, len(asked) > 1, leasts, each.because if each.because != before else "", language)
            for each, before in zip(asked, ("", *(one.because for one in asked)), strict=False)
        ),
    )


def _ask(
    procedure: Procedure, requirement: Requirement, several: bool, leasts: bool, because: str, language: str
) -> Ask:
    notes = []
    if requirement.case:
        notes.append(said(language, "Case {case}", case=requirement.case))
    if requirement.overrides is not None and requirement.override:
        kinds = _IN_A_CASE if requirement.case else _OVERRIDDEN
        notes.append(said(language, kinds.get(requirement.override, kinds["changed"])))
    if leasts and requirement.at_least:
        notes.append(least_told(procedure, requirement.at_least, language))
    implied = requirement.characteristic.startswith("@")
    if requirement.per != procedure.samples.per and requirement.lot is None and not implied:
        notes.append(strata_told(requirement.per, language))
    severity = requirement.severity.value if requirement.severity else ""
    return Ask(
        name=requirement.id if several else "",
        sentence=required(requirement, language),
        severity=severity,
        severity_name=said(language, severity) if severity else "",
        accepted=for_people(accepted_told(procedure, requirement, language)),
        holds=scope_told(requirement, language),
        notes=tuple(notes),
        because=because,
    )


def _less(override: Override, language: str) -> str:
    """What a file takes away from its base, which must be seen."""
    change = f"{override.was} → {override.now}" if override.now else override.was
    return f"{said(language, override.kind)}: {'.'.join(override.path)}: {change} ({override.place})"
