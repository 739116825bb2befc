"""`samples.events` and `samples.references`: rows that are events, and files that items are looked up in."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from qa_run.loading.core_keys import nothing_nested
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build
from qa_run.loading.nodes import MapNode, Node
from qa_run.loading.scalars import described
from qa_run.model.samples import LIST, Events, Reference, Validity

_AS = "training: {from: training.csv, key: {person: made_by}}"


@frozen(eq=False, repr=False)
class WrittenEvents:
    """`events: {name: activity, by: agent, kinds: [ordered, paid, call]}`: what tells the events of an item apart.

    name:  the column that names the kind of an event
    by:    the one that says who did it
    kinds: all kinds that there are: another one is a fault here, and a finding in the log
    """

    name: str
    by: str = ""
    kinds: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if any(not each.strip() for each in self.kinds):
            raise ValueError("kinds are names, and one of them is blank")
        if twice := next((each for each in self.kinds if self.kinds.count(each) > 1), None):
            raise ValueError(f"kinds stand once each, and {twice!r} stands twice")


@frozen(eq=False, repr=False)
class WrittenValidity:
    """`valid: {from: given, until: ends, at: made_at}`: from when until when a row holds; `at` is the items' time.

    from:  the column with the first moment or day
    after: or the one with the last moment or day before, so that what happens then is not yet in it
    until: the column with the last moment or day; without it, a row has no end
    """

    from_: str = field(alias="from_", default="")
    after: str = ""
    until: str = ""
    at: str = ""

    def __attrs_post_init__(self) -> None:
        if self.from_ and self.after:
            raise ValueError("after excludes from: a row holds from a moment on, or from behind it")
        if not (self.from_ or self.after or self.until):
            raise ValueError(
                "from when until when a row holds is said nowhere: write valid: {from: given, until: ends}"
            )


@frozen(eq=False, repr=False)
class WrittenReference:
    """A file that items are looked up in: `{from: training.csv, key: {person: made_by}}`.

    key:    of each column of the file by which a row is found, the column of the items
    valid:  the columns that say from when until when a row holds
    any:    several rows are as good as one
    latest: of several rows the one in which this column is the greatest
    only:   of columns of the file, what a row may have there to be looked at, as in `{procedure: ham}`
    """

    from_: str = field(alias="from_")
    key: Mapping[str, str]
    valid: WrittenValidity | None = None
    any: bool = False
    latest: str = ""
    only: Mapping[str, str | tuple[str, ...]] = field(factory=dict)


def events_of(node: Node, faults: Faults) -> Any:
    """The section `events:`."""
    if not isinstance(node, MapNode):
        faults.add(node.place, "events say which column names them", "write events: {name: activity}")
        return MISSING
    written = build(WrittenEvents, node, faults, nothing_nested)
    if written is MISSING or not _all_named(node, (written.name,), faults):
        return MISSING
    if not written.kinds and (listed := node.get("kinds")) is not None:
        faults.add(listed.place, "the list of kinds is empty", "leave kinds out, or write all that there are")
        return MISSING
    return {"events": Events(name=written.name, by=written.by, kinds=written.kinds)}


def references_of(node: Node, faults: Faults) -> Any:
    """The section `references:`."""
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place, f"references are names with where they are, not {described(node)}", _AS)
        return MISSING
    found: dict[str, Reference] = {}
    before = len(faults.found)
    for entry in node.entries:
        name = entry.key.text
        if not name.strip() or any(sign in name for sign in ".:@|"):
            faults.add(entry.key.place, f"{name!r} cannot be the name of a reference")
        elif name == LIST:
            faults.add(entry.key.place, f"{name!r} is the list of what should be there", "give it another name")
        elif not isinstance(entry.value, MapNode):
            faults.add(entry.value.place, "a reference says where it is, and by what it is found", _AS)
        else:
            written = build(WrittenReference, entry.value, faults, nothing_nested)
            if written is not MISSING and (made := _reference(written, entry.value, faults)) is not None:
                found[name] = made
    return {"references": found} if len(faults.found) == before else MISSING


def _reference(written: WrittenReference, node: MapNode, faults: Faults) -> Reference | None:
    valid = written.valid
    only = {column: (each,) if isinstance(each, str) else each for column, each in written.only.items()}
    names = [
        written.from_,
        *written.key,
        *written.key.values(),
        *only,
        *(text for each in only.values() for text in each),
    ]
    if not _all_named(node, names, faults):
        return None
    if not written.key:
        faults.add(node.place, "a reference needs a key to find its rows by", f"as in {_AS}")
        return None
    if written.any and written.latest:
        faults.add(node.place, "any and latest contradict each other: one takes all rows, the other the last of them")
        return None
    return Reference(
        place=node.place,
        path=written.from_,
        key=written.key,
        valid=_validity(valid) if valid else None,
        exists=written.any,
        latest=written.latest,
        only={column: tuple(text.strip() for text in texts) for column, texts in only.items()},
    )


def _validity(written: WrittenValidity) -> Validity:
    begins = written.from_ or written.after
    return Validity(from_=begins, until=written.until, at=written.at, after=bool(written.after))


def _all_named(node: Node, names: Any, faults: Faults) -> bool:
    if all(name.strip() for name in names):
        return True
    faults.add(node.place, "nothing stands here where a name is due")
    return False
