"""Files of one name: the revisions of one procedure, told apart by the day on which each took effect."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from qa_run.errors import Place
from qa_run.loading.document import ENDINGS, Document
from qa_run.loading.extending import Extended
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import MapNode, ScalarNode
from qa_run.model.procedure import Procedure

#: No procedure is larger.
_LARGEST = 1_000_000
_EACH = "revisions of one procedure have a revision: and an effective: each; what is no revision has a name of its own"


@frozen(eq=False, repr=False)
class Named:
    """The name that a file gives its procedure, and where it stands: in the file itself, or in a base of it."""

    name: str
    shown: str
    start: Place
    place: Place
    root: MapNode

    @property
    def inherited(self) -> bool:
        return self.place.file != self.shown

    def text(self, key: str) -> ScalarNode | None:
        """What stands under `key`, if something does."""
        node = self.root.get(key)
        return node if isinstance(node, ScalarNode) and node.text.strip() and node.value is not None else None

    @property
    def is_revision(self) -> bool:
        return self.text("revision") is not None and self.text("effective") is not None


def named(document: Document, whole: Extended) -> list[Named]:
    """The name of the procedure, where the file has one."""
    entry = whole.root.entry("procedure")
    if entry is None or not isinstance(entry.value, ScalarNode):
        return []
    return [Named(entry.value.text.strip(), document.shown, whole.root.place, entry.key.place, whole.root)]


def neighbours(texts: Mapping[Path, bytes], name: str, known: Iterable[str]) -> Iterator[Path]:
    """The files of a folder that say in so many words that their procedure has this name, or that extend one of those.

    known: the names of files that are of the family already, or bases of it
    """
    says = re.compile(_KEY % b"procedure" + rb"""["']?""" + re.escape(name.encode()) + rb"\b", re.MULTILINE)
    extends = re.compile(_KEY % b"extends", re.MULTILINE)
    names = {*known, *(path.name for path, text in texts.items() if says.search(text))}
    above = {path: text for path, text in texts.items() if extends.search(text)}
    while more := {
        path.name
        for path, text in above.items()
        if path.name not in names and any(name.encode() in text for name in names)
    }:
        names |= more
    return (path for path in texts if path.name in names)


_KEY = rb"""^\s*["']?%s["']?\s*[:=]\s*"""


def texts_in(folder: Path) -> Mapping[Path, bytes]:
    """What stands in the files of the folder that may be procedures."""
    return {path: text for path in sorted(folder.iterdir()) if (text := _text(path))}


def _text(path: Path) -> bytes:
    """Nothing where the file cannot be read, or is none: data may have the same endings."""
    if path.suffix.lower() not in ENDINGS or path.name.startswith("."):
        return b""
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""


def with_families(
    procedures: Sequence[Procedure], every: Iterable[Named], asked: Container[str], faults: Faults
) -> tuple[Procedure, ...]:
    """The procedures, each of a family knowing the others; a fault where it is not plain which of two files holds."""
    groups: dict[str, list[Named]] = {}
    for one in every:
        groups.setdefault(one.name, []).append(one)
    found = {procedure.path: procedure for procedure in procedures}
    for group in groups.values():
        if len(group) > 1 and _are_revisions(group, faults):
            members = [found[one.shown] for one in group if one.shown in found]
            if len(members) == len(group) and _of_one_sample(members, faults):
                found |= _family(members, asked)
    return tuple(found.values())


def _are_revisions(group: Sequence[Named], faults: Faults) -> bool:
    """Whether each file has a revision and a day of its own; a fault for each that has not."""
    before = len(faults.found)
    some = any(one.is_revision for one in group)
    for place, one in enumerate(group):
        other = group[0 if place else 1]
        if not one.is_revision and (place or some):
            _told_twice(one, other, faults)
    for key, what in (("revision", "the revision"), ("effective", "the day")):
        first: dict[str, Named] = {}
        for one in group:
            node = one.text(key)
            if node is None or not one.is_revision:
                continue
            same = first.setdefault(node.text.strip(), one)
            if same is one:
                continue
            if one.inherited and node.place.file != one.shown:
                _told_twice(one, same, faults)
                break
            at = same.text(key)
            message = (
                f"{what} {node.text.strip()!r} of {one.name!r} stands twice; the other is at {at.place if at else ''}"
            )
            faults.add(node.place, message, f"each revision has {what} of its own", "name")
    return len(faults.found) == before


def _told_twice(one: Named, other: Named, faults: Faults) -> None:
    if one.inherited:
        message = f"this procedure has its name {one.name!r} from its base, and {other.shown} has the same one"
        hint = "write procedure: and a name of its own, or revision: and effective: of its own"
        faults.add(one.start, f"{message} ({other.place})", hint, "name")
    else:
        faults.add(one.place, f"the procedure {one.name!r} stands twice; the other is at {other.place}", _EACH, "name")


def _of_one_sample(members: Sequence[Procedure], faults: Faults) -> bool:
    """Whether the time of an item can tell its revision, and each item is seen by all of them."""
    before = len(faults.found)
    first = members[0]
    for one in members:
        samples = one.samples
        if samples.time is None:
            message = (
                f"which revision of {one.name!r} an item is judged by is told by its time, and the samples have none"
            )
            faults.add(samples.place, message, "write time: COLUMN under samples", "name")
            continue
        for what, mine, theirs in (
            ("from", _files(one), _files(first)),
            ("time", samples.header_of(samples.time), first.samples.header_of(first.samples.time or "")),
            ("time_zone", samples.time_zone, first.samples.time_zone),
        ):
            if first.samples.time is not None and mine != theirs:
                message = f"{what} is not that of {first.path}: an item could be judged by none of the revisions"
                faults.add(samples.place, message, "revisions of one procedure are judged on one sample", "name")
    return len(faults.found) == before


def _files(procedure: Procedure) -> tuple[str, ...]:
    base = Path(procedure.samples.base).resolve()
    return tuple(sorted((base / path).as_posix() for path in procedure.samples.paths))


def _family(members: Sequence[Procedure], asked: Container[str]) -> dict[str, Procedure]:
    from qa_run.model.revisions import Family, Revision  # most procedures have one revision

    ordered = sorted(members, key=lambda each: each.effective)
    revisions = tuple(
        Revision(
            revision=each.revision,
            effective=date.fromisoformat(each.effective),
            path=each.path,
            asked=each.path in asked,
        )
        for each in ordered
    )
    return {
        each.path: evolve(each, family=Family(members=revisions, place=place)) for place, each in enumerate(ordered)
    }
