"""Of the second look: whose items are wanted, and how far they are to be looked for."""

from collections.abc import Mapping, Sequence

from qa_run.engines.table import Apart, Expected, key_name
from qa_run.judging.blocks import Block
from qa_run.model.procedure import Requirement

#: More values than these are not told apart by a list of them: every stratum stands for itself then.
_LISTED = 1_000


def wanted_apart(keys: Sequence[str], blocks: Sequence[Block]) -> Apart:
    """Of each key the values of the strata that failed, which alone have to be told apart.

    Thousands of lots of which few failed need not be grouped: the items of all others stand together, and serve the
    verdicts over all of them. Where most of them failed, it takes longer to tell which than to tell all of them apart.
    """
    found: dict[str, Sequence[str] | None] = {}
    for key in keys:
        apart = [(block, block.strata.names.index(key)) for block in blocks if key in block.strata.names]
        values = {block.strata.strata[row][place] for block, place in apart for row in block.failed()}
        sets = {id(block.strata): (block.strata.strata, place) for block, place in apart}  # many blocks share one
        few = len(values) <= _LISTED and 2 * len(values) <= len(
            {stratum[place] for strata, place in sets.values() for stratum in strata}
        )
        found[key_name(key)] = tuple(sorted(values)) if few else None
    return found


def expected_items(
    requirement: Requirement, keys: Sequence[str], blocks: Sequence[Block], limit: int, apart: Apart
) -> Expected | None:
    """What there is to show in the strata of `keys`; None where that is not known."""
    for block in blocks:
        if block.requirement is requirement and block.strata.names == (tuple(keys) if requirement.per else ()):
            bad = [many for many in _bad(block, apart).values() if many]
            rows, fewest = sum(block.counts.rows), min(bad, default=0)
            # twice, and of a single one three times as far as it would be if they were spread evenly
            near = rows if fewest < limit else min(rows, 2 * limit * rows // fewest)
            first = min(rows, 3 * rows // fewest) if fewest else rows
            return Expected(sum(min(limit, many) for many in bad), len(bad), near, first, rows)
    return None


def _bad(block: Block, apart: Apart) -> Mapping[tuple[str | None, ...], int]:
    """How many items are bad in each stratum that is told apart, and in all others together."""
    told = [None if (values := apart[key_name(name)]) is None else set(values) for name in block.strata.names]
    found: dict[tuple[str | None, ...], int] = {}
    for row, stratum in enumerate(block.strata.strata):
        place = tuple(
            value if values is None or value in values else None for value, values in zip(stratum, told, strict=True)
        )
        found[place] = found.get(place, 0) + block.bad(row)
    return found
