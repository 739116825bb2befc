"""From what a run is narrowed to, to the requirements that are planned and the strata of them that are shown."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from qa_run.errors import UsageError
from qa_run.loading.node_ids import Node, node_start
from qa_run.loading.suggest import did_you_mean
from qa_run.model.node_id import SIGN
from qa_run.model.procedure import Procedure, Requirement, Severity
from qa_run.model.selection import NOTHING, LeftOut, Selection, requirement_node
from qa_run.planning.expressions import expression

CLASSES = tuple(severity.value for severity in Severity)
#: So many names are listed where none is near.
NAMES = 8


@frozen(eq=False, repr=False)
class Inspectable:
    """A procedure with all its requirements, those among them that it does not write itself."""

    procedure: Procedure
    requirements: tuple[Requirement, ...]

    def node(self, requirement: Requirement) -> str:
        return requirement_node(self.procedure.path, requirement.characteristic, requirement.id)

    @property
    def nodes(self) -> tuple[str, ...]:
        return tuple(map(self.node, self.requirements))


@frozen(kw_only=True, eq=False, repr=False)
class Strata:
    """The strata of a requirement that are shown, by the ends of their node ids: `[shop=Milano]`, blank over all.

    only:    these, or all
    without: not those whose end begins so
    """

    only: frozenset[str] | None = None
    without: tuple[str, ...] = ()

    def shows(self, end: str) -> bool:
        return (self.only is None or end in self.only) and not any(map(end.startswith, self.without))

    @property
    def every(self) -> bool:
        return self.only is None and not self.without


@frozen(eq=False, repr=False)
class Mention:
    """A stratum that somebody named: one of the requirements must have it. `end` is all of its node id's end, or with
    `begins` the beginning of it."""

    word: str
    requirements: frozenset[str]
    end: str
    begins: bool = False

    def means(self, end: str) -> bool:
        return end.startswith(self.end) if self.begins else end == self.end


@frozen(eq=False, repr=False)
class Chosen:
    """What is asked for of one procedure: requirements by their node ids, each with its strata."""

    strata: Mapping[str, Strata]
    mentions: tuple[Mention, ...] = ()

    def planned(self, path: str, requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
        """Those of `requirements` that have to be measured: what is asked for, and the classes that decide for it."""
        asked = [each for each in requirements if self.of(path, each) is not None]
        deciding = {each.counted_in for each in asked if each.counted_in}
        return tuple(each for each in requirements if each in asked or (each.members and each.severity in deciding))

    def of(self, path: str, requirement: Requirement) -> Strata | None:
        """The strata that are shown of `requirement`; None where it is not asked for."""
        return self.strata.get(requirement_node(path, requirement.characteristic, requirement.id))


@frozen(kw_only=True, eq=False, repr=False)
class Chosens:
    """What is asked for of each procedure, by its path, in their order; how that is told, and what is left out."""

    by_path: Mapping[str, Chosen]
    words: tuple[str, ...] = ()
    left_out: LeftOut = NOTHING
    first: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Asking:
    """A selection with its node ids understood.

    whole:  the procedures that are named without a node id
    failed: what did not release the last time, as far as that is known
    """

    selection: Selection
    nodes: Sequence[Node] = ()
    whole: Collection[str] = ()
    failed: Collection[str] = field(factory=tuple)


def select(every: Sequence[Inspectable], asking: Asking) -> Chosens:
    """What `asking` leaves of the requirements of `every` procedure; UsageError for words that mean nothing."""
    known = {node: one for one in every for node in one.nodes}
    strata, mentions = _by_node(every, known, asking)
    strata = {node: each for node, each in strata.items() if node in _by_words(every, asking.selection)}
    strata, more = _without(known, strata, asking.selection.deselected)
    mentions += [each for each in more if each.requirements]
    words = list(asking.selection.words)
    failed = _failed(strata, asking.failed) if asking.selection.remembers else {}
    if asking.selection.last_failed and failed:
        strata = {node: evolve(strata[node], only=_both(strata[node].only, ends)) for node, ends in failed.items()}
        count = sum(map(len, failed.values()))
        words.append(f"--lf ({count} known {'failure' if count == 1 else 'failures'})")
    chosen = {
        one.procedure.path: Chosen(mine, tuple(each for each in mentions if each.requirements & mine.keys()))
        for one in every
        if (mine := {node: strata[node] for node in one.nodes if node in strata})
    }
    first = {known[node].procedure.path for node in failed} if asking.selection.failed_first else set()
    return Chosens(
        by_path=chosen,
        words=tuple(words),
        left_out=LeftOut(requirements=len(known) - len(strata), of=len(known)),
        first=tuple(path for path in chosen if path in first),
    )


def _by_node(
    every: Sequence[Inspectable], known: Mapping[str, Inspectable], asking: Asking
) -> tuple[dict[str, Strata], list[Mention]]:
    """What the node ids name; without any, everything."""
    if not asking.nodes and not asking.whole:
        return {node: Strata() for node in known}, []
    found = {node: Strata() for node, one in known.items() if one.procedure.path in asking.whole}
    mentions, lost = [], []
    for asked in asking.nodes:
        one = next((each for each in every if each.procedure.path == asked.path), None)
        named = _named(one, asked) if one else {}
        if not named:
            lost.append(_no_such(one, asked))
        for node, end in named.items():
            before = found.get(node, Strata(only=frozenset()))
            whole = not end or before.only is None
            found[node] = Strata() if whole else Strata(only=(before.only or frozenset()) | {end})
        if end := next(iter(named.values()), ""):
            mentions.append(Mention(asked.word, frozenset(named), end))
    if lost:
        raise UsageError("\n".join(lost))
    return found, mentions


def _named(one: Inspectable, asked: Node) -> dict[str, str]:
    """The requirements that a node id names, each with the end that names a stratum."""
    rest = unicodedata.normalize("NFC", asked.rest)
    found: dict[str, str] = {}
    for requirement in one.requirements:
        starts = (f"{requirement.characteristic}{SIGN}{requirement.id}", requirement.characteristic, "*")
        for start in starts:
            if rest == start or (rest.startswith(f"{start}[") and rest.endswith("]")):
                found[one.node(requirement)] = rest[len(start) :]
                break
    return found


def _no_such(one: Inspectable | None, asked: Node) -> str:
    if one is None:
        return f"{asked.word}: {asked.path} holds no procedure of this run"
    ids = [node.removeprefix(f"{asked.path}{SIGN}") for node in one.nodes]
    names = list(dict.fromkeys(each.partition(SIGN)[0] for each in ids))
    start, bracket, end = asked.rest.partition("[")
    near = did_you_mean(start, ids if SIGN in start else [*names, *ids])
    if near:
        meant = near.removeprefix("did you mean '").removesuffix("'?")
        hint = f"did you mean '{asked.path}{SIGN}{meant}{bracket}{end}'?"
    else:
        hint = f"it has: {', '.join(names[:NAMES])}{', …' if len(names) > NAMES else ''}"
    return f"{asked.word}: there is no such inspection ({hint})"


def _by_words(every: Sequence[Inspectable], selection: Selection) -> frozenset[str]:
    """The requirements for which `-k` and `-m` hold."""
    keyword = expression("-k", selection.keyword) if selection.keyword.strip() else None
    tags = expression("-m", selection.tags) if selection.tags.strip() else None
    if tags:
        _known_tags(every, selection.tags, tags.words)
    found = set()
    for one in every:
        for requirement in one.requirements:
            node, marks = one.node(requirement), marks_of(requirement)
            if tags and not tags.holds(marks.__contains__):
                continue
            if keyword:
                texts = [_folded(each) for each in (node, *_titles(one.procedure, requirement), *marks)]
                if not keyword.holds(lambda word, texts=texts: any(_folded(word) in text for text in texts)):  # type: ignore[misc]
                    continue
            found.add(node)
    return frozenset(found)


def marks_of(requirement: Requirement) -> tuple[str, ...]:
    """What `-m` knows of a requirement: its tags and its class."""
    return (*requirement.tags, *((requirement.severity.value,) if requirement.severity else ()))


def _titles(procedure: Procedure, requirement: Requirement) -> tuple[str, ...]:
    return procedure.name, procedure.title, requirement.title, requirement.name


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _known_tags(every: Sequence[Inspectable], written: str, words: Iterable[tuple[str, int]]) -> None:
    tags = dict.fromkeys(tag for one in every for requirement in one.requirements for tag in requirement.tags)
    known = [*CLASSES, *tags]
    for word, column in words:
        if word not in known:
            hint = did_you_mean(word, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"-m '{written}': at column {column}: {word!r} is no class, and no tag here ({hint})")


def _without(
    known: Mapping[str, Inspectable], strata: Mapping[str, Strata], deselected: Sequence[str]
) -> tuple[dict[str, Strata], list[Mention]]:
    """`strata` without what is deselected; a beginning may reach into the strata of a requirement."""
    left, mentions, lost = dict(strata), [], []
    for word in deselected:
        start = unicodedata.normalize("NFC", node_start(word))
        within = frozenset(node for node in known if start.startswith(f"{node}["))
        if start and any(node.startswith(start) for node in known):
            left = {node: each for node, each in left.items() if not node.startswith(start)}
        elif not within:
            near = did_you_mean(start, known) or "-k, --co and the short summary show node ids"
            lost.append(f"--deselect {word}: no node id begins so ({near})")
        for node in within & left.keys():
            end = start.removeprefix(node)
            left[node] = evolve(left[node], without=(*left[node].without, end))
            mentions.append(Mention(f"--deselect {word}", frozenset({node}), end, begins=True))
    if lost:
        raise UsageError("\n".join(lost))
    return left, mentions


def _failed(strata: Mapping[str, Strata], failed: Collection[str]) -> dict[str, frozenset[str]]:
    """Of the requirements still selected, the ends of those ids that are known not to have released."""
    found: dict[str, set[str]] = {}
    for each in failed:
        if parts := parted(each, strata):
            node, end = parts
            if strata[node].shows(end):
                found.setdefault(node, set()).add(end)
    return {node: frozenset(found[node]) for node in strata if node in found}


def parted(node_id: str, known: Collection[str]) -> tuple[str, str] | None:
    """The requirement among `known` that a node id is of, and the end that names its stratum."""
    if node_id in known:
        return node_id, ""
    starts = (node_id[:place] for place, sign in enumerate(node_id) if sign == "[")
    return next(((start, node_id[len(start) :]) for start in starts if start in known), None)


def _both(one: frozenset[str] | None, other: frozenset[str]) -> frozenset[str]:
    return other if one is None else one & other
