"""Components of variation: each with its share of the variance, of the study's variation and of the tolerance."""

import math

from attrs import frozen

from qa_run.statistics.arguments import number
from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.anova import AnovaRow


@frozen
class Component:
    """One source of variation.

    `variance` is never negative; `sd` its root. `contribution` is percent of the total variance,
    `study_variation` k * sd, `pct_study_variation` percent of the total's, `pct_tolerance` percent of the tolerance.
    `lower` and `upper` bound the variance, `pct_lower` and `pct_upper` the percent of the study's variation (of the
    gage and of the parts only); `df` is Satterthwaite's. None where there is nothing to say.
    """

    variance: float
    sd: float
    contribution: float
    study_variation: float
    pct_study_variation: float
    pct_tolerance: float | None = None
    lower: float | None = None
    upper: float | None = None
    df: float | None = None
    pct_lower: float | None = None
    pct_upper: float | None = None


@frozen(kw_only=True)
class GageRR:
    """A gage study. A component that the study cannot show is None: reproducibility with one operator, for instance.

    `gage` is repeatability and reproducibility together. `ndc` is the number of distinct categories,
    max(1, floor(1.41 * part sd / gage sd)); infinite where the gage did not vary at all. `ndc_lower` and `ndc_upper`
    bound it; None where there is no interval.
    `anova` is the table with the interaction, `reduced` the one without, if the interaction was dropped.
    """

    method: str
    convention: str
    parts: int
    operators: int
    measurements: int
    gage: Component
    repeatability: Component
    reproducibility: Component | None
    operator: Component | None
    interaction: Component | None
    part: Component
    total: Component
    ndc: float
    ndc_lower: float | None = None
    ndc_upper: float | None = None
    anova: tuple[AnovaRow, ...] = ()
    reduced: tuple[AnovaRow, ...] | None = None


@frozen
class Scale:
    """What variations are shown against: k standard deviations, and the tolerance, of which one side may be open."""

    multiplier: float
    tolerance: float | None = None
    sided: int = 2

    def of_tolerance(self, sd: float) -> float | None:
        if self.tolerance is None:
            return None
        return 100 * self.multiplier * sd * self.sided / 2 / self.tolerance

    @property
    def words(self) -> str:
        shown = f"study variation is {self.multiplier:g} standard deviations"
        return shown if self.sided == 2 else f"{shown}; half of it against the distance from mean to limit"


def scale(
    values: Floats, multiplier: float, tolerance: float | None, lower: float | None, upper: float | None
) -> Scale:
    """The scale from a tolerance's width, or from specification limits.

    With one limit, half the study variation is compared with the distance from the study's mean to it (as Minitab
    does). ValueError if width and limits are both given, the limits are not in order, or the mean is beyond the limit.
    """
    number(multiplier, "the study multiplier", above=0)
    given = [each for each in (lower, upper) if each is not None]
    if not all(map(math.isfinite, given)):
        raise ValueError("a specification limit is not a finite number: leave out the side that has none")
    if tolerance is not None:
        if given:
            raise ValueError("give the width of the tolerance or its limits, not both")
        return Scale(multiplier, number(tolerance, "the tolerance", above=0))
    if not given:
        return Scale(multiplier)
    if lower is not None and upper is not None:
        return Scale(multiplier, number(upper - lower, "the tolerance from lower to upper limit", above=0))
    distance = (upper - values.mean()) if upper is not None else (values.mean() - given[0])
    if distance <= 0:
        raise ValueError(
            f"the mean of the study, {values.mean():g}, is not inside the only limit, {given[0]:g}: "
            "give the width of the tolerance instead"
        )
    return Scale(multiplier, float(distance), sided=1)


@frozen
class Estimate:
    """A variance as estimated: 0 or more, with its interval and degrees of freedom where there are any."""

    variance: float
    interval: tuple[float, float] | None = None
    df: float | None = None

    def shown(self, total: float, against: Scale) -> Component:
        sd = math.sqrt(self.variance)
        low, high = self.interval or (None, None)
        return Component(
            self.variance,
            sd,
            100 * self.variance / total,
            against.multiplier * sd,
            100 * math.sqrt(self.variance / total),
            against.of_tolerance(sd),
            low,
            high,
            self.df,
        )


def distinct_categories(part_sd: float, gage_sd: float) -> float:
    """ndc = max(1, floor(1.41 * PV / GRR)) (AIAG, Measurement Systems Analysis); infinite for a gage sd of 0."""
    if gage_sd > 0 and math.isfinite(part_sd):
        return max(1, math.floor(1.41 * part_sd / gage_sd))
    return math.inf
