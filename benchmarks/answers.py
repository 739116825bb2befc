"""What was found, by requirement, in one form for qa-run and SQL; and where two answers part."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SAME_STATISTIC = 1e-6  # sums of floats depend on the order in which threads finish
FIGURES = {"unique": "surplus", "mean": "mean", "stdev": "stdev"}


class Answer(NamedTuple):
    """Rows that break each requirement (for a statistic, its value), and how many requirements do not hold."""

    found: dict[str, float | None]
    failed: int


def from_script(said: str) -> Answer:
    line = json.loads(said)
    return Answer(line["answer"], line["failed"])


def from_report(path: Path) -> Answer:
    """The verdicts of a qa-run report, named `characteristic::requirement[stratum]` as the script names them."""
    found: dict[str, float | None] = {}
    failed = 0
    for verdict in json.loads(path.read_text())["verdicts"]:
        if verdict["characteristic"].startswith("@"):  # about the samples, which the script takes for granted
            continue
        name = f"{verdict['characteristic']}::{verdict['id'].rsplit('::', 1)[1]}"
        found[name] = figure(verdict)
        failed += verdict["outcome"] != "passed"
    return Answer(found, failed)


def figure(verdict: dict[str, Any]) -> float | None:
    """What SQL gives too: the surplus of `unique`, the value of a statistic, else the items that break it."""
    measured = FIGURES.get(verdict["criterion"])
    found = verdict["measured"].get(measured) if measured else verdict["nonconforming"]
    return None if found is None else float(found)


def differences(one: Answer, other: Answer) -> Iterator[str]:
    """A line for each requirement that only one of them knows, or that they count differently."""
    for name in sorted(one.found.keys() | other.found.keys()):
        here, there = one.found.get(name), other.found.get(name)
        statistic = name.endswith(("::mean", "::stdev"))
        if here is None or there is None or abs(here - there) > (SAME_STATISTIC if statistic else 0):
            yield f"{name}: {here} against {there}"
    if one.failed != other.failed:
        yield f"requirements that do not hold: {one.failed} against {other.failed}"
