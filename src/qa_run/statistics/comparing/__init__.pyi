"""Comparisons: one stratum against another, and all strata alike."""

from qa_run.statistics.comparing.contingency import Homogeneity as Homogeneity
from qa_run.statistics.comparing.contingency import homogeneity as homogeneity
from qa_run.statistics.comparing.contingency import homogeneity_of_proportions as homogeneity_of_proportions
from qa_run.statistics.comparing.finding_nothing import Silence as Silence
from qa_run.statistics.comparing.finding_nothing import silence as silence
from qa_run.statistics.comparing.fourfold import TwoByTwo as TwoByTwo
from qa_run.statistics.comparing.fourfold import two_by_two as two_by_two
from qa_run.statistics.comparing.funnel import Funnel as Funnel
from qa_run.statistics.comparing.funnel import funnel_of_means as funnel_of_means
from qa_run.statistics.comparing.funnel import funnel_of_proportions as funnel_of_proportions
from qa_run.statistics.comparing.means import Equivalence as Equivalence
from qa_run.statistics.comparing.means import MeansCompared as MeansCompared
from qa_run.statistics.comparing.means import difference_of_means as difference_of_means
from qa_run.statistics.comparing.means import equivalence_of_means as equivalence_of_means
from qa_run.statistics.comparing.medians import MediansCompared as MediansCompared
from qa_run.statistics.comparing.medians import difference_of_medians as difference_of_medians
from qa_run.statistics.comparing.multiplicity import adjusted_p_values as adjusted_p_values
from qa_run.statistics.comparing.multiplicity import level_of_each as level_of_each
from qa_run.statistics.comparing.proportions import ProportionsCompared as ProportionsCompared
from qa_run.statistics.comparing.proportions import difference_of_proportions as difference_of_proportions
from qa_run.statistics.comparing.proportions import equivalence_of_proportions as equivalence_of_proportions
from qa_run.statistics.comparing.ranks import RankAnalysis as RankAnalysis
from qa_run.statistics.comparing.ranks import kruskal_wallis as kruskal_wallis
from qa_run.statistics.comparing.reversal import Reversal as Reversal
from qa_run.statistics.comparing.reversal import reversal_of_proportions as reversal_of_proportions
from qa_run.statistics.comparing.variance_analysis import VarianceAnalysis as VarianceAnalysis
from qa_run.statistics.comparing.variance_analysis import one_way_anova as one_way_anova
from qa_run.statistics.comparing.variance_analysis import welch_anova as welch_anova
from qa_run.statistics.comparing.widest import WidestDifference as WidestDifference
from qa_run.statistics.comparing.widest import least_for_median as least_for_median
from qa_run.statistics.comparing.widest import widest_difference_of_means as widest_difference_of_means
from qa_run.statistics.comparing.widest import widest_difference_of_medians as widest_difference_of_medians
from qa_run.statistics.comparing.widest import widest_difference_of_proportions as widest_difference_of_proportions

__all__: list[str]
