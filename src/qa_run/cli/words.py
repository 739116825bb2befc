"""What single options mean."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from qa_run.errors import UsageError
from qa_run.loading.document import ENDINGS
from qa_run.model.config import Config


def samples_of(written: Sequence[str]) -> tuple[list[str] | None, Mapping[str, list[str]]]:
    """The samples for all procedures, and those for procedures by name. A path that holds `=` and exists is a path."""
    for_all: list[str] = []
    by_name: dict[str, list[str]] = {}
    for each in written:
        if not each:
            raise UsageError(
                "--samples '': an empty path names no samples; leave --samples out for those of the procedures"
            )
        name, equals, path = each.partition("=")
        if not equals or "/" in name or Path(each).exists():
            for_all.append(each)
            continue
        if not name or not path:
            raise UsageError(f"--samples {each}: write PATH, or NAME=PATH with the name of a procedure")
        by_name.setdefault(name, []).append(path)
    return for_all or None, by_name


def register_of(config: Config, name: str) -> Path | None:
    """The file of `concessions` or `corrections`, if there is one.

    One that the settings name must be there; and a file that is called nearly so must not be left out in silence.
    """
    written: str = getattr(config, name)
    path: Path = config.root / written
    if not written or path.exists():
        return path if written else None
    if name in config.places or written != getattr(Config(), name):
        raise UsageError(f"{name} = {written!r} in the settings: there is no file {path}")
    for stem in (name, name[:-1]):
        for ending in ENDINGS:
            if (config.root / f"{stem}{ending}").exists():
                raise UsageError(f"{stem}{ending} is not read: call it {written}, or name it in the settings ({name})")
    return None
