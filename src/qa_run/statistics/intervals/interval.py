"""What every interval says of itself."""

from attrs import frozen

from qa_run.statistics.arguments import Side
from qa_run.statistics.arrays import Floats


@frozen(kw_only=True, eq=False)
class Interval:
    """An estimate with its bounds; arrays where the question was asked of arrays.

    `side` is both, lower or upper. A one-sided interval ends on its other side where the quantity itself ends.
    """

    estimate: Floats
    lower: Floats
    upper: Floats
    confidence: float
    side: Side
    method: str
