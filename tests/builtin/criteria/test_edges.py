"""The odd cases of single criteria, where a wrong batch would otherwise pass."""

from decimal import Decimal

import pytest

from qa_run import Column, Outcome
from qa_run.builtin.criteria.counts import Count, Distinct, Freshness, ShareOf
from qa_run.builtin.criteria.limits import WithinLimits
from qa_run.builtin.criteria.moments import Mean, Stdev
from qa_run.builtin.criteria.numbers import Quantile, Total
from qa_run.builtin.criteria.others import DiffersFrom, NoMoreThan
from qa_run.builtin.criteria.texts import Length, Matches
from qa_run.builtin.criteria.times import EarlierThan, NoLaterThan
from qa_run.builtin.criteria.values import Equals, OneOf
from qa_run.testing import as_written, in_words, judge_values


def test_no_and_007_are_texts():
    assert judge_values(as_written(OneOf, ["no", "007"]), ["no", "007", "false", "7"]).findings == (
        "", "", "not allowed", "not allowed",
    )  # fmt: skip


def test_true_reads_yes_and_no():
    result = judge_values(as_written(Equals, True), ["true", "false", "1"])

    assert result.findings == ("", "not the value", "unreadable")


def test_a_missing_operand_never_passes():
    result = judge_values(DiffersFrom(Column("made_by")), ["Rossi"], columns={"made_by": [None]})

    assert (result.outcome, result.findings) == (Outcome.FAILED, ("cannot be judged: made_by",))


@pytest.mark.parametrize("operand", ["nan", "inf", "-inf"])
def test_an_operand_that_is_not_finite_never_passes(operand):
    result = judge_values(NoMoreThan(Column("most")), ["1"], columns={"most": [operand]})

    assert result.findings == ("cannot be judged: most",)


def test_three_times_a_tenth_is_three_tenths():
    result = judge_values(NoMoreThan(Column("most"), times=Decimal("3")), ["0.3"], columns={"most": ["0.1"]})

    assert result.outcome is Outcome.PASSED


@pytest.mark.parametrize("criterion", [NoLaterThan, EarlierThan])
def test_what_is_due_later_is_not_yet_due(criterion):
    result = judge_values(criterion(Column("due")), [None, None], columns={"due": ["2026-04-02", "2026-03-02"]})

    assert result.findings == ("not yet due", "missing")
    assert (result.buckets.not_yet_due, result.buckets.missing) == (1, 1)


def test_length_counts_characters_and_not_bytes():
    assert judge_values(as_written(Length, {"upper": 3}), ["żół", "żółw"]).findings == ("", "too long")


@pytest.mark.parametrize("engine", ["DuckDB on CSV", "Polars"])
def test_the_classes_of_a_pattern_are_those_of_ascii_on_every_engine(engine):
    pytest.importorskip("polars")
    criterion = as_written(Matches, r"^[\w.]+\d$")

    assert judge_values(criterion, ["a.1", "é1", "a١"], engine=engine).findings == ("", "no match", "no match")


def test_no_value_at_all_is_counted_as_none():
    assert judge_values(as_written(Count, {"lower": 1}), [None, ""]).outcome is Outcome.FAILED
    assert judge_values(as_written(Distinct, {"lower": 1}), [None, ""]).outcome is Outcome.FAILED


def test_one_value_has_no_standard_deviation():
    assert judge_values(as_written(Stdev, {"upper": 9}), ["1"]).outcome is Outcome.NOT_INSPECTED


def test_the_sum_of_nothing_is_not_inspected():
    assert judge_values(as_written(Total, {"upper": 9}), [None], optional=True).outcome is Outcome.NOT_INSPECTED


def test_a_share_of_nothing_is_not_inspected():
    criterion = as_written(ShareOf, {"of": {"upper": 1}, "upper": "50 %"})

    assert judge_values(criterion, [None], optional=True).outcome is Outcome.NOT_INSPECTED
    assert judge_values(criterion, []).outcome is Outcome.NOT_INSPECTED


def test_a_time_in_the_future_is_not_fresh_but_wrong():
    result = judge_values(as_written(Freshness, "2 days"), ["2026-04-01"], as_of="2026-03-31")

    assert result.outcome is Outcome.FAILED
    assert "after" in str(result.measured["freshness"])


@pytest.mark.parametrize(("kind", "found"), [(6, 9.9), (7, 9.1)])
@pytest.mark.parametrize("engine", ["DuckDB on CSV", "Polars"])
def test_quantiles_are_those_of_hyndman_and_fan(kind, found, engine):
    pytest.importorskip("polars")
    criterion = as_written(Quantile, {"at": "90 %", "type": kind, "lower": 0})

    assert judge_values(criterion, range(1, 11), engine=engine).measured["quantile"] == pytest.approx(found, abs=1e-12)


def test_a_mean_does_not_hang_on_its_last_digit():
    criterion = as_written(Mean, {"upper": 0.1})

    assert judge_values(criterion, ["0.1"] * 10).outcome is Outcome.PASSED


def test_limits_are_computed_in_decimals():
    criterion = as_written(WithinLimits, {"nominal": 80.1, "tolerance": 0.3})

    assert judge_values(criterion, ["80.4"]).outcome is Outcome.PASSED


def test_what_lies_in_the_band_is_marginal():
    criterion = as_written(WithinLimits, {"lower": 75, "marginal": 2})

    assert judge_values(criterion, ["76.9"]).outcome is Outcome.MARGINAL
    assert judge_values(criterion, ["77"]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("criterion", "written", "words"),
    [
        (NoLaterThan, {"column": "promised", "plus": "10 min"}, "no later than 10 min after promised"),
        (NoLaterThan, {"column": "promised", "plus": "-2 days"}, "no later than 2 days (48 h) before promised"),
        (NoMoreThan, {"column": "gross", "plus": -20}, "no more than gross minus 20"),
        (ShareOf, {"of": {"upper": 20}, "lower": "80 %"}, "at least 80 % of items at most 20"),
        (Mean, {"nominal": 80, "tolerance": [-3, 5]}, "mean 80 -3 / +5"),
    ],
)
def test_a_sentence_says_the_requirement(criterion, written, words):
    assert in_words(criterion, written) == words
