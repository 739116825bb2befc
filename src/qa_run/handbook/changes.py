"""What changed between two revisions, in words: sentences before and after, and whether more or less is asked."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from qa_run.errors import Place
from qa_run.handbook.telling import accepted_told, required, scope_told
from qa_run.loading.differing import Pair
from qa_run.model.procedure import Override, Procedure, Requirement
from qa_run.model.requirement_digest import requirement_digest

#: From what must be seen most to what asks nothing of anybody.
KINDS = ("gone", "weaker", "changed", "stronger", "added", "text")
_TEXTS = ("title", "because", "how", "called", "tags", "owner", "product", "revision", "effective")
_WHERE = ("when", "when_unknown", "may_be_none", "cases")
_NONE = "none"
#: Keys that the digest of a requirement says nothing of.
_OF_ITSELF = ("inspect", "per", "optional", "marginal", "recorded_in", "column", *_TEXTS)
_RESPECTS = {
    ("inspect", "at_least"): "items inspected at least",
    ("samples", "per"): "a verdict for each",
    ("samples", "from"): "samples are read from",
    ("only",): "only items where",
    ("how",): "work steps",
}


@frozen(eq=False, repr=False)
class Change:
    """One thing that changed: of what, in which respect, from what to what. `now` is blank for what is gone."""

    kind: str
    about: str
    respect: str
    was: str
    now: str
    place: Place

    @property
    def told(self) -> str:
        """On one line."""
        about = ", ".join(part for part in (self.about, self.respect) if part)
        if self.was and self.now:
            return f"{about}: {self.was} → {self.now}"
        return f"{about}: {self.was or self.now}" if self.was or self.now else about


def changes_told(pair: Pair) -> tuple[Change, ...]:
    """The changes of one procedure, what asks for less first; none where both revisions say the same."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return tuple(_whole(old, "gone") if old else _whole(new, "added") if new else ())
    found: dict[tuple[str, ...], Change] = {}
    for override in pair.changes:
        for change in _changes(override, old, new):
            key = (change.about, change.respect, change.was, change.now)
            known = found.get(key)
            if known is None or KINDS.index(change.kind) < KINDS.index(known.kind):
                found[key] = change
    return tuple(sorted(found.values(), key=lambda change: KINDS.index(change.kind)))


def _whole(procedure: Procedure, kind: str) -> Iterator[Change]:
    yield Change(kind, "the whole procedure", "", *_sides(kind, procedure.title or procedure.name), procedure.place)
    for each in procedure.requirements:
        yield _one(procedure, each, kind)


def _one(procedure: Procedure, requirement: Requirement, kind: str) -> Change:
    """A requirement that is on one side only, with all that is to be known of it."""
    told = required(requirement, "en")
    severity = requirement.severity.value if requirement.severity else ""
    accepted = "" if requirement.acceptance is None else accepted_told(procedure, requirement, "en")
    more = ", ".join(part for part in (severity, scope_told(requirement, "en"), accepted) if part)
    sentence = f"{told} ({more})" if more else told
    return Change(kind, _about(requirement), "", *_sides(kind, sentence), requirement.overrides or requirement.place)


def _sides(kind: str, text: str) -> tuple[str, str]:
    return (text, "") if kind == "gone" else ("", text)


def _about(requirement: Requirement) -> str:
    title = requirement.title or requirement.characteristic
    return f"{title} (case {requirement.case})" if requirement.case else title


def _changes(override: Override, old: Procedure, new: Procedure) -> Iterator[Change]:
    if override.path == ("how",):
        yield from _steps("", old.how, new.how, override.place)
        return
    if override.path[0] != "characteristics" or len(override.path) < 2:
        yield _plain(override, "", override.path)
        return
    name, *rest = override.path[1:]
    before, after = _of(old, name), _of(new, name)
    if not rest:
        kind, procedure, every = ("gone", old, before) if not override.now else ("added", new, after)
        yield from (_one(procedure, each, kind) for each in every)
        return
    if rest == ["how"] and before and after:
        yield from _steps(_about(after[0]), before[0].how, after[0].how, override.place)
        return
    listed = rest[0] in ("requirements", "cases")
    key = rest[2] if listed and len(rest) > 2 else rest[0]
    left, right = _meant(before, rest, listed), _meant(after, rest, listed)
    known = {each.id for each in before} & {each.id for each in after}
    if listed and len(rest) <= 2:  # a requirement or a case as a whole
        yield from (_one(old, each, "gone") for each in left if each.id not in known)
        yield from (_one(new, each, "added") for each in right if each.id not in known)
    told = list(_sentences(override, key, left, right, old, new))
    yield from told
    if not told and not (listed and len(rest) <= 2 and {*map(_id, left), *map(_id, right)} - known):
        title = next((_about(each) for each in (right or after or before) if not each.case or listed), name)
        change = _plain(override, title, tuple(each for each in rest if each != "requirements") or (key,))
        if key not in _OF_ITSELF and _digests(before) == _digests(after):
            change = evolve(change, kind="text", respect=f"{change.respect}, which asks the same")
        yield change


def _digests(every: Sequence[Requirement]) -> dict[str, str]:
    return {each.id: requirement_digest(each) for each in every}


def _steps(about: str, was: Sequence[str], now: Sequence[str], place: Place) -> Iterator[Change]:
    """Work steps one by one, since a list of them is long."""
    gone, new = [step for step in was if step not in now], [step for step in now if step not in was]
    yield from (Change("text", about, "step gone", step, "", place) for step in gone)
    yield from (Change("text", about, "new step", "", step, place) for step in new)
    if not gone and not new:
        yield Change("text", about, "steps in another order", "", "", place)


def _id(requirement: Requirement) -> str:
    return requirement.id


def _of(procedure: Procedure, name: str) -> list[Requirement]:
    return [each for each in procedure.requirements if each.characteristic == name]


def _meant(every: Sequence[Requirement], rest: Sequence[str], listed: bool) -> list[Requirement]:
    """Those that a line is about: of a list the one of its name, or those whose criterion it names; else all."""
    if not listed or len(rest) < 2:
        return list(every)
    case = rest[0] == "cases"
    exact = [each for each in every if rest[1] == (each.case if case else each.id.partition(":")[0])]
    if exact or case:
        return exact
    own = [each for each in every if each.id.partition(":")[0] == each.name]
    return [each for each in own if rest[1].split("+")[0] in (each.name, *_flat(each))]


def _flat(requirement: Requirement) -> tuple[str, ...]:
    return ("lower", "upper", "above", "below", "nominal", "tolerance") if requirement.name == "limits" else ()


def _sentences(
    override: Override,
    key: str,
    left: Sequence[Requirement],
    right: Sequence[Requirement],
    old: Procedure,
    new: Procedure,
) -> Iterator[Change]:
    """The sentences that are no longer the same, of what is required on both sides."""
    after = {each.id: each for each in right}
    for was in left:
        now = after.get(was.id)
        if now is None or key in _TEXTS:
            continue
        respect, one, other = _in_words(key, was, now, old, new)
        if one != other:
            kind = "changed" if override.kind in ("gone", "added") else override.kind
            kind = "weaker" if override.kind == "gone" and respect == "" else kind
            place = now.overrides or now.place
            yield Change(kind, _about(now), respect, one or _NONE, other or _NONE, place)


def _in_words(key: str, was: Requirement, now: Requirement, old: Procedure, new: Procedure) -> tuple[str, str, str]:
    if key == "class":
        return "class", was.severity or "", now.severity or ""
    if key == "accept":
        return "accepted", accepted_told(old, was, "en"), accepted_told(new, now, "en")
    if key in _WHERE:
        return "holds", scope_told(was, "en") or "everywhere", scope_told(now, "en") or "everywhere"
    return "", required(was, "en"), required(now, "en")


def _plain(override: Override, about: str, path: Sequence[str]) -> Change:
    """A line as it is written, where no sentence tells it."""
    kind = "text" if path[-1] in _TEXTS or path[0] in _TEXTS else override.kind
    respect = _RESPECTS.get(tuple(path)) or ".".join(path)
    change = Change(kind, about, respect, override.was, override.now, override.place)
    return evolve(change, was=_NONE) if not change.was and change.kind not in ("added", "gone") else change
