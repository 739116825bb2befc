"""What is due at one stage of a call."""

from attrs import frozen
from qa_run import Duration

from qa_run_voice import telling
from qa_run_voice.packs import GROUPS, Group

WHOLE, FIRST, LAST, AFTER = "any", "first", "last", "after_"


@frozen(eq=False, repr=False)
class Stage:
    """What must be heard at a stage, what never may, and that it takes its time.

    required:  groups of which each is heard somewhere in the stage; after thanks, in each reply
    in_each:   groups of which each is heard in every utterance of the stage
    forbidden: groups none of which is heard
    at_least:  how long it lasts, all its utterances together
    words_per_second: no utterance is spoken faster
    """

    required: tuple[Group, ...] = ()
    in_each: tuple[Group, ...] = ()
    forbidden: tuple[Group, ...] = ()
    at_least: Duration | None = None
    words_per_second: float | None = None

    def __attrs_post_init__(self) -> None:
        if not (self.heard or self.timed):
            raise ValueError("a stage says what is required, in_each, or forbidden, or how long it lasts at_least")
        if both := sorted(set(self.forbidden) & {*self.required, *self.in_each}):
            raise ValueError(f"{both[0]} is both required and forbidden")
        if self.words_per_second is not None and not self.words_per_second > 0:
            raise ValueError("words_per_second is more than 0")

    @property
    def heard(self) -> tuple[Group, ...]:
        """All groups that it listens for."""
        return tuple(dict.fromkeys((*self.required, *self.in_each, *self.forbidden)))

    @property
    def fastest(self) -> float | None:
        """The words per second as they are said: 5, not 5.0."""
        most = self.words_per_second
        return int(most) if most is not None and most == int(most) else most

    @property
    def timed(self) -> bool:
        return self.at_least is not None or self.words_per_second is not None


def said_before(name: str) -> Group | None:
    """The group of which something was said right before: of `after_thanks` thanks. None for other stages."""
    group = name.removeprefix(AFTER)
    return next((each for each in GROUPS if name.startswith(AFTER) and each == group), None)


def is_recorded(name: str) -> bool:
    """Whether the stage is what a column records, and not a place in the call."""
    return name not in (WHOLE, FIRST, LAST) and said_before(name) is None


def label(name: str, language: str = "en") -> str:
    """The stage as findings name it, and as the requirement does in the language of who reads it."""
    before = said_before(name)
    if before is not None:
        return telling.said(language, "after {group}", group=telling.said(language, before))
    named = {WHOLE: "call", FIRST: "first words", LAST: "last words"}
    return telling.said(language, named[name]) if name in named else name.replace("_", " ")
