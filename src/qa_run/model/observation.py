"""Values that no column records: made of one row, or of all rows of an item."""

from enum import Enum
from typing import Any

from attrs import fields, frozen

from qa_run.errors import Place
from qa_run.model.columns import Column
from qa_run.model.conditions import Where
from qa_run.model.kinds import Kind
from qa_run.model.parts import values_in
from qa_run.model.taking import Sees


class Over(Enum):
    """What an observation is made of."""

    ROW = "row"
    ITEM = "item"


OneRow, ItemRows = Over.ROW, Over.ITEM


@frozen(kw_only=True, eq=False, repr=False)
class Observation:
    """A named value of a procedure, and what makes it.

    made: the instance of the class that a plugin offers under the name `kind`
    kept: the unit of what it is made of, where its class keeps that
    """

    name: str
    kind: str
    plugin: str
    made: Any
    place: Place
    kept: str = ""

    @property
    def gives(self) -> Kind:
        """As what it can be read."""
        gives: Kind = self.made.gives
        return gives

    @property
    def judges(self) -> bool:
        """Whether what makes it is a criterion, which judges it too."""
        return hasattr(self.made, "findings") or hasattr(self.made, "conforms")

    @property
    def over(self) -> Over:
        over: Over = getattr(self.made, "over", Over.ROW)
        return over

    @property
    def looks_back(self) -> bool:
        """Whether it is made of one row and of those of the same item before it."""
        return bool(getattr(self.made, "looks_back", False))

    @property
    def sees(self) -> Sees:
        """The rows that it can ask for."""
        if self.over is Over.ITEM:
            return Sees.ITEM
        return Sees.BEFORE if self.looks_back else Sees.ROW

    @property
    def unit(self) -> str:
        return str(getattr(self.made, "unit", "") or self.kept)

    @property
    def keeps_unit(self) -> bool:
        """Whether it is a number in the unit of its columns, which then all have the same."""
        return self.gives is Kind.NUMBER and bool(getattr(self.made, "keeps_unit", False))

    def tells_apart_by(self, column: str) -> bool:
        """Whether what `column` holds decides which rows it means."""
        wheres = (value for value in values_in(self.made) if isinstance(value, Where))
        return any(one.column == column for value in wheres for one in value.when.conditions)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of all columns and observations that it is made of."""
        found: list[str] = []
        for value in values_in(self.made):
            if isinstance(value, Column):
                found.append(value.name)
            elif isinstance(value, Where):
                found += [one.column for one in value.when.conditions]
        return tuple(dict.fromkeys(found))


def of_item_columns(made: Any) -> tuple[Column, ...]:
    """The columns that are looked at once the rows of an item are one."""
    marked = [each.name for each in fields(type(made)) if each.metadata.get("qa_run.of_item")]
    return tuple(value for name in marked if isinstance(value := getattr(made, name), Column))
