"""What varies within subgroups: their aggregates, the constants of normal samples, and sigma."""

from qa_run.lazily import lazily

_HOME = {
    "Aggregates": "qa_run.statistics.spread.aggregates",
    "Sigma": "qa_run.statistics.spread.sigma",
    "by_size": "qa_run.statistics.spread.constants",
    "c4": "qa_run.statistics.spread.constants",
    "c5": "qa_run.statistics.spread.constants",
    "d2": "qa_run.statistics.spread.constants",
    "d2_star": "qa_run.statistics.spread.constants",
    "d3": "qa_run.statistics.spread.constants",
    "d4": "qa_run.statistics.spread.constants",
    "moving_ranges": "qa_run.statistics.spread.sigma",
    "of_groups": "qa_run.statistics.spread.aggregates",
    "of_rows": "qa_run.statistics.spread.aggregates",
    "range_cdf": "qa_run.statistics.spread.range_distribution",
    "range_quantile": "qa_run.statistics.spread.range_distribution",
    "sigma_of_moving_ranges": "qa_run.statistics.spread.sigma",
    "sigma_of_ranges": "qa_run.statistics.spread.sigma",
    "sigma_of_sds": "qa_run.statistics.spread.sigma",
    "sigma_overall": "qa_run.statistics.spread.sigma",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
