"""For authors of criteria: judge a few values, and hold a criterion against every engine that is installed."""

from qa_run.testing.conforming import check, conformance
from qa_run.testing.judging import Result, as_written, in_words, judge_values
from qa_run.testing.templates import templates_conform

__all__ = [
    "Result",
    "as_written",
    "check",
    "conformance",
    "in_words",
    "judge_values",
    "templates_conform",
]
