"""What can never be counted: a share, or a checker's finding, of a value that the procedure itself does not allow.

A misspelt value would be found nowhere, and a limit on how often it may stand there would be kept in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa_run.host import CORE
from qa_run.loading.faults import Faults
from qa_run.loading.suggest import did_you_mean
from qa_run.model.folding import folded_text
from qa_run.model.procedure import Requirement
from qa_run.model.values import Nested, Value

#: The criteria that name what is recorded.
NAMING = ("equals", "exactly", "one_of")


def check_closed_lists(requirements: Sequence[Requirement], faults: Faults) -> None:
    """A fault for each value that is counted in a column, and that no `one_of` of that column has."""
    closed: dict[str, list[Any]] = {}
    for each in requirements:
        if each.plugin == CORE and each.name == "one_of" and not each.scope:
            closed.setdefault(each.column, []).append(each.criterion)
    for requirement in requirements:
        nested = getattr(requirement.criterion, "of", None)
        if not isinstance(nested, Nested) or nested.plugin != CORE or nested.name not in NAMING:
            continue
        for allowed in closed.get(requirement.column, ()):
            for value in _named(nested.criterion):
                if not _is_among(value, nested.criterion, allowed):
                    known = [str(each) for each in allowed.values]
                    hint = did_you_mean(str(value), known) or f"one_of allows: {', '.join(known)}"
                    message = f"{requirement.name} counts {value} in {requirement.column}, where one_of never allows it"
                    faults.add(requirement.place, message, hint)


def _named(criterion: Any) -> Iterator[Value]:
    values: Iterable[Value] = getattr(criterion, "values", None) or (criterion.value,)
    yield from values


def _is_among(value: Value, criterion: Any, allowed: Any) -> bool:
    """Whether something that is allowed may be this value, in whatever spelling either of them bears with."""
    bears = {*getattr(criterion, "ignoring", ()), *allowed.ignoring}
    word = folded_text(str(value), bears)
    return any(value.value == each.value or word == folded_text(str(each), bears) for each in allowed.values)
