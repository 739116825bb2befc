"""Samples in hand: accepted, rejected, or how many are still to draw."""

import random

import pytest

from qa_run.statistics.sampling import OUTCOMES, Decision, decide, decide_lots, decide_pooled, plan, table_plan

SINGLE = plan(80, 2)
DOUBLE = plan([50, 50], [1, 4], [4, 5])
REDUCED = plan(32, 1, 3)


def told(decision: Decision) -> tuple[str, int, int]:
    return decision.outcome, decision.stage, decision.to_draw


@pytest.mark.parametrize(("found", "outcome"), [(0, "accepted"), (2, "accepted"), (3, "rejected"), (80, "rejected")])
def test_a_single_sample(found: int, outcome: str) -> None:
    assert told(decide(SINGLE, [found])) == (outcome, 1, 0)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([1], ("accepted", 1, 0)),
        ([4], ("rejected", 1, 0)),
        ([2], ("draw_next", 1, 50)),
        ([2, 2], ("accepted", 2, 0)),
        ([2, 3], ("rejected", 2, 0)),
        ([1, 40], ("accepted", 1, 0)),
    ],
)
def test_a_second_sample_counts_with_the_first(found: list[int], expected: tuple[str, int, int]) -> None:
    assert told(decide(DOUBLE, found)) == expected


def test_a_decision_says_by_which_numbers() -> None:
    decision = decide(DOUBLE, [2, 3])

    assert (decision.inspected, decision.nonconforming, decision.ac, decision.re) == (100, 5, 4, 5)


def test_a_sample_too_small_says_what_is_still_to_draw() -> None:
    assert told(decide(SINGLE, [2], [60])) == ("too_small", 1, 20)
    assert told(decide(DOUBLE, [2, 1], [50, 20])) == ("too_small", 2, 30)
    assert told(decide(SINGLE, [0], [0])) == ("too_small", 1, 80)
    assert told(decide(SINGLE, [])) == ("too_small", 1, 80)


def test_a_sample_too_small_rejects_once_re_is_reached() -> None:
    assert told(decide(SINGLE, [3], [10])) == ("rejected", 1, 0)


def test_a_larger_sample_is_judged_as_it_is() -> None:
    assert told(decide(SINGLE, [2], [500])) == ("accepted", 1, 0)
    assert told(decide(SINGLE, [3], [500])) == ("rejected", 1, 0)


def test_in_the_gap_the_lot_passes_and_normal_inspection_returns() -> None:
    assert decide(REDUCED, [1]).back_to_normal is False
    in_gap = decide(REDUCED, [2])

    assert (in_gap.outcome, in_gap.back_to_normal) == ("accepted", True)
    assert decide(REDUCED, [3]).outcome == "rejected"


def test_no_acceptance_before_the_third_sample_of_a_multiple_plan() -> None:
    drawn = table_plan("L", aql=0.25, kind="multiple")

    assert drawn.stages[0].ac == -1
    assert [decide(drawn, [0] * many).outcome for many in (1, 2, 3)] == ["draw_next", "draw_next", "accepted"]


@pytest.mark.parametrize(
    ("inspected", "found", "expected"),
    [
        (0, 0, ("too_small", 1, 50)),
        (30, 1, ("too_small", 1, 20)),
        (30, 4, ("rejected", 1, 0)),
        (50, 1, ("accepted", 1, 0)),
        (50, 2, ("draw_next", 1, 50)),
        (50, 4, ("rejected", 1, 0)),
        (70, 1, ("accepted", 1, 0)),
        (70, 4, ("draw_next", 2, 30)),
        (70, 5, ("rejected", 2, 0)),
        (100, 4, ("accepted", 2, 0)),
        (100, 5, ("rejected", 2, 0)),
        (140, 4, ("accepted", 2, 0)),
    ],
)
def test_pooled_samples_fill_the_samples_of_the_plan(
    inspected: int, found: int, expected: tuple[str, int, int]
) -> None:
    assert told(decide_pooled(DOUBLE, inspected, found)) == expected


def test_pooled_and_one_by_one_agree_on_what_both_know() -> None:
    dice = random.Random(1)
    for kind in ("single", "double", "multiple"):
        drawn = table_plan("J", aql=2.5, severity="reduced", kind=kind, standard="z1.4")  # type: ignore[arg-type]
        for _ in range(200):
            size, found = dice.randint(0, drawn.n), 0
            found = dice.randint(0, min(size, 5))
            assert decide(drawn, [found], [size]) == decide_pooled(drawn, size, found)


def test_many_lots_at_once() -> None:
    many = decide_lots(REDUCED, [32, 32, 32, 10], [1, 2, 3, 0])

    assert [OUTCOMES[place] for place in many.outcome] == ["accepted", "accepted", "rejected", "too_small"]
    assert many.back_to_normal.tolist() == [False, True, False, False]
    assert many.to_draw.tolist() == [0, 0, 0, 22]
    assert decide_lots(REDUCED, [], []).outcome.tolist() == []


def test_nonconformities_may_outnumber_the_items() -> None:
    counted = table_plan("A", aql=1000)

    assert decide(counted, [30]).outcome == "accepted"
    with pytest.raises(ValueError, match="than inspected"):
        decide(plan(5, 0), [6])


@pytest.mark.parametrize(
    ("counts", "sizes", "saying"),
    [
        ([1, 1, 1], None, "at most 2"),
        ([1], [50, 50], "one of each"),
        ([-1], None, "less than 0"),
        ([1], [-50], "less than 0"),
        ([1.5], None, "whole numbers"),
        ([float("nan")], None, "whole numbers"),
    ],
)
def test_impossible_samples_are_refused(counts: list[int], sizes: list[int] | None, saying: str) -> None:
    with pytest.raises(ValueError, match=saying):
        decide(DOUBLE, counts, sizes)


def test_arrays_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="for each"):
        decide_lots(DOUBLE, [50, 50], [1])
