"""`qa-run infer BATCH`: a draft of a procedure, drawn from data. Nothing is released by it."""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa_run.cli.drafts.guesses import guesses_of
from qa_run.cli.drafts.writing import Drawn, draft_of
from qa_run.cli.screen.page import Span, labelled, line, page_for
from qa_run.errors import UsageError
from qa_run.host import Host
from qa_run.loading.document import ENDINGS
from qa_run.loading.loader import load
from qa_run.loading.suggest import did_you_mean
from qa_run.model.samples import Format
from qa_run.running.glancing import glance
from qa_run.session import Options, host_of

_KEYS = ("delimiter", "decimal", "encoding", "quote", "dates", "sheet", "table", "header", "until")
_YAML = (".yaml", ".yml")
_SLUG = re.compile(r"[^\w.-]+")


def command(asked: argparse.Namespace) -> int:
    """Write the draft, and say what it is drawn from."""
    out = _file(asked.o)
    written = _format(asked.format)
    host = host_of(Options(plugins=tuple(asked.plugins)))
    with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
        seen = glance(asked.batch, Format(**written), host.readers, Path(scratch), Path.cwd())  # type: ignore[arg-type]
        guesses = guesses_of(seen)
        way = _way(asked.batch, out)
        text = draft_of(Drawn(seen=seen, guesses=guesses, way=way, stem=_stem(asked.batch), format=written))
        _check(text, host, Path(scratch))
    if out is None:
        sys.stdout.write(text)
        return 0
    _put(out, text, asked.o)
    page = page_for(sys.stdout, "auto")
    files = ", ".join(seen.files[:3]) + (", …" if len(seen.files) > 3 else "")
    page.write([line(Span(f"wrote {asked.o}", "bold"), f", a draft drawn from {files}")])
    page.write(labelled("seen", f"{seen.rows} rows, {len(seen.columns)} columns", page.width))
    page.write(labelled("item", guesses.item or "no column can be told to name the items", page.width))
    told = f"{asked.o}: the lines marked # DRAFT; no run of it releases anything before draft: is taken out"
    page.write(labelled("decide", told, page.width))
    return 0


def _file(name: str | None) -> Path | None:
    """The file to write, refused before anything is read."""
    if name is None or name == "-":
        return None
    path = Path(name)
    if path.suffix.lower() not in _YAML:
        raise UsageError(
            f"infer -o {name}: a draft is YAML: write a name that ends in .yaml (not {', '.join(_other())})"
        )
    if path.exists() or path.is_symlink():
        raise UsageError(f"infer -o {name}: it is there already, and nothing is overwritten; write another name")
    if not path.parent.is_dir():
        raise UsageError(f"infer -o {name}: there is no folder {path.parent}")
    return path


def _other() -> Sequence[str]:
    return [ending for ending in ENDINGS if ending not in _YAML]


def _format(pairs: Sequence[str]) -> Mapping[str, str | int]:
    found: dict[str, str | int] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not value:
            raise UsageError(f"--format {pair}: write KEY=VALUE, as in decimal=,")
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"there are: {', '.join(_KEYS)}"
            raise UsageError(f"--format {pair}: {key!r} says nothing about how a batch is written ({hint})")
        if key == "header" and not (value.isdecimal() and int(value)):
            raise UsageError(f"--format {pair}: the line of the headers is counted from 1")
        if (key == "decimal" and value not in (".", ",")) or (key == "until" and value != "blank"):
            raise UsageError(
                f"--format {pair}: {'write decimal=. or decimal=,' if key == 'decimal' else 'until=blank'}"
            )
        if key in ("delimiter", "quote") and len(value) > 1 and value not in ("tab", "\\t"):
            raise UsageError(f"--format {pair}: the {key} is one character")
        found[key] = int(value) if key == "header" else "\t" if value in ("tab", "\\t") else value
    return found


def _way(batch: str, out: Path | None) -> str:
    """The way to the batch from the folder of the draft."""
    if Path(batch).is_absolute():
        return Path(batch).as_posix()
    start = Path.cwd() if out is None else out.parent
    return Path(os.path.relpath(batch, start)).as_posix()


def _stem(batch: str) -> str:
    name = Path(batch).name
    return _SLUG.sub("-", name.partition(".")[0]).strip("-_") or "draft"


def _check(text: str, host: Host, scratch: Path) -> None:
    """Read the draft as any procedure is read: one that could not be read would help nobody."""
    path = scratch / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    load([path], host, scratch)


def _put(path: Path, text: str, name: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"infer -o {name}: cannot be written: {error.strerror or error}") from error
