"""Sampling by variables: fewer items than by attributes, if they are measured and normally distributed."""

from qa_run.statistics.variables.characteristic import (
    acceptance_probability as acceptance_probability,
    quality_accepted as quality_accepted,
)
from qa_run.statistics.variables.estimating import (
    EstimatedNonconforming as EstimatedNonconforming,
    acceptability_constant as acceptability_constant,
    estimated_nonconforming as estimated_nonconforming,
    maximum_nonconforming as maximum_nonconforming,
)
from qa_run.statistics.variables.finding import FoundPlan as FoundPlan, find_variables_plan as find_variables_plan
from qa_run.statistics.variables.given import given_variables_plan as given_variables_plan
from qa_run.statistics.variables.judging import (
    VariablesVerdict as VariablesVerdict,
    judge_by_variables as judge_by_variables,
)
from qa_run.statistics.variables.letters import (
    LAST_LOT_SIZE as LAST_LOT_SIZE,
    LETTERS as LETTERS,
    SEVERITIES as SEVERITIES,
    code_letter as code_letter,
)
from qa_run.statistics.variables.plan import VariablesPlan as VariablesPlan
from qa_run.statistics.variables.plans import AQLS as AQLS, variables_plan as variables_plan

__all__: list[str]
