"""Switching beyond the reference cases: the other standards, the gap, irregular production, resuming."""

import pytest

from qa_run.statistics.sampling import Lot, Rules, State, after, history, resumed

GOOD, BAD = Lot(accepted=True), Lot(accepted=False)
Z14 = Rules(standard="z1.4")
REDUCED = State(inspection="reduced")


def test_no_lots_leave_the_start() -> None:
    found = history([], start=REDUCED)

    assert (found.inspection, found.score, found.end) == ((), (), REDUCED)


@pytest.mark.parametrize("standard", ["z1.4", "mil-std-105e"])
def test_ten_accepted_lots_in_a_row_allow_reduced_inspection(standard: str) -> None:
    found = history([GOOD] * 11, rules=Rules(standard=standard))

    assert found.following.index("reduced") == 9
    assert set(found.score) == {None}


def test_a_rejected_lot_starts_the_ten_again() -> None:
    found = history([GOOD] * 9 + [BAD] + [GOOD] * 10, rules=Z14)

    assert found.following.index("reduced") == 19


def test_the_limit_number_counts_the_last_ten_lots() -> None:
    limited = Rules(standard="z1.4", limit_number=4)
    lots = [Lot(accepted=True, nonconforming=5)] + [GOOD] * 10

    assert history(lots, rules=limited).following.index("reduced") == 10
    assert history(lots, rules=Z14).following.index("reduced") == 9


def test_without_leave_nothing_is_reduced() -> None:
    assert history([GOOD] * 30, rules=Rules(standard="z1.4", reduced_authorised=False)).end.inspection == "normal"


@pytest.mark.parametrize("lot", [BAD, Lot(accepted=True, in_gap=True), Lot(accepted=True, irregular=True)])
def test_what_ends_reduced_inspection(lot: Lot) -> None:
    assert after(REDUCED, lot, Rules()) == State()
    assert after(REDUCED, GOOD, Rules()) == REDUCED


def test_unsteady_production_puts_reduced_inspection_off() -> None:
    found = history([GOOD] * 14 + [Lot(accepted=True, irregular=True), GOOD])

    assert found.score[-2:] == (30, 32)
    assert found.following[-2:] == ("normal", "reduced")


def test_plans_with_and_without_a_tighter_one_may_alternate() -> None:
    found = history([GOOD, Lot(accepted=True, at_tighter_aql=True), Lot(accepted=True, at_tighter_aql=False), GOOD])

    assert found.score == (2, 5, 0, 2)


def test_two_rejected_of_six_do_not_tighten() -> None:
    assert history([BAD, GOOD, GOOD, GOOD, GOOD, BAD]).end.inspection == "normal"
    assert history([BAD, GOOD, GOOD, GOOD, BAD]).end.inspection == "tightened"


def test_discontinued_stays_so_until_it_is_resumed_tightened() -> None:
    found = history([BAD] * 7 + [GOOD] * 20)

    assert found.end.inspection == "discontinued"
    assert history([GOOD] * 5, start=resumed()).end == State()


def test_the_rejected_of_an_earlier_tightened_spell_do_not_count() -> None:
    spell = [BAD, BAD, *[BAD] * 4, *[GOOD] * 5]

    assert history(spell + spell).end.inspection == "normal"


def test_unknown_standards_are_refused() -> None:
    with pytest.raises(ValueError, match="mil-std-105e"):
        Rules(standard="iso3951")
