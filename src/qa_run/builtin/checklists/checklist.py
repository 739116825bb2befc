"""The criterion `checklist`: lines with weights, lines that must pass, and a least score."""

from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run import Example, ItemRows, OneRow, Rows, Share, Text, criterion, inline, listed_in, said
from qa_run.builtin.checklists.card import Card
from qa_run.builtin.checklists.scoring import names_of, scored


@criterion("checklist")
@frozen(eq=False, repr=False)
class Checklist:
    """A scored checklist: every line is answered, the score is no less than so much, and some lines must pass.

    lines:  each line with its weight, or with keys: `weight`; `must_pass`, which is true or the name of the finding;
            `may_not_apply`; `column`, where it is not recorded under its own name. A list of names weighs all alike
    lower:  the least score, the weights of what was answered `yes` among those of all lines that apply
    yes, partly, no, not_applicable: what is recorded for each, in any case. `partly` earns half of the weight, and what
            is not applicable leaves the score. `yes`/`true` and `no`/`false` unless they are given
    line, answer: where a row is one line answered and the item has many rows, the columns that hold the two

        visit: {checklist: {lines: {greeting: 2, mended: {weight: 5, must_pass: unmended product}}, lower: 85 %}}

    A line that must pass is never made up for by the score, `partly` is not enough, and `not applicable` is no answer
    to it unless it says `may_not_apply: true`.

    Findings, of which the first names the item: `LINE failed` or what `must_pass` says, for each line that must pass;
    `unanswered: LINE`, `not an answer: LINE`, `answered twice: LINE`, `not in the checklist`; `nothing applies`;
    `score below`. The value shown is all that is wrong, and the score.
    """

    card: Card = inline()
    lower: Share | None = None
    over: Any = field(init=False)
    gives = Text
    reads = Text
    exclusive = True
    examples = (
        Example(
            {
                "lines": {
                    "greeting": 2,
                    "mended": {"weight": 4, "must_pass": "unmended product", "column": "is_mended"},
                },
                "not_applicable": "n/a",
                "partly": "so-so",
                "lower": "80 %",
            },
            passes=("all", "so-so greeting", "spared"),
            fails={
                "unmended product": ("polite", "so-so mended"),
                "unanswered: greeting": ("blank",),
                "not an answer: greeting": ("strange",),
                "not an answer: mended": ("excused",),
                "score below": ("rude",),
            },
            columns={
                "item": (
                    "all", "so-so greeting", "spared", "polite", "so-so mended", "blank", "strange", "excused", "rude",
                ),
                "greeting": (" YES", "so-so", "n/a", "yes", "", None, "maybe", "yes", "no"),
                "is_mended": ("True", "yes", "yes", "no", "so-so", "yes", "yes", "n/a", "yes"),
            },
        ),
        Example(
            {"lines": ["hat", "coat"], "not_applicable": "-", "lower": "50 %"},
            passes=("1 of 1", "1 of 2"),
            fails={"nothing applies": ("0 of 0",)},
            columns={
                "item": ("1 of 1", "1 of 2", "0 of 0"),
                "hat": ("-", "yes", "-"),
                "coat": ("yes", "no", "-"),
            },
        ),
        Example(
            {"lines": {"hat": 1, "coat": {"must_pass": True}}, "line": "event", "answer": "said", "yes": ["ok"]},
            passes=("A",),
            fails={
                "coat failed": ("B",),
                "unanswered: hat": ("C", "D"),
                "answered twice: hat": ("E",),
                "not an answer: hat": ("F",),
                "not in the checklist": ("G",),
            },
            columns={
                "item": ("A", "A", "B", "B", "C", "D", "D", "E", "E", "E", "F", "F", "G", "G", "G"),
                "event": (
                    "hat", "coat", "hat", "coat", "coat", "hat", "coat", "hat", "hat", "coat", "hat", "coat",
                    "hat", "coat", "shoes",
                ),
                "said": ("ok", "OK ", "ok", "no", "ok", None, "ok", "ok", "ok", "ok", "yes", "ok", "ok", "ok", "ok"),
            },
        ),
    )  # fmt: skip

    @over.default
    def _over(self) -> Any:
        return OneRow if self.card.line is None else ItemRows

    def __attrs_post_init__(self) -> None:
        if self.lower is None and not self._must:
            raise ValueError("lower is missing: say how high a score is asked, or which lines must_pass")

    @property
    def _must(self) -> list[str]:
        return [name for name, line in self.card.asked.items() if line.must_pass]

    def sentence(self, language: str) -> str:
        parts = []
        if self.lower is not None:
            parts.append(said(language, "score of at least {lower}", lower=self.lower))
        if self._must:
            parts.append(said(language, "must pass: {lines}", lines=listed_in(language, self._must)))
        return "; ".join(parts)

    def observe(self, rows: Rows) -> nw.Expr:
        return scored(self.card, rows).told(None if self.lower is None else self.lower.value)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {name: value.str.starts_with(f"{name}; ") for name in names_of(self.card, self.lower is not None)}
