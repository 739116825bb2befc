"""What varies within subgroups: their aggregates, the constants of normal samples, and sigma."""

from qa_run.statistics.spread.aggregates import Aggregates as Aggregates, of_groups as of_groups, of_rows as of_rows
from qa_run.statistics.spread.constants import (
    by_size as by_size,
    c4 as c4,
    c5 as c5,
    d2 as d2,
    d2_star as d2_star,
    d3 as d3,
    d4 as d4,
)
from qa_run.statistics.spread.range_distribution import range_cdf as range_cdf, range_quantile as range_quantile
from qa_run.statistics.spread.sigma import (
    Sigma as Sigma,
    moving_ranges as moving_ranges,
    sigma_of_moving_ranges as sigma_of_moving_ranges,
    sigma_of_ranges as sigma_of_ranges,
    sigma_of_sds as sigma_of_sds,
    sigma_overall as sigma_overall,
)

__all__: list[str]
