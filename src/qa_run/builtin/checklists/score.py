"""The observation `score`: how many per cent of its points a checklist has earned."""

from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run import ItemRows, Number, Observed, OneRow, Rows, inline, listed_in, observation, said
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
    examples = (
        Observed(
            {"lines": {"greeting": 2, "clean": 3}, "not_applicable": "n/a"},
            (100, 40, 100, None, None),
            {"greeting": (" YES", "yes", "n/a", "", "maybe"), "clean": ("yes", "no", "yes", "yes", "yes")},
        ),
        Observed(
            {"lines": ["hat", "coat"], "line": "event", "answer": "said"},
            (50,),
            {"event": ("hat", "coat"), "said": ("yes", "no")},
        ),
        Observed(
            {"lines": ["hat", "coat"], "line": "event", "answer": "said"},
            (None,),
            {"event": ("hat",), "said": ("yes",)},
        ),
    )

    @over.default
    def _over(self) -> Any:
        return OneRow if self.card.line is None else ItemRows

    def sentence(self, language: str) -> str:
        return said(language, "score of {lines}", lines=listed_in(language, self.card.lines))

    def observe(self, rows: Rows) -> nw.Expr:
        return scored(self.card, rows).per_cent
