"""What must be said in a call, stage by stage: the rows are its utterances."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import narwhals as nw
from attrs import frozen
from qa_run import Column, Example, ItemRows, Rows, Text, criterion

from qa_run_voice import telling
from qa_run_voice.asked import Asked
from qa_run_voice.listening import Listening
from qa_run_voice.packs import GROUPS
from qa_run_voice.spoken import in_words, known, listed
from qa_run_voice.stages import AFTER, FIRST, LAST, WHOLE, Stage, is_recorded, label, said_before

_NOTHING, _APART = "nothing wrong", "; "
_FAST = "at most {count} word per second|at most {count} words per second"
_CALLS: dict[str, tuple[str, ...]] = {
    # A is right, B forgets, C is rude, D asks without please, E has nobody of ours
    "item": ("A", "A", "A", "A", "A", "B", "B", "B", "C", "C", "C", "D", "D", "D", "E"),
    "activity": ("said",) * 15,
    "time": tuple(f"2026-03-02 09:{minute:02}" for minute in range(15)),
    "speaker": (
        "agent", "customer", "agent", "customer", "agent",
        "agent", "customer", "agent",
        "agent", "customer", "agent",
        "agent", "customer", "agent",
        "customer",
    ),
    "stage": (
        "opening", "other", "request", "other", "close",
        "opening", "other", "close",
        "opening", "other", "close",
        "opening", "other", "request",
        "other",
    ),
    "text": (
        "Good morning, how can I help you?", "Is it sure?", "Your name, please?", "Thanks a lot.",
        "You're welcome. Thank you for calling, goodbye.",
        "Good morning.", "Nothing today.", "Goodbye.",
        "Hello.", "Thank you.", "Sure. Thanks, bye.",
        "Good evening.", "Fine.", "Your number.",
        "Hello?",
    ),
}  # fmt: skip


def _only(names: str, **changed: tuple[str | None, ...]) -> dict[str, tuple[Any, ...]]:
    """The calls of these names, with columns that are other than theirs."""
    places = [place for place, name in enumerate(_CALLS["item"]) if name in names]
    return {name: tuple(values[place] for place in places) for name, values in _CALLS.items()} | changed


@criterion("phrases")
@frozen(eq=False, repr=False)
class Phrases(Asked):
    """In a call, whose rows are its utterances, is said what should be at each stage, and nothing that never may.

    language: en, it or pl; `{column: lang}` where each utterance has its own
    stages:   what is due at each: `required` is heard somewhere in the stage, `in_each` in every utterance of it,
              `forbidden` in none; it lasts `at_least` so long, and no utterance has more `words_per_second`
    text:     the column of what is said
    speaker:  the column of who says it, and `ours` those whose utterances are judged
    stage:    the column of the stage
    seconds:  the column of how long an utterance takes, or `until`, the column of when it ends

    A stage is what the column says; `any` is the whole call, `first` and `last` are our first and our last utterance,
    and `after_thanks` is what we say right after somebody else thanked; so with `after_` and any other group. Groups
    are told under `says`, and what is not heard: what is quoted, denied or asked.

        courtesy: {phrases: {language: it, stages: {close: {required: [thanks]}, after_thanks: {forbidden: [dismissive]}}}}

    Findings name stage and group: `close: thanks missing`, `after thanks: dismissive`, `close: hurried`. A call in
    which there is nothing to judge, as nobody thanked, is missing, unless the characteristic is `optional`.
    """  # noqa: E501

    reads = Text
    gives = Text
    over = ItemRows
    examples = (
        Example(
            {
                "language": "en",
                "stages": {"close": {"required": ["thanks"]}, "after_thanks": {"forbidden": ["dismissive"]}},
            },
            passes=("A",),
            fails={
                "close: thanks missing": ("B", "D"),
                "after thanks: dismissive": ("C",),
                "agent: nothing said": ("E",),
            },
            columns=_CALLS,
        ),
        Example(
            {"language": "en", "stages": {"request": {"in_each": ["please"]}}},
            passes=("A",),
            fails={"request: please missing": ("D",), "missing": ("B",)},
            columns=_only("ABD"),
        ),
        Example(
            {
                "language": {"column": "lang"},
                "stages": {"any": {"forbidden": ["casual"]}, "first": {"required": ["greeting"]}},
            },
            passes=("B", "D"),
            fails={"cannot be judged": ("A",)},
            columns=_only("ABD", lang=("de", *("en",) * 10)),
        ),
        Example(
            {"language": "en", "seconds": "lasts", "stages": {"close": {"required": ["goodbye"], "at_least": "3 s"}}},
            passes=("A",),
            fails={"close: hurried": ("B",), "cannot be judged": ("C",)},
            columns=_only("ABC", lasts=("2", "1", "1", "1", "3.1", "2", "9", "2.9", "2", "1", None)),
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        known(self.language)
        if not self.stages:
            raise ValueError("write stages: with what is due at each")
        for name, stage in self.stages.items():
            self._check(name, stage)
        recorded = [name for name in self.stages if is_recorded(name)]
        if not recorded:
            object.__setattr__(self, "stage", None)  # it is not looked for where nothing asks for it
        elif self.stage is None:
            raise ValueError(f"write stage: with the column that says when it is {recorded[0]}")
        if not self.ours:
            raise ValueError("write ours: with those whose utterances are judged")

    def _check(self, name: str, stage: Stage) -> None:
        if not name.strip() or ";" in name:
            raise ValueError(f"{name!r} cannot be the name of a stage")
        if name.startswith(AFTER) and said_before(name) is None:
            near = get_close_matches(name.removeprefix(AFTER), GROUPS, n=1, cutoff=0.75)
            if near:
                raise ValueError(f"{name} is no stage; did you mean {AFTER}{near[0]}?")
        if stage.timed and (self.seconds is None) is (self.until is None):
            raise ValueError(f"{name} is timed: write seconds: or until:, the column of how long an utterance lasts")
        if stage.at_least is not None and name in (FIRST, LAST, WHOLE):
            raise ValueError(f"at_least goes with a stage, and {name} is none; words_per_second may stand there")
        if len(self.stages) > 1 and is_recorded(name) and not stage.required:
            raise ValueError(
                f"{name} requires nothing, so that nobody would notice if no call had it: "
                "write it as a requirement of its own"
            )

    def sentence(self, language: str) -> str:
        def due(stage: Stage) -> list[str]:
            found = [listed(language, stage.required, " and ")] if stage.required else []
            if stage.in_each:
                found.append(
                    telling.said(language, "each time {groups}", groups=listed(language, stage.in_each, " and "))
                )
            if stage.forbidden:
                found.append(telling.said(language, "never {groups}", groups=listed(language, stage.forbidden, " or ")))
            if stage.at_least is not None:
                found.append(telling.said(language, "at least {time}", time=stage.at_least))
            if stage.words_per_second is not None:
                found.append(telling.said(language, _FAST, count=stage.fastest))
            return found

        stages = [f"{label(name, language)}: {', '.join(due(stage))}" for name, stage in self.stages.items()]
        return f"{_APART.join(stages)} ({in_words(self.language, language)})"

    def observe(self, rows: Rows) -> nw.Expr:
        if self.until is not None and rows.time is None:
            raise ValueError("goes by time, and the samples have none: write time: under samples")
        heard = Listening(self, rows)
        told = [nw.when(holds).then(nw.lit(name)) for name, holds in heard.found.items()]
        wrong = nw.concat_str(*told, separator=_APART, ignore_nulls=True)
        some = nw.any_horizontal(*heard.found.values(), ignore_nulls=True)
        return nw.when(some).then(wrong).otherwise(nw.when(heard.judged).then(nw.lit(_NOTHING)))

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        between = nw.concat_str(nw.lit(_APART), value, nw.lit(_APART))
        names = Listening(self, Rows(Column("time"), "")).found
        return {name: between.str.contains(f"{_APART}{name}{_APART}", literal=True) for name in names}
