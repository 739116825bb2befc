"""The files of a template, wherever its plugin keeps them."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from qa_run.errors import PluginError, UsageError
from qa_run.host import Host
from qa_run.loading.suggest import did_you_mean
from qa_run.offers import Template


def template_named(name: str, host: Host) -> Template:
    """The template of this name. Raises UsageError where no plugin offers it."""
    found: Template | None = host.templates.get(name)
    if found is None:
        hint = did_you_mean(name, host.templates) or f"there are: {', '.join(sorted(host.templates))}"
        raise UsageError(f"init --template {name}: no installed plugin offers a template of that name ({hint})")
    return found


def files_of(template: Template) -> Mapping[PurePosixPath, bytes]:
    """Its files as they lie there, text or pictures, by their way from the folder that they are copied to. Raises
    PluginError where there are none."""
    package, _, folder = template.home.partition(":")
    try:
        found = dict(_below(files(package).joinpath(folder), PurePosixPath()))
    except (ImportError, OSError, TypeError) as error:  # TypeError: a module alone has no folder
        raise PluginError(f"template {template.name}: {template.home} cannot be read: {error}") from error
    if not found:
        raise PluginError(f"template {template.name}: there are no files in {template.home}")
    return found


def _below(folder: Traversable, way: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _below(each, way / each.name)
        elif each.is_file():
            yield way / each.name, each.read_bytes()
