"""What every control chart comes to: points, a centre line and limits, with the convention they were drawn by."""

import numpy as np
from attrs import frozen

from qa_run.statistics.arguments import number, share
from qa_run.statistics.arrays import Flags, Floats

#: Two numbers that differ by no more than this many units in the last place are a tie: means of the same values,
#: summed in another order, differ that much.
TIE = 16 * float(np.finfo(np.float64).eps)


@frozen(eq=False)
class Chart:
    """A control chart; arrays hold one number per point, in the order of the points.

    `sigma` is the standard error of each plotted point; `zone` a third of the way to limits that stand at so many
    sigmas, or sigma itself beside probability limits; both are None where a chart has none. `lower` and `upper` may be
    infinite: no such limit. `counted` marks the points that centre and sigma were estimated from. `process_centre` and
    `process_sigma` are what a baseline keeps: given back as `centre` and `sigma`, they draw the same limits.
    `estimated` tells trial limits, drawn from these very points, from limits that were given. `scored` are the points
    and their centre on the scale of `sigma` and `zone`, where it is another than the plotted one. `limits_only`:
    points depend on each other or lie on one side, so that no rule but a point beyond the limits means anything.
    """

    kind: str
    statistic: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    n: Floats
    sigma: Floats | None
    zone: Floats | None
    counted: Flags
    process_centre: float
    process_sigma: float
    estimated: bool
    convention: str
    scored: tuple[Floats, Floats] | None = None
    limits_only: bool = False

    @property
    def outside(self) -> Flags:
        """Which points are beyond a limit, strictly; on the limit, up to rounding, is inside."""
        return beyond(self.statistic, self.centre, self.lower, self.upper)


def beyond(statistic: Floats, centre: Floats, lower: Floats, upper: Floats) -> Flags:
    """Which of `statistic` are strictly beyond the limits about `centre`; a difference in the last places is none."""
    slack = TIE * np.maximum(np.abs(statistic), np.abs(centre))
    return np.asarray((statistic > upper + slack) | (statistic < lower - slack))


@frozen
class Width:
    """How far limits stand from the centre: `nsigmas`, or as far as holds a point with probability `confidence`."""

    nsigmas: float = 3.0
    confidence: float | None = None

    def __attrs_post_init__(self) -> None:
        if self.confidence is not None:
            share(self.confidence)
        number(self.nsigmas, "nsigmas", above=0)

    @property
    def normal(self) -> float:
        """In standard errors of a normal statistic."""
        if self.confidence is None:
            return self.nsigmas
        from scipy.special import ndtri  # a third of a second that limits in sigmas do not pay

        return float(ndtri((1 + self.confidence) / 2))

    @property
    def tails(self) -> tuple[float, float]:
        """The probabilities below which the limits of a skewed statistic stand: lower, upper."""
        alpha = 1.0 - (self.confidence or 0.0)
        return alpha / 2, 1 - alpha / 2

    def __str__(self) -> str:
        if self.confidence is None:
            return f"limits at {self.nsigmas:g} sigma"
        return f"probability limits, {100 * self.confidence:g} % within"
