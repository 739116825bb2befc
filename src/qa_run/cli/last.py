"""What did not release in the last runs: `.qa-run/last.json`, for `--lf` and `--ff`."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from qa_run.cli.reports import written_whole
from qa_run.errors import UsageError
from qa_run.loading.discovering import shown
from qa_run.model.node_id import SIGN, bare
from qa_run.model.report import Report

SCHEMA = "qa-run/last/1"
FOLDER, FILE = ".qa-run", "last.json"


def file_of(root: Path) -> Path:
    return root / FOLDER / FILE


def failed_before(root: Path, here: Path) -> tuple[str, ...]:
    """The node ids, as they are called from `here`, that did not release when they were last run."""
    return tuple(_called(_known(file_of(root)), root, here))


def remember(report: Report, root: Path, here: Path) -> None:
    """Keep what did not release. Of what was not run, what was known stays. Raises OSError."""
    file = file_of(root)
    try:
        known = list(_called(_known(file), root, here))
    except UsageError:  # what cannot be read is written anew
        known = []
    failed = [
        one.verdicts[place].id
        for one in report.procedures
        for place, outcome in enumerate(one.outcomes)
        if not outcome.releases
    ]
    run, whole = _of(report) if known else (set(), set())
    kept = [each for each in known if each not in run and bare(each) not in whole]
    found = sorted(_called({*kept, *failed}, here, root))
    if not found and not file.exists():
        return
    if not file.parent.exists():
        file.parent.mkdir()
        written_whole(file.parent / ".gitignore", "# made by qa-run\n*\n")
    written_whole(file, json.dumps({"schema": SCHEMA, "failed": found}, ensure_ascii=False, indent=1) + "\n")


def _of(report: Report) -> tuple[set[str], set[str]]:
    """The node ids that were run or are gone, and the requirements of which all strata were run."""
    run = {node for one in report.procedures for node in one.gone}
    left_out = {node for one in report.procedures for node in one.left_out}
    run |= {verdict.id for verdict in report.verdicts}
    return run, {bare(node) for node in run} - left_out


def _known(file: Path) -> tuple[str, ...]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: how the last run ended cannot be read: {error} (remove the file)") from error
    failed = read.get("failed") if isinstance(read, dict) and read.get("schema") == SCHEMA else None
    if not isinstance(failed, list) or not all(isinstance(each, str) for each in failed):
        raise UsageError(f"{file}: this is not how qa-run writes how the last run ended (remove the file)")
    return tuple(failed)


def _called(nodes: Iterable[str], start: Path, end: Path) -> Iterator[str]:
    """The node ids whose paths start from the folder `start`, with paths from `end`."""
    ways: dict[str, str] = {}  # thousands of nodes are of a few files
    for node in nodes:
        path, sign, rest = node.partition(SIGN)
        if path not in ways:
            ways[path] = shown(Path(os.path.normpath(start / path)), end)
        yield f"{ways[path]}{sign}{rest}"


def told(root: Path, ids: Iterable[str]) -> str:
    """What `--lf` found, where it narrows nothing."""
    many = len(tuple(ids))
    if not many:
        return f"--lf: {file_of(root).name} knows no failure, so nothing is left out"
    return f"--lf: none of the {many} known failures is selected, so nothing is left out"
