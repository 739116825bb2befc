"""The second look: the first items of each wish and stratum, found as near to the beginning of a file as they are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_queries import Bad, Groups, enough, items_query, shown_in, staged_query, staging
from qa_run.engines.table import Shown

LOOKS, FAR, UNASKED = (16_384, 131_072, 1_048_576, 2_097_152, 4_194_304, 8_388_608), 1_048_576, 5
SEEN = '"@seen"'
Fetch = Callable[[str], list[tuple[Any, ...]]]


@frozen(eq=False, repr=False)
class Search:
    """Where the items are looked for, and for how many.

    only:     the only file, or None where there are several, or a list of items beside them
    slow:     whether it is worth the trouble not to look at every row
    listed:   whether there is a list of items beside the samples
    ordered:  whether the table that a statement makes of the rows to look at has all rows of the file, in their order
    keys:     of each key its name, and as SQL what it is grouped by
    """

    fetch: Fetch
    only: DuckFile | None
    slow: bool
    ordered: Callable[[str], bool]
    keys: Groups
    item: str | None
    limit: int
    listed: bool = False

    def found(self, answer: str, wishes: Sequence[Bad]) -> list[Shown]:
        """The first items of each wish and stratum among the rows of `answer`: a query in brackets, or a table."""
        found: list[Shown] = []
        left = list(wishes)
        for reach in self._reaches(wishes):
            asked = [wish for wish in left if self._promises(wish, reach)]
            if not asked:
                continue
            rows = self.fetch(self._query(answer, asked, reach))
            shown = [each for row in rows for each in shown_in(row, asked, len(self.keys))]
            # who asks for more than are shown unasked gets all of these, however far away they are
            far = reach >= FAR and self.limit <= UNASKED
            done = [wish.name for wish in asked if not reach or enough(shown, wish, far)]
            found += [each for each in shown if each.wish in done]
            left = [wish for wish in left if wish.name not in done]
            if not left:
                break
        return found

    def _promises(self, wish: Bad, reach: int) -> bool:
        """Whether a look so far will probably find what is wanted. Looking at all rows does, and one look is tried."""
        if reach in (0, FAR):
            return True
        there = wish.expected
        return there is not None and (there.near if reach < FAR or self.limit > UNASKED else there.first) <= reach

    def _reaches(self, wishes: Sequence[Bad]) -> Iterator[int]:
        """How far to look: a part of a large file at first, then farther, then all of it."""
        if self.only is not None and self.slow:
            rows = max(wish.expected.rows if wish.expected else 0 for wish in wishes)
            yield from (reach for reach in LOOKS if reach < rows // 2)
        yield 0

    def _query(self, answer: str, wishes: Sequence[Bad], reach: int) -> str:
        if self.only is not None and reach:
            near = self.only.near(answer, reach)
            return items_query(near, wishes, self.keys, self.item, self.limit, reach, False)
        if self.only is not None and self.slow and self.only.numbered():
            # numbering the rows of a text file keeps one thread busy and the others waiting; a table knows its rows
            laid = staging(answer, wishes, self.keys, self.item)
            if self.ordered(laid):
                self.fetch(laid)
                return staged_query(self.only.number, wishes, self.keys, self.limit)
        if self.slow or not answer.startswith("("):
            return items_query(answer, wishes, self.keys, self.item, self.limit, reach, self.listed)
        # of a small file it takes longer to spell out in the filter all that the answer is made of than to answer
        query = items_query(SEEN, wishes, self.keys, self.item, self.limit, reach, self.listed)
        return f"with {SEEN} as materialized {answer} {query}"
