"""A verdict in words: what was found, and the numbers that people and pipelines read."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from qa_run.judging.counts import Counts
from qa_run.judging.items import Decision
from qa_run.judging.statistics import settled
from qa_run.model.judged import Judged
from qa_run.model.procedure import Procedure, Requirement, Shape


def number(value: Any) -> str:
    """A number for people: at most six significant digits, no needless zeros."""
    if isinstance(value, float):
        return f"{value:.6g}" if isfinite(value) else str(value)
    return str(value)


def message_of(
    procedure: Procedure, requirement: Requirement, counts: Counts, row: int, decision: Decision, language: str
) -> str:
    """One sentence: how many of how many, and what was wrong with them."""
    n, bad = decision.inspected, decision.nonconforming
    noun = procedure.noun(n, language)
    if requirement.shape is not Shape.ITEM:
        judged = decision.judged
        found = judged.told if judged is not None else ""
        if judged is not None and judged.shown is not None and not found:
            values = f"{n - bad} {procedure.noun(n - bad, language)}"
            found = f"{requirement.name} of {values} is {number(settled(judged.shown))}"
        return "; ".join(part for part in (found, decision.reason) if part)
    if n == 0:
        return decision.reason
    parts = [f"{bad} of {n} {noun}" if bad else f"{n} {noun}, none nonconforming"]
    kinds = {
        "unreadable condition": 0 if requirement.skip_unknown else counts.unknown_condition[row],
        "missing": 0 if requirement.optional else counts.missing[row],
        "unreadable": counts.unreadable[row],
        **{name: column[row] for name, column in counts.findings.items()},
    }
    counted = [f"{count} {name}" for name, count in kinds.items() if count]
    if counted and bad:
        parts[0] += f": {', '.join(counted)}"
    accept = decision.judged.accept if decision.judged else None
    if accept is not None and (accept or bad):
        parts.append(f"at most {number(accept)} accepted" if accept else "none accepted")
    return "; ".join([*parts, decision.reason] if decision.reason else parts)


def measured_of(requirement: Requirement, counts: Counts, row: int, decision: Decision) -> Mapping[str, Any]:
    """The numbers behind the verdict."""
    measured: dict[str, Any] = {}
    if requirement.shape is not Shape.ITEM:
        if decision.judged is not None:
            alone = requirement.shape is Shape.STATISTIC and not decision.judged.numbers
            if decision.judged.shown is not None or alone:
                measured[requirement.name] = settled(decision.judged.shown)
            measured |= {name: settled(value) for name, value in decision.judged.numbers.items()}
        measured["n"] = counts.conforming[row]
        return measured
    if counts.extremes and counts.extremes[0][row] is not None:
        measured = {"min": counts.extremes[0][row], "max": counts.extremes[1][row]}
    if counts.marginal[row]:
        measured["marginal"] = counts.marginal[row]
    measured |= {name: column[row] for name, column in counts.statistics.items()}
    return measured


def limits_of(requirement: Requirement, judged: Judged | None, sentence: str) -> Mapping[str, Any]:
    """The limits, in the recorded unit."""
    limits = dict(getattr(requirement.criterion, "limits", None) or (judged.limits if judged else {}))
    if not limits:
        return {}
    # a count and a share have no unit of the characteristic
    plain = getattr(requirement.criterion, "measured_in", "value") in ("number", "share")
    return {**limits, "unit": "" if plain else requirement.unit_recorded, "as_written": sentence}
