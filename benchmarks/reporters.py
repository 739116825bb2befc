"""A run of 5,000 verdicts with reports and without; prints a table in Markdown.

    python benchmarks/reporters.py [--rounds 7] [--qa-run COMMAND] [--bad SHARE]

Ten requirements on five hundred sites, twenty items each. A run is a whole process, screen and all; a report alone is
timed beside it, and all of them together must not take more than half as long again as the run without any.
"""

import argparse
import os
import shlex
import sys
import tempfile
from pathlib import Path
from statistics import median

from measuring import Run, measure

SITES, ITEMS, IN_RUNS = 500, 20, 1.5
REPORTS = ("json", "junit", "xunit", "tap", "ctrf", "jsonl", "github", "markdown", "env", "html")
PROCEDURE = """\
procedure: sites
title: The same in every site
samples: {from: items.csv, item: id, per: [site]}
characteristics:
"""
ONE = "  weight_{n}: {{unit: g, lower: 50, upper: 70, class: major, because: The {n}th part weighs as drawn.}}\n"


def write(folder: Path, bad: float) -> None:
    """The procedure, and samples in which a share `bad` of the verdicts fails."""
    (folder / "sites.yaml").write_text(PROCEDURE + "".join(ONE.format(n=n) for n in range(10)), encoding="utf-8")
    every = round(1 / bad) if bad else 0
    with (folder / "items.csv").open("w", encoding="utf-8") as file:
        file.write("id,site," + ",".join(f"weight_{n}" for n in range(10)) + "\n")
        for site in range(SITES):
            for item in range(ITEMS):
                broken = [every and item < 3 and (site * 10 + n) % every == 0 for n in range(10)]
                values = ",".join("75.5" if broken[n] else str(60 + (item + n) % 10 / 10) for n in range(10))
                file.write(f"S{site:03d}-{item:02d},site {site:03d},{values}\n")


def run(command: list[str], folder: Path) -> Run:
    os.chdir(folder)
    done = measure(command)
    if done.exit_code not in (0, 1):
        sys.exit(f"{shlex.join(command)}: exit code {done.exit_code}\n{done.complained}")
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bad", type=float, default=0.05, metavar="SHARE")
    parser.add_argument("--qa-run", type=shlex.split, default=[str(Path(sys.executable).with_name("qa-run"))])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, options.bad)
        bare = [*options.qa_run, "sites.yaml"]
        runs = {"no report": bare}
        runs |= {each: [*bare, "--report", f"{each}=out.{each}"] for each in REPORTS}
        runs["all of them"] = [*bare, *(word for each in REPORTS for word in ("--report", f"{each}=out.{each}"))]
        found: dict[str, list[Run]] = {each: [] for each in runs}
        for _ in range(options.rounds):  # in turns, so that what else goes on here meets all alike
            for each, command in runs.items():
                found[each].append(run(command, folder))
        sizes = {each: os.path.getsize(folder / f"out.{each}") / 1024 for each in REPORTS}
        os.chdir(Path(__file__).parent)
    wall = {each: median(one.wall_s for one in every) for each, every in found.items()}
    cpu = {each: median(one.cpu_s for one in every) for each, every in found.items()}
    print(f"| 10 x {SITES} verdicts, {options.bad:.0%} failed | s | CPU s | more CPU | KiB |\n|---|--:|--:|--:|--:|")
    for each in runs:
        more = "" if each == "no report" else f"{cpu[each] / cpu['no report'] - 1:+.0%}"
        size = f"{sizes[each]:.0f}" if each in sizes else ""
        print(f"| {each} | {wall[each]:.3f} | {cpu[each]:.3f} | {more} | {size} |")
    pairs = [*zip(found["all of them"], found["no report"], strict=True)]
    together = median(one.wall_s / bare.wall_s for one, bare in pairs)
    by_cpu = median(one.cpu_s / bare.cpu_s for one, bare in pairs)
    print(f"\nMedians of {options.rounds} rounds. Ratio of each round, median: all take {together:.2f} times the run")
    print(f"without, {by_cpu:.2f} times its CPU ({'met' if together <= IN_RUNS else 'MISSED'}: at most {IN_RUNS}).")


if __name__ == "__main__":
    main()
