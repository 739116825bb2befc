"""Agreement of ratings: kappas and their kin, concordance, intraclass correlation, attribute agreement studies."""

from qa_run.statistics.agreement.attribute_study import (
    AgainstStandard as AgainstStandard,
    AttributeStudy as AttributeStudy,
    Between as Between,
    Within as Within,
    attribute_agreement as attribute_agreement,
)
from qa_run.statistics.agreement.chance_corrected import (
    brennan_prediger as brennan_prediger,
    gwet_ac as gwet_ac,
    krippendorff_alpha as krippendorff_alpha,
)
from qa_run.statistics.agreement.coefficient import Coefficient as Coefficient
from qa_run.statistics.agreement.cohen import (
    Kappa as Kappa,
    cohen_kappa as cohen_kappa,
    cohen_kappa_of_table as cohen_kappa_of_table,
)
from qa_run.statistics.agreement.decisions import DecisionErrors as DecisionErrors, decision_errors as decision_errors
from qa_run.statistics.agreement.fleiss import (
    CategoryKappa as CategoryKappa,
    FleissKappa as FleissKappa,
    fleiss_kappa as fleiss_kappa,
    fleiss_kappa_weighted as fleiss_kappa_weighted,
)
from qa_run.statistics.agreement.icc import (
    IntraclassCorrelation as IntraclassCorrelation,
    intraclass_correlation as intraclass_correlation,
)
from qa_run.statistics.agreement.kendall import (
    Concordance as Concordance,
    Correlation as Correlation,
    kendall_tau as kendall_tau,
    kendall_w as kendall_w,
)
from qa_run.statistics.agreement.pairwise import (
    LightKappa as LightKappa,
    conger_kappa as conger_kappa,
    light_kappa as light_kappa,
)
from qa_run.statistics.agreement.percent import Matched as Matched, percent_agreement as percent_agreement
from qa_run.statistics.agreement.weights import weights_of as weights_of

__all__: list[str]
