"""Make the samples that the benchmarks read: the same rows on every machine, from fixed seeds.

    python benchmarks/make_data.py [--sizes S M L] [--out benchmarks/data] [--force]

S is 200 rows of CSV, M a million rows of CSV and of Parquet, L twenty million of Parquet. A file that is there is kept.

Each measured column leaves its limits in one row of a thousand, always at its own half of the sites, so that about half
of the verdicts per site fail. Ids rise by one, but for rare repeats.
"""

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet
from work import LIMITS, SITES

SEED = 20260701
SMALL_DRAW = 1001  # a draw of 200 rows with a few nonconforming items and all statistics in order
ROWS = {"S": 200, "M": 1_000_000, "L": 20_000_000}
FILES = {"S": ["S.csv"], "M": ["M.csv", "M.parquet"], "L": ["L.parquet"]}
ROW_GROUP = 262_144
BLOCK = 4 * ROW_GROUP
FIRST_ID, START = 1_000_000, 1_767_225_600  # the second: 2026-01-01, in seconds since 1970
LOT_ROWS, ROWS_PER_SECOND = 500, 4
SITE_NAMES = [f"S{number:03d}" for number in range(1, SITES)] + ["s-17"]  # the last one breaks the pattern
SHIFT_NAMES = ["A", "B", "C", "D"]  # D is nobody's shift
FORENAMES = "ana bo chen dora eli femi gus hana ivo jun kaya lars mina noor oto pia quin rosa sven tara"
PEOPLE = [f"{name}.{number:02d}" for name in FORENAMES.split() for number in range(20)]
# column: mean, sigma, decimals, and how far beyond a limit the outliers lie (least, most)
MEASURED = {
    "weight_g": (250.0, 2.0, 2, 1.0, 8.0),
    "length_mm": (120.0, 1.5, 2, 1.0, 12.0),
    "temp_c": (4.0, 0.5, 1, 0.5, 6.0),
    "ph": (6.2, 0.1, 2, 0.1, 1.5),
    "fill_ml": (330.0, 3.0, 1, 1.0, 40.0),
    "viscosity": (1200.0, 60.0, 1, 10.0, 600.0),
}
MISSING = {"weight_g": 1e-4, "temp_c": 5e-3, "ph": 1e-3, "fill_ml": 2e-4, "viscosity": 2e-2}


def names(choices: list[str], index: npt.NDArray[np.integer]) -> pa.Array:
    return pa.array(choices, pa.string()).take(pa.array(index))


def weak_sites() -> dict[str, npt.NDArray[np.bool_]]:
    """For each column with limits, the half of the sites where its outliers happen."""
    draw = np.random.default_rng(SEED + 1)
    return {column: np.isin(np.arange(SITES), draw.choice(SITES, SITES // 2, replace=False)) for column in LIMITS}


def block(number: int, start: int, rows: int, rate: float = 1e-3) -> pa.Table:
    """Rows `start` and on. What is drawn, and in which order, is as much a part of the data as the seed."""
    draw = np.random.default_rng([SEED, number])
    weak = weak_sites()
    many, position = rows > 1000, np.arange(start, start + rows, dtype=np.int64)

    site = draw.integers(0, SITES - 1, rows)
    site[draw.random(rows) < rate / 5] = SITES - 1
    repeated = np.flatnonzero(draw.random(rows) < 5e-6 if many else np.arange(rows) == 120)
    repeated = repeated[repeated > 0]
    sample_id = position + FIRST_ID
    sample_id[repeated] = sample_id[repeated - 1]
    shift = draw.integers(0, 3, rows)
    shift[draw.random(rows) < rate / 10] = 3
    lot = names([f"L26-{lot:07d}" for lot in range((start + rows) // LOT_ROWS + 1)], position // LOT_ROWS)
    if many:
        lot = pa.compute.if_else(pa.array(draw.random(rows) < 1e-5), pa.scalar(None, pa.string()), lot)
    columns = {
        "sample_id": pa.array(sample_id),
        "site": names(SITE_NAMES, site),
        "shift": names(SHIFT_NAMES, shift),
        "lot": lot,
        "recorded_at": pa.array((START + position // ROWS_PER_SECOND) * 1_000_000).cast(pa.timestamp("us")),
    }

    for column, (mean, sigma, decimals, least, most) in MEASURED.items():
        lower, upper = LIMITS[column]
        value = np.clip(draw.normal(mean, sigma, rows), lower + 10.0**-decimals, upper - 10.0**-decimals)
        outside = (draw.random(rows) < 2 * rate) & weak[column][site]
        excess = draw.uniform(least, most, int(outside.sum()))
        value[outside] = np.where(draw.random(excess.size) < 0.5, lower - excess, upper + excess)
        missing = draw.random(rows) < MISSING[column] if column in MISSING else None
        columns[column] = pa.array(np.round(value, decimals), mask=missing)

    slices = draw.choice(np.array([8, 7, 9, 6, 10]), rows, p=[0.9, 0.0475, 0.0475, 0.0025, 0.0025]).astype(np.int64)
    outside = (draw.random(rows) < 2 * rate) & weak["slices"][site]
    slices[outside] = np.where(draw.random(int(outside.sum())) < 0.5, 2, 14)
    defects = np.minimum(draw.poisson(0.3, rows), 5).astype(np.int64)
    outside = (draw.random(rows) < 2 * rate) & weak["defects"][site]
    defects[outside] = 6 + draw.integers(0, 5, int(outside.sum()))
    columns |= {"slices": pa.array(slices), "defects": pa.array(defects)}

    inspector = draw.integers(0, len(PEOPLE), rows)
    packer = (inspector + draw.integers(1, len(PEOPLE), rows)) % len(PEOPLE)
    alone = draw.random(rows) < rate
    packer[alone] = inspector[alone]
    return pa.table(columns | {"inspector": names(PEOPLE, inspector), "packer": names(PEOPLE, packer)})


def blocks(size: str) -> Iterator[pa.Table]:
    first, rate = (SMALL_DRAW, 3e-3) if size == "S" else (0, 1e-3)
    for number, start in enumerate(range(0, ROWS[size], BLOCK), first):
        yield block(number, start, min(BLOCK, ROWS[size] - start), rate)


def as_text(table: pa.Table) -> pa.Table:
    """The table as CSV has it: times to the second."""
    place, seconds = table.column_names.index("recorded_at"), table["recorded_at"].cast(pa.timestamp("s"))
    return table.set_column(place, "recorded_at", seconds.cast(pa.string()))


def write(path: Path, tables: Iterator[pa.Table]) -> None:
    """Whole or not at all: what stands under its own name is finished."""
    unfinished = path.with_name(path.name + ".part")
    if path.suffix == ".csv":
        tables = map(as_text, tables)
        first = next(tables)
        writer = pa.csv.CSVWriter(unfinished, first.schema, write_options=pa.csv.WriteOptions(quoting_style="none"))
    else:
        first = next(tables)
        writer = pa.parquet.ParquetWriter(unfinished, first.schema, compression="zstd", compression_level=3)
    with writer:
        for table in chain([first], tables):
            writer.write_table(table, ROW_GROUP)
    unfinished.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    parser.add_argument("--force", action="store_true", help="make also what is there already")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for file in (file for size in options.sizes for file in FILES[size]):
        size, path = file[0], options.out / file
        if options.force or not path.exists():
            write(path, blocks(size))
        print(f"{path}: {ROWS[size]:,} rows, {path.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
