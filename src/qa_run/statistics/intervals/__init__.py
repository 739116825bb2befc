"""Intervals: what a sample says of the lot or the process behind it, and how sure it is."""

from qa_run.lazily import lazily

_HOME = {
    "EUROPEAN": "qa_run.statistics.intervals.net_contents",
    "Interval": "qa_run.statistics.intervals.interval",
    "QuantileInterval": "qa_run.statistics.intervals.quantile",
    "ToleranceInterval": "qa_run.statistics.intervals.tolerance",
    "US_CATEGORY_A": "qa_run.statistics.intervals.net_contents",
    "distribution_free_size": "qa_run.statistics.intervals.tolerance",
    "distribution_free_tolerance_interval": "qa_run.statistics.intervals.tolerance",
    "mean_interval": "qa_run.statistics.intervals.means",
    "net_share_interval": "qa_run.statistics.intervals.net_share",
    "normal_tolerance_interval": "qa_run.statistics.intervals.tolerance",
    "proportion_interval": "qa_run.statistics.intervals.proportions",
    "quantile_interval": "qa_run.statistics.intervals.quantile",
    "rate_interval": "qa_run.statistics.intervals.counts",
    "sample_correction_factor": "qa_run.statistics.intervals.net_contents",
    "sample_error_limit": "qa_run.statistics.intervals.net_contents",
    "sigma_interval": "qa_run.statistics.intervals.means",
    "tolerance_factor": "qa_run.statistics.intervals.tolerance_factors",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
