"""JSON lines: `.jsonl` and `.ndjson`, packed with gzip or not."""

from functools import partial
from pathlib import Path

from qa_run import JsonLines, Reading, SampleError
from qa_run.readers import FilePlaces, blocks, check_utf8, head_of, is_packed, runs

_SMALL = 1 << 22


def read(reading: Reading) -> JsonLines:
    """The file; what is no JSON object is for the engine to refuse, line by line. Raises SampleError."""
    path, shown = reading.path, reading.shown
    head = head_of(path, shown, 1 << 16)
    if not head.strip():
        raise SampleError(f"{shown}: the file is empty")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        raise SampleError(f"{shown}: JSON lines are UTF-8, and this is not")
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.startswith(b"{"):
        hint = "; this is one list: write its members on lines of their own" if first.startswith(b"[") else ""
        raise SampleError(f"{shown}:1: no JSON object is here{hint}")
    mended = partial(_mended, reading)
    places = FilePlaces(shown, lambda: runs(blocks(path, shown), "\n", ""), 0).rows
    check = partial(check_utf8, path, shown, None)
    if path.stat().st_size > _SMALL // (10 if is_packed(path) else 1):
        return JsonLines(path=path, place=places, check=check, mended=mended)
    check()
    return mended() if _is_mixed(path, shown) else JsonLines(path=path, place=places)


def _is_mixed(path: Path, shown: str) -> bool:
    """Whether lines end in more than one way, which the engine does not take."""
    feeds = returns = both = 0
    for block in blocks(path, shown):
        feeds, returns, both = feeds + block.count(b"\n"), returns + block.count(b"\r"), both + block.count(b"\r\n")
    return returns > 0 and not (feeds == returns == both or feeds == 0)


def _mended(reading: Reading) -> JsonLines:
    """A copy with the same lines, each ending in the same way."""
    target = reading.scratch / f"{reading.path.name}-{len(list(reading.scratch.iterdir()))}.copy"
    with target.open("wb") as out:
        for block in blocks(reading.path, reading.shown):
            out.writelines(line + b"\n" for line in block.splitlines())
    places = FilePlaces(reading.shown, lambda: runs(blocks(target, reading.shown), "\n", ""), 0)
    return JsonLines(path=target, place=places.rows)
