"""Writing the report in the forms that were asked for: whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from qa_run.errors import PluginError, UsageError
from qa_run.host import Host
from qa_run.loading.suggest import did_you_mean
from qa_run.model.report import Report
from qa_run.offers import Reporter

#: Options that are not called as their reporter is.
NAMED = {"junitxml": "junit"}
#: Reporters that write commands to the runner of a pipeline.
COMMANDS = frozenset({"github"})
#: Variables that name a file for all steps and commands of a step to add to.
ADDED_TO = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV")


@frozen(eq=False, repr=False)
class Target:
    """A reporter by name, the file it writes, and the option that asked for it."""

    reporter: str
    file: str
    option: str

    @property
    def on_stdout(self) -> bool:
        return self.file == "-"

    @property
    def alone(self) -> bool:
        """Whether it has stdout for itself. Commands to a runner are lines of its log, among the others."""
        return self.on_stdout and self.reporter not in COMMANDS


def targets(
    json: str | None, reports: Sequence[str], named: Mapping[str, str | None] | None = None
) -> tuple[Target, ...]:
    """The reports that `--json FILE` and `--report NAME=FILE` ask for, and options `named` as their reporter is."""
    asked = {"json": json, **(named or {})}
    found = [
        Target(NAMED.get(name, name), file, f"--{name} {file}") for name, file in asked.items() if file is not None
    ]
    for each in reports:
        name, _, file = each.partition("=")
        if not name or not file:
            raise UsageError(f"--report {each}: write NAME=FILE")
        found.append(Target(name, file, f"--report {each}"))
    files = [target.file for target in found if not _added(target.file)]
    for target in found:
        if files.count(target.file) > 1:
            raise UsageError(f"{target.option}: two reports cannot go to one place")
    return tuple(found)


def check(wanted: Sequence[Target], host: Host) -> None:
    """Refuse, before anything is judged, what could not be written afterwards."""
    for target in wanted:
        if target.reporter not in host.reporters:
            known = sorted(host.reporters)
            hint = did_you_mean(target.reporter, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"{target.option}: no plugin offers a report {target.reporter!r} ({hint})")
        _installed(host.reporters[target.reporter], target)
        if target.on_stdout:
            continue
        path = Path(target.file)
        if path.is_dir():
            raise UsageError(f"{target.option}: {path} is a folder")
        if not path.parent.is_dir():
            raise UsageError(f"{target.option}: there is no folder {path.parent}")
        if is_stream(path):
            continue
        if not os.access(path.parent, os.W_OK):
            raise UsageError(f"{target.option}: nothing can be written into the folder {path.parent}")


def _installed(reporter: Reporter, target: Target) -> None:
    from importlib.util import find_spec  # only who asks for a report pays for it

    for module, extra in reporter.extras.items():
        if find_spec(module) is None:
            raise UsageError(f"{target.option}: this report is made by {module}: pip install 'qa-run[{extra}]'")


def needed(wanted: Sequence[Target], host: Host) -> frozenset[str]:
    """What these reports need beyond verdicts."""
    return frozenset().union(*(host.reporters[target.reporter].needs for target in wanted))


def write(wanted: Sequence[Target], report: Report, host: Host, json: str | None = None) -> None:
    """Write every report; one that fails does not keep the others from being written.

    json: the report in that form, where it has been made already
    """
    broken: list[PluginError | UsageError] = []
    for target in wanted:
        try:
            ready = json if target.reporter == "json" else None
            _put(target, _rendered(target, report, host) if ready is None else ready)
        except (PluginError, UsageError) as error:
            broken.append(error)
    if broken:
        raise broken[0]


def _rendered(target: Target, report: Report, host: Host) -> str:
    try:
        text = host.reporters[target.reporter].render(report)
    except Exception as error:
        raise PluginError(f"the reporter {target.reporter} failed: {type(error).__name__}: {error}") from error
    if not isinstance(text, str):
        raise PluginError(f"the reporter {target.reporter} returned {type(text).__name__}, not a text")
    return text


def _put(target: Target, text: str) -> None:
    if target.on_stdout:
        sys.stdout.write(text)
        return
    put_into(target.file, text, target.option)


def put_into(name: str, text: str, option: str) -> None:
    """`text` in the file of that name, which `option` asked for: whole, or at the end of a stream."""
    path = Path(name)
    try:
        if _added(name) or is_stream(path):
            with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
        else:
            written_whole(path.resolve(), text)  # the file that a link leads to, not the link
    except OSError as error:
        raise UsageError(f"{option}: cannot be written: {error.strerror or error}") from error


def _added(name: str) -> bool:
    """Whether every step adds to this file: what stands in it is not ours."""
    return any(os.environ.get(variable) == name for variable in ADDED_TO)


def is_stream(path: Path) -> bool:
    """Whether `path` is a device, a pipe or the like, by whatever links. Root could put a file in place of
    `/dev/stderr`, for all programs; and where that leads to a file, it is still the stream of somebody."""
    hop = os.path.abspath(path)
    for _ in range(40):  # as many links as the system follows
        if hop.startswith(("/dev/", "/proc/")) and not hop.startswith("/dev/shm/"):
            return True
        if not os.path.islink(hop):
            break
        hop = os.path.abspath(os.path.join(os.path.dirname(hop), os.readlink(hop)))
    return path.exists() and not path.is_file()


def written_whole(path: Path, text: str) -> None:
    """`text` in `path`, at once: a reader sees the old file or the new one, never a part."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    """The mask that any other new file would get; a temporary file is made for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
