"""What a condition met where it held for nothing: the values that are recorded, and the one that was perhaps meant."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import fields

from qa_run.judging.blocks import Block
from qa_run.loading.suggest import did_you_mean
from qa_run.model.conditions import Condition
from qa_run.model.kinds import Any as AnyKind, typed_name
from qa_run.model.values import Value
from qa_run.running.population import population
from qa_run.running.subject import Subject, cut

#: So many values are listed, the most frequent first.
SHOWN = 6


def tell_seen(subject: Subject, blocks: Sequence[Block]) -> None:
    """Give each block whose condition holds for no item at all what stands in the columns of that condition."""
    for block in blocks:
        counts = block.counts
        if block.requirement.scope.within and any(counts.rows[:1]) and counts.out_of_scope[0] == counts.rows[0]:
            frame = cut(subject, population(subject, (block.requirement,)))
            conditions = [condition for when in block.requirement.scope.within for condition in when.conditions]
            by_column: dict[str, list[Condition]] = {}
            for condition in conditions:
                by_column.setdefault(condition.column, []).append(condition)
            block.seen = "; ".join(
                _said(column, subject.engine.common(frame, typed_name(column, AnyKind), SHOWN + 1), own)
                for column, own in by_column.items()
            )


def _said(column: str, values: Sequence[tuple[Any, int]], conditions: Sequence[Condition]) -> str:
    shown = [f"{'nothing' if value is None else value} ({count})" for value, count in values[:SHOWN]]
    rest = ", …" if len(values) > SHOWN else ""
    names = [str(value) for value, _ in values if value is not None]
    meant = [did_you_mean(each, names) for condition in conditions for each in _asked(condition.criterion)]
    hint = next((f"; {text}" for text in meant if text), "")
    return f"{column} is {', '.join(shown)}{rest}{hint}"


def _asked(criterion: Any) -> Iterator[str]:
    """The values that a criterion names."""
    for each in fields(type(criterion)):
        value = getattr(criterion, each.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Value):
                yield str(one)
