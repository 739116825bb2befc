"""The columns of a recording sheet: what has to be written down so that every requirement can be judged."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from qa_run.cli.sheets.bounds import Bounds, bounds_of
from qa_run.cli.sheets.words import Words
from qa_run.engines.table import MADE
from qa_run.handbook.telling import in_people_s_units, people_s_unit
from qa_run.model.conditions import Condition, When
from qa_run.model.kinds import Kind
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.values import Value
from qa_run.planning.columns import bound_requirement, bound_when, needs_of, when_needs
from qa_run.planning.layers import below, is_made
from qa_run.saying import said

_PART = re.compile(r"\{(\w+)\}")
_WORDS_OF_YES_AND_NO = ("true", "false")


@frozen(kw_only=True, eq=False, repr=False)
class SheetColumn:
    """One column to fill in.

    unit:     of its numbers; of its times the zone
    kind:     as what its cells are kept; ANY where it is read as several kinds
    required: what it must be, in words
    choices:  what may be chosen; anything else is taken too, after a warning
    bounds:   between what numbers there is no warning; `warned` is what requires that, in words
    """

    header: str
    kind: Kind
    title: str = ""
    unit: str = ""
    required: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    choices: tuple[Value, ...] = ()
    bounds: Bounds = field(factory=Bounds)
    warned: tuple[str, ...] = ()
    may_be_blank: bool = False


@define(eq=False, repr=False)
class _Gathered:
    """What is known of a column so far."""

    kinds: set[Kind] = field(factory=set)
    requirements: list[Requirement] = field(factory=list)
    said: list[str] = field(factory=list)
    text: bool = False


def columns_of(procedure: Procedure, words: Words, language: str) -> tuple[SheetColumn, ...]:
    """The columns in the order in which they are filled in: what names the item, then each characteristic with the
    columns that it is held against before it."""
    from_paths = parts_of(procedure)
    return tuple(
        _column(name, known, procedure, words, language)
        for name, known in _gathered(procedure, words).items()
        if name not in MADE and name not in from_paths and not is_made(procedure, name)
    )


def parts_of(procedure: Procedure) -> Mapping[str, str]:
    """The columns that the path of a file tells, and that path."""
    return {part: path for path in procedure.samples.paths for part in _PART.findall(path)}


def _gathered(procedure: Procedure, words: Words) -> dict[str, _Gathered]:
    samples = procedure.samples
    found: dict[str, _Gathered] = {}

    def note(name: str, said: str = "", kind: Kind = Kind.ANY, text: bool = False) -> _Gathered:
        each = found.setdefault(name, _Gathered())
        each.kinds.add(kind)
        each.text = each.text or text
        each.said += [said] if said and said not in each.said else []
        return each

    if samples.item:
        note(samples.item, words.item if samples.events is None else words.item_of_event, text=True)
    if samples.events:
        note(samples.events.name, words.event, text=True)
    if samples.events and samples.events.by:
        note(samples.events.by, words.by, text=True)
    if samples.lot:
        note(samples.lot.column, words.lot, text=True)
    if samples.time:
        note(samples.time, words.time if samples.events is None else words.time_of_event, Kind.TIME)
    for name in dict.fromkeys(name for names in samples.per for name in names):
        note(name, words.stratum, text=True)
    if samples.lot and samples.lot.size_column:
        note(samples.lot.size_column, words.needed, Kind.NUMBER)
    for name in (name for reference in samples.references.values() for name in reference.key.values()):
        note(name, words.looked_up, text=True)
    for want in below(procedure, when_needs(procedure.only, samples)):
        note(want.column, words.needed, want.kind)
    for each in procedure.exclude:
        for want in below(procedure, when_needs(bound_when(each.when, samples), samples) if each.when else ()):
            note(want.column, words.needed, want.kind)
    for written in procedure.requirements:
        requirement = bound_requirement(written, samples)
        own = needs_of(requirement, samples).wanted
        wanted = dict.fromkeys((*own, *reversed(below(procedure, own))))
        for want in wanted:
            if want.column != requirement.column:
                note(want.column, words.needed, want.kind)
        for want in wanted:
            if want.column == requirement.column:
                note(want.column, kind=want.kind)
        if requirement.column:
            note(requirement.column).requirements.append(requirement)
        for name in (name for names in requirement.per for name in names):
            note(name, words.stratum, text=True)
    return found


def _column(name: str, known: _Gathered, procedure: Procedure, words: Words, language: str) -> SheetColumn:
    requirements = known.requirements
    own = [each for each in requirements if each.characteristic == name] or requirements
    choices = _choices(name, known, procedure)
    bounding = () if choices else tuple(each for each in requirements if bounds_of([each]))
    said = [] if requirements else known.said
    kind = _kind(known)
    zone = (procedure.samples.time_zone or "") if kind is Kind.TIME else ""
    return SheetColumn(
        header=procedure.samples.header_of(name),
        kind=kind,
        title=next((each.title for each in own if each.title), "") or "; ".join(said),
        unit=people_s_unit(next((each.unit_recorded for each in own if each.unit_recorded), zone)),
        required=tuple(dict.fromkeys(required(each, words, language) for each in requirements)),
        because=tuple(dict.fromkeys(each.because for each in requirements if each.because)),
        choices=choices,
        bounds=bounds_of(bounding),
        warned=tuple(dict.fromkeys(required(each, words, language) for each in bounding)),
        may_be_blank=bool(requirements) and all(each.optional or each.name == "absent" for each in requirements),
    )


def _kind(known: _Gathered) -> Kind:
    kinds = known.kinds - {Kind.ANY}
    if known.text:
        kinds |= {Kind.TEXT}
    if len(kinds) == 1:
        return kinds.pop()
    return Kind.TEXT if not kinds else Kind.ANY


def _choices(name: str, known: _Gathered, procedure: Procedure) -> tuple[Value, ...]:
    """What may be chosen: what is allowed in any case, the strata that are expected, the words for yes and no."""
    allowed = [
        value
        for each in known.requirements
        if each.name == "one_of"
        for value in getattr(each.criterion, "values", ())
        if isinstance(value, Value)
    ]
    if allowed:
        return tuple(dict.fromkeys(allowed))
    expected = procedure.samples.expected.get(name, ())
    if expected:
        return tuple(Value(each) for each in expected)
    if known.kinds - {Kind.ANY} == {Kind.YES_NO}:
        written = [word for words in procedure.samples.format.yes_no.values() for word in words]
        return tuple(Value(word) for word in written or _WORDS_OF_YES_AND_NO)
    return ()


def required(requirement: Requirement, words: Words, language: str) -> str:
    """The requirement in words, with its class and the items that it is about."""
    sentence = in_people_s_units(str((requirement.written or requirement.criterion).sentence(language)))
    severity = f" ({said(language, requirement.severity.value)})" if requirement.severity else ""
    within = [words.only_where.format(_when(when, words, language)) for when in requirement.scope.within]
    without = [words.other.format(_when(when, words, language)) for when in requirement.scope.without]
    return ", ".join([f"{sentence}{severity}", *within, *without])


def _when(when: When, words: Words, language: str) -> str:
    return _joined((_joined(_conditions(group, language), words.both) for group in when.any_of), words.either)


def _conditions(group: Sequence[Condition], language: str) -> Iterator[str]:
    for condition in group:
        yield f"{condition.column}: {in_people_s_units(str(condition.criterion.sentence(language)))}"


def _joined(parts: Iterable[str], word: str) -> str:
    return f" {word} ".join(parts)
