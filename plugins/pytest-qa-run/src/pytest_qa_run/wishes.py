"""What the command line and the settings of pytest ask for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Wishes(NamedTuple):
    """What is asked for. No class of attrs: every pytest of a machine would pay 30 ms for its import.

    root:     where node ids and the paths of reports start
    opted:    the files and folders of procedures that the settings name
    given:    what stands on the command line, as paths
    as_of:    the time that all procedures, in all workers, are judged for
    """

    root: Path
    opted: tuple[Path, ...]
    given: tuple[Path, ...]
    as_of: str
    samples: tuple[str, ...]
    plugins: tuple[str, ...]
    strata: bool
    stratum_ids: tuple[str, ...]
    items: int
    strict_marginal: bool


def add_options(parser: pytest.Parser) -> None:
    """The options and settings, each with what it does."""
    group = parser.getgroup("qa-run", "procedures of qa-run")
    add = group.addoption
    add(
        "--qa-run-samples",
        action="append",
        metavar="[NAME=]PATH",
        help="judge these files instead of those that the procedures name; with NAME, for that procedure only",
    )
    add("--qa-run-as-of", metavar="TIME", help="the time the run holds for (default: now)")
    add("--qa-run-strata", action="store_true", default=None, help="collect each stratum as an item of its own")
    add("--qa-run-items", type=int, metavar="N", help="how many items a failed verdict shows (default: 5)")
    add("--qa-run-strict-marginal", action="store_true", default=None, help="marginal fails")
    parser.addini("qa_run_paths", "files and folders of procedures, collected wherever pytest looks", "args", [])
    parser.addini("qa_run_samples", "as --qa-run-samples, one a line", "linelist", [])
    parser.addini("qa_run_as_of", "as --qa-run-as-of", "string", "")
    parser.addini("qa_run_strata", "as --qa-run-strata", "bool", False)
    parser.addini("qa_run_items", "as --qa-run-items", "string", "5")
    parser.addini("qa_run_strict_marginal", "as --qa-run-strict-marginal", "bool", False)
    parser.addini("qa_run_plugins", "plugins of qa-run to take in, or no:NAME to leave out", "args", [])


def wishes_of(config: pytest.Config) -> Wishes:
    """What is asked for; raises UsageError for what makes no sense."""
    sent: Mapping[str, Any] = getattr(config, "workerinput", {})
    root, here = config.rootpath, config.invocation_params.dir
    given = sent["qa_run_given"] if sent else _given(config)
    return Wishes(
        root=root,
        opted=tuple(_existing(root, config.getini("qa_run_paths"))),
        given=tuple(Path(here, each.partition("::")[0]) for each in given),
        as_of=sent["qa_run_as_of"] if sent else _as_of(config),
        samples=_samples(config.getoption("qa_run_samples"), here) or _samples(config.getini("qa_run_samples"), root),
        plugins=tuple(config.getini("qa_run_plugins")),
        strata=_either(config, "qa_run_strata"),
        stratum_ids=tuple(each for each in given if "::" in each and each.endswith("]")),
        items=_items(config),
        strict_marginal=_either(config, "qa_run_strict_marginal"),
    )


def for_worker(config: pytest.Config, wishes: Wishes) -> dict[str, Any]:
    """What a worker of xdist cannot know by itself: to it all arguments look as if somebody had typed them."""
    return {"qa_run_given": _given(config), "qa_run_as_of": wishes.as_of}


def _given(config: pytest.Config) -> list[str]:
    typed = config.args_source is pytest.Config.ArgsSource.ARGS
    return [str(each) for each in config.args] if typed else []


def _either(config: pytest.Config, name: str) -> bool:
    option = config.getoption(name)
    return bool(config.getini(name) if option is None else option)


def _existing(root: Path, written: Sequence[str]) -> list[Path]:
    for each in written:
        if not (root / each).exists():
            raise pytest.UsageError(f"qa_run_paths: {each}: there is no such file or folder in {root}")
    return [root / each for each in written]


def _items(config: pytest.Config) -> int:
    option, written = config.getoption("qa_run_items"), config.getini("qa_run_items")
    try:
        number = int(written) if option is None else option
        if number < 0:
            raise ValueError
    except ValueError:
        raise pytest.UsageError(f"qa_run_items: {written if option is None else option}: write 0 or more") from None
    return int(number)


def _as_of(config: pytest.Config) -> str:
    written = config.getoption("qa_run_as_of") or config.getini("qa_run_as_of")
    if not written:
        from datetime import datetime

        return datetime.now().astimezone().isoformat()
    from qa_run import QaRunError
    from qa_run.embedding import moment

    try:
        return moment(written, "--qa-run-as-of").isoformat()
    except QaRunError as error:
        raise pytest.UsageError(str(error)) from None


def _samples(written: Sequence[str] | None, base: Path) -> tuple[str, ...]:
    """Each with its path made absolute, since the run does not start where the words were typed."""
    return tuple(_absolute(each, base) for each in written or ())


def _absolute(written: str, base: Path) -> str:
    name, equals, path = written.partition("=")
    if not equals or "/" in name or (base / written).exists():
        return str(base / written)
    if not name or not path:
        raise pytest.UsageError(f"--qa-run-samples {written}: write PATH, or NAME=PATH with the name of a procedure")
    return f"{name}={base / path}"
