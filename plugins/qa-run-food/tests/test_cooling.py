from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from qa_run import SpecErrors, Verdict

Judge = Callable[..., Verdict]

SOUP = "cold_at: {cooled: {from: hot_at, through: mid_at}}"
HEADER = "hot_at,mid_at,cold_at"
NOON = "2026-03-02 12:00:00"


def at(clock: str, day: int = 2) -> str:
    return f"2026-03-{day:02} {clock}:00"


@pytest.mark.parametrize(
    ("mid", "cold", "finding"),
    [
        (at("14:01"), at("17:00"), "first stage too slow"),
        (at("13:00"), at("18:01"), "too slow in total"),
        (at("15:00"), at("19:00"), "first stage too slow"),
        ("", at("17:00"), "first stage without a time"),
        ("lukewarm", at("17:00"), "first stage without a time"),
        (at("13:00"), at("12:30"), "times out of order"),
        (at("11:00"), at("17:00"), "times out of order"),
        (at("13:00"), "", "missing"),
        (at("13:00"), "later", "unreadable"),
    ],
)
def test_what_is_wrong_with_the_curve_has_a_name(judge: Judge, mid: str, cold: str, finding: str) -> None:
    fine = f"{NOON},{at('14:00')},{at('18:00')}"
    verdict = judge(SOUP, HEADER, fine, f"{NOON},{mid},{cold}", as_of=datetime(2026, 3, 4, tzinfo=UTC))

    assert [(item.item, item.finding) for item in verdict.items] == [("2", finding)]


def test_midnight_is_no_border(judge: Judge) -> None:
    verdict = judge(SOUP, HEADER, f"{at('22:00')},{at('00:00', 3)},{at('04:00', 3)}")

    assert verdict.nonconforming == 0


def test_what_still_cools_is_not_due(judge: Judge) -> None:
    verdict = judge(SOUP, HEADER, f"{NOON},{at('13:00')},", as_of=datetime(2026, 3, 2, 17, 59))

    assert verdict.buckets.not_yet_due == 1


def test_the_start_must_be_recorded(judge: Judge) -> None:
    verdict = judge(SOUP, HEADER, f",{at('13:00')},{at('17:00')}")

    assert dict(verdict.buckets.findings) == {"cannot be judged: hot_at, mid_at": 1}


def test_a_kitchen_may_be_stricter(judge: Judge) -> None:
    written = "cold_at: {cooled: {from: hot_at, through: mid_at, first: 1 h, total: 90 min}}"
    verdict = judge(written, HEADER, f"{NOON},{at('13:00')},{at('13:31')}")

    assert (verdict.requirement, dict(verdict.buckets.findings)) == (
        "cold within 90 min of hot_at, the first stage (mid_at) within 1 h",
        {"too slow in total": 1},
    )


@pytest.mark.parametrize("written", ["first: 0 h", "total: 1 h"])
def test_a_curve_that_cannot_be_met_is_refused(judge: Judge, written: str) -> None:
    with pytest.raises(SpecErrors):
        judge(f"cold_at: {{cooled: {{from: hot_at, through: mid_at, {written}}}}}", HEADER, f"{NOON},,")
