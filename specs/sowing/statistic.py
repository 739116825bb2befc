"""What a sown sample does to the statistics, worked out by hand so that the answer does not come from the runner."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from sowing.faults import Answer, Row

Measure = Callable[[list[str]], float]


def of_numbers(measure: Callable[[list[float]], float]) -> Measure:
    return lambda texts: measure([float(text) for text in texts])


def spread(numbers: list[float]) -> float:
    return max(numbers) - min(numbers)


def quantile(probability: float) -> Measure:
    """Linear between the order statistics (type 7 of Hyndman and Fan)."""

    def measure(numbers: list[float]) -> float:
        ordered = sorted(numbers)
        place = probability * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])

    return of_numbers(measure)


def share(holds: Callable[[str], bool]) -> Measure:
    return lambda texts: sum(map(holds, texts)) / len(texts)


MEAN = of_numbers(fmean)
MEDIAN = of_numbers(median)
STDEV = of_numbers(stdev)
RANGE = of_numbers(spread)
TOTAL = of_numbers(sum)


def count(texts: list[str]) -> float:
    return len(texts)


def net_promoters(texts: list[str]) -> float:
    numbers = [float(text) for text in texts]
    return 100 * (sum(each >= 9 for each in numbers) - sum(each <= 6 for each in numbers)) / len(numbers)


def distinct(texts: list[str]) -> float:
    return len(set(texts))


@dataclass(frozen=True)
class Statistic:
    """One requirement on a statistic: `node` is characteristic and criterion as they stand in the node id."""

    node: str
    column: str
    measure: Measure
    lower: float = float("-inf")
    upper: float = float("inf")
    when: Callable[[Row], bool] = lambda _: True
    #: what is blank counts, too
    blanks: bool = False
    #: judged of all together only
    over_all: bool = False
    #: the set of strata that it is judged by, where it is one of several
    by: tuple[str, ...] = ()
    #: of fewer values it is not judged
    least: int = 0

    def finding(self, rows: Sequence[Row]) -> str | None:
        texts = [row[self.column] for row in rows if self.when(row) and (self.blanks or row[self.column])]
        if len(texts) < self.least:
            return "not inspected"
        value = self.measure(texts)
        if value < self.lower:
            return "below"
        return "above" if value > self.upper else None


@dataclass(frozen=True)
class Alike:
    """The means of all strata of a column no further apart than `within`."""

    node: str
    column: str
    across: str
    within: float

    def finding(self, rows: Sequence[Row]) -> str | None:
        groups: dict[str, list[float]] = {}
        for row in rows:
            groups.setdefault(row[self.across], []).append(float(row[self.column]))
        means = [fmean(values) for values in groups.values()]
        return "above" if max(means) - min(means) > self.within else None


def strata(rows: Sequence[Row], per: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[Row]]]:
    """All the rows, then each stratum of each set, with the end of its node id."""
    yield "", list(rows)
    for keys in per:
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(",".join(f"{key}={row[key]}" for key in keys), []).append(row)
        yield from ((f"[{name}]", groups[name]) for name in sorted(groups))


def not_alike(spec: str, alike: Sequence[Alike], rows: Sequence[Row]) -> list[Answer]:
    found = ((each, each.finding(rows)) for each in alike)
    return [{"id": f"{spec}::{each.node}[{each.across}=*]", "finding": finding} for each, finding in found if finding]


def out_of_limits(
    spec: str, statistics: Sequence[Statistic], rows: Sequence[Row], per: Sequence[Sequence[str]], at_least: int
) -> list[Answer]:
    return [
        {"id": f"{spec}::{statistic.node}{end}", "finding": finding}
        for end, members in strata(rows, per)
        for statistic in statistics
        if not end or (not statistic.over_all and (not statistic.by or end.startswith(f"[{statistic.by[0]}=")))
        if sum(map(statistic.when, members)) >= at_least and (finding := statistic.finding(members))
    ]
