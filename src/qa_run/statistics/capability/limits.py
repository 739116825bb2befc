"""What the specification asks: one or two limits, and what is aimed at."""

import math

from attrs import frozen


@frozen
class SpecificationLimits:
    """The lower and the upper specification limit, in the unit of the values; ends included; `None` is no limit.

    target: what is aimed at. Without one, Cpm aims at the midpoint of two limits, and there is no Cpm for one limit.

    Raises ValueError without any limit, with a limit that is no finite number, with a lower limit above the upper one,
    and with a target outside of them. Equal limits are allowed, as rounding makes them: Cp is 0 then.
    """

    lower: float | None = None
    upper: float | None = None
    target: float | None = None

    def __attrs_post_init__(self) -> None:
        given = [each for each in (self.lower, self.upper) if each is not None]
        if not given:
            raise ValueError("capability needs a specification limit: give a lower one, an upper one or both")
        for each in (*given, *(() if self.target is None else (self.target,))):
            if not math.isfinite(each):
                raise ValueError(f"{each} is no specification limit or target: leave it out where there is none")
        if len(given) == 2 and given[0] > given[1]:
            raise ValueError(f"the lower limit {given[0]} lies above the upper limit {given[1]}: exchange them")
        if self.target is None:
            return
        if (self.lower is not None and self.target < self.lower) or (
            self.upper is not None and self.target > self.upper
        ):
            raise ValueError(f"the target {self.target} lies outside of the limits: correct one of them")

    @property
    def aim(self) -> float | None:
        """The target; without one, the midpoint of two limits."""
        if self.target is not None or self.lower is None or self.upper is None:
            return self.target
        return (self.lower + self.upper) / 2
