"""Agreement of ratings: kappas and their kin, concordance, intraclass correlation, attribute agreement studies."""

from qa_run.statistics.agreement.attribute_study import AgainstStandard as AgainstStandard
from qa_run.statistics.agreement.attribute_study import AttributeStudy as AttributeStudy
from qa_run.statistics.agreement.attribute_study import Between as Between
from qa_run.statistics.agreement.attribute_study import Within as Within
from qa_run.statistics.agreement.attribute_study import attribute_agreement as attribute_agreement
from qa_run.statistics.agreement.chance_corrected import brennan_prediger as brennan_prediger
from qa_run.statistics.agreement.chance_corrected import gwet_ac as gwet_ac
from qa_run.statistics.agreement.chance_corrected import krippendorff_alpha as krippendorff_alpha
from qa_run.statistics.agreement.coefficient import Coefficient as Coefficient
from qa_run.statistics.agreement.cohen import Kappa as Kappa
from qa_run.statistics.agreement.cohen import cohen_kappa as cohen_kappa
from qa_run.statistics.agreement.cohen import cohen_kappa_of_table as cohen_kappa_of_table
from qa_run.statistics.agreement.decisions import DecisionErrors as DecisionErrors
from qa_run.statistics.agreement.decisions import decision_errors as decision_errors
from qa_run.statistics.agreement.fleiss import CategoryKappa as CategoryKappa
from qa_run.statistics.agreement.fleiss import FleissKappa as FleissKappa
from qa_run.statistics.agreement.fleiss import fleiss_kappa as fleiss_kappa
from qa_run.statistics.agreement.fleiss import fleiss_kappa_weighted as fleiss_kappa_weighted
from qa_run.statistics.agreement.icc import IntraclassCorrelation as IntraclassCorrelation
from qa_run.statistics.agreement.icc import intraclass_correlation as intraclass_correlation
from qa_run.statistics.agreement.kendall import Concordance as Concordance
from qa_run.statistics.agreement.kendall import Correlation as Correlation
from qa_run.statistics.agreement.kendall import kendall_tau as kendall_tau
from qa_run.statistics.agreement.kendall import kendall_w as kendall_w
from qa_run.statistics.agreement.pairwise import LightKappa as LightKappa
from qa_run.statistics.agreement.pairwise import conger_kappa as conger_kappa
from qa_run.statistics.agreement.pairwise import light_kappa as light_kappa
from qa_run.statistics.agreement.percent import Matched as Matched
from qa_run.statistics.agreement.percent import percent_agreement as percent_agreement
from qa_run.statistics.agreement.weights import weights_of as weights_of

__all__: list[str]
