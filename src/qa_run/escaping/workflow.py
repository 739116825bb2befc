"""Commands to the runner of GitHub Actions, which are lines of its log."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa_run.escaping.invisible import visible

#: The runner cuts what is longer.
LONGEST = 4_000
#: As many annotations as GitHub keeps of one kind in one step; it drops the others without a word.
MOST = 10


def workflow_command(name: str, lines: str, properties: Mapping[str, object]) -> str:
    """`::name key=value::lines`, of which nothing can be taken for another command or another property.

    Each line of `lines` is made visible; only the breaks between them are kept. `file` is named by its way from the top
    of the repository, as GitHub knows it, wherever in it the run started.
    """
    named = {key: value for key, value in properties.items() if value not in (None, "")}
    if "file" in named:
        named["file"] = _in_the_repository(str(named["file"]))
    told = ",".join(f"{key}={_property(str(value))}" for key, value in named.items())
    text = "\n".join(map(visible, lines.split("\n"))).replace("##", "#\\x23")
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    return f"::{name}{' ' if told else ''}{told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text).replace("##", "#\\x23")).replace(":", "%3A").replace(",", "%2C")


def workflow_annotations(commands: Sequence[str]) -> list[str]:
    """`commands` of one kind, as many as GitHub shows; the last one then says how many more there are."""
    if len(commands) <= MOST:
        return list(commands)
    kind = commands[0].removeprefix("::").partition(":")[0].partition(" ")[0]
    more = f"{len(commands) - MOST + 1} more like these: GitHub shows {MOST} of a kind"
    return [*commands[: MOST - 1], workflow_command(kind, more, {"title": "qa-run: and more"})]


def _in_the_repository(file: str) -> str:
    top = os.environ.get("GITHUB_WORKSPACE")
    if not top:
        return file
    path = Path(os.path.abspath(file))
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else file
