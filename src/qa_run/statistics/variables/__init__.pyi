"""Sampling by variables: fewer items than by attributes, if they are measured and normally distributed."""

from qa_run.statistics.variables.characteristic import acceptance_probability as acceptance_probability
from qa_run.statistics.variables.characteristic import quality_accepted as quality_accepted
from qa_run.statistics.variables.estimating import EstimatedNonconforming as EstimatedNonconforming
from qa_run.statistics.variables.estimating import acceptability_constant as acceptability_constant
from qa_run.statistics.variables.estimating import estimated_nonconforming as estimated_nonconforming
from qa_run.statistics.variables.estimating import maximum_nonconforming as maximum_nonconforming
from qa_run.statistics.variables.finding import FoundPlan as FoundPlan
from qa_run.statistics.variables.finding import find_variables_plan as find_variables_plan
from qa_run.statistics.variables.given import given_variables_plan as given_variables_plan
from qa_run.statistics.variables.judging import VariablesVerdict as VariablesVerdict
from qa_run.statistics.variables.judging import judge_by_variables as judge_by_variables
from qa_run.statistics.variables.letters import LAST_LOT_SIZE as LAST_LOT_SIZE
from qa_run.statistics.variables.letters import LETTERS as LETTERS
from qa_run.statistics.variables.letters import SEVERITIES as SEVERITIES
from qa_run.statistics.variables.letters import code_letter as code_letter
from qa_run.statistics.variables.plan import VariablesPlan as VariablesPlan
from qa_run.statistics.variables.plans import AQLS as AQLS
from qa_run.statistics.variables.plans import variables_plan as variables_plan

__all__: list[str]
