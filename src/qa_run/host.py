"""Finding plugins, asking each what it offers, and keeping the offers apart by name."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import pluggy
from attrs import field, frozen

from qa_run.errors import PluginError, UsageError
from qa_run.hookspecs import HookSpecs
from qa_run.offers import Deferred, Offered, shape_of
from qa_run.version import VERSION

GROUP = "qa_run"
CORE = "qa-run"


@frozen(eq=False, repr=False)
class Plugin:
    """A plugin that takes part in the run."""

    name: str
    version: str
    module: str


@frozen(eq=False, repr=False)
class Offer:
    """One thing that a plugin offers, under its name; `given` is the class, or says where it is."""

    name: str
    plugin: str
    given: Any
    kind: str
    flat: bool = False

    @property
    def deferred(self) -> bool:
        return isinstance(self.given, Deferred)

    @cached_property
    def what(self) -> Any:
        """The class that is offered. Raises PluginError where a deferred one is not what its plugin says."""
        if not self.deferred:
            return self.given
        try:
            cls = self.given.loaded()
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            raise PluginError(f"plugin {self.plugin}: {self.given.home} cannot be loaded: {told}") from error
        offered = _mark_of(cls, self.kind, self.plugin)
        if offered.name != self.name or offered.flat:
            raise PluginError(f"plugin {self.plugin}: {self.given.home} is not the {self.kind} {self.name}")
        return cls

    @property
    def full_name(self) -> str:
        return f"{self.plugin}.{self.name}"


@frozen(eq=False, repr=False)
class Offers:
    """The offers of one kind. A name that two plugins share is only known with its plugin: `food.disher`."""

    kind: str
    by_name: Mapping[str, Offer]
    doubled: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def __iter__(self) -> Iterator[Offer]:
        return iter({id(offer): offer for offer in self.by_name.values()}.values())

    def get(self, name: str) -> Offer | None:
        return self.by_name.get(name)


@frozen(eq=False, repr=False)
class Host:
    """Everything that is offered, by kind and name."""

    plugins: tuple[Plugin, ...]
    criteria: Offers
    acceptance: Offers
    observations: Offers
    readers: tuple[Any, ...]
    reporters: Mapping[str, Any]
    templates: Mapping[str, Any] = field(factory=dict)


def make_host(
    builtin: Sequence[tuple[str, ModuleType]],
    asked: Sequence[str] = (),
    more: Sequence[tuple[str, Any]] = (),
) -> Host:
    """The host with the built-in plugins, those installed under the entry point group, and `more` given as objects.

    `asked` holds the `-p` options: a name to import besides, or `no:name` to leave one out. Unknown names, broken
    plugins and misspelt hooks raise a PluginError that names the plugin.
    """
    manager = pluggy.PluginManager("qa_run")
    manager.add_hookspecs(HookSpecs)
    plugins: list[Plugin] = []
    for name, module in builtin:
        manager.register(module, name)
        plugins.append(Plugin(name, VERSION, module.__name__))
    blocked = {name.removeprefix("no:") for name in asked if name.startswith("no:")}
    found = _installed(tuple((path, _changed(path)) for path in sys.path))
    unknown = sorted(blocked - {point.name for point in found} - {plugin.name for plugin in plugins[1:]})
    if unknown:
        names = ", ".join(point.name for point in found) or "none"
        raise UsageError(f"-p no:{unknown[0]}: no plugin of that name is installed (installed: {names})")
    for point in found:
        if point.name not in blocked:
            _register(manager, plugins, point.name, _version(point), _loaded(point))
    for name in asked:
        if not name.startswith("no:") and name not in {plugin.name for plugin in plugins}:
            _register(manager, plugins, name, "", _imported(name))
    for name, thing in more:
        _register(manager, plugins, name, "", thing)
    return _collected(manager, tuple(plugins))


@lru_cache(maxsize=1)
def _installed(_folders: tuple[tuple[str, int], ...]) -> Sequence[EntryPoint]:
    """The plugins that are installed in the folders of the path, each given with the time of its last change:
    who makes a host more than once does not read what every distribution says of itself each time."""
    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _changed(folder: str) -> int:
    try:
        return os.stat(folder or os.curdir).st_mtime_ns
    except OSError:
        return 0


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _loaded(point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:
        raise PluginError(f"plugin {point.name} cannot be loaded: {type(error).__name__}: {error}") from error


def _imported(name: str) -> Any:
    here = os.getcwd()
    if here not in sys.path:  # the console script has no current folder on its path, and `-p` names code on purpose
        sys.path.append(here)
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"-p {name}: no plugin of that name is installed, and no module either: {error}") from error
    except Exception as error:
        raise PluginError(f"-p {name}: the module cannot be imported: {type(error).__name__}: {error}") from error


def _register(manager: pluggy.PluginManager, plugins: list[Plugin], name: str, version: str, thing: Any) -> None:
    if manager.is_registered(thing):  # the module of an installed plugin, asked for by its own name
        return
    try:
        manager.register(thing, name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        known = ", ".join(hook for hook in vars(HookSpecs) if hook.startswith("qa_"))
        raise PluginError(f"plugin {name}: {error} (hooks: {known})") from error
    if not manager.get_hookcallers(thing):
        raise PluginError(f"plugin {name} offers nothing: none of its functions is a hook marked with @hookimpl")
    plugins.append(Plugin(name, version, getattr(thing, "__name__", type(thing).__name__)))


def _collected(manager: pluggy.PluginManager, plugins: tuple[Plugin, ...]) -> Host:
    offered: dict[str, list[tuple[str, Any]]] = {hook: [] for hook in vars(HookSpecs) if hook.startswith("qa_")}
    for plugin in plugins:
        for hook, things in offered.items():
            for implementation in getattr(manager.hook, hook).get_hookimpls():
                if implementation.plugin_name == plugin.name:
                    things += [(plugin.name, thing) for thing in _asked(implementation, plugin.name, hook)]
    return Host(
        plugins=plugins,
        criteria=_offers("criterion", offered["qa_criteria"]),
        acceptance=_offers("acceptance rule", offered["qa_acceptance"]),
        observations=_offers("observation", offered["qa_observations"]),
        readers=tuple(reader for _, reader in _alone("reader", "suffix", offered["qa_readers"], _suffixes)),
        reporters={
            reporter.name: reporter for _, reporter in _alone("reporter", "name", offered["qa_reporters"], _names)
        },
        templates={
            template.name: template for _, template in _alone("template", "name", offered["qa_templates"], _names)
        },
    )


def _suffixes(reader: Any) -> tuple[str, ...]:
    return tuple(reader.suffixes)


def _names(named: Any) -> tuple[str, ...]:
    return (named.name,)


def _alone(
    kind: str, what: str, things: list[tuple[str, Any]], taken_by: Callable[[Any], tuple[str, ...]]
) -> list[tuple[str, Any]]:
    """`things`, of which no two may take the same name or suffix: one would silently stand in for the other."""
    owners: dict[str, str] = {}
    for plugin, thing in things:
        for each in taken_by(thing):
            if each in owners:
                raise PluginError(
                    f"plugin {plugin} offers a {kind} for the {what} {each}, which {owners[each]} has already"
                )
            owners[each] = plugin
    return things


def _asked(implementation: Any, plugin: str, hook: str) -> list[Any]:
    try:
        return list(implementation.function())
    except Exception as error:
        raise PluginError(f"plugin {plugin}: {hook} raised {type(error).__name__}: {error}") from error


def _mark_of(cls: Any, kind: str, plugin: str) -> Offered:
    """What its decorator says of a class that is offered."""
    attribute = _MARKS[kind]
    offered: Offered | None = getattr(cls, attribute, None)
    if offered is None:
        raise PluginError(f"plugin {plugin}: {cls!r} is not marked with @{attribute.strip('_').split('_')[1]}")
    if kind == "criterion":
        shape_of(cls)
    elif kind == "observation" and not all(hasattr(cls, name) for name in ("observe", "gives", "sentence")):
        raise PluginError(f"plugin {plugin}: {cls.__name__} is no observation: it offers observe, gives and sentence")
    if getattr(cls, "looks_back", False) is True:
        from qa_run.model.observation import Over  # few classes look back

        if getattr(cls, "over", None) is Over.ITEM:
            raise PluginError(
                f"plugin {plugin}: {cls.__name__} sees all rows of an item (over = ItemRows); looks_back is for one row"
            )
    return offered


_MARKS = {
    "criterion": "__qa_criterion__",
    "acceptance rule": "__qa_acceptance__",
    "observation": "__qa_observation__",
}


def _offers(kind: str, things: list[tuple[str, Any]]) -> Offers:
    by_name: dict[str, Offer] = {}
    doubled: dict[str, tuple[str, ...]] = {}
    for plugin, cls in things:
        offered = Offered(cls.name) if isinstance(cls, Deferred) else _mark_of(cls, kind, plugin)
        offer = Offer(offered.name, plugin, cls, kind, offered.flat)
        first = by_name.get(offered.name)
        if first is not None and (first.plugin == plugin or first.plugin == CORE):
            raise PluginError(f"plugin {plugin} offers the {kind} {offered.name}, which {first.plugin} offers already")
        if offered.name in doubled or first is not None:
            others = doubled.get(offered.name) or (first.full_name,)  # type: ignore[union-attr]
            doubled[offered.name] = (*others, offer.full_name)
            by_name.pop(offered.name, None)
        else:
            by_name[offered.name] = offer
        by_name[offer.full_name] = offer
    return Offers(kind, by_name, doubled)
