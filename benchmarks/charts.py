"""Control charts of a million values, beside a bare pass of numpy over the same array; prints a table in Markdown.

    python benchmarks/charts.py [--rounds 5] [--qa-run COMMAND] [--data FOLDER]

The pure functions and numpy run in this process, in turns; qa-run is a whole process each time, from Parquet to its
JSON report. All of them must find the same: 200,000 means and ranges, and the points that signal.
"""

import argparse
import json
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt
from measuring import machine, measure, read_through

HERE = Path(__file__).resolve().parent
SEED = 20260701
SUBGROUPS, SIZE, MACHINES = 200_000, 5, 2_000
#: The mean range of five normal values, in sigmas.
D2_OF_5 = 2.325928947280909
#: So many values show where memory starts, and how many times as many points, or values, what each of them takes.
FEW, LONGER = 1_000, 10
#: Wall time of the pure functions in passes of numpy, and seconds for charts per machine.
IN_PASSES, PER_MACHINE_S = 5.0, 3.0

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def values(subgroups: int = SUBGROUPS, size: int = SIZE) -> Values:
    """Subgroups x items: a steady process, in which one subgroup of a thousand is shifted by four sigma."""
    draw = np.random.default_rng(SEED)
    found = draw.normal(50.0, 0.2, (subgroups, size))
    found[draw.random(subgroups) < 1e-3] += 0.8
    return np.round(found, 4)


def write(path: Path, subgroups: int = SUBGROUPS, size: int = SIZE) -> None:
    """The values as a table: whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet

    machines = min(MACHINES, subgroups)
    names = pa.array([f"M{number:04d}" for number in range(machines)])
    columns = {
        "value": pa.array(values(subgroups, size).ravel()),
        "sample": pa.array(np.repeat(np.arange(subgroups), size)),
        "machine": names.take(pa.array(np.repeat(np.arange(machines), subgroups // machines * size))),
    }
    unfinished = path.with_name(path.name + ".part")
    pa.parquet.write_table(pa.table(columns), unfinished, compression="zstd", row_group_size=131_072)
    unfinished.replace(path)


def bare(array: Values) -> tuple[Values, Values]:
    """What no chart can do without."""
    return array.mean(axis=1), array.max(axis=1) - array.min(axis=1)


def charted(array: Values) -> tuple[Flags, Flags, float]:
    """Xbar and R charts with trial limits, and the capability: which points signal by one of Nelson's rules, which
    ranges lie beyond their limits, and Cpk; everything from one pass over the values."""
    from qa_run.statistics.capability import SpecificationLimits, study_from
    from qa_run.statistics.charts import NELSON, signals, xbar_r
    from qa_run.statistics.spread import of_rows

    kept = of_rows(array)
    pair = xbar_r(kept.n, kept.mean, kept.range)
    total, mean = kept.n.sum(), pair.level.process_centre
    squares = ((kept.n - 1) * kept.sd**2).sum() + (kept.n * (kept.mean - mean) ** 2).sum()
    found = study_from(
        int(total),
        mean,
        SpecificationLimits(49.0, 51.0),
        sigma_within=pair.level.process_sigma,
        sigma_overall=float(np.sqrt(squares / (total - 1))),
    )
    assert found.within is not None
    return signals(pair.level, NELSON).any, pair.spread.outside, float(found.within.pk.value)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--qa-run", type=shlex.split, default=[str(Path(sys.executable).with_name("qa-run"))])
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    few, path, wider, longer = _files(options.data.resolve())

    array = values()
    level, spread, cpk = charted(array)
    means, ranges = bare(array)
    if not (len(means) == len(ranges) == len(level) == SUBGROUPS):
        sys.exit("the charts do not have the points that numpy has")
    if not np.isclose(cpk, min(51.0 - means.mean(), means.mean() - 49.0) / (3 * ranges.mean() / D2_OF_5), rtol=1e-9):
        sys.exit(f"Cpk is {cpk}, which is not that of numpy")
    expected = int((level | spread).sum())
    pairs = [(seconds(lambda: bare(array)), seconds(lambda: charted(array))) for _ in range(3 * options.rounds)]
    numpy_s, pure_s = (median(times) for times in zip(*pairs, strict=True))
    ratio = pure_s / numpy_s
    print("| work | seconds | MiB | target |")
    print("|---|--:|--:|---|")
    print(f"| numpy: means and ranges of {SUBGROUPS:,} subgroups of {SIZE} | {numpy_s:.3f} | | |")
    done = _met(ratio, IN_PASSES, "x numpy")
    print(f"| Xbar-R with Nelson's eight rules, and capability: pure functions | {pure_s:.3f} | | {done} |")
    chart, each = (HERE / "specs" / f"{name}.yaml" for name in ("bench_chart", "bench_chart_per_machine"))
    wall, start = _measured(options, chart, few)
    print(f"| {FEW:,} values by qa-run, from Parquet | {wall:.2f} | {start:.0f} | |")
    wall, peak = _measured(options, chart, path, expected)
    print(f"| the same as above by qa-run, from Parquet | {wall:.2f} | {peak:.0f} | {peak - start:.0f} MiB more |")
    more = (LONGER - 1) * SUBGROUPS
    wall, most = _measured(options, chart, wider)
    told = f"{most - start:.0f} MiB more, {(most - peak) * 2**20 / (more * SIZE):.0f} bytes for each further value"
    print(f"| {LONGER} times as many values in as many subgroups | {wall:.2f} | {most:.0f} | {told} |")
    wall, most = _measured(options, chart, longer)
    told = f"{most - start:.0f} MiB more, {(most - peak) * 2**20 / more:.0f} bytes for each further point"
    print(f"| {LONGER} times as many subgroups | {wall:.2f} | {most:.0f} | {told} |")
    wall, peak = _measured(options, each, path, verdicts=MACHINES + 1)
    done = _met(wall, PER_MACHINE_S, "s")
    print(f"| a chart for each of {MACHINES:,} machines by qa-run | {wall:.2f} | {peak:.0f} | {done} |")
    print(
        f"\nMedians of {options.rounds}, of the first two lines of {3 * options.rounds}. "
        f"Machine: {machine(['qa-run', 'numpy'])}"
    )


def _files(folder: Path) -> list[Path]:
    """Samples of few values, of those that are charted here too, and of more values in as many and in more subgroups.

    Each is written in a process of its own: the peak of a child starts at the size of its parent.
    """
    sizes = {
        "chart_few": (FEW // SIZE, SIZE),
        "chart": (SUBGROUPS, SIZE),
        "chart_wider": (SUBGROUPS, LONGER * SIZE),
        "chart_longer": (LONGER * SUBGROUPS, SIZE),
    }
    found = []
    for name, (subgroups, size) in sizes.items():
        found.append(folder / f"{name}.parquet")
        if not found[-1].exists():
            writing = get_context("spawn").Process(target=write, args=(found[-1], subgroups, size))
            writing.start()
            writing.join()
        read_through(found[-1])
    return found


def _measured(
    options: argparse.Namespace, spec: Path, path: Path, expected: int | None = None, verdicts: int = 1
) -> tuple[float, float]:
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        for _ in range(options.rounds + 1):
            run = measure([*options.qa_run, str(spec), "--samples", str(path), "--json", str(report), "-q"])
            if run.exit_code != 1:
                sys.exit(f"{spec.name}: exit code {run.exit_code}\n{run.said}{run.complained}")
            runs.append(run)
        found = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    charts = [each for each in found if each["criterion"] == "chart"]
    if expected is not None and charts[0]["items_total"] != expected:
        sys.exit(f"{spec.name}: {charts[0]['items_total']} points signal, and {expected} should")
    if len(charts) != verdicts:
        sys.exit(f"{spec.name}: {len(charts)} verdicts")
    return median(run.wall_s for run in runs[1:]), median(run.peak_mib for run in runs[1:])


def _met(found: float, target: float, unit: str) -> str:
    return f"{found:.2f} {unit} of {target:g}: {'met' if found <= target else 'MISSED'}"


if __name__ == "__main__":
    main()
