"""Which groups of phrases are heard in a text: as an expression over a column, and of one text alone.

Both use the same patterns of RE2. First the text is made plain and what is quoted is blanked, then all that is denied
or reported, and then the phrases are looked for in what is left. A criterion judges one utterance so; an observation
over the many utterances of an item can count with the same expressions.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import narwhals as nw
from attrs import frozen

from qa_run_voice.packs import GROUPS, REACH, Group, Phrases, pack
from qa_run_voice.phrasing import APOSTROPHE, FOLDS, FOUND, LETTER, SPACE, WORD, any_of, forms, pattern, without_accents
from qa_run_voice.places import START_OF_WORD, Place

_BLANK = " ~ "
#: How long the patterns of phrases may be together that are looked for at once.
_LARGE = 12000
_ANY_SPACE, _ANY_LETTER = " \\t\\r\\n\\f\\v\u00a0\u2007\u202f\u3000", f"{LETTER}\u0300-\u036f"
_QUOTED = "|".join(
    (
        '"[^"]*"',
        "“[^”]*”",
        '„[^”“"]*[”“"]',
        "«[^»]*»",
        f"‘(?:[^’]|[{_ANY_LETTER}]’[{_ANY_LETTER}])*’",
        f"(?:^|[{_ANY_SPACE}(,:])'(?:[^']|[{_ANY_LETTER}]'[{_ANY_LETTER}])*'(?:$|[^{_ANY_LETTER}'])",
    )
)
#: An utterance that stands in quotes as a whole was not quoted by anybody.
_ALL_IN_QUOTES = f'^[{_ANY_SPACE}]*["“„«][^"“”„«»]*["”“»][{_ANY_SPACE}]*$'
#: A word of a phrase as a pack writes it.
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_UNDOABLE: tuple[Place, ...] = ("anywhere", "end", "last")


def plain(value: nw.Expr) -> nw.Expr:
    """The text in small letters, without what is quoted, and with one sign for what is written in several ways."""
    text = value.str.to_lowercase()
    left = nw.when(text.str.contains(_ALL_IN_QUOTES)).then(text).otherwise(text.str.replace_all(_QUOTED, _BLANK))
    for written, sign in FOLDS:
        left = left.str.replace_all(written, sign)
    return left


def made_plain(text: str) -> str:
    """The same of one text."""
    import re2

    text = text.lower()
    left = text if re2.search(_ALL_IN_QUOTES, text) else re2.sub(_QUOTED, _BLANK, text)
    for written, sign in FOLDS:
        left = re2.sub(written, sign, left)
    return left


@frozen
class Search:
    """`found` is looked for in plain text where `blanked` has been taken away, if anything undoes it."""

    blanked: str
    found: str

    def heard(self, plain: nw.Expr) -> nw.Expr:
        left = plain.str.replace_all(self.blanked, _BLANK) if self.blanked else plain
        # DuckDB compiles what is contained thrice before it looks for it, and what is replaced only then
        return left.str.replace_all(self.found, FOUND).str.contains(FOUND, literal=True)

    def heard_in(self, plain: str) -> bool:
        import re2

        # most texts hold no phrase at all, and to look is far cheaper than to blank
        if re2.search(self.found, plain) is None:
            return False
        return not self.blanked or re2.search(self.found, re2.sub(self.blanked, _BLANK, plain)) is not None


@cache
def searches(language: str, group: Group) -> tuple[Search, ...]:
    """What has to be looked for: phrases, and apart from them those that hold a denial themselves."""
    spoken = pack(language)
    phrases = spoken.groups[group]
    undoing = _undoing((*phrases.denied_by, *phrases.undone_by))
    denying = {phrase for phrase in chain(*phrases.said.values()) if _denies(phrase, undoing)}
    made = []
    for apart in (False, True):
        said = {
            place: tuple(phrase for phrase in several if (phrase in denying) is apart)
            for place, several in phrases.said.items()
        }
        for part in _parts(said):
            found = [
                spoken.surroundings.around(place, several, questions=phrases.questions)
                for place, several in part.items()
            ]
            made.append(Search(_blanked(phrases, part), f"(?:{'|'.join(found)})"))
    return tuple(made)


def _parts(said: dict[Place, tuple[str, ...]]) -> Iterator[dict[Place, tuple[str, ...]]]:
    """The phrases in parts of which each makes a pattern that RE2 can keep in mind; a larger one is slow.

    What may stand several times in a row stays together.
    """
    part: dict[Place, tuple[str, ...]] = {}
    size = 0
    for place, phrases in said.items():
        for several in (phrases,) if place in ("clause", "alone") else tuple((phrase,) for phrase in phrases):
            length = sum(map(len, map(pattern, several)))
            if part and size + length > _LARGE:
                yield part
                part, size = {}, 0
            if several:
                part[place] = (*part.get(place, ()), *several)
                size += length
    if part:
        yield part


def _denies(phrase: str, undoing: frozenset[frozenset[str]]) -> bool:
    """Whether the phrase holds a denial itself, accents aside: "non so come ringraziarla", "ne sono mortificata"."""
    words = frozenset(_WORDS.findall(without_accents(phrase)))
    return any(denial <= words for denial in undoing)


@cache
def _undoing(undone_by: tuple[str, ...]) -> frozenset[frozenset[str]]:
    """The words of each form of what undoes a phrase."""
    return frozenset(frozenset(form.split()) for written in undone_by for form in forms(without_accents(written)))


def _blanked(phrases: Phrases, said: dict[Place, tuple[str, ...]]) -> str:
    """What is taken away before phrases are looked for; nothing where nothing undoes them."""
    parts = []
    if phrases.but_not:
        parts.append(f"{START_OF_WORD}{any_of(phrases.but_not)}")
    undoable = tuple(chain(*(said.get(place, ()) for place in _UNDOABLE)))
    before = {REACH: phrases.undone_by}
    before[phrases.reach] = (*before.get(phrases.reach, ()), *phrases.denied_by)
    undoing = [f"{any_of(written)}(?::?[{SPACE}]+{WORD}){{0,{reach}}}" for reach, written in before.items() if written]
    if undoing and undoable:
        parts.append(f"{START_OF_WORD}(?:{'|'.join(undoing)})(?::?[{SPACE}]+|{APOSTROPHE}){any_of(undoable)}")
    return f"(?:{'|'.join(parts)})" if parts else ""


def heard(value: nw.Expr, language: str, group: Group) -> nw.Expr:
    """True where a phrase of the group is heard in the text; null where there is no text."""
    text = plain(value)
    first, *others = (search.heard(text) for search in searches(language, group))
    for other in others:
        first = first | other
    return first


def groups_in(text: str, language: str, among: tuple[Group, ...] = GROUPS) -> tuple[Group, ...]:
    """The groups of which a phrase is heard in one text, out of those that are asked for."""
    left = made_plain(text)
    return tuple(group for group in among if any(search.heard_in(left) for search in searches(language, group)))
