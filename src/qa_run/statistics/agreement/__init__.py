"""Agreement of ratings: kappas and their kin, concordance, intraclass correlation, attribute agreement studies."""

from qa_run.lazily import lazily

_HOME = {
    "AgainstStandard": "qa_run.statistics.agreement.attribute_study",
    "AttributeStudy": "qa_run.statistics.agreement.attribute_study",
    "Between": "qa_run.statistics.agreement.attribute_study",
    "CategoryKappa": "qa_run.statistics.agreement.fleiss",
    "Coefficient": "qa_run.statistics.agreement.coefficient",
    "Concordance": "qa_run.statistics.agreement.kendall",
    "Correlation": "qa_run.statistics.agreement.kendall",
    "DecisionErrors": "qa_run.statistics.agreement.decisions",
    "FleissKappa": "qa_run.statistics.agreement.fleiss",
    "IntraclassCorrelation": "qa_run.statistics.agreement.icc",
    "Kappa": "qa_run.statistics.agreement.cohen",
    "LightKappa": "qa_run.statistics.agreement.pairwise",
    "Matched": "qa_run.statistics.agreement.percent",
    "Within": "qa_run.statistics.agreement.attribute_study",
    "attribute_agreement": "qa_run.statistics.agreement.attribute_study",
    "brennan_prediger": "qa_run.statistics.agreement.chance_corrected",
    "cohen_kappa": "qa_run.statistics.agreement.cohen",
    "cohen_kappa_of_table": "qa_run.statistics.agreement.cohen",
    "conger_kappa": "qa_run.statistics.agreement.pairwise",
    "decision_errors": "qa_run.statistics.agreement.decisions",
    "fleiss_kappa": "qa_run.statistics.agreement.fleiss",
    "fleiss_kappa_weighted": "qa_run.statistics.agreement.fleiss",
    "gwet_ac": "qa_run.statistics.agreement.chance_corrected",
    "intraclass_correlation": "qa_run.statistics.agreement.icc",
    "kendall_tau": "qa_run.statistics.agreement.kendall",
    "kendall_w": "qa_run.statistics.agreement.kendall",
    "krippendorff_alpha": "qa_run.statistics.agreement.chance_corrected",
    "light_kappa": "qa_run.statistics.agreement.pairwise",
    "percent_agreement": "qa_run.statistics.agreement.percent",
    "weights_of": "qa_run.statistics.agreement.weights",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
