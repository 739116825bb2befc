"""`qa-run lint`: every fault of the procedures and the settings, before anybody waits for samples."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from qa_run.cli.linting.findings import Finding, Linted, faults, warnings
from qa_run.cli.reports import put_into
from qa_run.errors import Place, SpecErrors, UsageError
from qa_run.loading.config import config_of
from qa_run.loading.discovering import discovered, shown
from qa_run.loading.loader import load
from qa_run.session import Options, host_of

ON_STDOUT = "-"
#: Where each form is made.
FORMS = {"text": "text", "github": "github", "json": "as_json", "junit": "junit", "sarif": "sarif"}


def command(asked: argparse.Namespace) -> int:
    """Print or write what is wrong; 4 if anything is."""
    if asked.out != ON_STDOUT and not Path(asked.out).parent.is_dir():
        raise UsageError(f"-o {asked.out}: there is no folder {Path(asked.out).parent}")
    linted = _linted(asked)
    name = FORMS[asked.format]
    told: str = getattr(import_module(f"qa_run.cli.linting.{name}"), name)(linted)
    if asked.out == ON_STDOUT:
        sys.stdout.write(told)
    else:
        put_into(asked.out, told, f"-o {asked.out}")
    return linted.exit_code


def _linted(asked: argparse.Namespace) -> Linted:
    here = Path.cwd()
    found: list[Finding] = []
    paths: Sequence[str] = asked.paths
    try:
        config = config_of(here, (), Path(asked.config) if asked.config else None)
        paths = paths or [shown(config.root / path, here) for path in config.paths]
    except SpecErrors as errors:
        found += faults(errors.faults)
    host = host_of(Options(plugins=tuple(asked.plugins)))
    files = [shown(each.path, here) for each in discovered(paths, here)]
    if not files and not found:
        raise UsageError(f"there are no procedures in {', '.join(map(str, paths))}: nothing was checked")
    try:
        found += warnings(load(paths, host, here))
    except SpecErrors as errors:
        found += faults(errors.faults)
    return Linted(files, sorted(found, key=_where))


def _where(each: Finding) -> tuple[Place, str]:
    return each.place, each.words
