"""The classes are what they say of themselves, on every engine that is installed."""

import pytest
from qa_run.testing import conformance

import qa_run_food


@pytest.mark.parametrize("offered", qa_run_food.qa_criteria(), ids=lambda offered: offered.name)
def test_what_a_criterion_says_of_itself_is_so(offered: qa_run_food.Deferred) -> None:
    conformance(offered.loaded())
