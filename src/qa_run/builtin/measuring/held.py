"""Several numbers of one study, each held against its limits; and what is said where a study shows nothing."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any as AnyValue

from attrs import frozen

from qa_run import Judged, Labels, Limits, ShareLimits, Signal
from qa_run.builtin.criteria.held import within_limits

#: What a function of statistics is called where a procedure is written.
_WRITTEN = {
    "gage_rr_unbalanced": "method: reml",
    "gage_rr_nested": "nested: true",
    "use gage_rr_crossed, which then": "leave nested out, which then",
    "for one, see type_1": "for one part, gage_type_1",
    "for one, see bias": "for one, bias",
    "percent_agreement": "percent",
    "the tolerance from lower to upper limit": "the distance of the limits",
}


@frozen(eq=False, repr=False)
class Held:
    """One number that is required: what it is called, its limits, and what is judged: itself, or a bound of it."""

    name: str
    within: Limits
    value: float
    bound: float | None = None


def judged(
    held: Sequence[Held],
    numbers: Mapping[str, float | None],
    convention: str,
    about: str = "",
    signals: Sequence[Signal] = (),
) -> Judged:
    """All of them met, or which are not. `about` says of what they are; signals tell of a study that fails."""
    seen = [within_limits(each.within, each.value if each.bound is None else each.bound) for each in held]
    met = all(each.conforms for each in seen)
    parts = [_told(each, one) for each, one in zip(held, seen, strict=True)]
    return Judged(
        conforms=met,
        marginal=any(each.marginal for each in seen),
        convention=convention,
        told=", ".join(parts) + (f"; {about}" if about else ""),
        numbers={name: value for name, value in numbers.items() if value is not None and isfinite(value)},
        signals=() if met else tuple(signals),
    )


def undecided(error: object) -> Judged:
    """Why a study shows nothing, in the words of a procedure."""
    told = str(error)
    for name, written in _WRITTEN.items():
        told = told.replace(name, written)
    return Judged(True, undecided=told)


def lacking(arrays: Mapping[str, AnyValue], columns: Mapping[str, str]) -> str:
    """What some measurements lack of the columns that were collected by these names; blank where all is there."""
    import numpy as np

    for name, header in columns.items():
        found = arrays[name]
        many = found.lacking if isinstance(found, Labels) else int(np.isnan(found).sum())
        if many:
            return f"{many} of {len(found)} have no {header}: complete them, or leave them out by when:"
    return ""


def shown(within: Limits, value: float) -> str:
    """A number for people, in per cent where its limits are."""
    if not isfinite(value):
        return "beyond all bounds"
    return f"{100 * value:.4g} %" if isinstance(within, ShareLimits) else f"{value:.4g}"


def _told(held: Held, seen: Judged) -> str:
    bound = "" if held.bound is None else f" (its bound {shown(held.within, held.bound)})"
    return f"{held.name} {shown(held.within, held.value)}{bound}{'' if seen.conforms else ', not met'}"
