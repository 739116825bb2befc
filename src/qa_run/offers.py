"""How a class or a value says what it is offered as: the decorators and nouns that plugin authors write."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeVar

import pluggy
from attrs import field, frozen

from qa_run.errors import PluginError
from qa_run.model.kinds import Kind
from qa_run.model.procedure import Shape
from qa_run.model.recorded import Reading, Recorded

hookimpl = pluggy.HookimplMarker("qa_run")

C = TypeVar("C", bound=type)


@frozen(eq=False, repr=False)
class Offered:
    """The name under which a class is offered, and whether its fields are written flat, without that name."""

    name: str
    flat: bool = False


def criterion(name: str, *, flat: bool = False) -> Callable[[C], C]:
    """Offer a frozen class as the criterion `name`; with `flat`, its fields are keys of the characteristic itself."""
    return _marked("__qa_criterion__", Offered(name, flat))


def acceptance(name: str, *, flat: bool = False) -> Callable[[C], C]:
    """Offer a frozen class as the acceptance rule `name` under `accept:`."""
    return _marked("__qa_acceptance__", Offered(name, flat))


def observation(name: str) -> Callable[[C], C]:
    """Offer a frozen class as the kind of observation `name`, for values that no column records."""
    return _marked("__qa_observation__", Offered(name))


def _marked(attribute: str, offered: Offered) -> Callable[[C], C]:
    def mark(cls: C) -> C:
        setattr(cls, attribute, offered)
        return cls

    return mark


@frozen(eq=False, repr=False)
class Deferred:
    """A criterion or an acceptance rule that is imported when a procedure names it: `home` is `package.module:Class`.

    For what takes long to import, and for plugins that offer much of which a procedure uses little.
    """

    name: str
    home: str

    def loaded(self) -> Any:
        """The class. Raises whatever importing it raises."""
        return _found_at(self.home)


@frozen(eq=False, repr=False)
class Later:
    """A function that is imported when it is called: `home` is `package.module:function`."""

    home: str

    def __call__(self, *given: Any) -> Any:
        return _found_at(self.home)(*given)


def _found_at(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)


@frozen(eq=False, repr=False)
class Reader:
    """Opens the files whose names end in one of `suffixes`: `read` takes a Reading and returns what is recorded."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Reading], Recorded]


@frozen(eq=False, repr=False)
class Reporter:
    """Turns a Report into text: `--report NAME=FILE` writes what `render` returns.

    render: a function, or a `Later` that says where it is, for one that takes long to import
    needs:  what the report must hold that costs more than verdicts: "pictures" what can be drawn of the values,
            "digests" those of the files that were read
    extras: modules that it imports and that plain qa-run does not bring, each with the extra that does
    """

    name: str
    render: Callable[[Any], str]
    needs: frozenset[str] = frozenset()
    extras: Mapping[str, str] = field(factory=dict)


@frozen(eq=False, repr=False)
class Template:
    """A first procedure with its samples, for `qa-run init --template NAME`, which copies it and runs green at once.

    says: what it is about, in a few words
    home: the folder that holds its files as they are copied: `package:folder`
    """

    name: str
    says: str
    home: str


@frozen(eq=False, repr=False)
class Example:
    """A criterion written as in a procedure, and values of which is known what it makes of them. Run as tests.

    written: what stands in a procedure behind the name of the criterion
    passes:  values that conform, as they are recorded; None where nothing is
    fails:   of each finding the values that get it; also `missing`, `unreadable`, `not yet due`, `cannot be judged`
    columns: other columns, a value for each row: those that pass first, then those that fail in their order. A column
             named `time` is the time of the samples
    samples: for what judges many values together: whole samples, each with True where it conforms, False where it does
             not, None where nothing can be decided
    unit:    the unit of the characteristic
    as_of:   what the clock says
    calendar: the calendar of the procedure, for business time

    A criterion that makes its own value names items in `passes` and `fails`, and `columns` hold the rows of each, its
    name in `item`; where rows are events, what happened is in `activity`.
    """

    written: Any
    passes: tuple[Any, ...] = ()
    fails: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    columns: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    samples: tuple[tuple[tuple[Any, ...], bool | None], ...] = ()
    unit: str = ""
    as_of: str = "2026-03-31 12:00"
    calendar: Any = None


@frozen(eq=False, repr=False)
class Observed:
    """An observation written as in a procedure, rows, and what comes of them. Run as tests.

    written: what stands in a procedure behind the kind of the observation
    values:  what it is, None where nothing is: of each row, or one for the item whose rows these are; a time is written
             as in ISO 8601
    columns: the columns of the rows. One named `time` is the time of the samples, one named `activity` tells of an
             event what happened; without columns nothing happened to the item
    """

    written: Any
    values: tuple[Any, ...]
    columns: Mapping[str, tuple[Any, ...]] = field(factory=dict)


def inline(**options: Any) -> Any:
    """A field whose own fields are written in the place of its name: the limits of every statistic."""
    return field(metadata={"qa_run.inline": True}, **options)


def short(**options: Any) -> Any:
    """The field that takes the value when only a value is written: `exactly: 4`."""
    return field(metadata={"qa_run.short": True}, **options)


def neighbour(name: str) -> Any:
    """A field that no procedure writes: the criterion `name` that stands beside this one on the characteristic.

    None where there is none. A class with such a field may offer `lacks() -> str`: asked once neighbours are known,
    it says what is still missing, and where to write it; blank where nothing is.
    """
    return field(default=None, metadata={"qa_run.neighbour": name})


def column(*, reads: Kind, of_item: bool = False, **options: Any) -> Any:
    """A field of the type Column that is read as another kind than the criterion's own column.

    of_item: where rows are events, it is looked at once an item is made of its rows: the value on which they agree
    """
    return field(metadata={"qa_run.kind": reads, "qa_run.of_item": of_item}, **options)


def by_name(**options: Any) -> Any:
    """A field that is a map, whose keys stand beside the others: `contains: {hook: 2, level: 1, others: allowed}`."""
    return field(metadata={"qa_run.by_name": True}, **options)


def events_column() -> Any:
    """A field of what makes its own value that no procedure writes: the column that names the events.

    None where a row is an item. It is read as text. A class with such a field may offer `misfit() -> str`: asked once
    the samples are known, it says what does not fit them; blank where all does.
    """
    return field(default=None, metadata={"qa_run.events": True, "qa_run.kind": Kind.TEXT})


def or_name(**options: Any) -> Any:
    """A field of the type Where that takes names of something else too: `samples.events.kinds` is not asked for them.

    The class looks itself whether it knows such a name, with `str(where)`.
    """
    return field(metadata={"qa_run.open": True}, **options)


def looked_up_by(name: str, **options: Any) -> Any:
    """A field of the type Lookup whose key is the column in the field `name`, and not what is judged."""
    return field(metadata={"qa_run.by": name}, **options)


def of_procedure(name: Literal["procedure", "revision", "owner", "product"]) -> Any:
    """A field that no procedure writes for it: the text that the procedure says of itself, blank where it says none.

    `lacks() -> str`, where the class offers it, is asked once the text is known.
    """
    return field(default="", metadata={"qa_run.procedure": name})


def file_suffix(path: Path) -> str:
    """The ending that picks a reader: `.csv`, and `.csv.gz` as one."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def shape_of(cls: type) -> Shape:
    """What `cls` judges, told by what it offers."""
    if not callable(getattr(cls, "sentence", None)):
        raise PluginError(f"{cls.__name__} has no sentence(language), which says the requirement in words")
    found = [shape for shape, needed in _NEEDED.items() if all(hasattr(cls, name) for name in needed)]
    if not found:
        raise PluginError(
            f"{cls.__name__} is of no shape: an item criterion offers `conforms` or `findings`, a statistic `measures` "
            "and `judge`, a sequence `collects` and `judge`, and what compares strata `across`, `measures` and `judge`"
        )
    return _SHAPES[found[0]]


_NEEDED = {
    "findings": ("findings",),
    "conforms": ("conforms",),
    "across": ("across", "measures", "judge"),
    "collects": ("collects", "judge"),
    "measures": ("measures", "judge"),
}
_SHAPES = {
    "findings": Shape.ITEM,
    "conforms": Shape.ITEM,
    "measures": Shape.STATISTIC,
    "collects": Shape.SEQUENCE,
    "across": Shape.ACROSS,
}
