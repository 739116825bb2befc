"""A criterion tried in three lines."""

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import Number, Outcome, criterion
from qa_run.testing import as_written, in_words, judge_values


@criterion("divisible_by")
@frozen
class DivisibleBy:
    """The recorded count divides evenly by `step`."""

    step: int
    reads = Number

    def sentence(self, language: str) -> str:
        return f"a multiple of {self.step}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value % self.step == 0


def test_each_value_gets_the_name_of_its_bucket():
    result = judge_values(DivisibleBy(step=4), ["4", "5", None, "x"])

    assert result.outcome is Outcome.FAILED
    assert result.findings == ("", "nonconforming", "missing", "unreadable")
    assert (result.buckets.population, result.buckets.conforming) == (4, 1)


def test_the_nonconforming_values_are_shown_as_a_report_shows_them():
    result = judge_values(DivisibleBy(step=4), ["4", "5", None])

    assert [(item.item, item.value, item.finding) for item in result.items] == [
        ("2", "5", "nonconforming"),
        ("3", None, "missing"),
    ]
    assert "2 of 3" in result.message


def test_values_may_be_plain_numbers():
    assert judge_values(DivisibleBy(step=4), [4, 8.0, 5]).findings == ("", "", "nonconforming")


def test_what_is_optional_may_be_missing():
    assert judge_values(DivisibleBy(step=4), ["4", None], optional=True).outcome is Outcome.PASSED


def test_no_value_is_not_inspected():
    assert judge_values(DivisibleBy(step=4), []).outcome is Outcome.NOT_INSPECTED


def test_a_criterion_is_built_as_from_a_procedure():
    assert as_written(DivisibleBy, 4) == DivisibleBy(step=4) == as_written(DivisibleBy, {"step": 4})
    assert in_words(DivisibleBy, 4) == "a multiple of 4"


def test_what_a_procedure_could_not_say_is_refused_in_its_words():
    with pytest.raises(ValueError, match="unknown key 'stpe'"):
        as_written(DivisibleBy, {"stpe": 4})


def test_an_engine_that_is_not_installed_is_named():
    with pytest.raises(ValueError, match="no engine 'Abacus' is installed"):
        judge_values(DivisibleBy(step=4), ["4"], engine="Abacus")
