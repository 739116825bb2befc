from collections.abc import Callable

import pytest
from qa_run import SpecErrors, Verdict

Judge = Callable[..., Verdict]

HAM = "g: {unit: g, portion: {of: slices, each: 15 g, tolerance: 5 %}}"


def test_a_portion_weighs_as_much_as_its_slices(judge: Judge) -> None:
    verdict = judge(HAM, "g,slices", "60,4", "57,4", "63,4", "56.9,4", "63.1,4", "45,3")

    assert dict(verdict.buckets.findings) == {"too light": 1, "too heavy": 1}


def test_five_thin_slices_do_not_pass_for_four(judge: Judge) -> None:
    verdict = judge(HAM, "g,slices", "60,5")

    assert dict(verdict.buckets.findings) == {"too light": 1}


def test_a_portion_without_a_count_cannot_be_judged(judge: Judge) -> None:
    verdict = judge(HAM, "g,slices", "60,", "60,four", "60,4")

    assert dict(verdict.buckets.findings) == {"cannot be judged: slices": 2}


def test_tenths_that_binary_numbers_cannot_hold_conform(judge: Judge) -> None:
    verdict = judge("g: {unit: g, portion: {of: n, each: 0.1, tolerance: 0}}", "g,n", "0.3,3", "0.7,7", "0.31,3")

    assert verdict.nonconforming == 1


def test_a_portion_is_judged_in_the_unit_recorded(judge: Judge) -> None:
    written = "g: {unit: g, recorded_in: oz, portion: {of: n, each: 28.349523125 g, tolerance: 0.1 oz}}"
    verdict = judge(written, "g,n", "2,2", "2.09,2", "2.11,2", "1.89,2")

    assert dict(verdict.buckets.findings) == {"too light": 1, "too heavy": 1}


def test_a_tolerance_may_have_two_parts(judge: Judge) -> None:
    verdict = judge("g: {unit: g, portion: {of: n, each: 15, tolerance: [-1, 3]}}", "g,n", "59,4", "63,4", "64,4")

    assert (verdict.requirement, verdict.nonconforming) == ("n times 15 g -1 / +3 g", 1)


def test_no_slices_weigh_nothing(judge: Judge) -> None:
    verdict = judge(HAM, "g,slices", "0,0", "15,0")

    assert dict(verdict.buckets.findings) == {"too heavy": 1}


def test_a_piece_weighs_something(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="each piece weighs something"):
        judge("g: {unit: g, portion: {of: slices, each: 0}}", "g,slices", "1,1")
