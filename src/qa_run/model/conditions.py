"""When something holds: conditions on items, and on the rows of an item."""

from typing import Any

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.saying import said


@frozen(eq=False, repr=False)
class Condition:
    """A column, and an item criterion that it must conform to; `zoned` as of a requirement."""

    column: str
    criterion: Any
    name: str
    place: Place = field(eq=False)
    zoned: bool = False


@frozen(eq=False, repr=False)
class When:
    """Any of several groups of conditions; within a group all must hold."""

    any_of: tuple[tuple[Condition, ...], ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for group in self.any_of for condition in group)


@frozen(eq=False, repr=False)
class Where:
    """Which rows of an item an observation means: those for which the conditions hold.

    parts: how the procedure writes it: each column, blank for that which names the events, and what may stand there
    told:  the expression that is true of such a row; the host puts it in
    """

    when: When
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    told: Any = None

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str) -> str:
        either = said(language, " or ")
        return ", ".join(f"{column} {either.join(several)}".strip() for column, several in self.parts)


@frozen(eq=False, repr=False)
class Scope:
    """Which items a requirement is about: all of `within` hold and none of `without`."""

    within: tuple[When, ...] = ()
    without: tuple[When, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for when in self.within + self.without for condition in when.conditions)

    @property
    def key(self) -> str:
        """The same for two requirements that have the same written conditions."""
        parts = (self.within, self.without)
        return " not ".join(
            "; ".join(" ".join(str(each.place) for each in when.conditions) for when in part) for part in parts
        )

    def __bool__(self) -> bool:
        return bool(self.within or self.without)


#: Nothing is said of when, so it is always.
ALWAYS = Scope()
