"""How a correction stands, by the lots that were seen and by the day."""

from datetime import date

import pytest
from attrs import evolve

from qa_run.errors import Place
from qa_run.judging.mending import numbers, promised_by, standing
from qa_run.model.correction import Correction, Effect, SeenLot

ONE = Correction(
    id="K-1",
    place=Place("corrections.yaml"),
    what="a new burner",
    by="Marco",
    promised=date(2026, 3, 1),
    due=date(2026, 3, 5),
    from_lot="B3",
    characteristic="core",
    lots=2,
)
BEFORE, AFTER = date(2026, 3, 5), date(2026, 3, 6)


def lot(name: str, bad: int = 0, inspected: int = 5, when: str = "", decided: bool = True) -> SeenLot:
    return SeenLot(name=name, inspected=inspected, nonconforming=bad, bad=bad > 0, when=when, decided=decided)


@pytest.mark.parametrize(
    ("lots", "day", "state"),
    [
        ([], BEFORE, Effect.OPEN),
        ([], AFTER, Effect.OVERDUE),
        ([lot("B1", 1), lot("B2", 1)], AFTER, Effect.OVERDUE),
        ([lot("B2", 1), lot("B3")], AFTER, Effect.OPEN),
        ([lot("B2", 1), lot("B3"), lot("B4")], BEFORE, Effect.VERIFIED),
        ([lot("B3"), lot("B4"), lot("B5", 1)], BEFORE, Effect.RECURRED),
        ([lot("B3", 1)], BEFORE, Effect.RECURRED),
        ([lot("B3"), lot("B4", inspected=0)], AFTER, Effect.OPEN),
        ([lot("B3"), lot("B4", decided=False)], AFTER, Effect.OPEN),
    ],
)
def test_states(lots: list[SeenLot], day: date, state: Effect) -> None:
    assert standing(ONE, lots, day).state is state


def test_what_was_once_found_in_a_lot_is_not_mended_by_sorting_it() -> None:
    assert standing(ONE, [lot("B3", 2), lot("B4"), lot("B5"), lot("B3")], AFTER).state is Effect.RECURRED
    assert standing(ONE, [lot("B3"), lot("B4"), lot("B5"), lot("B3", 1)], AFTER).state is Effect.RECURRED


def test_lots_come_in_the_order_of_time_where_all_have_one() -> None:
    lots = [lot("B4", when="2026-03-04"), lot("B2", 1, when="2026-03-02"), lot("B3", when="2026-03-03")]

    assert standing(ONE, lots, AFTER).state is Effect.VERIFIED


def test_one_that_is_said_to_be_done_is_not_overdue_before_a_lot_came() -> None:
    done = evolve(ONE, done=date(2026, 3, 4))

    assert standing(done, [], AFTER).state is Effect.OPEN
    assert "it says" in standing(done, [], AFTER).said


def test_one_that_was_replaced_fails_no_more() -> None:
    assert standing(evolve(ONE, replaced_by="K-2"), [lot("B3", 1)], AFTER).state is Effect.REPLACED


def test_the_same_promised_again_is_counted() -> None:
    again = [evolve(ONE, id=f"K-{n}", promised=date(2026, 3, n)) for n in range(1, 4)]
    gone = promised_by(evolve(ONE, id="K-0", promised=date(2026, 1, 1)))
    other = evolve(ONE, id="K-9", stratum={"shop": "Como"})

    assert numbers([*again, other], [gone]) == {"K-0": 1, "K-1": 2, "K-2": 3, "K-3": 4, "K-9": 1}
    assert "the 4th promise for the same thing" in standing(again[2], [], BEFORE, number=4).said
