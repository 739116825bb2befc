"""Whether a chart of means and standard deviations signals, worked out by hand: no engine, and no file of limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gamma, sqrt
from statistics import fmean, stdev

from sowing.faults import Answer, Row


def c4(n: int) -> float:
    return sqrt(2 / (n - 1)) * gamma(n / 2) / gamma((n - 1) / 2)


@dataclass(frozen=True)
class Chart:
    """Limits from the good sample at three standard errors; subgroups by a column. A blank one has no place."""

    node: str
    column: str
    subgroup: str

    def answer(self, good: Sequence[Row], rows: Sequence[Row]) -> list[Answer]:
        groups = self._groups(good)
        centre = fmean(map(fmean, groups))
        sigma = fmean(map(stdev, groups)) / c4(len(groups[0]))
        if any(self._signals(group, centre, sigma) for group in self._groups(rows)):
            return [{"id": self.node, "finding": "signals"}]
        placed = all(row[self.subgroup] for row in rows)
        return [] if placed else [{"id": self.node, "finding": "not inspected"}]

    def _groups(self, rows: Sequence[Row]) -> list[list[float]]:
        groups: dict[str, list[float]] = {}
        for row in rows:
            if row[self.subgroup]:
                groups.setdefault(row[self.subgroup], []).append(float(row[self.column]))
        return list(groups.values())

    def _signals(self, group: list[float], centre: float, sigma: float) -> bool:
        n = len(group)
        expected, width = c4(n) * sigma, 3 * sigma * sqrt(1 - c4(n) ** 2)
        off = (abs(fmean(group) - centre) - 3 * sigma / sqrt(n), abs(stdev(group) - expected) - width)
        if min(map(abs, off)) < 1e-9:
            raise ValueError(f"{self.node}: a point lies on its limit, where engines may differ")
        return max(off) > 0
