"""A procedure of several steps: each there, in its order, in time, as it should be and by whom."""

from collections.abc import Mapping

import narwhals as nw
from attrs import field, frozen

from qa_run import Column, Example, ItemRows, Rows, Text, criterion, short
from qa_run.builtin.workflow.seen import Seen, Told
from qa_run.builtin.workflow.written import Linked, Step, linked

DONE = "as required"
_OPEN = {"hours": {"mon-fri": "09:00-18:00"}}


@criterion("steps")
@frozen(eq=False, repr=False)
class Steps:
    """The events of an item are the steps of a procedure: all there, in their order and in time.

        handling:
          steps:
            - {step: acknowledged, within: 4 business hours, after: received}
            - {step: corrected, when: {mended: true}, by: {reference: trained}, within: 3 days, after: received}
            - {step: visited, optional: true}
            - {step: closed, when: {consent: true}, once: true}

    A step is an event: a name, a list of names of which one will do, or conditions; `id` is what it is called then. It
    follows the nearest step above it that is not optional, or the one named with `after`; the first one may follow an
    event that is written nowhere else. Of several events of a step the first counts, with `when` and `by` the first
    for which these hold. What follows an optional step is due only where that was. An event that is in two steps is
    looked for the second time after the step that it follows then.

    Findings, of an item the first in the order of the steps: `closed missing`, `closed without consent` (there, but
    never so), `closed not by trained`, `closed too early` (before a step that it follows), `closed late`, `closed more
    than once`, `closed at an unreadable time`. A step that is not there is *not yet due* within its time by
    `--as-of`; one without a time as long as that of a step below it runs, and otherwise as soon as the step above it
    is there. Once a later step is there, it is missing. `otherwise: prompt and polite but unmended` is another name for
    `corrected missing` and `corrected without mended`: all steps above it were as required then.
    """

    steps: tuple[Step, ...] = short()
    links: tuple[Linked, ...] = field(init=False)
    gives = Text
    reads = Text
    over = ItemRows
    exclusive = True
    examples = (
        Example(
            [{"step": "acknowledged", "within": "4 business hours", "after": "received"},
             {"step": "corrected", "within": "3 days", "after": "received"},
             {"step": "visited", "optional": True},
             {"step": "closed", "when": {"consent": True}, "once": True}],
            passes=("good", "slow but open"),
            fails={
                "acknowledged late": ("over the week-end",), "acknowledged missing": ("never answered",),
                "corrected missing": ("closed unmended",),
                "closed without consent": ("unasked",), "closed too early": ("closed first",),
                "acknowledged too early": ("answered before",), "received missing": ("never came",),
                "closed more than once": ("closed twice",), "closed missing": ("left open",), "not yet due": ("new",),
            },
            as_of="2026-03-11 12:00",
            calendar=_OPEN,
            columns={
                name: tuple(row[place] for row in (
                    ("good", "received", "2026-03-06 17:00", None), ("good", "acknowledged", "2026-03-09 11:00", None),
                    ("good", "corrected", "2026-03-09 16:00", None), ("good", "visited", "2026-03-09 16:30", None),
                    ("good", "closed", "2026-03-10 10:00", "true"),
                    ("slow but open", "received", "2026-03-06 17:00", None),
                    ("slow but open", "acknowledged", "2026-03-09 12:00", None),
                    ("slow but open", "corrected", "2026-03-09 17:00", None),
                    ("slow but open", "closed", "2026-03-09 17:00", "false"),
                    ("slow but open", "closed", "2026-03-10 17:00", "true"),
                    ("over the week-end", "received", "2026-03-06 17:00", None),
                    ("over the week-end", "acknowledged", "2026-03-09 12:01", None),
                    ("never answered", "received", "2026-03-10 17:00", None),
                    ("closed unmended", "received", "2026-03-11 10:00", None),
                    ("closed unmended", "acknowledged", "2026-03-11 10:05", None),
                    ("closed unmended", "closed", "2026-03-11 10:30", "true"),
                    ("unasked", "received", "2026-03-10 10:00", None),
                    ("unasked", "acknowledged", "2026-03-10 10:05", None),
                    ("unasked", "corrected", "2026-03-10 11:05", None), ("unasked", "closed", "2026-03-10 11:30", None),
                    ("closed first", "received", "2026-03-10 10:00", None),
                    ("closed first", "acknowledged", "2026-03-10 10:05", None),
                    ("closed first", "closed", "2026-03-10 10:30", "true"),
                    ("closed first", "corrected", "2026-03-10 11:30", None),
                    ("answered before", "acknowledged", "2026-03-10 10:00", None),
                    ("answered before", "received", "2026-03-10 10:05", None),
                    ("never came", "acknowledged", "2026-03-10 10:00", None),
                    ("closed twice", "received", "2026-03-10 10:00", None),
                    ("closed twice", "acknowledged", "2026-03-10 10:05", None),
                    ("closed twice", "corrected", "2026-03-10 10:30", None),
                    ("closed twice", "closed", "2026-03-10 11:30", "true"),
                    ("closed twice", "closed", "2026-03-10 12:30", "true"),
                    ("left open", "received", "2026-03-10 10:00", None),
                    ("left open", "acknowledged", "2026-03-10 10:05", None),
                    ("left open", "corrected", "2026-03-10 10:30", None),
                    ("new", "received", "2026-03-11 10:00", None),
                ))
                for place, name in enumerate(("item", "activity", "time", "consent"))
            },
        ),
    )  # fmt: skip

    @links.default
    def _links(self) -> tuple[Linked, ...]:
        return linked(self.steps)

    def __attrs_post_init__(self) -> None:
        texts = [(told.text, told.took is not None) for told in self._unseen]
        for place, (text, opens) in enumerate(texts):
            for other, _ in texts[:place] + texts[place + 1 :]:
                if text == other or (opens and other.startswith(text)):
                    raise ValueError(f"{text!r} and {other!r} cannot be told apart: call these steps something else")

    @property
    def references(self) -> tuple[str, ...]:
        """The references by which it is told who does a step."""
        return tuple(link.step.by.reference.name for link in self.links if link.step.by)

    def sentence(self, language: str) -> str:
        names = [link.step.name for link in self.links]
        return "; ".join(
            link.step.sentence(language, "" if link.after is None else names[link.after]) for link in self.links
        )

    def observe(self, rows: Rows) -> nw.Expr:
        seen = Seen(rows, self.links)
        found = nw.when(seen.open).then(nw.lit(None, nw.String)).otherwise(nw.lit(DONE))
        for told in reversed(list(seen.told())):
            found = nw.when(told.where.fill_null(False)).then(told.value).otherwise(found)
        return found

    def pending(self, as_of: nw.Expr) -> nw.Expr:
        return nw.lit(True)

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        found: dict[str, nw.Expr] = {}
        for told in self._unseen:
            here = told.told_by(value)
            found[told.finding] = found[told.finding] | here if told.finding in found else here
        return found

    @property
    def _unseen(self) -> list[Told]:
        """What can be told of any item."""
        return list(Seen(Rows(Column("time"), ""), self.links).told())
