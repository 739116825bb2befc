"""What a process can hold, against what the specification asks."""

from qa_run.statistics.capability.expecting import (
    SHIFT as SHIFT,
    Expected as Expected,
    expected as expected,
    sigma_level as sigma_level,
    z_bench as z_bench,
)
from qa_run.statistics.capability.families import (
    FAMILIES as FAMILIES,
    Distribution as Distribution,
    Exponential as Exponential,
    Gamma as Gamma,
    Lognormal as Lognormal,
    Weibull as Weibull,
)
from qa_run.statistics.capability.fitted import (
    Family as Family,
    FittedStudy as FittedStudy,
    fitted_study as fitted_study,
)
from qa_run.statistics.capability.goodness import GoodnessOfFit as GoodnessOfFit, goodness_of_fit as goodness_of_fit
from qa_run.statistics.capability.indices import (
    cp as cp,
    cpk as cpk,
    cpkm as cpkm,
    cpl as cpl,
    cpm as cpm,
    cpm_star as cpm_star,
    cpu as cpu,
    k as k,
    root_mean_square as root_mean_square,
)
from qa_run.statistics.capability.intervals import (
    boyles_degrees_of_freedom as boyles_degrees_of_freedom,
    cp_interval as cp_interval,
    cpk_interval as cpk_interval,
    cpm_interval as cpm_interval,
)
from qa_run.statistics.capability.limits import SpecificationLimits as SpecificationLimits
from qa_run.statistics.capability.observing import (
    Observed as Observed,
    Share as Share,
    observed as observed,
    observed_from as observed_from,
)
from qa_run.statistics.capability.percentiles import (
    EmpiricalIndices as EmpiricalIndices,
    PercentileIndices as PercentileIndices,
    empirical_indices as empirical_indices,
    percentile_indices as percentile_indices,
)
from qa_run.statistics.capability.performing import (
    Index as Index,
    Performance as Performance,
    performance as performance,
)
from qa_run.statistics.capability.studying import Study as Study, study as study, study_from as study_from
from qa_run.statistics.capability.transforming import (
    BoxCox as BoxCox,
    BoxCoxStudy as BoxCoxStudy,
    box_cox as box_cox,
    box_cox_study as box_cox_study,
)

__all__: list[str]
