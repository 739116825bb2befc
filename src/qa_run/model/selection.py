"""Which inspections of a run are asked for, and what was left out of it."""

from attrs import field, frozen

from qa_run.model.node_id import SIGN


def _texts(written: object) -> tuple[str, ...]:
    if isinstance(written, str):
        return (written,)
    if not isinstance(written, list | tuple | set | frozenset) or not all(isinstance(each, str) for each in written):
        raise TypeError(f"node ids are texts, or a list of them, not {written!r}")
    return tuple(written)


@frozen(kw_only=True)
class Selection:
    """What a run is narrowed to; as it stands here, to nothing. All that is said holds together.

    nodes:        node ids: of a characteristic, of a requirement, or of one stratum of it; any of them
    keyword:      an expression of parts of node ids, titles, criteria and tags, as `-k` takes it
    tags:         an expression of tags and classes, as `-m` takes it
    deselected:   beginnings of the node ids that are left out
    last_failed:  only what did not release the last time; all, if nothing is known of that
    failed_first: the procedures with something that did not release the last time come first; nothing is left out
    """

    nodes: tuple[str, ...] = field(default=(), converter=_texts)
    keyword: str = ""
    tags: str = ""
    deselected: tuple[str, ...] = field(default=(), converter=_texts)
    last_failed: bool = False
    failed_first: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What narrows the run, as the command line says it."""
        options = [("-k", self.keyword.strip()), ("-m", self.tags.strip())]
        options += [("--deselect", each) for each in self.deselected]
        return (*self.nodes, *(f"{option} {written}" for option, written in options if written))

    @property
    def remembers(self) -> bool:
        """Whether it asks how the last runs ended."""
        return self.last_failed or self.failed_first

    def __bool__(self) -> bool:
        return bool(self.words or self.remembers)


ALL = Selection()


@frozen(kw_only=True)
class LeftOut:
    """How much of a run was left out: requirements, out of how many; and of those judged, verdicts on strata."""

    requirements: int = 0
    of: int = 0
    verdicts: int = 0

    def __bool__(self) -> bool:
        return bool(self.requirements or self.verdicts)


NOTHING = LeftOut()


def requirement_node(path: str, characteristic: str, requirement: str) -> str:
    """The node id of a requirement, over all its strata."""
    return f"{path}{SIGN}{characteristic}{SIGN}{requirement}"
