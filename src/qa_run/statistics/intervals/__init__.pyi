"""Intervals: what a sample says of the lot or the process behind it, and how sure it is."""

from qa_run.statistics.intervals.counts import rate_interval as rate_interval
from qa_run.statistics.intervals.interval import Interval as Interval
from qa_run.statistics.intervals.means import mean_interval as mean_interval, sigma_interval as sigma_interval
from qa_run.statistics.intervals.net_contents import (
    EUROPEAN as EUROPEAN,
    US_CATEGORY_A as US_CATEGORY_A,
    sample_correction_factor as sample_correction_factor,
    sample_error_limit as sample_error_limit,
)
from qa_run.statistics.intervals.net_share import net_share_interval as net_share_interval
from qa_run.statistics.intervals.proportions import proportion_interval as proportion_interval
from qa_run.statistics.intervals.quantile import (
    QuantileInterval as QuantileInterval,
    quantile_interval as quantile_interval,
)
from qa_run.statistics.intervals.tolerance import (
    ToleranceInterval as ToleranceInterval,
    distribution_free_size as distribution_free_size,
    distribution_free_tolerance_interval as distribution_free_tolerance_interval,
    normal_tolerance_interval as normal_tolerance_interval,
)
from qa_run.statistics.intervals.tolerance_factors import tolerance_factor as tolerance_factor

__all__: list[str]
