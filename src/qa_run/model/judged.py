"""What a criterion or an acceptance rule answers when it is asked to judge."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import Attribute, field, frozen

Judge = TypeVar("Judge", bound=Callable[..., "Judged"])


@frozen
class Signal:
    """A point of a sequence that somebody should look at: its place, from 0, what is wrong with it, and its value.

    item: what it is called, where the point is one of several that tell of one thing
    """

    point: int
    finding: str
    value: Any = None
    item: str = ""


@frozen
class Table:
    """What was found, as a table: cells are text, and the first of a row says what it is of."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _decided(_: "Judged", name: "Attribute[Any]", value: Any) -> None:
    """True or False, or an array of these: a text that is not blank, or not a number, would read as true."""
    if value is not True and value is not False and getattr(getattr(value, "dtype", None), "kind", "") != "b":
        raise TypeError(f"Judged({name.name}={value!r}): write True or False, or an array of these")


@frozen
class Judged:
    """The answer for one stratum, or, with arrays of one length in each field, for many.

    conforms:   whether the requirement is met
    shown:      the number that decided, for people; None where there was nothing to compute
    limits:     {"lower": …, "upper": …} as far as there are any
    convention: the name of the formula where sources disagree ("type 6", "Clopper-Pearson, one-sided")
    marginal:   met, but so nearly not that somebody should know
    need_more:  how many more items the rule wants before it decides; 0 when it has decided
    accept:     the acceptance number, where there is one
    undecided:  why nothing can be decided, or what has to be done first; such a stratum is *not inspected*
    told:       what was found, in words, where one number does not say it
    signals:    of a sequence, the points that signal, in their order
    numbers:    other numbers that were found, by name, for reports
    baseline:   the file with the frozen numbers that were judged by, when and by whom they were frozen
    tables:     what people should see as tables: these take the place of the signals where people read
    """

    conforms: Any = field(validator=_decided)
    shown: Any = None
    limits: Mapping[str, Any] = field(factory=dict)
    convention: str = ""
    marginal: Any = field(default=False, validator=_decided)
    need_more: Any = 0
    accept: Any = None
    undecided: Any = ""
    told: str = ""
    signals: Sequence[Signal] = ()
    numbers: Mapping[str, Any] = field(factory=dict)
    baseline: Mapping[str, str] = field(factory=dict)
    tables: Sequence[Table] = ()


def scalar(judge: Judge) -> Judge:
    """Mark a `judge` or `allows` that takes one stratum's plain numbers; the host calls it once for each stratum."""
    judge.takes_scalars = True  # type: ignore[attr-defined]
    return judge
