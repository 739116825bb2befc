"""What there is to see on the frame whose items are judged, for the expressions that are made on it."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run.model.conditions import Scope
from qa_run.model.kinds import Kind
from qa_run.model.procedure import Requirement
from qa_run.planning.columns import kind_of
from qa_run.planning.truths import Seen, Truth, item_read, named_findings, scope_truth, seen

#: What stands in columns of its own for one requirement: other items that its criterion sees, or what each way finds.
Windows = tuple[nw.Expr, ...]


@frozen(eq=False, repr=False)
class Sight:
    """The columns of a frame that more than one expression asks for.

    floats:  of each recorded column, whether it can hold numbers that are not finite
    windows: by requirement, for those that see more than their item
    found:   by requirement, the findings that stand in columns of their own
    scopes:  where requirements apply, by the keys of their scopes
    finite:  of columns of numbers, where they stand without those that are not finite
    """

    floats: Mapping[str, bool] = field(factory=dict)
    windows: Mapping[int, Windows] = field(factory=dict)
    found: Mapping[int, Mapping[str, nw.Expr]] = field(factory=dict)
    scopes: Mapping[str, Truth] = field(factory=dict)
    finite: Mapping[str, nw.Expr] = field(factory=dict)

    def beyond(self, requirement: Requirement) -> Windows:
        """What the requirement sees beyond the item; nothing for most."""
        return self.windows.get(id(requirement), ())

    def findings(self, requirement: Requirement, criterion: Any, arguments: Windows) -> Mapping[str, nw.Expr]:
        """What `criterion`, which is that of the requirement in one reading, finds of these arguments."""
        kept = self.found.get(id(requirement))
        return named_findings(criterion, arguments) if kept is None else kept

    def item(self, requirement: Requirement) -> Seen:
        """What the criterion of the requirement sees of its own column."""
        found = seen(requirement.column, requirement.criterion, self.wide(requirement))
        kept = self.finite.get(requirement.column) if kind_of(requirement.criterion) is Kind.NUMBER else None
        return found if kept is None else item_read(found, kept)

    def wide(self, requirement: Requirement) -> bool:
        """Whether the column of the requirement can hold numbers that are not finite."""
        return self.floats.get(requirement.column, False)

    def truth(self, scope: Scope) -> Truth | None:
        """Where the scope holds and where it fails; None where it is about every item."""
        return self.scopes.get(scope.key) or scope_truth(scope, self.floats)
