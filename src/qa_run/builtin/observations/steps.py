"""The steps that the events of an item should be: which one is missing, and which came in the wrong order."""

from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run import ItemRows, Observed, Rows, Text, Where, listed_in, observation, said, short

_DAYS = ("2026-03-02 09:00", "2026-03-03 09:00", "2026-03-04 09:00", "2026-03-05 09:00")


@observation("missing_step")
@frozen(eq=False, repr=False)
class MissingStep:
    """The first of the steps that an item does not have; nothing where it has them all.

        lacking: {missing_step: [ordered, paid, packed, shipped]}

    With `lacking: {absent: true}` as its requirement every step is due; the step that is missing is told.
    """

    steps: tuple[Where, ...] = short()
    gives = Text
    over = ItemRows
    examples = (
        Observed(["ordered", "paid", "shipped"], (None,), {"activity": ("paid", "ordered", "shipped")}),
        Observed(["ordered", "paid", "shipped"], ("paid",), {"activity": ("ordered", "ordered")}),
        Observed(["ordered", "paid"], ("ordered",)),
    )

    def sentence(self, language: str) -> str:
        return said(language, "the first that is missing of {steps}", steps=listed_in(language, self.steps))

    def observe(self, rows: Rows) -> nw.Expr:
        found: Any = nw.lit(None, nw.String)
        for step in reversed(self.steps):
            found = nw.when(rows.count(step) == 0).then(nw.lit(str(step))).otherwise(found)
        expression: nw.Expr = found
        return expression


@observation("wrong_order")
@frozen(eq=False, repr=False)
class WrongOrder:
    """The first step of an item that came before the one it should follow; nothing where all are in order.

        out_of_turn: {wrong_order: [ordered, paid, packed, shipped]}

    Each step is where it first happened. One that is missing is skipped: `missing_step` tells of it. Steps at the same
    time are in order.
    """

    steps: tuple[Where, ...] = short()
    gives = Text
    over = ItemRows
    examples = (
        Observed(["ordered", "paid"], (None,), {"activity": ("ordered", "paid", "ordered"), "time": _DAYS[:3]}),
        Observed(["ordered", "paid"], (None,), {"activity": ("ordered", "paid"), "time": (_DAYS[0], _DAYS[0])}),
        Observed(
            ["ordered", "paid", "packed", "shipped"],
            ("packed before paid",),
            {"activity": ("ordered", "packed", "paid", "shipped"), "time": _DAYS},
        ),
        Observed(
            ["ordered", "paid", "packed"],
            ("packed before paid",),
            {"activity": ("paid", "ordered", "packed"), "time": (_DAYS[2], None, _DAYS[1])},
        ),
        Observed(["ordered", "paid"], (None,)),
    )

    def __attrs_post_init__(self) -> None:
        if len(self.steps) < 2:
            raise ValueError("steps are two at least, in their order")

    def sentence(self, language: str) -> str:
        return said(language, "the first that is out of order of {steps}", steps=listed_in(language, self.steps))

    def observe(self, rows: Rows) -> nw.Expr:
        times = [rows.first(step) for step in self.steps]
        early: list[tuple[str, nw.Expr]] = []
        latest = times[0]
        for step, before, time in zip(self.steps[1:], self.steps, times[1:], strict=False):
            early.append((f"{step} before {before}", time < latest))
            latest = nw.max_horizontal(latest, time)
        found: Any = nw.lit(None, nw.String)
        for told, where in reversed(early):
            found = nw.when(where).then(nw.lit(told)).otherwise(found)
        expression: nw.Expr = found
        return expression
