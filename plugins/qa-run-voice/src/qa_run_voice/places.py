"""Where in an utterance a phrase counts: `sicuro` is an answer where it is the whole sentence, and a word elsewhere."""

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from qa_run_voice.phrasing import BETWEEN_WORDS, LETTER, SPACE, any_of

Place = Literal["anywhere", "start", "end", "clause", "alone", "first", "last", "after", "asked"]

_GAP = f"[{SPACE}]*"
_CLAUSE = f'[.!?…,;:()"“”„«»–—]|[{SPACE}]-[{SPACE}]|\\n'
_CLAUSE_ENDS = f'[.!…,;:()"“”„«»–—]|[{SPACE}]-[{SPACE}]|\\n'
_IN_SENTENCE = '.!?…;\\n"“”„«»'
_SENTENCE = f"[{_IN_SENTENCE}]"
_SENTENCE_ENDS = '[.!…;\\n"“”„«»]'
#: Not followed by a letter, and not by a question mark.
_NOT_ASKED = f"(?:[^{LETTER}?{SPACE}]|[{SPACE}]+[^?{SPACE}]|{_GAP}$)"
_END_OF_WORD = f"(?:[^{LETTER}]|$)"
START_OF_WORD = f"(?:^|[^{LETTER}])"


@frozen
class Surroundings:
    """The words that may stand around a phrase without being part of it: interjections, and forms of address."""

    fillers: tuple[str, ...]
    address: tuple[str, ...]

    @property
    def _opening(self) -> str:
        return f"{_GAP}(?:{any_of(self.fillers)}[,.!]?[{SPACE}]+)*" if self.fillers else _GAP

    @property
    def _addressed(self) -> str:
        return f"(?:{BETWEEN_WORDS}{any_of(self.address)})?{_GAP}" if self.address else _GAP

    def around(self, place: Place, phrases: tuple[str, ...], *, questions: bool) -> str:
        """The pattern that finds one of `phrases` at `place`; `questions`: also where a question mark follows."""
        found = any_of(phrases)
        asked = "|[?]" if questions else ""
        clause_starts, clause_ends = f"(?:^|{_CLAUSE}){self._opening}", f"{self._addressed}(?:$|{_CLAUSE_ENDS}{asked})"
        ends_word = _END_OF_WORD if questions else _NOT_ASKED
        several = f"{found}(?:{BETWEEN_WORDS}{found})*"
        patterns: dict[Place, Callable[[], str]] = {
            "anywhere": lambda: f"{START_OF_WORD}{found}{ends_word}",
            "start": lambda: f"{clause_starts}{found}{ends_word}",
            "end": lambda: f"{START_OF_WORD}{found}{clause_ends}",
            "clause": lambda: f"{clause_starts}{several}{clause_ends}",
            "alone": lambda: f"(?:^|{_SENTENCE}){self._opening}{several}{self._addressed}(?:$|{_SENTENCE_ENDS})",
            "first": lambda: f"^[^{LETTER}?]*{self._opening}{found}{ends_word}",
            "last": lambda: f"{START_OF_WORD}{found}{self._addressed}[^{LETTER}?]*$",
            "asked": lambda: f"{START_OF_WORD}{found}(?:[^{LETTER}{_IN_SENTENCE}][^{_IN_SENTENCE}]*)?[?]",
            "after": lambda: f"[{LETTER}],{_GAP}{found}{_GAP}(?:$|{_CLAUSE_ENDS})",
        }
        return patterns[place]()
