"""What every procedure requires without saying so."""

from typing import Any

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.engines.table import LISTED, RECORDED
from qa_run.host import CORE, Host
from qa_run.model.columns import Column
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.procedure import Procedure, Requirement, Shape
from qa_run.model.samples import KINDS, TIMED
from qa_run.planning.classes import inspections_of
from qa_run.planning.columns import bound_requirement
from qa_run.saying import said

#: What a draft lacks, and what every verdict on that says.
DRAFT = "draft"
UNDECIDED = "a draft: nobody has decided yet what is required; take draft: out once that is done"


@frozen(eq=False, repr=False)
class Settled:
    """Somebody has decided what the procedure requires; as long as it is a draft, nobody has."""

    reads = AnyKind

    def sentence(self, language: str) -> str:
        return said(language, "no draft")

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value.is_null() & ~value.is_null()


@frozen(eq=False, repr=False)
class Listed:
    """The item is recorded, and stands in the list of what should be there."""

    recorded: Column = field(default=Column(RECORDED))
    listed: Column = field(default=Column(LISTED))
    reads = AnyKind
    exclusive = True
    judges_missing = True

    def sentence(self, language: str) -> str:
        return said(language, "recorded, and in the list")

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {"not recorded": self.recorded.value.is_null(), "not in the list": self.listed.value.is_null()}


def implied_requirements(procedure: Procedure, host: Host) -> tuple[Requirement, ...]:
    """No item twice, since a copied row must not fill a sample; where there is a list of what should be there, all of
    it and nothing else; and of a draft, that it is none any more."""
    samples, unique = procedure.samples, host.criteria.get("unique")
    events = samples.events
    found: list[Requirement] = [_draft(procedure, host)] if procedure.draft else []
    if events is not None and (present := host.criteria.get("present")) is not None:
        found.append(_implied(procedure, host, "present", present.name, present.what(), "Each event of an item"))
        for name, title in ((KINDS, "Each event of a known kind"), (TIMED, "Each event at a known time")):
            if (made := procedure.observations.get(name)) is not None:
                one = _implied(procedure, host, made.kind, made.kind, made.made, title)
                found.append(evolve(one, column=made.name))
    elif samples.item is not None and not samples.repeats_allowed and unique is not None:
        found.append(_implied(procedure, host, "unique", unique.name, unique.what(), "Each item once"))
    if samples.item is not None and samples.of is not None:
        found.append(_implied(procedure, host, "of", "of", Listed(), "All that is listed, and nothing else"))
    if samples.time is not None and procedure.family is not None and procedure.family.latest:
        from qa_run.running.in_force import MadeInForce  # most procedures have one revision

        one = _implied(procedure, host, "revision", "revision", MadeInForce(), "The revision that it is judged by")
        found.append(evolve(one, column=samples.time))
    return tuple(found)


def is_draft(requirement: Requirement) -> bool:
    """Whether this is what every draft fails: it is part of each run of it, whatever that is narrowed to."""
    return isinstance(requirement.criterion, Settled)


def _draft(procedure: Procedure, host: Host) -> Requirement:
    rule = host.acceptance.get("at_most")
    return Requirement(
        characteristic="@procedure",
        column="",
        id=DRAFT,
        criterion=Settled(),
        written=Settled(),
        name=DRAFT,
        plugin=CORE,
        shape=Shape.ITEM,
        place=procedure.draft or procedure.place,
        title="What is required has been decided",
        acceptance=rule.what(at_most=0) if rule else None,
        tags=procedure.tags,
    )


def _implied(procedure: Procedure, host: Host, id_: str, name: str, criterion: Any, title: str) -> Requirement:
    samples, rule = procedure.samples, host.acceptance.get("at_most")
    return Requirement(
        characteristic="@item",
        column=samples.item or "",
        id=id_,
        criterion=criterion,
        written=criterion,
        name=name,
        plugin=CORE,
        shape=Shape.ITEM,
        place=samples.of.place if id_ == "of" and samples.of else samples.place,
        title=title,
        acceptance=rule.what(at_most=0) if rule else None,
        tags=procedure.tags,
    )


def requirements_of(procedure: Procedure, host: Host, one_reading: bool = False) -> tuple[Requirement, ...]:
    """All that is inspected of a procedure, bound to its samples: what follows from the samples, then the classes, for
    they decide for what they count, then what is written.

    one_reading: no time of the samples is one that clocks have shown twice
    """
    implied = implied_requirements(procedure, host)
    samples = evolve(procedure.samples, time_zone=None) if one_reading else procedure.samples
    bound = tuple(bound_requirement(each, samples) for each in (*implied, *procedure.requirements))
    return (*bound[: len(implied)], *inspections_of(procedure, bound), *bound[len(implied) :])
