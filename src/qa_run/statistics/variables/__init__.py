"""Sampling by variables: fewer items than by attributes, if they are measured and normally distributed."""

from qa_run.lazily import lazily

_HOME = {
    "AQLS": "qa_run.statistics.variables.plans",
    "EstimatedNonconforming": "qa_run.statistics.variables.estimating",
    "FoundPlan": "qa_run.statistics.variables.finding",
    "LAST_LOT_SIZE": "qa_run.statistics.variables.letters",
    "LETTERS": "qa_run.statistics.variables.letters",
    "SEVERITIES": "qa_run.statistics.variables.letters",
    "VariablesPlan": "qa_run.statistics.variables.plan",
    "VariablesVerdict": "qa_run.statistics.variables.judging",
    "acceptability_constant": "qa_run.statistics.variables.estimating",
    "acceptance_probability": "qa_run.statistics.variables.characteristic",
    "code_letter": "qa_run.statistics.variables.letters",
    "estimated_nonconforming": "qa_run.statistics.variables.estimating",
    "find_variables_plan": "qa_run.statistics.variables.finding",
    "given_variables_plan": "qa_run.statistics.variables.given",
    "judge_by_variables": "qa_run.statistics.variables.judging",
    "maximum_nonconforming": "qa_run.statistics.variables.estimating",
    "quality_accepted": "qa_run.statistics.variables.characteristic",
    "variables_plan": "qa_run.statistics.variables.plans",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
