"""Measurement systems: gage R&R, bias, linearity, type 1 studies, stability."""

from qa_run.statistics.measuring.anova import AnovaRow as AnovaRow
from qa_run.statistics.measuring.average_range import gage_rr_average_range as gage_rr_average_range
from qa_run.statistics.measuring.bias_study import Bias as Bias, bias as bias
from qa_run.statistics.measuring.components import Component as Component, GageRR as GageRR
from qa_run.statistics.measuring.crossed import gage_rr_crossed as gage_rr_crossed
from qa_run.statistics.measuring.intervals import (
    mls_interval as mls_interval,
    mls_ratio_interval as mls_ratio_interval,
    satterthwaite_df as satterthwaite_df,
    satterthwaite_interval as satterthwaite_interval,
)
from qa_run.statistics.measuring.linearity_study import (
    BandPoint as BandPoint,
    Coefficient as Coefficient,
    Linearity as Linearity,
    linearity as linearity,
)
from qa_run.statistics.measuring.nested import gage_rr_nested as gage_rr_nested
from qa_run.statistics.measuring.stability_study import Stability as Stability, stability as stability
from qa_run.statistics.measuring.type_1_study import Type1 as Type1, type_1 as type_1
from qa_run.statistics.measuring.unbalanced import gage_rr_unbalanced as gage_rr_unbalanced

__all__: list[str]
