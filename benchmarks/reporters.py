"""A run of 5,000 verdicts with reports and without; prints a table in Markdown.

    python benchmarks/reporters.py [--rounds 5] [--qa-run COMMAND] [--bad SHARE]

Ten requirements on five hundred sites, twenty items each. A run is a whole process, screen and all; a report alone is
timed beside it, and all of them together must not take more than half as long again as the run without any.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

SITES, ITEMS, IN_RUNS = 500, 20, 1.5
REPORTS = ("json", "junit", "xunit", "tap", "ctrf", "jsonl", "github", "markdown", "env")
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


def seconds(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{shlex.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
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
        times: dict[str, list[float]] = {each: [] for each in runs}
        for _ in range(options.rounds):  # in turns, so that what else goes on here meets all alike
            for each, command in runs.items():
                times[each].append(seconds(command, folder))
        sizes = {each: os.path.getsize(folder / f"out.{each}") / 1024 for each in REPORTS}
    least = {each: min(found) for each, found in times.items()}
    without = least["no report"]
    print(f"| 10 x {SITES} verdicts, {options.bad:.0%} failed | s | more | KiB |\n|---|--:|--:|--:|")
    for each, found in least.items():
        more = "" if found == without else f"{(found / without - 1):+.0%}"
        print(f"| {each} | {found:.3f} | {more} | {sizes.get(each, 0) or '':{'.0f' if each in sizes else ''}} |")
    together = least["all of them"] / without
    print(f"\nBest of {options.rounds}, median without {median(times['no report']):.3f} s.")
    print(f"All together: {together:.2f} times the run without ({'met' if together <= IN_RUNS else 'MISSED'}).")


if __name__ == "__main__":
    main()
