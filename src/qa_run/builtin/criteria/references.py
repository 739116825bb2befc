"""Looked up in a reference: a person trained, an article known, a customer who was there before."""

import narwhals as nw
from attrs import field, frozen

from qa_run import FOR_EVER, Duration, Example, Lookup, Text, criterion, said


@criterion("found_in")
@frozen(eq=False, repr=False)
class FoundIn:
    """The value is found in a reference of the samples, in a row that holds at the time of the item.

    reference: the name of the reference under `samples.references`; the characteristic's column is its key, or a part
    marginal:  one that holds for less than this from then on conforms, but only just

        made_by: {found_in: {reference: training, marginal: 30 days}}

    Findings: `not found` where no row has the key, `not valid then` where rows have it and none holds at that time.
    """

    reference: Lookup = field(metadata={"qa_run.short": True})
    marginal_: Duration | None = None
    reads = Text
    examples = (
        Example(
            {"reference": "training", "marginal": "30 days"},
            passes=("ann", "bob"),
            fails={"not found": ("zoe",), "not valid then": ("eva",), "missing": (None,)},
            columns={
                "training": ("found", "found", "not found", "not found", "found"),
                "training@known": (1, 2, 0, 1, 1),
                "training@left": (9e6, FOR_EVER, None, None, FOR_EVER),
            },
        ),
    )

    def sentence(self, language: str) -> str:
        told = said(language, "found in {reference}", reference=self.reference)
        soon = said(language, " (marginal within {time} of its end)", time=self.marginal_) if self.marginal_ else ""
        return told + soon

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {
            "not found": self.reference.known == 0,
            "not valid then": ~self.reference.found | (self.reference.left < 0),
        }

    def marginal(self, value: nw.Expr) -> nw.Expr:
        if self.marginal_ is None:
            return nw.lit(False)
        short_of: nw.Expr = self.reference.left < self.marginal_.length.total_seconds()
        return short_of
