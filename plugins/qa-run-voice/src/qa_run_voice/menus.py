"""The menu of an automatic attendant, read as a table with what its graph comes to: each node with its way to a human.

`.menu` is delimited text with a header. Columns: `node`, `parent` (blank where a call begins), and as far as there are
any `key`, `prompt`, `leads_to`, `service`, `menu`. `leads_to` is another node, or an end: `human`, `website`, `done` or
whatever else is written.

Columns that are computed:

    reached         yes where a call can come to the node
    depth           how many keys are pressed until then
    choices         how many nodes it leads to
    ends_in         where the menu ends, if only for who presses no key: what `leads_to` says, `website` where the
                    prompt sends the caller there, `nothing` where nothing is said; blank where it goes on
    way_out         yes where an end can be reached from here; no where the caller goes round in a circle
    keys_to_human   how many keys it is from here to a human being; blank where there is no way
    only_website    of a service: yes where all nodes that offer it in this menu end at the web site
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from attrs import frozen
from qa_run import Reading, Rejected, SampleError, TextRows
from qa_run.readers import grid_of

MADE = ("reached", "depth", "choices", "ends_in", "way_out", "keys_to_human", "only_website")
WEBSITE = re.compile(
    r"https?://|\bwww\.|\bour site\b|\bweb ?site\b|\bonline at\b|\bnostro sito\b|\bsito (?:web|internet)\b"
    r"|\bnasz(?:ej|ą|a) stron|\bstron(?:ie|ę|a) (?:www|internetow)",
    re.IGNORECASE,
)
Row = Mapping[str, str]


def read(reading: Reading) -> TextRows:
    """The nodes with what is computed of them. A row that names no node, or a parent that is none, is rejected."""
    cells, ends = _lines(reading)
    width = max((len(line) for line in cells), default=0)
    grid = grid_of([[*line, *[""] * (width - len(line))] for line in cells] or [[]], reading.format, reading.shown)
    for needed in ("node", "parent"):
        if needed not in grid.names:
            raise SampleError(f"{reading.shown}: a menu has a column {needed!r}, and this has {', '.join(grid.names)}")
    if taken := [name for name in MADE if name in grid.names]:
        raise SampleError(f"{reading.shown}: the column {taken[0]!r} is computed: it cannot be recorded as well")
    rows = [{name: str(cell).strip() for name, cell in zip(grid.names, row, strict=True)} for row in grid.rows]
    places = [f"{reading.shown}:{ends[number - 1]}" for number in grid.numbers]
    known = {row["node"] for row in rows} - {""}
    faults = [_fault(row, known) for row in rows]
    kept = [row for row, fault in zip(rows, faults, strict=True) if not fault]
    if not any(not row["parent"] for row in kept):
        raise SampleError(f"{reading.shown}: no node is without a parent, so that no call begins anywhere")
    where = [place for place, fault in zip(places, faults, strict=True) if not fault]
    return TextRows(
        names=(*grid.names, *MADE),
        rows=[
            [*(row[name] or None for name in grid.names), *made] for row, made in zip(kept, computed(kept), strict=True)
        ],
        place=lambda ordinals: [where[ordinal] for ordinal in ordinals],
        blank=grid.blank,
        skipped=grid.skipped,
        rejected=tuple(Rejected(place, fault) for place, fault in zip(places, faults, strict=True) if fault),
        found=grid.found,
    )


def _lines(reading: Reading) -> tuple[list[list[str]], list[int]]:
    """The cells of each record, and the line it ends in."""
    try:
        text = reading.path.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        lines = csv.reader(StringIO(text, newline=""), delimiter=max(";\t,", key=first.count), strict=True)
        found = [(line, lines.line_num) for line in lines]
    except UnicodeDecodeError as error:
        raise SampleError(
            f"{reading.shown}: a menu is written in UTF-8, and this is not (byte {error.start})"
        ) from error
    except csv.Error as error:
        raise SampleError(f"{reading.shown}:{lines.line_num}: {error}") from error
    return [line for line, _ in found], [number for _, number in found]


def _fault(row: Row, known: set[str]) -> str:
    if not row["node"]:
        return "names no node"
    if row["parent"] and row["parent"] not in known:
        return f"the parent {row['parent']!r} is no node"
    return ""


@frozen(eq=False)
class Graph:
    """What leads where: from each node to those that a key or a jump leads to."""

    ways: Mapping[str, tuple[str, ...]]

    def distances(self, starts: Iterable[str]) -> dict[str, int]:
        """Of each node that is reached from `starts`, the fewest steps."""
        found = dict.fromkeys(starts, 0)
        waiting = deque(found)
        while waiting:
            here = waiting.popleft()
            for there in self.ways.get(here, ()):
                if there not in found:
                    found[there] = found[here] + 1
                    waiting.append(there)
        return found

    def turned(self) -> "Graph":
        back: dict[str, list[str]] = {}
        for here, ways in self.ways.items():
            for there in ways:
                back.setdefault(there, []).append(here)
        return Graph({here: tuple(ways) for here, ways in back.items()})


def computed(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """The columns of MADE for each row."""
    names = {row["node"] for row in rows}
    ways: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        if row["parent"]:
            ways[row["parent"]].append(row["node"])
        if (jump := row.get("leads_to", "")) in names:
            ways[row["node"]].append(jump)
    graph = Graph({name: tuple(dict.fromkeys(there)) for name, there in ways.items()})
    ends = {row["node"]: _end(row, graph) for row in rows}
    depths = graph.distances(row["node"] for row in rows if not row["parent"])
    back = graph.turned()
    out = back.distances(name for name, end in ends.items() if end)
    human = back.distances(name for name, end in ends.items() if end.casefold() == "human")
    by_service: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        by_service.setdefault(_service(row), set()).add(ends[row["node"]])
    return [
        (
            "yes" if name in depths else "no",
            depths.get(name),
            len(graph.ways[name]),
            ends[name] or None,
            "yes" if name in out else "no",
            human.get(name),
            None if not row.get("service") else "yes" if by_service[_service(row)] == {"website"} else "no",
        )
        for row in rows
        for name in (row["node"],)
    ]


def _end(row: Row, graph: Graph) -> str:
    """Where the menu ends here, if only for who presses no key; blank where it goes on."""
    leads, on = row.get("leads_to", ""), bool(graph.ways[row["node"]])
    if on and (not leads or leads in graph.ways):
        return ""
    told = leads if on else f"{leads} {row.get('prompt', '')}"
    if leads.casefold() != "human" and (leads.casefold() == "website" or WEBSITE.search(told)):
        return "website"
    return leads or "nothing"


def _service(row: Row) -> tuple[str, str]:
    return row.get("menu", ""), row.get("service", "").casefold()
