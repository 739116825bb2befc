"""Control charts: limits from aggregates of subgroups, rules for signals, and how long a chart runs until one."""

from qa_run.statistics.charts.attributes import (
    c_chart as c_chart,
    np_chart as np_chart,
    p_chart as p_chart,
    u_chart as u_chart,
)
from qa_run.statistics.charts.by_factors import xbar_s_by_factors as xbar_s_by_factors
from qa_run.statistics.charts.chart import Chart as Chart
from qa_run.statistics.charts.cusum import Cusum as Cusum, cusum_chart as cusum_chart
from qa_run.statistics.charts.dispersion import (
    Overdispersion as Overdispersion,
    binomial_overdispersion as binomial_overdispersion,
    poisson_overdispersion as poisson_overdispersion,
)
from qa_run.statistics.charts.ewma import ewma_chart as ewma_chart
from qa_run.statistics.charts.ewma_run_lengths import ewma_arl as ewma_arl, ewma_width as ewma_width
from qa_run.statistics.charts.individuals import (
    individuals_and_moving_ranges as individuals_and_moving_ranges,
    individuals_chart as individuals_chart,
    moving_range_chart as moving_range_chart,
)
from qa_run.statistics.charts.laney import laney_p_chart as laney_p_chart, laney_u_chart as laney_u_chart
from qa_run.statistics.charts.multivariate import (
    Process as Process,
    process_of_subgroups as process_of_subgroups,
    process_of_values as process_of_values,
    t2_chart as t2_chart,
)
from qa_run.statistics.charts.operating import oc_c as oc_c, oc_p as oc_p, oc_xbar as oc_xbar
from qa_run.statistics.charts.phasing import (
    Phase as Phase,
    phases as phases,
    signals_of as signals_of,
    stretches as stretches,
)
from qa_run.statistics.charts.rare import g_chart as g_chart, t_chart as t_chart
from qa_run.statistics.charts.rules import (
    AIAG as AIAG,
    JURAN as JURAN,
    NELSON as NELSON,
    RULE_SETS as RULE_SETS,
    WESTERN_ELECTRIC as WESTERN_ELECTRIC,
    Alternating as Alternating,
    Beyond as Beyond,
    Mixture as Mixture,
    Outside as Outside,
    Rule as Rule,
    Run as Run,
    Stratification as Stratification,
    Trend as Trend,
)
from qa_run.statistics.charts.run_lengths import (
    cusum_arl as cusum_arl,
    cusum_decision_interval as cusum_decision_interval,
    shewhart_arl as shewhart_arl,
)
from qa_run.statistics.charts.runs import Runs as Runs, run_chart as run_chart, runs_about as runs_about
from qa_run.statistics.charts.signalling import (
    Flagged as Flagged,
    Signals as Signals,
    flagged as flagged,
    flagged_on_each as flagged_on_each,
    signals as signals,
    signals_among as signals_among,
)
from qa_run.statistics.charts.standings import Standing as Standing, standing as standing, standing_of as standing_of
from qa_run.statistics.charts.subgroups import (
    Pair as Pair,
    r_chart as r_chart,
    s_chart as s_chart,
    xbar_chart as xbar_chart,
    xbar_r as xbar_r,
    xbar_s as xbar_s,
)
from qa_run.statistics.charts.table_factors import Factors as Factors, factors as factors

__all__: list[str]
