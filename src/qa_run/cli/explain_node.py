"""`qa-run explain NODE-ID`: what is required of what, why, who says so, and how it stood."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import Line, Span, labelled, line
from qa_run.errors import UsageError
from qa_run.host import Host
from qa_run.judging.ids import encoded
from qa_run.loading.suggest import did_you_mean
from qa_run.model.conditions import Condition, When
from qa_run.model.lots import decides_per_lot
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.selection import Selection
from qa_run.running.narrowing import narrowed_by

#: How the inspection of a node id ended in the runs on record, oldest first.
Past = Callable[[str], Sequence[Outcome]]


def nothing_known(_: str) -> Sequence[Outcome]:
    """No run is on record."""
    return ()


def explain_node(word: str, host: Host, here: Path, width: int, past: Past = nothing_known) -> Iterator[Line]:
    """Each requirement that `word` names. UsageError where it names none, or a stratum that cannot be."""
    found = narrowed_by([word], Selection(), (), host, here)
    for one in found.every:
        chosen = found.chosens.by_path[one.procedure.path]
        number = 0
        for requirement in one.requirements:
            node = one.node(requirement)
            if node not in chosen.strata:
                continue
            for end in sorted(chosen.strata[node].only or [""]):
                _check(word, requirement, end)
                yield from [line()] if number else []
                yield from explained(one.procedure, requirement, f"{node}{end}", past(f"{node}{end}"), width)
                number += 1


def _check(word: str, requirement: Requirement, end: str) -> None:
    """Refuse a stratum whose columns the requirement is not judged by. Whether it exists, only samples can tell."""
    names = tuple(each.partition("=")[0] for each in end.strip("[]").split(",")) if end else ()
    sets = [tuple(map(encoded, each)) for each in requirement.per]
    if names and names not in sets:
        near = did_you_mean(",".join(names), [",".join(each) for each in sets])
        told = " or ".join(f"[{','.join(f'{name}=…' for name in each)}]" for each in sets)
        hint = near or (f"write {told}" if told else "it is judged over all only")
        raise UsageError(f"explain {word}: it is not judged by {', '.join(names)} ({hint})")


def explained(
    procedure: Procedure, requirement: Requirement, node: str, past: Sequence[Outcome], width: int
) -> Iterator[Line]:
    """The requirement in words, with all that a reader who wonders at a verdict may ask next."""
    yield line(Span(node, "bold"))
    named = " ".join(part for part in (procedure.title or procedure.name, _edition(procedure)) if part)
    for label, text in (
        ("required", _required(requirement)),
        ("of", _of(requirement)),
        ("because", requirement.because),
        ("where", _scope(requirement)),
        ("accepted", _accepted(procedure, requirement)),
        ("sampling", _sampling(requirement)),
        ("strata", _strata(requirement, node)),
        ("class", requirement.severity.value if requirement.severity else "none"),
        ("tags", ", ".join(requirement.tags)),
        ("by", f"{requirement.name}, of {requirement.plugin}"),
        ("written", str(requirement.place)),
        ("changed", _changed(requirement)),
        ("extends", ", ".join(procedure.extends)),
        ("procedure", named),
        ("owner", procedure.owner),
        ("so far", _past(past)),
    ):
        if text:
            yield from labelled(label, text, width)


def _edition(procedure: Procedure) -> str:
    parts = [f"revision {procedure.revision}"] if procedure.revision else []
    parts += [f"in force from {procedure.effective}"] if procedure.effective else []
    return f"({', '.join(parts)})" if parts else ""


def _required(requirement: Requirement) -> str:
    sentence = (requirement.written or requirement.criterion).sentence("en")
    return f"{requirement.title}: {sentence}" if requirement.title else str(sentence)


def _of(requirement: Requirement) -> str:
    unit = f", in {requirement.unit}" if requirement.unit else ""
    recorded = f", recorded in {requirement.recorded_in}" if requirement.recorded_in else ""
    missing = "; it may be missing" if requirement.optional else ""
    return f"the column {requirement.column!r}{unit}{recorded}{missing}" if requirement.column else ""


def _scope(requirement: Requirement) -> str:
    """The items that it is about, in words."""
    parts = [_when(when) for when in requirement.scope.within]
    parts += [f"not where {_when(when)}" for when in requirement.scope.without]
    if not parts:
        return ""
    rest = ["; where that is unknown, the item is skipped"] if requirement.skip_unknown else []
    rest += ["; no such item is fine"] if requirement.may_be_none else []
    return "only where " + ", and ".join(parts) + "".join(rest)


def _when(when: When) -> str:
    return " or ".join(" and ".join(map(_condition, group)) for group in when.any_of)


def _condition(condition: Condition) -> str:
    return f"{condition.column} is {condition.criterion.sentence('en')}"


def _accepted(procedure: Procedure, requirement: Requirement) -> str:
    """By which rule nonconforming items are borne with, or who decides that."""
    if requirement.counted_in:
        plan = procedure.plans
        of = requirement.counted_in.value
        name = f"{procedure.path}::@{of}::{plan.name}" if plan else ""
        return f"by the plan of the class {of}, which counts it with all others of the class: {name}"
    if requirement.acceptance is None:
        return "one number of all items: it is within its limits or not"
    sentence = getattr(requirement.acceptance, "sentence", None)
    if requirement.members:
        return ""  # it stands in what is required
    return str(sentence("en")) if callable(sentence) else type(requirement.acceptance).__name__


def _sampling(requirement: Requirement) -> str:
    parts = [f"at least {requirement.at_least} inspected, else it is not inspected"] if requirement.at_least else []
    if decides_per_lot(requirement.acceptance) or requirement.counted_in:
        lot = requirement.lot
        parts.append(f"decided for each lot, by the column {lot.column!r}" if lot else "the whole sample is one lot")
    if requirement.members:
        parts.append("counts " + ", ".join(f"{each.characteristic}::{each.id}" for each in requirement.members))
    return "; ".join(parts)


def _strata(requirement: Requirement, node: str) -> str:
    if node.endswith("]"):
        return "this verdict is about one stratum; whether it is there, the samples tell"
    sets = [" and ".join(each) for each in requirement.per]
    return f"a verdict over all, and one for each {', and for each '.join(sets)}" if sets else "one verdict over all"


def _changed(requirement: Requirement) -> str:
    """The line that overrides what the base says, or what stands around a case."""
    if requirement.overrides is None:
        return f"the case {requirement.case}" if requirement.case else ""
    return f"at {requirement.overrides}, which makes it {requirement.override or 'different'}"


def _past(past: Sequence[Outcome]) -> str:
    """The last runs, oldest first: a letter each, and the last one in words."""
    if not past:
        return "no run on record"
    letters = "".join(LOOKS[outcome].letter for outcome in past)
    released = sum(outcome.releases for outcome in past)
    return f"{letters}  ({released} of {len(past)} released, the last one {LOOKS[past[-1]].counted})"
