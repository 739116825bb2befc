"""OC, AOQ, AOQL, ATI: published marks, limits of the range, and what is refused."""

import numpy as np
import pytest

from qa_run.statistics.sampling import (
    Stage,
    acceptance_probability,
    average_outgoing_quality,
    average_outgoing_quality_limit,
    average_sample_number,
    average_total_inspection,
    characteristics,
    find,
    plan,
    quality_accepted,
    table_plan,
)


@pytest.mark.parametrize(("ac", "factor"), [(0, 0.3679), (1, 0.8400), (2, 1.3711), (3, 1.9424)])
def test_the_factors_of_dodge_and_romig(ac: int, factor: float) -> None:
    limit = average_outgoing_quality_limit(plan(100, ac), model="poisson")

    assert limit.aoql * 100 == pytest.approx(factor, abs=6e-5)


@pytest.mark.parametrize("drawn", [plan(1, 0), plan(89, 2), plan([50, 100], [1, 4], [5, 5]), plan(20_000, 3)])
@pytest.mark.parametrize("model", ["binomial", "poisson"])
def test_no_quality_leaves_worse_than_the_limit(drawn: object, model: str) -> None:
    limit = average_outgoing_quality_limit(drawn, model=model)  # type: ignore[arg-type]
    grid = np.concatenate([np.linspace(0, 1, 400), np.geomspace(1e-7, 1, 400)])
    outgoing = average_outgoing_quality(drawn, grid, model=model)  # type: ignore[arg-type]

    assert outgoing.max() <= limit.aoql * (1 + 1e-9)
    at_top = average_outgoing_quality(drawn, limit.quality, model=model)[0]  # type: ignore[arg-type]
    assert at_top == pytest.approx(limit.aoql, rel=1e-12)


def test_montgomery_rectifying_inspection() -> None:
    """Montgomery, Introduction to SQC, rectifying inspection: N = 10,000, n = 89, c = 2, p = .01."""
    drawn = plan(89, 2)

    assert acceptance_probability(drawn, 0.01)[0] == pytest.approx(0.9397, abs=5e-5)
    assert average_outgoing_quality(drawn, 0.01, lot_size=10_000)[0] == pytest.approx(0.0093, abs=5e-5)
    assert average_total_inspection(drawn, 0.01, lot_size=10_000)[0] == pytest.approx(687, abs=1)


def test_nothing_bad_leaves_a_lot_that_was_inspected_whole() -> None:
    drawn = find(aql=0.1, lot_size=50)
    limit = average_outgoing_quality_limit(drawn, lot_size=50)

    assert (limit.aoql, drawn.inspect_all) == (0.0, True)


@pytest.mark.parametrize("model", ["binomial", "poisson"])
@pytest.mark.parametrize("kind", ["single", "double", "multiple"])
def test_the_marks_of_a_plan_lie_on_its_curve(model: str, kind: str) -> None:
    drawn = table_plan("L", aql=1.0, kind=kind, severity="normal")  # type: ignore[arg-type]
    marks = characteristics(drawn, model=model)  # type: ignore[arg-type]
    curve = acceptance_probability(drawn, [marks.producer, marks.indifference, marks.ltpd], model=model)  # type: ignore[arg-type]

    assert curve == pytest.approx([0.95, 0.50, 0.10], rel=1e-10)
    assert marks.producer < marks.indifference < marks.ltpd


def test_the_limiting_number_of_an_isolated_lot() -> None:
    drawn = plan(20, 0)
    bad = quality_accepted(drawn, 0.10, model="hypergeometric", lot_size=100)
    around = acceptance_probability(drawn, [bad - 1, bad], model="hypergeometric", lot_size=100)

    assert around[0] > 0.10 >= around[1]


def test_the_ends_of_the_curve() -> None:
    for drawn in (plan(5, 0), plan([5, 5], [0, 1], [2, 2])):
        assert acceptance_probability(drawn, [0.0, 1.0]).tolist() == [1.0, 0.0]
        assert average_sample_number(drawn, 0.0).tolist() == [5.0]
        assert acceptance_probability(drawn, [0, 50], model="hypergeometric", lot_size=50).tolist() == [1.0, 0.0]


def test_a_whole_lot_is_judged_without_error() -> None:
    curve = acceptance_probability(plan(50, 2), [0, 1, 2, 3, 50], model="hypergeometric", lot_size=50)

    assert curve == pytest.approx([1, 1, 1, 0, 0], abs=1e-300)


def test_no_quality_gives_no_curve() -> None:
    assert acceptance_probability(plan(5, 0), []).tolist() == []


def test_many_qualities_are_worked_out_in_blocks() -> None:
    drawn = table_plan("J", aql=4.0, kind="multiple")
    grid = np.linspace(0, 0.3, 2001)
    curve = acceptance_probability(drawn, grid)

    assert curve.shape == (2001,)
    assert curve[[0, 700, 2000]] == pytest.approx([acceptance_probability(drawn, grid[at])[0] for at in (0, 700, 2000)])
    assert (np.diff(curve) <= 1e-15).all()


def test_large_numbers_keep_their_digits() -> None:
    """Against sums of exact integers: n = 100,000 with 1,000 expected, and a lot of a million."""
    from scipy.special import bdtr

    assert acceptance_probability(plan(100_000, 1000), 0.01)[0] == pytest.approx(bdtr(1000, 100_000, 0.01), rel=1e-10)
    huge = acceptance_probability(plan(2000, 21), 10_000, model="hypergeometric", lot_size=1_000_000)[0]
    assert huge == pytest.approx(bdtr(21, 2000, 0.01), rel=2e-3)


@pytest.mark.parametrize(
    ("quality", "model", "lot_size", "saying"),
    [
        (float("nan"), "binomial", None, "leave out what is missing"),
        (float("inf"), "poisson", None, "finite"),
        (-0.1, "binomial", None, "0 or more"),
        (4, "binomial", None, "write 0.04 for 4 %"),
        (1, "hypergeometric", None, "give its lot_size"),
        (1, "hypergeometric", 4, "inspect every item"),
        (0.5, "hypergeometric", 100, "whole"),
        (101, "hypergeometric", 100, "at most all"),
        (0.1, "normal", None, "no model 'normal'"),
        ([[0.1]], "binomial", None, "flat array"),
    ],
)
def test_impossible_qualities_are_refused(quality: object, model: str, lot_size: int | None, saying: str) -> None:
    with pytest.raises(ValueError, match=saying):
        acceptance_probability(plan(5, 0), quality, model=model, lot_size=lot_size)  # type: ignore[arg-type]


def test_outgoing_quality_is_about_a_process() -> None:
    with pytest.raises(ValueError, match="about a process"):
        average_outgoing_quality(plan(5, 0), 1, model="hypergeometric")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="inspect every item"):
        average_total_inspection(plan(5, 0), 0.1, lot_size=4)
    with pytest.raises(ValueError, match="between 0 and 1"):
        quality_accepted(plan(5, 0), 1.0)


def test_a_plan_that_accepts_everything_has_no_marks() -> None:
    drawn = table_plan("A", aql=1000, severity="normal")

    assert drawn.stages == (Stage(2, 30, 31),)
    with pytest.raises(ValueError, match="accepts whatever is found"):
        quality_accepted(drawn, 0.1)
    assert quality_accepted(drawn, 0.1, model="poisson") > 10
    with pytest.raises(ValueError, match="accepts whatever is found"):
        quality_accepted(table_plan("B", aql=1000, kind="double"), 0.1)
    with pytest.raises(ValueError, match="accepts whatever is found"):
        quality_accepted(drawn, 0.1, model="hypergeometric", lot_size=10)
