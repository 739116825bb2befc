"""qa-run and hand-written SQL on the same work, side by side in one go; prints a table in Markdown.

    python benchmarks/run.py [--sizes S.csv M.csv M.parquet L.parquet] [--works overall per_site] [--only CASE ...]
                             [--rounds 5] [--json FILE] [--qa-run COMMAND] [--data FOLDER]

Each run is a whole process. Every round runs each case once, in a new random order, so that what else the machine does
falls on all of them. One unrecorded run of each comes first. Every answer is compared with the others': if one
requirement is counted differently, the benchmark stops there, with exit code 1, and prints no table.
"""

import argparse
import json
import random
import shlex
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, NoReturn

from answers import Answer, differences, from_report, from_script
from measuring import Run, machine, measure, read_through
from table import PLAIN, QA_RUN, TUNED, Runs, others_line, table, version_line

HERE = Path(__file__).resolve().parent
FILES = {"overall": ["S.csv", "M.csv", "M.parquet", "L.parquet"], "per_site": ["M.parquet", "L.parquet"]}
PROCEDURES = {"overall": "bench-overall", "per_site": "bench-per-site"}
ALLOWED_EXITS = {QA_RUN: (0, 1), TUNED: (0,), PLAIN: (0,)}


class Job(NamedTuple):
    """One case on one file."""

    work: str
    file: str
    case: str

    def __str__(self) -> str:
        return f"{self.case}, {self.work}, {self.file}"


def main() -> None:
    options = read_options()
    jobs = [
        Job(work, file, case)
        for work in options.works
        for file in FILES[work]
        if file in options.sizes
        for case in options.only
    ]
    runs: Runs = {job: [] for job in jobs}
    agreed: dict[tuple[str, str], tuple[Job, Answer]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds + 1):
            order = random.Random(number).sample(jobs, len(jobs))
            for job in order:
                run, answer = perform(job, options, Path(folder) / "report.json")
                earlier, expected = agreed.setdefault((job.work, job.file), (job, answer))
                if parted := list(differences(expected, answer)):
                    stop(f"{earlier} and {job} do not agree:", parted)
                progress = f"{number or 'warm'}: {job}: {run.wall_s:.3f} s, {run.peak_mib:.0f} MiB"
                print(progress, file=sys.stderr, flush=True)
                if number:
                    runs[job].append(run)
    versions = []
    if QA_RUN in options.only:
        versions = [measure([*options.qa_run, "--version"]) for _ in range(options.rounds + 1)][1:]

    print("\n".join(table(runs)))
    print(f"\nMedian of {options.rounds}. {others_line([run for group in runs.values() for run in group])}")
    if versions:
        print(version_line(versions))
    print(f"Machine: {machine(['qa-run', 'duckdb', 'narwhals'])}")
    if options.json:
        options.json.write_text(as_json(runs, versions))


def read_options() -> argparse.Namespace:
    sizes = FILES["overall"]
    cases = [QA_RUN, TUNED, PLAIN]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs="+", choices=sizes, default=sizes)
    parser.add_argument("--works", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--only", nargs="+", choices=cases, default=cases, metavar="CASE", help=", ".join(cases))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write every single run to this file")
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--qa-run", type=shlex.split, default=[str(Path(sys.executable).with_name("qa-run"))])
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    if missing := [file for file in options.sizes if not (options.data / file).exists()]:
        parser.error(f"no {', '.join(missing)} in {options.data}: python benchmarks/make_data.py makes them")
    return options


def perform(job: Job, options: argparse.Namespace, report: Path) -> tuple[Run, Answer]:
    """Run the case, and stop everything if it did not do its work."""
    path = (options.data / job.file).resolve()
    report.unlink(missing_ok=True)
    if job.case == QA_RUN:
        spec = HERE / "specs" / f"bench_{job.work}.yaml"
        samples = f"{PROCEDURES[job.work]}={path}"
        command = [*options.qa_run, str(spec), "--samples", samples, "--json", str(report), "-q", "--no-history"]
    else:
        command = [sys.executable, str(HERE / "sql_duckdb.py"), job.work, str(path), job.case.removeprefix("sql-")]
    read_through(path)
    try:
        run = measure(command, folder=report.parent)  # what it remembers for --lf must not grow from run to run
    except FileNotFoundError as error:
        stop(f"{job}: cannot be started: {error}", ["--qa-run COMMAND says how, --only leaves it out"])
    unreported = job.case == QA_RUN and not report.exists()  # an interpreter that fails to start exits with 1 too
    if unreported or run.exit_code not in ALLOWED_EXITS[job.case]:
        last_words = (run.said + run.complained).splitlines()[-20:]
        stop(f"{job}: exit code {run.exit_code} from {shlex.join(command)}", last_words)
    answer = from_report(report) if job.case == QA_RUN else from_script(run.said)
    if job.case == QA_RUN and (run.exit_code == 1) != (answer.failed > 0):
        stop(f"{job}: exit code {run.exit_code}, but {answer.failed} requirements do not hold", [])
    return run, answer


def stop(what: str, lines: list[str]) -> NoReturn:
    sys.exit("\n  ".join([what, *lines[:20]]))


def as_json(runs: Runs, versions: list[Run]) -> str:
    def figures(run: Run) -> dict[str, float | None]:
        return {"wall_s": run.wall_s, "cpu_s": run.cpu_s, "peak_mib": run.peak_mib, "others": run.others}

    everything = [
        {"work": work, "file": file, "case": case, "runs": [figures(run) for run in group]}
        for (work, file, case), group in runs.items()
    ]
    return json.dumps({"cases": everything, "version": [figures(run) for run in versions]}, indent=1) + "\n"


if __name__ == "__main__":
    main()
