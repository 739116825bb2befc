"""Comparisons: one stratum against another, and all strata alike."""

from qa_run.lazily import lazily

_HOME = {
    "Equivalence": "qa_run.statistics.comparing.means",
    "Funnel": "qa_run.statistics.comparing.funnel",
    "Homogeneity": "qa_run.statistics.comparing.contingency",
    "MeansCompared": "qa_run.statistics.comparing.means",
    "MediansCompared": "qa_run.statistics.comparing.medians",
    "ProportionsCompared": "qa_run.statistics.comparing.proportions",
    "RankAnalysis": "qa_run.statistics.comparing.ranks",
    "Reversal": "qa_run.statistics.comparing.reversal",
    "Silence": "qa_run.statistics.comparing.finding_nothing",
    "TwoByTwo": "qa_run.statistics.comparing.fourfold",
    "VarianceAnalysis": "qa_run.statistics.comparing.variance_analysis",
    "WidestDifference": "qa_run.statistics.comparing.widest",
    "adjusted_p_values": "qa_run.statistics.comparing.multiplicity",
    "difference_of_means": "qa_run.statistics.comparing.means",
    "difference_of_medians": "qa_run.statistics.comparing.medians",
    "difference_of_proportions": "qa_run.statistics.comparing.proportions",
    "equivalence_of_means": "qa_run.statistics.comparing.means",
    "equivalence_of_proportions": "qa_run.statistics.comparing.proportions",
    "funnel_of_means": "qa_run.statistics.comparing.funnel",
    "funnel_of_proportions": "qa_run.statistics.comparing.funnel",
    "homogeneity": "qa_run.statistics.comparing.contingency",
    "homogeneity_of_proportions": "qa_run.statistics.comparing.contingency",
    "kruskal_wallis": "qa_run.statistics.comparing.ranks",
    "least_for_median": "qa_run.statistics.comparing.widest",
    "level_of_each": "qa_run.statistics.comparing.multiplicity",
    "one_way_anova": "qa_run.statistics.comparing.variance_analysis",
    "reversal_of_proportions": "qa_run.statistics.comparing.reversal",
    "silence": "qa_run.statistics.comparing.finding_nothing",
    "two_by_two": "qa_run.statistics.comparing.fourfold",
    "welch_anova": "qa_run.statistics.comparing.variance_analysis",
    "widest_difference_of_means": "qa_run.statistics.comparing.widest",
    "widest_difference_of_medians": "qa_run.statistics.comparing.widest",
    "widest_difference_of_proportions": "qa_run.statistics.comparing.widest",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
