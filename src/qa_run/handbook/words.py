"""The language of a handbook: the one that was asked for, or English where there are no words for it."""

from typing import Any

from attrs import frozen

from qa_run.saying import said
from qa_run.version import VERSION
from qa_run.wording.tables import is_spoken


@frozen(eq=False, repr=False)
class Words:
    """Says all that a handbook says by itself. `asked` is the language of who reads it."""

    asked: str

    @property
    def language(self) -> str:
        return self.asked if is_spoken(self.asked) else "en"

    @property
    def notice(self) -> str:
        """What the index says once, where the language is not spoken here."""
        if self.language == self.asked:
            return ""
        return f"There are no words in the language {self.asked!r} yet, so that the sentences are in English."

    def said(self, message: str, /, count: Any = None, **values: Any) -> str:
        return said(self.language, message, count, **values)

    def made_of(self, path: str) -> str:
        return self.said("made by qa-run {version} from {file}", version=VERSION, file=path)
