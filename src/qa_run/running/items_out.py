"""`--items-out`: every nonconforming item of a run in one CSV or Parquet file, written by the engine."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.table import Shown
from qa_run.errors import UsageError
from qa_run.model.procedure import Procedure, Requirement

COLUMNS = ("procedure", "characteristic", "requirement", "item", "value", "finding", "file", "row", "place")
_QUOTE = sql.text("'")
_SIGNS = ("=", "+", "-", "@", "\t", "\r")


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

    def add(
        self, procedure: Procedure, requirement: Requirement, shown: Sequence[Shown], places: Sequence[str]
    ) -> None:
        """Write items that Python has at hand, and their places."""
        with self.part().open("w", encoding="utf-8", newline="") as file:
            # a lone carriage return would stand unquoted otherwise, and end the line for who reads it
            writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
            for each, place in zip(shown, places, strict=True):
                row = "" if each.row is None else each.row + 1
                value = "" if each.value is None else each.value
                names = [procedure.name, requirement.characteristic, requirement.id]
                writer.writerow([*names, each.item or "", value, each.finding, "", row, place])

    def finish(self) -> None:
        """Put the parts together under the name that was asked for."""
        together = self.scratch / "items.csv"
        with together.open("wb") as out:
            for part in self.parts:
                out.write(part.read_bytes())
        final = self.path.absolute().with_name(f".{self.path.name}.{os.getpid()}")
        _written(together, final, self.path.suffix.lower() == ".csv")
        os.replace(final, self.path.absolute())


def _written(path: Path, final: Path, as_text: bool) -> None:
    """Write the rows of `path` under their headers."""
    import duckdb  # only --items-out pays for it here

    types = ", ".join(f"'{name}': '{'BIGINT' if name == 'row' else 'VARCHAR'}'" for name in COLUMNS)
    columns = [_no_formula(name) if as_text and name != "row" else sql.name(name) for name in COLUMNS]
    rows = (
        f"read_csv({sql.file(path)}, header=false, auto_detect=false, columns={{{types}}}, delim=',', "
        "quote='\"', escape='\"', nullstr='', max_line_size=67108864)"
    )
    form = "csv, header true" if as_text else "parquet"
    query = f"copy (select {', '.join(columns)} from {rows}) to {sql.text(str(final))} (format {form})"
    duckdb.connect().execute(query)


def _no_formula(name: str) -> str:
    """A spreadsheet that opens the file must not compute what somebody recorded; a number with its sign is none."""
    column, signs = sql.name(name), sql.texts(_SIGNS)
    formula = f"{column}[1] in {signs} and try_cast({column} as double) is null"
    return f"case when {formula} then {_QUOTE} || {column} else {column} end as {column}"
