"""The observation `score`: how many per cent of its points a checklist has earned."""

from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run import ItemRows, Number, OneRow, Rows, inline, observation
from qa_run.builtin.checklists.card import Card
from qa_run.builtin.checklists.scoring import scored


@observation("score")
@frozen(eq=False, repr=False)
class Score:
    """How many per cent of its points a checklist has earned, by the lines and answers of `checklist`.

        score: {score: {lines: {greeting: 2, clean_hands: {weight: 3, must_pass: true}}, not_applicable: [n/a]}}

    Nothing where a line is not answered, or none applies. A line that must pass counts by its weight: `checklist`
    says whether it passed.
    """

    card: Card = inline()
    over: Any = field(init=False)
    gives = Number
    unit = "%"

    @over.default
    def _over(self) -> Any:
        return OneRow if self.card.line is None else ItemRows

    def sentence(self, language: str) -> str:
        return f"score of {', '.join(self.card.lines)}"

    def observe(self, rows: Rows) -> nw.Expr:
        return scored(self.card, rows).per_cent
