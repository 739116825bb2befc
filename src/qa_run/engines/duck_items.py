"""The second look: the first items of each wish and stratum, found as near to the beginning of a file as they are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_queries import Bad, Groups, enough, items_query, shown_in, staged_query, staging
from qa_run.engines.duck_several import Ask
from qa_run.engines.table import Shown

LOOKS, FAR, UNASKED = (16_384, 131_072, 1_048_576, 2_097_152, 4_194_304, 8_388_608), 1_048_576, 5
SEEN = '"@seen"'
Rows = list[tuple[Any, ...]]


@frozen(eq=False, repr=False)
class Search:
    """Where the items are looked for, and for how many.

    only:     the only file, or None where there are several, or a list of items beside them
    slow:     whether it is worth the trouble not to look at every row
    listed:   whether there is a list of items beside the samples
    ordered:  whether the table that a statement makes of the rows to look at has all rows of the file, in their order
    keys:     of each key its name, and as SQL what it is grouped by
    later:    what asks a query that goes on beside others, and returns what waits for its answer; None where it would
              not see what was made meanwhile
    """

    fetch: Ask
    only: DuckFile | None
    slow: bool
    ordered: Callable[[str], bool]
    keys: Groups
    item: str | None
    limit: int
    listed: bool = False
    later: Callable[[str], Callable[[], Rows]] | None = None

    def found(self, answer: str, wishes: Sequence[Bad]) -> list[Shown]:
        """The first items of each wish and stratum among the rows of `answer`: a query in brackets, or a table."""
        found: list[Shown] = []
        left, reaches = list(wishes), list(self._reaches(wishes))
        begun = self._begun(answer, wishes, reaches)
        for reach in reaches:
            asked, rows = begun.get(reach, ([], list))
            # those whose first look was not enough are looked for again, farther away
            late = [wish for wish in left if wish not in asked and self._promises(wish, reach)]
            shown = self._shown(rows(), asked)
            shown += self._shown(self.fetch(self._query(answer, late, reach)), late) if late else []
            # who asks for more than are shown unasked gets all of these, however far away they are
            far = reach >= FAR and self.limit <= UNASKED
            done = [wish.name for wish in (*asked, *late) if not reach or enough(shown, wish, far)]
            found += [each for each in shown if each.wish in done]
            left = [wish for wish in left if wish.name not in done]
            if not left:
                break
        return found

    def _begun(
        self, answer: str, wishes: Sequence[Bad], reaches: Sequence[int]
    ) -> dict[int, tuple[list[Bad], Callable[[], Rows]]]:
        """The first look for each wish, by how far it goes: of each wish there is one, for the last goes everywhere. A
        near one keeps one thread busy: those go on beside the farthest."""
        if self.later is None:
            return {}
        looks: dict[int, list[Bad]] = {}
        for reach in reaches:
            asked = [wish for some in looks.values() for wish in some]
            if new := [wish for wish in wishes if wish not in asked and self._promises(wish, reach)]:
                looks[reach] = new
        queries = {reach: self._query(answer, some, reach) for reach, some in looks.items()}
        *near, farthest = looks
        begun = {reach: (looks[reach], self.later(queries[reach])) for reach in near}
        rows = self.fetch(queries[farthest])
        return {**begun, farthest: (looks[farthest], lambda: rows)}

    def _shown(self, rows: Rows, wishes: Sequence[Bad]) -> list[Shown]:
        return [each for row in rows for each in shown_in(row, wishes, len(self.keys))]

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
        if self.slow:
            return items_query(answer, wishes, self.keys, self.item, self.limit, reach, self.listed)
        # of a small file it takes longer to spell out in the filter all that the answer is made of than to answer
        query = items_query(SEEN, wishes, self.keys, self.item, self.limit, reach, self.listed)
        return f"with {SEEN} as materialized {answer} {query}"
