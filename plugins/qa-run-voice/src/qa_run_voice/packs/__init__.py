"""What people say in a language, as data: `en.toml`, `it.toml`, `pl.toml`, and how they are read."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from attrs import frozen

from qa_run_voice.phrasing import count
from qa_run_voice.places import Place, Surroundings

Group = Literal[
    "greeting", "offer", "please", "thanks", "welcome", "casual", "dismissive", "apology", "goodbye", "hurry", "insult"
]
GROUPS: tuple[Group, ...] = get_args(Group)
LANGUAGES = ("en", "it", "pl")
#: How many words may stand between what undoes a phrase and the phrase: "I won't even say thanks".
REACH = 3
_PLACES: tuple[Place, ...] = get_args(Place)


@frozen
class Phrases:
    """One group of a pack.

    means: what somebody does who says one of them
    said: the phrases, by the place in the utterance at which they count
    questions: a question mark right after the phrase does not undo it
    undone_by: what undoes a phrase that follows within a few words
    denied_by: what does so where no more than `reach` words stand between
    but_not: what holds such a phrase and is none
    """

    means: str
    said: Mapping[Place, tuple[str, ...]]
    questions: bool
    undone_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    reach: int
    but_not: tuple[str, ...]

    @property
    def entries(self) -> int:
        return sum(map(len, self.said.values()))

    @property
    def forms(self) -> int:
        return sum(count(phrase) for phrases in self.said.values() for phrase in phrases)


@frozen
class Pack:
    """One language: its groups, by name, and the stages of a conversation to which they belong."""

    language: str
    name: str
    surroundings: Surroundings
    stages: Mapping[str, tuple[Group, ...]]
    groups: Mapping[Group, Phrases]


@cache
def pack(language: str) -> Pack:
    """The pack of a language; a ValueError says which there are."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} has no pack: write one of {', '.join(LANGUAGES)}")
    return read(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def read(text: str) -> Pack:
    """A pack from its text, which `pack.schema.json` describes."""
    written = tomllib.loads(text)
    denials, reports = tuple(written["denials"]), tuple(written["reports"])
    return Pack(
        language=written["language"],
        name=written["name"],
        surroundings=Surroundings(fillers=tuple(written["fillers"]), address=tuple(written["address"])),
        stages={stage: tuple(groups) for stage, groups in written["stages"].items()},
        groups={name: _group(group, denials, reports) for name, group in written["groups"].items()},
    )


def _group(written: Mapping[str, Any], denials: tuple[str, ...], reports: tuple[str, ...]) -> Phrases:
    own, deniable = tuple(written.get("undone_by", ())), written.get("deniable", True)
    return Phrases(
        means=written["means"],
        said={place: tuple(written[place]) for place in _PLACES if place in written},
        questions=written.get("questions", False),
        undone_by=(*reports, *own) if deniable else own,
        denied_by=denials if deniable else (),
        reach=written.get("reach", REACH),
        but_not=tuple(written.get("but_not", ())),
    )
