"""The master tables of MIL-STD-105E, as what they are: diagonals.

Code letters and AQLs rise in the same five steps to a decade. So the plan of a cell depends on its diagonal alone (row
of the letter + column of the AQL), and its sample size on the row alone. Held here is one plan a diagonal, and the few
rows in which table II-C departs from them. Public domain: MIL-STD-105E (1989), tables II-A to IV-C, whose numbers are
those of ANSI/ASQ Z1.4.
"""

from collections.abc import Mapping

from attrs import field, frozen

from qa_run.statistics.sampling.plans import Kind, Severity

#: Rows. S stands in the tightened tables alone, below R.
LETTERS = "ABCDEFGHJKLMNPQRS"
#: Columns, in percent or per 100 items; above 10 they are nonconformities per 100 items.
AQLS = (
    *(0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5),
    *(10.0, 15.0, 25.0, 40.0, 65.0, 100.0, 150.0, 250.0, 400.0, 650.0, 1000.0),
)
SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150)

#: Ac and Re of each sample, counting all samples so far.
Numbers = tuple[tuple[int, int], ...]


def _single(*numbers: tuple[int, int]) -> tuple[Numbers, ...]:
    return tuple(((ac, re),) for ac, re in numbers)


def _staged(*plans: str) -> tuple[Numbers, ...]:
    """Plans written as in the standard, Ac over Re: "0 1/2 2"; # is no acceptance yet."""
    halves = [plan.split("/") for plan in plans]
    return tuple(
        tuple((-1 if ac == "#" else int(ac), int(re)) for ac, re in zip(top.split(), bottom.split(), strict=True))
        for top, bottom in halves
    )


@frozen(kw_only=True)
class Shape:
    """Where the tables of one severity have plans: the diagonal of Ac 0, and the first one after the arrows."""

    zero: int
    first: int
    #: The first row in which the diagonal of Ac 0 is printed, and the last row of the table.
    zero_row: int = 0
    last_row: int = 15
    #: Whether the arrow just after the diagonal of Ac 0 points up to it.
    up_to_zero: bool = True


@frozen(kw_only=True)
class Table:
    """One master table: its number, the plans of its diagonals, the first row that has plans, and the sample sizes."""

    number: str
    plans: tuple[Numbers, ...]
    #: The first row with plans of this kind, and how many rows its sample size lags behind the single normal one.
    first_row: int = 0
    lag: int = 0
    #: Rows that print no plan of this kind anywhere, not even behind an arrow.
    empty_rows: frozenset[int] = frozenset()
    #: Rows that have their own plans, from diagonal `Shape.first` on.
    own_rows: Mapping[int, tuple[Numbers, ...]] = field(factory=dict)


#: The largest diagonals, 25 and later, are printed in the rows A to E alone.
WIDE_ROWS, LAST_NARROW = 4, 24

SHAPES: dict[Severity, Shape] = {
    "normal": Shape(zero=14, first=17),
    "tightened": Shape(zero=15, first=18, zero_row=1, last_row=16, up_to_zero=False),
    "reduced": Shape(zero=14, first=17),
}
_NORMAL = _single((1, 2), (2, 3), (3, 4), (5, 6), (7, 8), (10, 11), (14, 15), (21, 22), (30, 31), (44, 45))
_REDUCED = _single((0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13), (14, 17), (21, 24))
_REDUCED_B = _single((0, 2), (1, 3), (2, 4), (3, 5), (5, 6), (7, 8), (10, 11), (14, 15), (21, 22), (30, 31))
_ONE_TO_FIVE = (
    "# # 0 0 1 1 2/2 2 2 3 3 3 3",
    "# 0 0 1 2 3 4/2 3 3 4 4 5 5",
    "# 0 1 2 3 4 6/3 3 4 5 6 6 7",
    "# 1 2 3 5 7 9/4 5 6 7 8 9 10",
)

TABLES: dict[tuple[Kind, Severity], Table] = {
    ("single", "normal"): Table(number="II-A", plans=_NORMAL),
    ("single", "tightened"): Table(
        number="II-B", plans=_single((1, 2), (2, 3), (3, 4), (5, 6), (8, 9), (12, 13), (18, 19), (27, 28), (41, 42))
    ),
    ("single", "reduced"): Table(
        number="II-C", plans=_REDUCED, lag=2, own_rows={0: _NORMAL[:9], 1: _REDUCED_B, 2: (*_REDUCED, ((30, 31),))}
    ),
    ("double", "normal"): Table(
        number="III-A",
        plans=_staged(
            *("0 1/2 2", "0 3/3 4", "1 4/4 5", "2 6/5 7", "3 8/7 9", "5 12/9 13", "7 18/11 19", "11 26/16 27"),
            *("17 37/22 38", "25 56/31 57"),
        ),
        first_row=1,
        lag=1,
        empty_rows=frozenset({0}),
    ),
    ("double", "tightened"): Table(
        number="III-B",
        plans=_staged(
            *("0 1/2 2", "0 3/3 4", "1 4/4 5", "2 6/5 7", "3 11/7 12", "6 15/10 16", "9 23/14 24", "15 34/20 35"),
            "23 52/29 53",
        ),
        first_row=1,
        lag=1,
    ),
    ("double", "reduced"): Table(
        number="III-C",
        plans=_staged(
            *("0 0/2 2", "0 0/3 4", "0 1/4 5", "0 3/4 6", "1 4/5 7", "2 6/7 9", "3 8/8 12", "5 12/10 16"),
            *("7 18/12 22", "11 26/17 30"),
        ),
        first_row=3,
        lag=3,
    ),
    ("multiple", "normal"): Table(
        number="IV-A",
        plans=_staged(
            *_ONE_TO_FIVE,
            *("0 1 3 5 7 10 13/4 6 8 10 11 12 14", "0 3 6 8 11 14 18/5 8 10 13 15 17 19"),
            *("1 4 8 12 17 21 25/7 10 13 17 20 23 26", "2 7 13 19 25 31 37/9 14 19 25 29 33 38"),
            *("4 11 19 27 36 45 53/12 19 27 34 40 47 54", "6 17 29 40 53 65 77/16 27 39 49 58 68 78"),
        ),
        first_row=3,
        lag=3,
    ),
    ("multiple", "tightened"): Table(
        number="IV-B",
        plans=_staged(
            *_ONE_TO_FIVE,
            *("0 2 4 6 9 12 14/4 7 9 11 12 14 15", "0 3 7 10 14 18 21/6 9 12 15 17 20 22"),
            *("1 6 11 16 22 27 32/8 12 17 22 25 29 33", "3 10 17 24 32 40 48/10 17 24 31 37 43 49"),
            "6 16 26 37 49 61 72/15 25 36 46 55 64 73",
        ),
        first_row=3,
        lag=3,
    ),
    ("multiple", "reduced"): Table(
        number="IV-C",
        plans=_staged(
            *("# # 0 0 0 0 1/2 2 2 3 3 3 3", "# # 0 0 0 1 1/2 3 3 4 4 5 5", "# # 0 0 1 1 2/3 3 4 5 6 6 7"),
            *("# 0 0 1 2 3 4/3 4 5 6 7 7 8", "# 0 1 2 3 4 6/4 5 6 7 8 9 10", "# 1 2 3 5 7 9/4 6 8 10 11 12 14"),
            *("0 1 3 5 7 10 13/5 7 9 12 13 15 17", "0 3 6 8 11 14 18/6 9 12 15 17 20 22"),
        ),
        first_row=5,
        lag=5,
    ),
}
