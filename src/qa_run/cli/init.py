"""`qa-run init [DIR]`: a first procedure and its samples, from a template or from the answers to a few questions."""

import argparse
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from qa_run.cli.screen.page import Span, labelled, line, page_for
from qa_run.cli.screen.text import wrapped
from qa_run.cli.starting import templates
from qa_run.errors import SpecErrors, UsageError
from qa_run.escaping.invisible import visible
from qa_run.host import Host
from qa_run.offers import Reader
from qa_run.session import Options, carry_out, host_of

SPECS = "specs"


def command(asked: argparse.Namespace) -> int:
    """Write the files, all of them or none, and say what to do next."""
    host = host_of(Options(plugins=tuple(asked.plugins)))
    folder = Path(asked.folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"init {asked.folder}: this is a file; name a folder")
    if asked.template is not None:
        files = templates.files_of(templates.template_named(asked.template, host))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        files = _questions(host)
    else:
        listed = "\n".join(_listed(host, page_for(sys.stderr, "auto").width))
        raise UsageError(f"init: nobody is here to be asked; say --template NAME, which is one of\n{listed}")
    _free(folder, files)
    _write(folder, files)
    _told(asked.folder, files, host.readers)
    return 0


def _listed(host: Host, width: int) -> Iterator[str]:
    """The templates by name, with what each is about."""
    margin = max(map(len, host.templates)) + 5
    for name, template in sorted(host.templates.items()):
        first, *rest = wrapped(visible(template.says), width - margin)
        yield f"  {name}".ljust(margin) + first
        yield from (" " * margin + more for more in rest)


def _questions(host: Host) -> Mapping[PurePosixPath, bytes]:
    from qa_run.cli.starting import asking

    try:
        files = asking.files_of(asking.asked(input, print))
    except EOFError:
        raise UsageError("init: the questions were not answered to the end; nothing was written") from None
    _check(files, host)
    return files


def _check(files: Mapping[PurePosixPath, bytes], host: Host) -> None:
    """Run what the answers made, before anything is written. Raises UsageError where it is not green."""
    with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
        here = Path(scratch)
        _write(here, files)
        try:
            report = carry_out(Options(paths=(SPECS,), here=here), host)
        except SpecErrors as errors:
            raise UsageError(f"init: these answers make no procedure; nothing was written\n{errors}") from errors
    if report.exit_code:
        told = [*report.refused, *(f"{each.id}: {each.message}" for each in report.verdicts if each.nonconforming)]
        raise UsageError("\n".join(["init: these answers make no procedure that runs; nothing was written", *told]))


def _free(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Refuse where a file is there already."""
    there = [str(folder / way) for way in files if (folder / way).exists() or (folder / way).is_symlink()]
    if there:
        raise UsageError(f"init: {', '.join(there)}: there already, and nothing is overwritten; name another folder")


def _write(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    made: list[Path] = []
    try:
        for way, content in files.items():
            path = folder / way
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                made.append(path)
                file.write(content)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise UsageError(f"init: {error.filename or folder}: cannot be written: {error.strerror or error}") from error


def _told(folder: str, files: Mapping[PurePosixPath, bytes], readers: Sequence[Reader]) -> None:
    page = page_for(sys.stdout, "auto")
    page.write(line(Span("wrote ", "bold"), str(Path(folder) / way)) for way in files)
    page.write([line()])
    steps = [] if Path(folder).resolve() == Path.cwd() else [f"cd {shlex.quote(folder)}"]
    steps += ["qa-run"]
    spec = next((way for way in files if way.suffix == ".yaml"), None)
    if spec is not None and not any(_computed(way, readers) for way in files):
        steps.append(f"qa-run sheet {shlex.quote(str(spec))} -o {shlex.quote(spec.stem)}.xlsx")
    for number, step in enumerate(steps):
        page.write(labelled("" if number else "next", step, page.width))


def _computed(way: PurePosixPath, readers: Sequence[Reader]) -> bool:
    """Whether columns of the file are worked out by its reader, so that no sheet can stand for it."""
    return any(reader.computes and way.name.endswith(reader.suffixes) for reader in readers)
