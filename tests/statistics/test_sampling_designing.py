"""Plans from risks: the smallest that keep them, whole lots where no sample can, and what is refused."""

import pytest

from qa_run.statistics.sampling import acceptance_probability, ltpd_plan, plan, two_point_plan, zero_acceptance_plan


@pytest.mark.parametrize(
    ("ltpd", "confidence", "n"), [(0.10, 0.90, 22), (0.10, 0.95, 29), (0.05, 0.95, 59), (0.01, 0.99, 459)]
)
def test_success_runs_as_published(ltpd: float, confidence: float, n: int) -> None:
    found = zero_acceptance_plan(ltpd=ltpd, confidence=confidence)

    assert (found.n, found.ac, found.re) == (n, 0, 1)


@pytest.mark.parametrize("lot_size", [1, 2, 20, 50, 100, 1000, 100_000])
@pytest.mark.parametrize("ac", [0, 1, 2])
def test_a_smaller_sample_would_let_too_much_through(lot_size: int, ac: int) -> None:
    bad = max(1, -(-lot_size * 5 // 100))
    if bad <= ac:
        with pytest.raises(ValueError, match="lower Ac"):
            ltpd_plan(ltpd=0.05, beta=0.10, ac=ac, lot_size=lot_size)
        return
    found = ltpd_plan(ltpd=0.05, beta=0.10, ac=ac, lot_size=lot_size)
    chance = acceptance_probability(found, bad, model="hypergeometric", lot_size=lot_size)[0]

    assert chance <= 0.10 + 1e-12
    assert found.n <= ltpd_plan(ltpd=0.05, beta=0.10, ac=ac).n
    if found.n > ac + 1:
        smaller = acceptance_probability(plan(found.n - 1, ac), bad, model="hypergeometric", lot_size=lot_size)[0]
        assert smaller > 0.10


def test_a_share_that_is_a_whole_number_of_items_stays_it() -> None:
    assert "at 7 of 100" in ltpd_plan(ltpd=0.07, lot_size=100).convention  # 0.07 * 100 is 7.000000000000001


def test_one_bad_item_in_the_lot_takes_nearly_the_whole_lot() -> None:
    assert zero_acceptance_plan(ltpd=0.01, confidence=0.95, lot_size=100).n == 95
    assert zero_acceptance_plan(ltpd=0.01, confidence=0.999, lot_size=100).inspect_all


def test_the_two_points_are_kept_and_nothing_smaller_keeps_them() -> None:
    found = two_point_plan(producer=(0.01, 0.95), consumer=(0.05, 0.10))

    good, bad = acceptance_probability(found, [0.01, 0.05])
    assert good >= 0.95
    assert bad <= 0.10
    assert acceptance_probability(plan(found.n - 1, found.ac), 0.05)[0] > 0.10


def test_a_poisson_plan_counts_nonconformities() -> None:
    assert two_point_plan(producer=(0.5, 0.95), consumer=(3.0, 0.10), model="poisson").count == "nonconformities"


def test_a_small_lot_is_inspected_whole_where_no_sample_can_tell() -> None:
    found = two_point_plan(producer=(0.10, 0.95), consumer=(0.20, 0.05), model="hypergeometric", lot_size=10)

    assert found.inspect_all
    assert (found.n, found.ac) == (10, 1)


def test_a_perfect_good_quality_is_always_accepted_on_zero() -> None:
    found = two_point_plan(producer=(0.0, 0.95), consumer=(0.05, 0.05))

    assert (found.n, found.ac) == (59, 0)


@pytest.mark.parametrize(
    ("producer", "consumer", "saying"),
    [
        ((0.01, 0.95), (0.01, 0.10), "less than the bad one"),
        ((0.05, 0.95), (0.01, 0.10), "less than the bad one"),
        ((-0.01, 0.95), (0.01, 0.10), "less than the bad one"),
        ((0.01, 0.95), (1.5, 0.10), "at most 1"),
        ((float("nan"), 0.95), (0.1, 0.10), "less than the bad one"),
        ((0.01, 0.10), (0.05, 0.95), "must exceed"),
        ((0.01, 1.0), (0.05, 0.10), "within 0 and 1"),
        ((0.01, 0.95), (0.05, 0.0), "within 0 and 1"),
    ],
)
def test_contradictory_risks_are_refused(
    producer: tuple[float, float], consumer: tuple[float, float], saying: str
) -> None:
    with pytest.raises(ValueError, match=saying):
        two_point_plan(producer=producer, consumer=consumer)


def test_impossible_wishes_are_refused() -> None:
    with pytest.raises(ValueError, match="shares between 0 and 1"):
        ltpd_plan(ltpd=0.0)
    with pytest.raises(ValueError, match="shares between 0 and 1"):
        ltpd_plan(ltpd=5)
    with pytest.raises(ValueError, match="more than 100000000 items"):
        ltpd_plan(ltpd=1e-10)
    with pytest.raises(ValueError, match="at least 0"):
        ltpd_plan(ltpd=0.05, ac=-1)
    with pytest.raises(ValueError, match="95 %"):
        zero_acceptance_plan(ltpd=0.05, confidence=95)
    with pytest.raises(ValueError, match="give its lot_size"):
        two_point_plan(producer=(0.01, 0.95), consumer=(0.05, 0.1), model="hypergeometric")
    with pytest.raises(ValueError, match="at least 1 item"):
        zero_acceptance_plan(ltpd=0.05, lot_size=0)
