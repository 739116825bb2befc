"""One sample, described: mean and deviation, shape, quantiles, and whether it looks normal."""

from qa_run.lazily import lazily

_HOME = {
    "NormalityTest": "qa_run.statistics.describing.normality",
    "Summary": "qa_run.statistics.describing.moments",
    "anderson_darling": "qa_run.statistics.describing.normality",
    "lilliefors": "qa_run.statistics.describing.normality",
    "longest_run": "qa_run.statistics.describing.equal_values",
    "longest_run_chance": "qa_run.statistics.describing.equal_values",
    "quantiles": "qa_run.statistics.describing.order_statistics",
    "shapiro_wilk": "qa_run.statistics.describing.normality",
    "summary": "qa_run.statistics.describing.moments",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
