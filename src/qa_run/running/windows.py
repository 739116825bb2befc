"""What is made a column before items are judged: what criteria see beyond their item, and where requirements apply.

Each column of a frame is carried through every step that adds others, which takes its time where rows are few: there
are no more than two steps, one of what an item tells by itself, and one of what others tell, or columns of the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import define, evolve, field

from qa_run.engines.table import FILE, ITEM, ROW
from qa_run.model.columns import Column
from qa_run.model.kinds import Kind, Text, typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.windows import Grouped, Ordered, Subgroups
from qa_run.planning.buckets import has_place
from qa_run.planning.classes import columns_of
from qa_run.planning.columns import kind_of
from qa_run.planning.measuring import is_simple
from qa_run.planning.sight import Sight, Windows
from qa_run.planning.truths import Truth, is_exclusive, named_findings
from qa_run.planning.ways import first_of, ways_of
from qa_run.running.subject import Subject, item_column

#: So few findings are kept apart more cheaply where they are counted than in a column more.
FEW_FINDINGS = 3


@define(eq=False, repr=False)
class _Steps:
    """The columns that are added.

    sight:  what there is to see without them
    named:  whether the samples name their items
    alone:  those of the item alone
    others: and then those of other items, and what is made of columns of the item alone
    found:  by requirement, the columns of what its criterion finds
    """

    sight: Sight
    named: bool
    alone: dict[str, nw.Expr] = field(factory=dict)
    others: dict[str, nw.Expr] = field(factory=dict)
    found: dict[int, Mapping[str, nw.Expr]] = field(factory=dict)

    def scopes(self, requirements: Iterable[Requirement]) -> Mapping[str, Truth]:
        """Where requirements apply: written out, it would stand in every bucket of each of them."""
        found: dict[str, Truth] = {}
        for key, scope in {each.scope.key: each.scope for each in requirements}.items():
            if (truth := self.sight.truth(scope)) is not None:
                holds, fails = (f"@scope{len(found)}|{part}" for part in ("holds", "fails"))
                self.alone |= {holds: truth.holds, fails: truth.fails}
                found[key] = Truth(nw.col(holds), nw.col(fails))
        return found

    def numbers(self, requirements: Iterable[Requirement]) -> Mapping[str, nw.Expr]:
        """The numbers that can be judged, where more than one bucket asks for them."""
        found: dict[str, nw.Expr] = {}
        for each in requirements:
            if self.sight.wide(each) and kind_of(each.criterion) is Kind.NUMBER and not is_simple(each):
                name = f"{typed_name(each.column, Kind.NUMBER)}|finite"
                self.alone[name] = self.sight.item(each).value
                found[each.column] = nw.col(name)
        return found

    def findings(self, requirements: Iterable[Requirement]) -> None:
        """What criteria find that do not keep their findings apart: more than one bucket asks for each of them."""
        for place, each in enumerate(requirements):
            plain = each.shape is Shape.ITEM and each.over is None and not (each.zoned or each.members)
            if plain and not is_exclusive(each.criterion):
                named = named_findings(each.criterion, (self.sight.item(each).value,))
                columns = {name: f"@found{place}|{number}" for number, name in enumerate(named)}
                self.alone |= {columns[name]: finding for name, finding in named.items()}
                self.found[id(each)] = {name: nw.col(column) for name, column in columns.items()}

    def windows(self, place: int, requirement: Requirement) -> Windows:
        """What the requirement of this place sees beyond its item, or what each of its ways finds.

        Many findings are one way: each of them would be told apart from all before it.
        """
        over = requirement.over
        if ways := ways_of(requirement):
            names = [f"@way{place}|{number}" for number in range(len(ways))]
            self.alone |= dict(zip(names, ways, strict=True))
            return tuple(map(nw.col, names))
        findings = list(self.found.get(id(requirement), {}).values())
        if len(findings) > FEW_FINDINGS:
            self.others[f"@way{place}"] = first_of(findings)
            return (nw.col(f"@way{place}"),)
        if over is None or isinstance(over, Subgroups):
            return ()
        name = f"@window{place}"
        if isinstance(over, Grouped) and over.by is not None:
            self.alone[f"{name}|by"] = over.by.value
            together = nw.len().over(f"{name}|by")
            self.others[name] = nw.when(~nw.col(f"{name}|by").is_null()).then(together)
            return (nw.col(name),)
        value = self.sight.item(requirement).value
        self.alone[f"{name}|value"] = value
        if isinstance(over, Grouped):
            self.others[name] = nw.len().over(f"{name}|value")
        elif isinstance(over, Ordered):
            truth = self.sight.truth(requirement.scope)
            self._in_order(over, name, value, truth.holds if truth else None)
        return (nw.col(name),)

    def _in_order(self, over: Ordered, name: str, value: nw.Expr, inside: nw.Expr | None) -> None:
        """The value before each item; only readable items `inside` with a place follow one another. Of several with one
        value at one time the first one is always the same, whatever form the samples have."""
        placed = ~value.is_null() & has_place(over)
        if inside is not None:
            placed = placed & inside
        apart = {f"{name}|in{place}": _trimmed(column) for place, column in enumerate(over.within)}
        self.alone |= {f"{name}|by": over.by.value, f"{name}|tie": value * -1 if over.falling else value, **apart}
        self.alone[f"{name}|placed"] = placed
        ties = [f"{name}|by", f"{name}|tie", *([ITEM] if self.named else []), FILE, ROW]
        self.others[name] = nw.col(f"{name}|value").shift(1).over(f"{name}|placed", *apart, order_by=ties)


def in_sight(
    subject: Subject, frame: "nw.LazyFrame[Any]", requirements: Sequence[Requirement]
) -> tuple["nw.LazyFrame[Any]", Sight]:
    """`frame` with what more than one expression of these requirements asks for, and where that stands."""
    sight = Sight(subject.floats)
    steps = _Steps(sight, item_column(subject) is not None)
    members = [member for requirement in requirements for member in requirement.members]
    every = {id(each): each for each in (*requirements, *members)}.values()
    scopes, numbers = steps.scopes(every), steps.numbers(every)
    steps.findings(every)
    windows = {id(each): found for place, each in enumerate(every) if (found := steps.windows(place, each))}
    for step in (steps.alone, steps.others):
        frame = frame.with_columns(**step) if step else frame
    sight = evolve(sight, windows=windows, found=steps.found, scopes=scopes, finite=numbers)
    for place, requirement in enumerate(requirements):
        if requirement.members:
            columns = columns_of(requirement, sight, f"@class{place}")
            frame = frame.with_columns(**columns)
            sight = evolve(sight, windows={**sight.windows, id(requirement): tuple(map(nw.col, columns))})
    return frame, sight


def looks_beyond(requirement: Requirement) -> bool:
    """Whether what is judged of an item hangs on other items, or on columns that other requirements make."""
    return requirement.over is not None or bool(requirement.members)


def _trimmed(column: Column) -> nw.Expr:
    """A stray blank must not make a machine of its own."""
    return column.value.str.strip_chars() if column.kind is Text else column.value
