"""One sample, described: mean and deviation, shape, quantiles, and whether it looks normal."""

from qa_run.statistics.describing.equal_values import (
    longest_run as longest_run,
    longest_run_chance as longest_run_chance,
)
from qa_run.statistics.describing.moments import Summary as Summary, summary as summary
from qa_run.statistics.describing.normality import (
    NormalityTest as NormalityTest,
    anderson_darling as anderson_darling,
    lilliefors as lilliefors,
    shapiro_wilk as shapiro_wilk,
)
from qa_run.statistics.describing.order_statistics import quantiles as quantiles

__all__: list[str]
