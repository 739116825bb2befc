"""Pages as a reader meets them: files to write, commands to type, and what comes out of these.

A block of code after a line that holds nothing but a name in backticks is a file of that name. A block of `console`
holds commands after `$ ` and what they print; a line `…` stands for any lines that were left out. Both are taken in
the order of the page, in one folder, which also holds the examples of `specs/`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
_BLOCK = re.compile(r"(?:^`(?P<name>[\w./-]+)`\n\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S)


@frozen
class Block:
    """A block of code: its kind, its text, and the name of the file it is, if it is one."""

    kind: str
    text: str
    name: str


@frozen
class Command:
    """A command as typed, and what it prints."""

    words: str
    shown: list[str] = field(factory=list)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> Iterator[Block]:
    for match in _BLOCK.finditer(text_of(page)):
        yield Block(match["kind"], match["text"], match["name"] or "")


def commands(session: str) -> list[Command]:
    """The commands of a console block."""
    found: list[Command] = []
    for line in session.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        else:
            found[-1].shown.append(line)
    return found


def alike(shown: str, printed: str) -> bool:
    """Whether what a page shows is what was printed, times, names of runs, versions and installed plugins aside."""
    parts = [re.escape(plain(part)) for part in re.split(r"^…\n?", shown, flags=re.M)]
    return re.fullmatch("(?:.*\n)*?".join(parts), plain(printed)) is not None


def plain(text: str) -> str:
    """`text` without what differs from one run to the next."""
    text = re.sub(r"=+ (.*? in )[\d.]+ s(.*?) =+", r"= \1N s\2 =", text)
    text = re.sub(r"\bin [\d.]+ s\b", "in N s", text)
    text = re.sub(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\dZ)?", "TIME", text)
    text = re.sub(r"\b[0-9a-f]{8}\b", "RUN", text)
    text = re.sub(r"qa-run \d[\w.]*, Python [\d.]+, DuckDB [\d.]+", "qa-run VERSIONS", text)
    text = re.sub(r"^plugins   .*\n(?: {10}.*\n)*", "", text, flags=re.M)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
