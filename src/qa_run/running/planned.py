"""What of a procedure can be judged on a batch, and of the rest why not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from qa_run.engines.table import MADE, Engine
from qa_run.errors import SampleError
from qa_run.host import Host
from qa_run.loading.suggest import did_you_mean
from qa_run.model.procedure import Procedure, Requirement
from qa_run.planning.columns import needs_of
from qa_run.running.asked import Asked
from qa_run.running.implied import UNDECIDED, is_draft, requirements_of
from qa_run.running.subject import Subject

if TYPE_CHECKING:
    from qa_run.judging.narrowed import Narrowing
    from qa_run.planning.selecting import Chosen


@frozen(eq=False, repr=False)
class Planned:
    """The requirements that are asked for, and what is judged of them.

    lacking:   of each requirement why it cannot be judged; blank where it can
    subject:   those that can
    narrowing: what is not shown, where not all was asked for
    """

    requirements: tuple[Requirement, ...]
    lacking: tuple[str, ...]
    subject: Subject
    narrowing: "Narrowing | None"


def planned(procedure: Procedure, engine: Engine, host: Host, asked: Asked) -> Planned:
    """What of `procedure` is judged on the rows that `engine` holds."""
    plan = _planned(procedure, engine, host, asked, one_reading=False)
    if procedure.samples.time_zone is None:
        return plan
    from qa_run.running.twice_shown import any_shown_twice, is_worth_a_look  # only samples with a zone pay for it

    if not is_worth_a_look(plan.subject.requirements) or any_shown_twice(plan.subject):
        return plan
    return _planned(procedure, engine, host, asked, one_reading=True)


def _planned(procedure: Procedure, engine: Engine, host: Host, asked: Asked, one_reading: bool) -> Planned:
    chosen = asked.of(procedure)
    requirements = requirements_of(procedure, host, one_reading)
    narrowing = _narrowing(procedure, chosen)
    if chosen is not None:
        asked_for = chosen.planned(procedure.path, requirements)
        requirements = tuple(each for each in requirements if each in asked_for or is_draft(each))
    headers = engine.headers()
    lacking = tuple(_lacking(each, procedure, headers) for each in requirements)
    fit = tuple(each for each, lack in zip(requirements, lacking, strict=True) if not lack)
    subject = Subject(procedure=procedure, requirements=fit, engine=engine, as_of=asked.as_of)
    _check_names(subject)
    return Planned(requirements, lacking, subject, narrowing)


def _check_names(subject: Subject) -> None:
    """Raise SampleError where two names differ only in the case of their letters: in a query they are one."""
    samples = subject.procedure.samples
    named = dict.fromkeys((*subject.keys, *subject.procedure.observations), samples.place)
    for requirement in subject.requirements:
        named |= {want.column: requirement.place for want in needs_of(requirement, samples).wanted}
    first: dict[str, str] = {}
    for name, place in named.items():
        other = first.setdefault(name.lower(), name)
        if other != name:
            raise SampleError(
                f"{place}: {other!r} and {name!r} differ only in the case of their letters, and queries do not tell "
                f"them apart; give one of them another name, and under samples: columns: {{name: its header}}"
            )


def _narrowing(procedure: Procedure, chosen: "Chosen | None") -> "Narrowing | None":
    if chosen is None:
        return None
    from qa_run.judging.narrowed import Narrowing  # only a run that is narrowed pays for it

    return Narrowing(procedure.path, chosen)


def _lacking(requirement: Requirement, procedure: Procedure, headers: Sequence[str]) -> str:
    """Why the requirement cannot be planned on this batch; blank where it can."""
    if is_draft(requirement):
        return UNDECIDED
    samples = procedure.samples
    needs = needs_of(requirement, samples).wanted
    if samples.events or samples.references or samples.of or procedure.observations:
        from qa_run.planning.layers import layers_of

        needs = layers_of(procedure, needs).recorded
    wanted = [want.header for want in needs]
    wanted += [samples.header_of(name) for names in requirement.per for name in names]
    if requirement.characteristic == "@item" or samples.item is None:
        # what the samples themselves name must be there even where no criterion asks for it
        named = (samples.time, samples.lot and samples.lot.column, samples.lot and samples.lot.size_column)
        wanted += [samples.header_of(name) for name in named if name]
    gone = [header for header in dict.fromkeys(wanted) if header not in headers and header not in MADE]
    if not gone:
        return ""
    hint = did_you_mean(gone[0], headers) or f"it has: {', '.join(headers[:12]) or 'none'}"
    others = "".join(f", nor {_guessed(header, headers)}" for header in gone[1:])
    return f"the batch has no column {gone[0]!r} ({hint}){others}"


def _guessed(header: str, headers: Sequence[str]) -> str:
    hint = did_you_mean(header, headers)
    return f"{header!r} ({hint})" if hint else repr(header)
