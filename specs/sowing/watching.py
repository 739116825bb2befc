"""Who stands out among those who check, and whether a total contradicts its strata: worked out by hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby

from sowing.faults import Answer, Row


@dataclass(frozen=True)
class Watched:
    """Nobody finds nothing where the others do, takes less than `least` seconds for more than half of the checks, or
    writes one number too often in a row."""

    node: str
    checker: str
    column: str
    finding: str
    least: int
    runs: str

    def answer(self, rows: Sequence[Row]) -> list[Answer]:
        names = sorted({row[self.checker] for row in rows})
        silent = sorted(self._chance(rows, name) for name in names)
        # Holm: the k-th smallest is compared with 1 % of those that are left
        rare = bool(silent) and silent[0] * len(names) < 0.01
        hasty = any(self._hasty(rows, name) for name in names)
        same = min(self._same(rows, name) for name in names) * len(names) < 0.01
        return [{"id": f"{self.node}[{self.checker}=*]", "finding": "marginal"}] if rare or hasty or same else []

    def _same(self, rows: Sequence[Row], name: str) -> float:
        """How many runs as long as the longest are expected, were readings drawn from those of all."""
        own = [row[self.runs] for row in sorted(rows, key=lambda row: row["began_at"]) if row[self.checker] == name]
        longest = max(len(list(run)) for _, run in groupby(own))
        shares = [count / len(rows) for count in Counter(row[self.runs] for row in rows).values()]
        return sum(p**longest * (1 + (len(own) - longest) * (1 - p)) for p in shares)

    def _chance(self, rows: Sequence[Row], name: str) -> float:
        own = [row[self.column] == self.finding for row in rows if row[self.checker] == name]
        others = [row[self.column] == self.finding for row in rows if row[self.checker] != name]
        return 1.0 if any(own) else float((1 - Fraction(sum(others), len(others))) ** len(own))

    def _hasty(self, rows: Sequence[Row], name: str) -> bool:
        least = timedelta(seconds=self.least)
        took = [
            datetime.fromisoformat(row["ended_at"]) - datetime.fromisoformat(row["began_at"])
            for row in rows
            if row[self.checker] == name
        ]
        return 2 * sum(each < least for each in took) > len(took)


@dataclass(frozen=True)
class Reversal:
    """The share goes one way in total and the other way in every stratum."""

    node: str
    across: str
    between: str
    groups: tuple[str, str]
    column: str
    finding: str

    def answer(self, rows: Sequence[Row]) -> list[Answer]:
        total = self._change(rows)
        names = sorted({row[self.across] for row in rows})
        changes = [self._change([row for row in rows if row[self.across] == name]) for name in names]
        turned = total != 0 and all(each * total <= 0 for each in changes) and any(each * total < 0 for each in changes)
        return [{"id": f"{self.node}[{self.across}=*]", "finding": "marginal"}] if turned else []

    def _change(self, rows: Sequence[Row]) -> Fraction:
        first, second = (
            [row[self.column] == self.finding for row in rows if row[self.between] == group] for group in self.groups
        )
        return Fraction(sum(second), len(second)) - Fraction(sum(first), len(first))
