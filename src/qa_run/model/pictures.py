"""What can be drawn of a procedure's values: numbers for pictures, few enough to be printed."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen


@frozen(kw_only=True, eq=False, repr=False)
class Histogram:
    """How often values lie between two edges that follow one another; `below` and `above` are those beyond all edges.

    ends: the limits that lie on edges, by name; of whole numbers the edge is half a step outside of the limit
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    below: int = 0
    above: int = 0
    ends: Mapping[str, float] = field(factory=dict)


@frozen(kw_only=True, eq=False, repr=False)
class Plot:
    """Points in their order with a centre line and limits, as a criterion that judges a sequence offers them.

    places:  of each point its number in the sequence, from 0
    of:      how many points there are, where only some of them are told
    centre, lower, upper: of each point, or none; not finite where there is no such line
    signals: of points that signal, by their number in the sequence, what is said of them
    times:   of each point its time in microseconds since 1970; none where there is no time
    highs:   where `values` are the smallest of several points each, the greatest of these
    """

    name: str
    values: Sequence[float]
    places: Sequence[int] = ()
    of: int = 0
    centre: Sequence[float] = ()
    lower: Sequence[float] = ()
    upper: Sequence[float] = ()
    signals: Mapping[int, str] = field(factory=dict)
    times: Sequence[float] = ()
    highs: Sequence[float] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Level:
    """The mean of a stratum with its 95 % interval, which needs two values at least."""

    stratum: str
    n: int
    mean: float
    lower: float | None = None
    upper: float | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Levels:
    """The means of the strata of one set of columns; `of` strata there are, of which some may be left out."""

    by: tuple[str, ...]
    levels: tuple[Level, ...]
    of: int
    overall: float


@frozen(kw_only=True, eq=False, repr=False)
class Pictured:
    """The numbers of a characteristic, or of one of its cases.

    limits: the specification limits, in the recorded unit, by the id of the requirement that sets them
    course: the values in the order of time with their median; None where no time is known
    """

    characteristic: str
    case: str
    unit: str
    n: int
    limits: Mapping[str, Mapping[str, int | float]]
    histogram: Histogram
    course: Plot | None = None
    levels: tuple[Levels, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Charted:
    """The charts that a requirement's verdict on one stratum stands on."""

    verdict: str
    characteristic: str
    unit: str
    plots: tuple[Plot, ...]


@frozen(kw_only=True, eq=False, repr=False)
class Pictures:
    """Everything that can be drawn of a procedure; `notices` say what could not be."""

    values: tuple[Pictured, ...] = ()
    charts: tuple[Charted, ...] = ()
    notices: tuple[str, ...] = ()
