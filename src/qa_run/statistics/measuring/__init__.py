"""Measurement systems: gage R&R, bias, linearity, type 1 studies, stability."""

from qa_run.lazily import lazily

_HOME = {
    "AnovaRow": "qa_run.statistics.measuring.anova",
    "BandPoint": "qa_run.statistics.measuring.linearity_study",
    "Bias": "qa_run.statistics.measuring.bias_study",
    "Coefficient": "qa_run.statistics.measuring.linearity_study",
    "Component": "qa_run.statistics.measuring.components",
    "GageRR": "qa_run.statistics.measuring.components",
    "Linearity": "qa_run.statistics.measuring.linearity_study",
    "Stability": "qa_run.statistics.measuring.stability_study",
    "Type1": "qa_run.statistics.measuring.type_1_study",
    "bias": "qa_run.statistics.measuring.bias_study",
    "gage_rr_average_range": "qa_run.statistics.measuring.average_range",
    "gage_rr_crossed": "qa_run.statistics.measuring.crossed",
    "gage_rr_nested": "qa_run.statistics.measuring.nested",
    "gage_rr_unbalanced": "qa_run.statistics.measuring.unbalanced",
    "linearity": "qa_run.statistics.measuring.linearity_study",
    "mls_interval": "qa_run.statistics.measuring.intervals",
    "mls_ratio_interval": "qa_run.statistics.measuring.intervals",
    "satterthwaite_df": "qa_run.statistics.measuring.intervals",
    "satterthwaite_interval": "qa_run.statistics.measuring.intervals",
    "stability": "qa_run.statistics.measuring.stability_study",
    "type_1": "qa_run.statistics.measuring.type_1_study",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
