"""The runs as a table: medians, ratios, and whether what we promised was met."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from measuring import Run

QA_RUN, TUNED, PLAIN = "qa-run", "sql-tuned", "sql-plain"


class Target(NamedTuple):
    """At most so many times the wall time of SQL, and of its memory."""

    wall: float
    of: str = "better"
    memory: float | None = None

    def __str__(self) -> str:
        memory = f", memory {self.memory} x" if self.memory else ""
        return f"{self.wall} x {self.of}{memory}"


TARGETS = {
    ("overall", "S.csv"): Target(1.8),
    ("overall", "M.csv"): Target(1.15),
    ("overall", "M.parquet"): Target(1.7),
    ("overall", "L.parquet"): Target(1.25, of="tuned", memory=2.0),
    ("per_site", "M.parquet"): Target(1.7),
    ("per_site", "L.parquet"): Target(1.25),
}
VERSION_CPU_S = 0.10

HEAD = """\
| work | samples | qa-run s (CPU) | tuned s (CPU) | plain s (CPU) | / tuned | / plain | / better \
| MiB: qa-run, tuned, plain | MiB / tuned | MiB / plain | target | |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|"""

Runs = dict[tuple[str, str, str], list[Run]]


def table(runs: Runs) -> Iterator[str]:
    """Lines of Markdown, one for each work and file."""
    yield HEAD
    for work, file in dict.fromkeys((work, file) for work, file, _ in runs):
        ours, tuned, plain = (runs.get((work, file, case), []) for case in (QA_RUN, TUNED, PLAIN))
        wall = {"tuned": ratio(ours, tuned, "wall_s"), "plain": ratio(ours, plain, "wall_s")}
        known = [times for times in wall.values() if times is not None]
        wall["better"] = max(known, default=None)  # the better of the two is the one that we are more times slower than
        memory = {"tuned": ratio(ours, tuned, "peak_mib"), "plain": ratio(ours, plain, "peak_mib")}
        target = TARGETS.get((work, file))
        cells = [
            *(seconds(group) for group in (ours, tuned, plain)),
            *(times(wall[of]) for of in ("tuned", "plain", "better")),
            ", ".join(f"{middle(group, 'peak_mib'):.0f}" if group else "-" for group in (ours, tuned, plain)),
            *(times(memory[of]) for of in ("tuned", "plain")),
            str(target or "-"),
            judged(target, wall, memory["tuned"]),
        ]
        yield f"| {work} | {file} | {' | '.join(cells)} |"


def judged(target: Target | None, wall: dict[str, float | None], memory: float | None) -> str:
    """Met only where everything that it speaks of was measured."""
    if target is None:
        return "-"
    found, allowed = [wall[target.of]], [target.wall]
    if target.memory:
        found, allowed = [*found, memory], [*allowed, target.memory]
    if None in found or None in wall.values():
        return "not measured"
    return "met" if all(one <= most for one, most in zip(found, allowed, strict=True) if one is not None) else "MISSED"


def version_line(runs: Sequence[Run]) -> str:
    cpu = median(run.cpu_s for run in runs)
    outcome = "met" if cpu <= VERSION_CPU_S else "MISSED"
    return f"`qa-run --version`: {cpu:.3f} CPU s (target {VERSION_CPU_S:.2f}: {outcome})"


def others_line(runs: Sequence[Run]) -> str:
    shares = [run.others for run in runs if run.others is not None]
    if not shares:
        return "What other processes took meanwhile is not known on this system."
    usual, most = median(shares), max(shares)
    return f"Other processes took {usual:.0%} of the machine meanwhile (median of all runs; at most {most:.0%})."


def middle(group: Sequence[Run], figure: str) -> float:
    return float(median(getattr(run, figure) for run in group))


def ratio(ours: Sequence[Run], theirs: Sequence[Run], figure: str) -> float | None:
    return middle(ours, figure) / middle(theirs, figure) if ours and theirs else None


def seconds(group: Sequence[Run]) -> str:
    return f"{middle(group, 'wall_s'):.2f} ({middle(group, 'cpu_s'):.2f})" if group else "-"


def times(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
