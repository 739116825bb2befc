"""Totals that contradict their strata."""

import pytest

from qa_run import Outcome
from qa_run.builtin.comparing.consistent import Consistent
from qa_run.testing import as_written, conformance, judge_values

STONES = {
    ("small", "open"): (81, 87),
    ("large", "open"): (192, 263),
    ("small", "key"): (234, 270),
    ("large", "key"): (55, 80),
}
BERKELEY = {
    ("A", "men"): (512, 825), ("A", "women"): (89, 108), ("B", "men"): (353, 560), ("B", "women"): (17, 25),
    ("C", "men"): (120, 325), ("C", "women"): (202, 593), ("D", "men"): (138, 417), ("D", "women"): (131, 375),
    ("E", "men"): (53, 191), ("E", "women"): (94, 393), ("F", "men"): (22, 373), ("F", "women"): (24, 341),
}  # fmt: skip


def judged(table, first, second, engine="", **written):
    rows = [(s, g, "yes" if at < k else "no") for (s, g), (k, n) in table.items() for at in range(n)]
    made = as_written(
        Consistent, {"across": "size", "between": "group", "first": first, "second": second, "of": "yes", **written}
    )
    values = [value for _, _, value in rows]
    columns = {"size": [size for size, _, _ in rows], "group": [group for _, group, _ in rows]}
    return judge_values(made, values, columns=columns, engine=engine)


def test_what_the_examples_say_is_so():
    conformance(Consistent)


@pytest.mark.parametrize("engine", ["DuckDB on CSV", "Polars"])
def test_kidney_stones_are_a_reversal_told_with_both_tables(engine):
    result = judged(STONES, "open", "key", engine)

    assert result.outcome is Outcome.MARGINAL
    assert result.message == (
        "Simpson's reversal: in total the other way than in each size; in total open 78 % (273 of 350), key 82.57 % "
        "(289 of 350); by size: large open 73 % (192 of 263), key 68.75 % (55 of 80), small open 93.1 % (81 of 87), "
        "key 86.67 % (234 of 270); with the same mix of size: key 5.384 points lower"
    )
    assert [(item.item, item.finding) for item in result.items] == [
        ("large", "open 73 % (192 of 263), key 68.75 % (55 of 80)"),
        ("small", "open 93.1 % (81 of 87), key 86.67 % (234 of 270)"),
    ]


def test_both_tables_are_there_to_be_seen_and_only_of_a_reversal():
    total, by_size = judged(STONES, "open", "key").tables

    assert (total.title, total.headers) == ("In total", ("", "open", "key", "key is"))
    assert total.rows == (("(all)", "78 % (273 of 350)", "82.57 % (289 of 350)", "4.571 points higher"),)
    assert (by_size.title, by_size.headers) == ("By size", ("size", "open", "key", "key is"))
    assert by_size.rows == (
        ("large", "73 % (192 of 263)", "68.75 % (55 of 80)", "4.254 points lower"),
        ("small", "93.1 % (81 of 87)", "86.67 % (234 of 270)", "6.437 points lower"),
        ("same mix", "", "", "5.384 points lower"),
    )
    assert judged(BERKELEY, "men", "women").tables == ()


def test_the_groups_may_stand_the_other_way_round():
    assert judged(STONES, "key", "open").outcome is Outcome.MARGINAL


def test_a_reversal_may_fail():
    assert judged(STONES, "open", "key", fails=True).outcome is Outcome.FAILED


def test_berkeley_goes_both_ways_and_is_told():
    result = judged(BERKELEY, "men", "women")

    assert result.outcome is Outcome.PASSED
    assert (result.measured["higher"], result.measured["lower"]) == (4, 2)
    assert "in total men 44.52 % (1198 of 2691), women 30.35 % (557 of 1835)" in result.message
    assert "with the same mix of size: women 1.843 points higher" in result.message


def test_strata_with_one_group_are_named_and_left_out():
    result = judged({**STONES, ("tiny", "open"): (3, 3)}, "open", "key")

    assert result.outcome is Outcome.MARGINAL
    assert result.message.endswith("of one group only: tiny")


def test_items_of_neither_group_are_told():
    result = judged({**STONES, ("small", "none"): (3, 3)}, "open", "key")

    assert result.message.endswith("3 of neither group")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({("small", "open"): (1, 2)}, "no items of key in group"),
        (
            {("small", "open"): (1, 2), ("large", "key"): (1, 2)},
            "fewer than two of size have items of both: not large, small",
        ),
    ],
)
def test_where_there_is_nothing_to_compare_nothing_is_decided(table, told):
    result = judged(table, "open", "key")

    assert result.outcome is Outcome.NOT_INSPECTED
    assert told in result.message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"second": " open "}, "both 'open'"),
        ({"between": "size"}, "across and between are both size"),
        ({"of": {"unique": True}}, "cannot stand here"),
    ],
)
def test_what_makes_no_sense_is_refused(written, told):
    plain = {"across": "size", "between": "group", "first": "open", "second": "key", "of": "yes"}

    with pytest.raises(ValueError, match=told):
        as_written(Consistent, {**plain, **written})
