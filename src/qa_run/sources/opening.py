"""From what `samples.from` says to opened files: patterns, folders, `{parts}` of paths, and the reader for each."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa_run.errors import SampleError
from qa_run.model.recorded import Frame, JsonLines, ParquetFile, Reading, TextFile, TextRows
from qa_run.model.samples import Samples
from qa_run.offers import Reader, file_suffix
from qa_run.sources.source import OpenFile, Source

_PART = re.compile(r"\{(\w+)\}")
_MAGIC = re.compile(r"[*?{]")


def open_source(samples: Samples, given: Any, readers: Sequence[Reader], scratch: Path, here: Path) -> Source:
    """The opened source of `samples`; `given` replaces what it says: paths, or a frame. Raises SampleError."""
    listed: tuple[OpenFile, ...] = ()
    if samples.of is not None:
        found = list(_paths(samples.of.path, Path(samples.base)))
        if not found:
            raise SampleError(f"{samples.of.place}: no file {samples.of.path}, which should list the items")
        listed = tuple(_opened(path, (), samples, readers, scratch, here) for path, _ in found)
    lots = _lots(samples, readers, scratch, here)
    references = _references(samples, readers, scratch, here) if samples.references else {}
    computing = computing_reader(samples, readers)
    if given is not None and not isinstance(given, str | Path | list | tuple):
        if computing is not None:
            raise SampleError(f"a frame cannot be judged here: {_computed(computing)}")
        return Source(frame=Frame(frame=given), listed=listed, lots=lots, references=references)
    files: dict[Path, OpenFile] = {}
    for written in samples.paths if given is None else _as_list(given):
        base = Path(samples.base) if given is None else here
        found = list(_paths(str(written), base, readers))
        if not found:
            raise SampleError(_nothing_at(str(written), base, samples, given is not None))
        for path, parts in found:
            if computing is not None and file_suffix(path) not in computing.suffixes:
                raise SampleError(f"{show(path, here)} cannot be judged here: {_computed(computing)}")
            files[path] = _opened(path, parts, samples, readers, scratch, here)
    return Source(files=tuple(files.values()), listed=listed, lots=lots, references=references)


def computing_reader(samples: Samples, readers: Sequence[Reader]) -> Reader | None:
    """The reader of the samples, where it works columns out that nobody records."""
    suffixes = {file_suffix(Path(path)) for path in samples.paths}
    return next((reader for reader in readers if reader.computes and suffixes & set(reader.suffixes)), None)


def _computed(reader: Reader) -> str:
    names, ends = ", ".join(reader.computes), " or ".join(reader.suffixes)
    return f"{names} are worked out by the reader {reader.name}, and typed they prove nothing; give a file {ends}"


def _lots(samples: Samples, readers: Sequence[Reader], scratch: Path, here: Path) -> tuple[OpenFile, ...]:
    """The files that list the sizes of the lots."""
    sizes = samples.lot.sizes if samples.lot else None
    if sizes is None:
        return ()
    found = list(_paths(sizes.path, Path(samples.base)))
    if not found:
        raise SampleError(f"{sizes.place}: no file {sizes.path}, which should list the lots and their sizes")
    return tuple(_opened(path, (), samples, readers, scratch, here) for path, _ in found)


def _references(
    samples: Samples, readers: Sequence[Reader], scratch: Path, here: Path
) -> dict[str, tuple[OpenFile, ...]]:
    """The files that items are looked up in, by the name of the reference."""
    opened: dict[str, tuple[OpenFile, ...]] = {}
    for name, reference in samples.references.items():
        found = list(_paths(reference.path, Path(samples.base)))
        if not found and (Path(samples.base) / reference.path).is_dir():
            told = f"{reference.path} is a folder, and the reference {name} a file, or a pattern such as *.csv"
            raise SampleError(f"{reference.place}: {told}")
        if not found:
            raise SampleError(f"{reference.place}: no file {reference.path}, which the reference {name} is to be")
        opened[name] = tuple(_opened(path, (), samples, readers, scratch, here) for path, _ in found)
    return opened


def _nothing_at(written: str, base: Path, samples: Samples, is_given: bool) -> str:
    what = "no file in the folder" if (base / written).is_dir() else "no file matches"
    kind = " that a reader knows" if (base / written).is_dir() else ""
    if is_given:
        return f"{what} {written}{kind}, which was given as samples"
    return f"{samples.place}: {what} {written}{kind}; --samples PATH gives another"


def _as_list(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else [given]


def _paths(
    written: str, base: Path, readers: Sequence[Reader] = ()
) -> Iterator[tuple[Path, tuple[tuple[str, str], ...]]]:
    """The files that `written` names, in the order of their names, with the columns their paths stand for."""
    literal = base / written
    if literal.is_dir():
        suffixes = {suffix for reader in readers for suffix in reader.suffixes}
        yield from (
            (path, ()) for path in sorted(literal.rglob("*")) if path.is_file() and file_suffix(path) in suffixes
        )
        return
    if literal.exists() or not _MAGIC.search(written):
        yield from [(literal, ())] if literal.exists() else []
        return
    pattern = _PART.sub("*", written.replace("[", "[[]"))  # a bracket is a sign like others
    names = _PART.findall(written)
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise SampleError(f"from: {written} names {{{twice}}} twice: give each part of the path a name of its own")
    shape = re.compile(_shape(written))
    root = Path(written).anchor or ""
    start = Path(root) if root else base
    for path in sorted(start.glob(pattern[len(root) :])):
        match = shape.fullmatch(path.relative_to(start).as_posix() if not root else path.as_posix())
        if path.is_file() and match:
            yield path, tuple((name, match[name]) for name in names)


def files_at(written: str, base: Path) -> Iterator[Path]:
    """The files that `written` names now, from the folder `base`."""
    return (path for path, _ in _paths(written, base))


def _shape(written: str) -> str:
    """The regular expression of a pattern with `*`, `?`, `**` and `{parts}`."""
    out = ""
    for token in re.findall(r"\{\w+\}|\*\*/?|\*|\?|.", Path(written).as_posix()):
        if _PART.fullmatch(token):
            out += f"(?P<{token[1:-1]}>[^/]+)"
        elif token.startswith("**"):
            out += "(?:.*/)?" if token.endswith("/") else ".*"
        else:
            out += {"*": "[^/]*", "?": "[^/]"}.get(token, re.escape(token))
    return out


def _opened(
    path: Path,
    parts: tuple[tuple[str, str], ...],
    samples: Samples,
    readers: Sequence[Reader],
    scratch: Path,
    here: Path,
) -> OpenFile:
    shown = show(path, here)
    if not shown.isascii() and "\\udc" in (told := shown.encode("utf-8", "backslashreplace").decode()):
        raise SampleError(f"{told}: the name of the file is not UTF-8; rename it")
    suffix = file_suffix(path)
    reader = next((reader for reader in readers if suffix in reader.suffixes), None)
    if reader is None:
        known = ", ".join(sorted({suffix for reader in readers for suffix in reader.suffixes}))
        raise SampleError(f"{shown}: no reader for files that end in {suffix or 'nothing'!r} (known: {known})")
    try:
        recorded = reader.read(Reading(path=path, shown=shown, format=samples.format, scratch=scratch))
        if isinstance(recorded, TextRows):
            recorded = _spooled(recorded, scratch)
    except SampleError:
        raise
    except Exception as error:
        raise SampleError(f"{shown}: the reader {reader.name} failed: {type(error).__name__}: {error}") from error
    if not isinstance(recorded, TextFile | JsonLines | ParquetFile):
        raise SampleError(f"{shown}: the reader {reader.name} returned {type(recorded).__name__}, which cannot be read")
    return OpenFile(shown=shown, path=str(path), recorded=recorded, parts=parts)


def show(path: Path, here: Path) -> str:
    """`path` as people see it: relative to where they stand, with forward slashes."""
    try:
        return path.resolve().relative_to(here.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _spooled(rows: TextRows, scratch: Path) -> TextFile:
    """Rows that Python has at hand, written as text for the engine, so that there is one way to read text."""
    path = scratch / f"spool-{len(list(scratch.iterdir()))}.csv"
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")  # with \n alone, a lone \r would stand unquoted
        for row in rows.rows:
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    return TextFile(
        path=path,
        names=rows.names,
        skip=0,
        rows=count,
        place=lambda ordinals, refused=(): rows.place(ordinals),
        blank=rows.blank,
        skipped=rows.skipped,
        rejected=rows.rejected,
        found=rows.found,
        decimal=rows.decimal,
        dates=rows.dates,
        ambiguous_dates=rows.ambiguous_dates,
        ambiguous_decimals=rows.ambiguous_decimals,
    )
