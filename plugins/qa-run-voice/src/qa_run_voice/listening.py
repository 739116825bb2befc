"""What is wrong in a call: how often something is heard at each stage, and what follows from that."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

import narwhals as nw
from attrs import define, field
from qa_run import Column, Rows

from qa_run_voice.asked import Asked
from qa_run_voice.packs import Group
from qa_run_voice.spoken import has_pack, said
from qa_run_voice.stages import FIRST, LAST, Stage, is_recorded, label, said_before

#: A word as it is recorded, with the signs that text is made plain of elsewhere.
_WORD = "[0-9A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f'’ʼ`´]+"


@define
class Listening:
    """Hears a call by counting its utterances: each count is an aggregate of the engine, with its pattern inside.

    found:  of each finding whether it holds of the call, in the order in which findings are told
    judged: whether there is anything in the call that can be judged
    """

    asked: Asked
    rows: Rows
    found: dict[str, nw.Expr] = field(factory=dict)
    judged: nw.Expr = field(factory=lambda: nw.lit(True))

    def __attrs_post_init__(self) -> None:
        asked, rows = self.asked, self.rows
        ours = self._ours(asked.speaker.value)
        inside = rows.once_per_row(*map(self.where, asked.stages))
        at = {
            name: _At(name, stage, self, here) for (name, stage), here in zip(asked.stages.items(), inside, strict=True)
        }
        self.found[f"{', '.join(asked.ours)}: nothing said"] = rows.count(ours) == 0
        for each in at.values():
            self.found |= each.forbidden()
        self._cannot_be_judged(asked.speaker, [rows.count(asked.speaker.value.is_null()) > 0])
        self._cannot_be_judged(asked.text, [gap for each in at.values() for gap in each.without_text()])
        if isinstance(asked.language, Column):
            self._cannot_be_judged(asked.language, [gap for each in at.values() for gap in each.without_pack()])
        for column in (asked.seconds, asked.until):
            if column is not None:
                self._cannot_be_judged(column, [gap for each in at.values() for gap in each.without_end()])
        for each in at.values():
            self.found |= each.missing()
            self.found |= each.hurried()
        self.judged = reduce(or_, (each.occurs() for each in at.values()))

    def _ours(self, speaker: nw.Expr) -> nw.Expr:
        return speaker.is_in(self.asked.ours).fill_null(False)

    def _cannot_be_judged(self, column: Column, gaps: Iterable[nw.Expr]) -> None:
        several = list(gaps)
        if several:
            self.found[f"cannot be judged: {column}"] = reduce(or_, several)

    def where(self, name: str) -> nw.Expr:
        """Which utterances belong to the stage, but for its place in time."""
        asked = self.asked
        ours = self._ours(asked.speaker.value)
        before = said_before(name)
        if before is not None:
            return ours & self.theirs_before() & said(*self.before(), (before,)).fill_null(False)
        if is_recorded(name) and asked.stage is not None:
            return ours & (asked.stage.value == name).fill_null(False)
        return ours

    def theirs_before(self) -> nw.Expr:
        """Whether somebody else spoke right before."""
        speaker = self.rows.preceding(self.asked.speaker)
        return ~speaker.is_null() & ~self._ours(speaker)

    def before(self) -> tuple[nw.Expr, "str | nw.Expr"]:
        """What was said right before, and its language."""
        language = self.asked.language
        spoken = self.rows.preceding(language) if isinstance(language, Column) else language
        return self.rows.preceding(self.asked.text), spoken

    def seconds(self) -> nw.Expr:
        """How long an utterance takes."""
        asked = self.asked
        if asked.seconds is not None:
            return asked.seconds.value
        assert asked.until is not None
        assert self.rows.time is not None
        return (asked.until.value - self.rows.time.value).dt.total_milliseconds() / 1000


@define
class _At:
    """One stage of the call."""

    name: str
    due: Stage
    call: Listening
    inside: nw.Expr
    bounds: dict[str, nw.Expr] = field(init=False)
    many: nw.Expr = field(init=False)

    def __attrs_post_init__(self) -> None:
        rows = self.call.rows
        self.bounds = {}
        if self.name == FIRST:
            self.bounds = {"until": rows.first(self.inside)}
        elif self.name == LAST:
            self.bounds = {"since": rows.last(self.inside)}
        self.many = self._count(None)

    def _count(self, what: nw.Expr | None) -> nw.Expr:
        """How many utterances of the stage there are of which `what` holds."""
        # a pattern is only looked for where it matters
        where = self.inside if what is None else nw.when(self.inside).then(what).otherwise(nw.lit(False))
        return self.call.rows.count(where, **self.bounds)

    def _heard(self, group: Group) -> nw.Expr:
        asked = self.call.asked
        return self._count(said(asked.text.value, asked.language, (group,)))

    def forbidden(self) -> dict[str, nw.Expr]:
        return {f"{label(self.name)}: {group}": self._heard(group) > 0 for group in self.due.forbidden}

    def missing(self) -> dict[str, nw.Expr]:
        """What should be heard once, or in each."""
        replies = said_before(self.name) is not None
        found = {group: self._heard(group) == 0 for group in self.due.required if not replies}
        each = (*self.due.required, *self.due.in_each) if replies else self.due.in_each
        found |= {group: self._heard(group) < self.many for group in each}
        return {f"{label(self.name)}: {group} missing": holds for group, holds in found.items()}

    def hurried(self) -> dict[str, nw.Expr]:
        found: list[nw.Expr] = []
        if self.due.at_least is not None:
            lasts = self.call.rows.total(self.call.seconds(), self.inside)
            found.append((lasts < self.due.at_least.length / timedelta(seconds=1)).fill_null(False))
        if self.due.words_per_second is not None:
            text = self.call.asked.text.value
            words = text.str.replace_all(_WORD, "~").str.replace_all("[^~]+", "").str.len_chars()
            found.append(self._count(words > self.call.seconds() * self.due.words_per_second) > 0)
        return {f"{label(self.name)}: hurried": reduce(or_, found)} if found else {}

    def occurs(self) -> nw.Expr:
        """Whether there is something to judge: where something is required, there always is."""
        if self.due.required and said_before(self.name) is None:
            return nw.lit(True)
        return self.many > 0

    def without_text(self) -> list[nw.Expr]:
        gaps = [self._count(self.call.asked.text.value.is_null()) > 0]
        if said_before(self.name) is not None:
            gaps.append(self._unheard(self.call.before()[0].is_null()))
        return gaps

    def without_pack(self) -> list[nw.Expr]:
        language = self.call.asked.language
        assert isinstance(language, Column)
        gaps = [self._count(~has_pack(language.value)) > 0]
        if said_before(self.name) is not None:
            gaps.append(self._unheard(~has_pack(self.call.rows.preceding(language))))
        return gaps

    def without_end(self) -> list[nw.Expr]:
        return [self._count(self.call.seconds().is_null()) > 0] if self.due.timed else []

    def _unheard(self, gap: nw.Expr) -> nw.Expr:
        """Whether we spoke right after somebody of whom cannot be told what he said."""
        speaks = self.call.where("any") & self.call.theirs_before()
        return self.call.rows.count(speaks & gap) > 0
