"""One sample, described: mean and deviation, shape, quantiles, and whether it looks normal."""

from qa_run.statistics.describing.equal_values import longest_run as longest_run
from qa_run.statistics.describing.equal_values import longest_run_chance as longest_run_chance
from qa_run.statistics.describing.moments import Summary as Summary
from qa_run.statistics.describing.moments import summary as summary
from qa_run.statistics.describing.normality import NormalityTest as NormalityTest
from qa_run.statistics.describing.normality import anderson_darling as anderson_darling
from qa_run.statistics.describing.normality import lilliefors as lilliefors
from qa_run.statistics.describing.normality import shapiro_wilk as shapiro_wilk
from qa_run.statistics.describing.order_statistics import quantiles as quantiles

__all__: list[str]
