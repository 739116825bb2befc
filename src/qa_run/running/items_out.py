"""`--items-out`: every nonconforming item of a run in one CSV or Parquet file, written by the engine."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from attrs import define, field

from qa_run.engines.table import Shown
from qa_run.errors import UsageError
from qa_run.model.procedure import Procedure, Requirement

COLUMNS = ("procedure", "characteristic", "requirement", "item", "value", "finding", "file", "row")


@define(eq=False, repr=False)
class ItemsOut:
    """The parts that the procedures add, put together at the end: the file is there whole or not at all."""

    path: Path
    scratch: Path
    parts: list[Path] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        if self.path.suffix.lower() not in (".csv", ".parquet"):
            raise UsageError(f"--items-out {self.path}: the name ends in .csv or .parquet")
        if not self.path.absolute().parent.is_dir():
            raise UsageError(f"--items-out {self.path}: there is no folder {self.path.parent}")

    def part(self) -> Path:
        """A file for the items of one requirement: CSV without a header, in the order of COLUMNS."""
        self.parts.append(self.scratch / f"items-{len(self.parts)}.csv")
        return self.parts[-1]

    def add(self, procedure: Procedure, requirement: Requirement, shown: Sequence[Shown], files: Sequence[str]) -> None:
        """Write items that Python has at hand."""
        with self.part().open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for each in shown:
                row = "" if each.row is None else each.row + 1
                value = "" if each.value is None else each.value
                source = files[each.file] if each.row is not None and files else ""
                writer.writerow(
                    [procedure.name, requirement.characteristic, requirement.id, each.item or "", value, each.finding,
                     source, row]
                )  # fmt: skip

    def finish(self) -> None:
        """Put the parts together under the name that was asked for."""
        together = self.scratch / "items.csv"
        with together.open("wb") as out:
            out.write((",".join(COLUMNS) + "\n").encode())
            for part in self.parts:
                out.write(part.read_bytes())
        final = self.path.absolute().with_name(f".{self.path.name}.{os.getpid()}")
        if self.path.suffix.lower() == ".csv":
            final.write_bytes(together.read_bytes())
        else:
            _as_parquet(together, final)
        os.replace(final, self.path.absolute())


def _as_parquet(path: Path, final: Path) -> None:
    import duckdb

    from qa_run.engines import sql

    types = ", ".join(f"'{name}': '{'BIGINT' if name == 'row' else 'VARCHAR'}'" for name in COLUMNS)
    duckdb.connect().execute(
        f"copy (select * from read_csv({sql.text(str(path))}, header=true, auto_detect=false, columns={{{types}}}, "
        f"delim=',', quote='\"', escape='\"', nullstr='')) to {sql.text(str(final))} (format parquet)"
    )
