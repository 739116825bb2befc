"""Items in the order of time."""

from datetime import datetime, timedelta

from hypothesis import given, settings, strategies as st

from qa_run import Column
from qa_run.builtin.criteria.many import Increases, OrderedValues
from qa_run.testing import judge_values

DAYS = [f"2026-03-{day:02d}" for day in range(1, 9)]


def test_a_gap_does_not_start_the_sequence_anew():
    result = judge_values(Increases(), ["5", None, "3"], columns={"time": DAYS[:3]})

    assert result.findings == ("", "missing", "not increasing")


def test_an_unreadable_value_does_not_start_the_sequence_anew():
    result = judge_values(Increases(), ["5", "x", "nan", "3"], columns={"time": DAYS[:4]})

    assert result.findings == ("", "unreadable", "unreadable", "not increasing")


def test_the_order_is_that_of_time_and_not_of_the_rows():
    result = judge_values(Increases(), ["3", "1", "2"], columns={"time": [DAYS[2], DAYS[0], DAYS[1]]})

    assert result.findings == ("", "", "")


def test_items_of_the_same_time_stand_in_the_order_of_their_values():
    result = judge_values(Increases(), ["2", "1", "3"], columns={"time": [DAYS[0], DAYS[0], DAYS[1]]})

    assert result.findings == ("", "", "")


def test_equal_values_at_the_same_time_do_not_increase():
    result = judge_values(Increases(), ["1", "1"], columns={"time": [DAYS[0]] * 2})

    assert sorted(result.findings) == ["", "not increasing"]


def test_an_item_without_a_time_cannot_be_judged_and_is_nobodys_previous():
    result = judge_values(Increases(), ["1", "9", "2"], columns={"time": [DAYS[0], None, DAYS[1]]})

    assert result.findings == ("", "cannot be judged: time", "")


def test_each_machine_has_a_counter_of_its_own():
    criterion = Increases(within=(Column("machine"),))

    result = judge_values(criterion, ["7", "1", "6", "2"], columns={"time": DAYS[:4], "machine": ["A", "B", "A", "B"]})

    assert result.findings == ("", "", "not increasing", "")


def test_an_item_of_no_machine_cannot_be_judged():
    criterion = OrderedValues("ascending", within=(Column("machine"),))

    result = judge_values(criterion, ["7", "1"], columns={"time": DAYS[:2], "machine": ["A", " "]})

    assert result.findings == ("", "cannot be judged: machine, time")


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)), st.lists(st.sampled_from([0, 1, 2]), min_size=6, max_size=6), st.data())
def test_the_verdict_does_not_hang_on_the_order_of_the_rows(order, days, data):
    values = data.draw(st.lists(st.integers(0, 4), min_size=6, max_size=6))
    times = [(datetime(2026, 3, 1) + timedelta(days=day)).isoformat() for day in days]
    one = judge_values(Increases(), values, columns={"time": times})
    other = judge_values(
        Increases(), [values[place] for place in order], columns={"time": [times[place] for place in order]}
    )

    assert one.buckets == other.buckets
