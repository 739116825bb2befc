"""The hard cases of the host: values and samples that a criterion's author does not think of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.model.kinds import Kind
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Shape
from qa_run.offers import Example, shape_of
from qa_run.planning.columns import kind_of, operands
from qa_run.planning.truths import judges_missing
from qa_run.testing.judging import COLUMN, NOT_YET_DUE, Result, plain

_BLANK = (None, "", "   ", "\t")
_NO_NUMBER = ("4,5,6", "four", "nan", "-inf", "Infinity", "1e999", "1_000", "٤")
_NO_TIME = ("yesterday", "2026-02-30", "infinity", "12:61", "2026-13-01 10:00")
_NO_WORD = ("perhaps",)
_UNREADABLE = {Kind.NUMBER: _NO_NUMBER, Kind.TIME: _NO_TIME, Kind.YES_NO: _NO_WORD}


@frozen
class Case:
    """One sample, and what must hold of its result on every engine.

    expected: of each value the buckets it may be in; None where anything may come of it
    outcomes: those that may come of it all; none where any may
    """

    columns: Mapping[str, Sequence[Any]]
    expected: tuple[tuple[str, ...] | None, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def faults(self, result: Result, layout: str) -> Iterator[str]:
        for place, allowed in enumerate(self.expected if result.findings else ()):
            if allowed is not None and plain(result.findings[place]) not in allowed:
                row = {name: values[place] for name, values in self.columns.items()}
                names = " or ".join(repr(name) for name in allowed)
                yield f"{layout}: {row} is {result.findings[place] or 'conforming'!r}, expected {names}"
        if self.outcomes and result.outcome not in self.outcomes:
            names = " or ".join(outcome.value for outcome in self.outcomes)
            rows = {name: list(values) for name, values in self.columns.items()}
            yield f"{layout}: {rows} is {result.outcome.value} ({result.message}), expected {names}"


def cases(criterion: Any, example: Example) -> Iterator[Case]:
    """The hard cases for `criterion` (bound), made around the values of `example`."""
    item = shape_of(type(criterion)) is Shape.ITEM
    values, others = _known(example)
    yield Case({COLUMN: (), **dict.fromkeys(others, ())}, outcomes=(Outcome.NOT_INSPECTED,))
    one = {COLUMN: values[:1], **{name: column[:1] for name, column in others.items()}}
    yield Case(one)
    row = {name: (column or (None,))[0] for name, column in others.items()}
    strict = not judges_missing(criterion)
    nothing = getattr(criterion, "judges_nothing", False) or getattr(criterion, "judges_conformity", False)
    outcomes = (Outcome.FAILED, Outcome.NOT_INSPECTED) if strict and not nothing else ()
    yield Case({COLUMN: (None,) * 3, **{name: (value,) * 3 for name, value in row.items()}}, outcomes=outcomes)
    unreadable = _UNREADABLE.get(kind_of(criterion), ())
    odd = (*_BLANK, *unreadable)
    expected: list[tuple[str, ...] | None] = [None] * len(values)
    expected += [("missing", NOT_YET_DUE) if strict else None] * len(_BLANK)
    expected += [("unreadable",)] * len(unreadable)
    columns = {name: [*column, *(row[name] for _ in odd)] for name, column in others.items()}
    yield Case({COLUMN: [*values, *odd], **columns}, tuple(expected) if item else ())
    if kind_of(criterion) is Kind.NUMBER:
        # these have a type of their own in columnar files and frames, which the texts above have not
        odd = (None, "nan", "inf", "-inf")
        columns = {name: [*column, *(row[name] for _ in odd)] for name, column in others.items()}
        readable = [value for value in values if _is_number(value)]
        if len(readable) == len(values):
            allowed = (*expected[: len(values)], expected[len(values)], *[("unreadable",)] * 3)
            yield Case({COLUMN: [*values, *odd], **columns}, allowed if item else ())
    if item and strict and values:
        yield from _operand_cases(criterion, example, values[0], row)


def _is_number(value: Any) -> bool:
    try:
        return value is None or not str(value).strip() or float(value) is not None
    except ValueError:
        return False


def _known(example: Example) -> tuple[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
    """Values of the example with the other columns beside them."""
    values = (*example.passes, *(value for several in example.fails.values() for value in several))
    if not values and example.samples:
        values = example.samples[0][0]
    others = {name: (*column, *[None] * len(values))[: len(values)] for name, column in example.columns.items()}
    return values, others


def _operand_cases(criterion: Any, example: Example, value: Any, row: Mapping[str, Any]) -> Iterator[Case]:
    """An operand that is missing or cannot be read is a finding: without it nothing conforms. One that is blank in an
    example that passes may be blank; where it is in one that fails, or cannot be read there, that finding is meant."""
    rows: list[Mapping[str, Any]] = []
    expected: list[tuple[str, ...]] = []
    for operand in dict.fromkeys(operands(criterion)):
        if row.get(operand.name) is None:
            continue
        unreadable = _UNREADABLE.get(operand.kind, ())
        for odd in (_BLANK, unreadable):
            rows += [{**row, operand.name: each} for each in odd]
            expected += [("cannot be judged", *_shown_of(example, operand.name, odd))] * len(odd)
    if rows:
        columns: dict[str, Sequence[Any]] = {name: tuple(each[name] for each in rows) for name in row}
        columns[COLUMN] = (value,) * len(rows)
        yield Case(columns, tuple(expected), (Outcome.FAILED,))


def _shown_of(example: Example, column: str, odd: Sequence[Any]) -> Iterator[str]:
    """The findings that the example gives where the column holds one of these."""
    findings = [name for name, values in example.fails.items() for _ in values]
    beside = example.columns[column][len(example.passes) :]
    yield from (name for name, value in zip(findings, beside, strict=False) if value in odd)
