"""Lots of items with good and bad values, written to files and judged."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qa_run import Report, Verdict, run

HEADER = ("id", "batch", "shop", "size", "made", "w", "c", "t", "due")
GOOD = {"shop": "M", "size": "1000", "made": "2026-03-01", "w": "55", "c": "red", "t": "12", "due": "2026-01-01"}
ONE = "  w: {lower: 50, upper: 60, class: major, accept: {plan: {aql: 1.0}}}\n"
TWO = "  w: {lower: 50, upper: 60, class: major}\n  c: {one_of: [red], class: major}\n  t: {lower: 10, class: minor}\n"
BAD = {"w": "70"}


def rows(lots: Mapping[str, int], **bad: Mapping[str, str]) -> list[dict[str, str]]:
    """So many items of each lot; `B1_3={"w": "70"}` changes the third of B1."""
    made = [{"id": f"{lot}-{n}", "batch": lot, **GOOD} for lot, many in lots.items() for n in range(many)]
    for name, cells in bad.items():
        lot, _, n = name.partition("_")
        next(row for row in made if row["id"] == f"{lot}-{n}").update(cells)
    return made


def written(folder: Path, made: Sequence[Mapping[str, str]], spec: str, lots: Mapping[str, Any] | None = None) -> Path:
    lines = [",".join(HEADER), *(",".join(row[name] for name in HEADER) for row in made)]
    (folder / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if lots is not None:
        text = "batch,made\n" + "".join(f"{lot},{size}\n" for lot, size in lots.items())
        (folder / "lots.csv").write_text(text, encoding="utf-8")
    (folder / "p.yaml").write_text(spec, encoding="utf-8")
    return folder


def spec(characteristics: str, lot: str = "{column: batch, size: 1000}", more: str = "", samples: str = "") -> str:
    lot = f"lot: {lot}, " if lot else ""
    return (
        f"procedure: p\n{more}samples: {{from: s.csv, item: id, {lot}per: [shop]{samples}}}\n"
        f"characteristics:\n{characteristics}"
    )


def verdicts(report: Report) -> dict[str, Verdict]:
    assert report.errors == report.refused == ()
    return {verdict.id.removeprefix("p.yaml::"): verdict for verdict in report.verdicts}


def judged(folder: Path, **options: Any) -> dict[str, Verdict]:
    return verdicts(run("p.yaml", here=folder, **options))


def outcomes(found: Mapping[str, Verdict], start: str) -> dict[str, str]:
    return {name.removeprefix(start): each.outcome.value for name, each in found.items() if name.startswith(start)}
