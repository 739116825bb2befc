"""Values that are to be drawn, of a frame that was handed over, by Narwhals alone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.pictures import FINEST, POINTS, STRATA, Course, Mean, Span, course_of, decimals_of
from qa_run.engines.table import FILE, ROW

Rows = Callable[["nw.LazyFrame[Any]"], list[tuple[Any, ...]]]
TIME, PLACE, AT = "@time", "@place", "@at"


@contextmanager
def study(
    rows: Rows, frame: "nw.LazyFrame[Any]", columns: Sequence[str], keys: Sequence[str], time: str
) -> "Iterator[FrameStudy]":
    """The columns that are drawn; a frame need not be laid down."""
    picked = {f"c{at}": nw.col(name).cast(nw.Float64) for at, name in enumerate(columns)}
    if time:
        picked[TIME] = nw.col(time)
    yield FrameStudy(rows, frame.with_columns(**picked).select(*picked, *keys, FILE, ROW), len(columns))


@frozen(eq=False, repr=False)
class FrameStudy:
    """The frame of what is drawn; columns go by their number."""

    rows: Rows
    frame: "nw.LazyFrame[Any]"
    columns: int

    def spans(self) -> Sequence[Span | None]:
        """Of each column where its values lie."""
        found: dict[str, nw.Expr] = {}
        for at in range(self.columns):
            value = nw.col(f"c{at}")
            measures = [value.count(), value.min(), value.max(), value.mean()]
            measures += [value.quantile(share, interpolation="linear") for share in (0.25, 0.5, 0.75)]
            scaled = [value * 10**digits for digits in range(FINEST + 1)]
            measures += [((each - each.round()).abs() >= 1e-6).cast(nw.Int64).sum() for each in scaled]
            found |= {f"{at}|{place}": each for place, each in enumerate(measures)}
        (row,) = self.rows(self.frame.select(**found))
        width = 8 + FINEST
        return [_span(*row[width * at : width * at + width]) for at in range(self.columns)]

    def tallies(self, edges: Sequence[Sequence[float]]) -> Sequence[Sequence[int]]:
        """Of each column how many values lie up to each edge."""
        found: dict[str, nw.Expr] = {}
        for at, each in enumerate(edges):
            value = nw.col(f"c{at}")
            found |= {f"{at}|{place}": (value > edge).cast(nw.Int64).sum() for place, edge in enumerate(each)}
            found[f"{at}|n"] = value.count()
        (row,) = self.rows(self.frame.select(**found))
        told = {name: int(many or 0) for name, many in zip(found, row, strict=True)}
        return [
            _between(told[f"{at}|n"], [told[f"{at}|{k}"] for k in range(len(each))]) for at, each in enumerate(edges)
        ]

    def course(self) -> Course:
        """The columns in the order of time."""
        timed = self.frame.filter(~nw.col(TIME).is_null()).with_columns(**{PLACE: nw.lit(1)})
        ((many,),) = self.rows(timed.select(nw.len()))
        stretches = many if many <= POINTS else POINTS // 2
        placed = timed.with_columns(**{PLACE: nw.col(PLACE).cum_sum().over(order_by=[TIME, ROW]) - 1})
        placed = placed.with_columns(**{AT: (nw.col(PLACE) * stretches) // max(many, 1)})
        ends = [each for at in range(self.columns) for each in _ends(at)]
        found = self.rows(placed.group_by(AT).agg(nw.col(TIME).min(), *ends).sort(AT))
        return course_of(found, [_microseconds(row[1]) for row in found], self.columns, many, stretches)

    def means(self, keys: Sequence[str], overall: Sequence[float]) -> Sequence[Sequence[Mean]]:
        """Of each column the strata whose means are farthest from that over all."""
        found: list[list[Mean]] = []
        frame = self.frame.with_columns(*(nw.col(key).str.strip_chars() for key in keys))
        for at in range(self.columns):
            value = nw.col(f"c{at}")
            measures = [value.count().alias("n"), value.mean().alias("mean"), value.std(ddof=1).alias("sd")]
            means = frame.filter(~value.is_null()).group_by(*keys).agg(*measures)
            ((strata,),) = self.rows(means.select(nw.len()))
            far = means.with_columns(**{AT: (nw.col("mean") - overall[at]).abs()})
            first = far.sort(AT, *keys, descending=[True, *(False for _ in keys)]).head(STRATA)
            rows = self.rows(first.select(*keys, "n", "mean", "sd"))
            found.append(
                [
                    Mean(stratum=tuple(map(str, stratum)), n=n, mean=mean, sd=_there(sd), strata=strata)
                    for *stratum, n, mean, sd in rows
                ]
            )
        return found


def _ends(at: int) -> tuple[nw.Expr, nw.Expr]:
    value = nw.col(f"c{at}")
    return value.min().alias(f"low{at}"), value.max().alias(f"high{at}")


def _between(n: int, beyond: Sequence[int]) -> list[int]:
    """How many lie between edges, from how many lie beyond each."""
    every = [n, *beyond, 0]
    return [more - less for more, less in pairwise(every)]


def _there(sd: float | None) -> float | None:
    return None if sd is None or sd != sd else sd


def _microseconds(time: Any) -> float:
    from calendar import timegm

    return float(timegm(time.timetuple()) * 1e6 + time.microsecond)


def _span(n: int, low: Any, high: Any, mean: Any, first: Any, median: Any, third: Any, *finer: Any) -> Span | None:
    if not n:
        return None
    return Span(
        n=n,
        low=low,
        high=high,
        mean=mean,
        first_quartile=first,
        median=median,
        third_quartile=third,
        decimals=decimals_of([not many for many in finer]),
    )
