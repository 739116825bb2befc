"""Comparisons: one stratum against another, and all strata alike."""

from qa_run.statistics.comparing.contingency import (
    Homogeneity as Homogeneity,
    homogeneity as homogeneity,
    homogeneity_of_proportions as homogeneity_of_proportions,
)
from qa_run.statistics.comparing.finding_nothing import Silence as Silence, silence as silence
from qa_run.statistics.comparing.fourfold import TwoByTwo as TwoByTwo, two_by_two as two_by_two
from qa_run.statistics.comparing.funnel import (
    Funnel as Funnel,
    funnel_of_means as funnel_of_means,
    funnel_of_proportions as funnel_of_proportions,
)
from qa_run.statistics.comparing.means import (
    Equivalence as Equivalence,
    MeansCompared as MeansCompared,
    difference_of_means as difference_of_means,
    equivalence_of_means as equivalence_of_means,
)
from qa_run.statistics.comparing.medians import (
    MediansCompared as MediansCompared,
    difference_of_medians as difference_of_medians,
)
from qa_run.statistics.comparing.multiplicity import (
    adjusted_p_values as adjusted_p_values,
    level_of_each as level_of_each,
)
from qa_run.statistics.comparing.proportions import (
    ProportionsCompared as ProportionsCompared,
    difference_of_proportions as difference_of_proportions,
    equivalence_of_proportions as equivalence_of_proportions,
)
from qa_run.statistics.comparing.ranks import RankAnalysis as RankAnalysis, kruskal_wallis as kruskal_wallis
from qa_run.statistics.comparing.reversal import (
    Reversal as Reversal,
    reversal_of_proportions as reversal_of_proportions,
)
from qa_run.statistics.comparing.variance_analysis import (
    VarianceAnalysis as VarianceAnalysis,
    one_way_anova as one_way_anova,
    welch_anova as welch_anova,
)
from qa_run.statistics.comparing.widest import (
    WidestDifference as WidestDifference,
    least_for_median as least_for_median,
    widest_difference_of_means as widest_difference_of_means,
    widest_difference_of_medians as widest_difference_of_medians,
    widest_difference_of_proportions as widest_difference_of_proportions,
)

__all__: list[str]
