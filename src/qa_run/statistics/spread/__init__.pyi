"""What varies within subgroups: their aggregates, the constants of normal samples, and sigma."""

from qa_run.statistics.spread.aggregates import Aggregates as Aggregates
from qa_run.statistics.spread.aggregates import of_groups as of_groups
from qa_run.statistics.spread.aggregates import of_rows as of_rows
from qa_run.statistics.spread.constants import by_size as by_size
from qa_run.statistics.spread.constants import c4 as c4
from qa_run.statistics.spread.constants import c5 as c5
from qa_run.statistics.spread.constants import d2 as d2
from qa_run.statistics.spread.constants import d2_star as d2_star
from qa_run.statistics.spread.constants import d3 as d3
from qa_run.statistics.spread.constants import d4 as d4
from qa_run.statistics.spread.range_distribution import range_cdf as range_cdf
from qa_run.statistics.spread.range_distribution import range_quantile as range_quantile
from qa_run.statistics.spread.sigma import Sigma as Sigma
from qa_run.statistics.spread.sigma import moving_ranges as moving_ranges
from qa_run.statistics.spread.sigma import sigma_of_moving_ranges as sigma_of_moving_ranges
from qa_run.statistics.spread.sigma import sigma_of_ranges as sigma_of_ranges
from qa_run.statistics.spread.sigma import sigma_of_sds as sigma_of_sds
from qa_run.statistics.spread.sigma import sigma_overall as sigma_overall

__all__: list[str]
