"""Each type of chart and each set of rules through a procedure, against the functions that do the work."""

import numpy as np
import pytest
from charting import verdict

from qa_run import Outcome
from qa_run.statistics.charts import attributes, cusum, ewma, laney, rare
from qa_run.statistics.spread import sigma_of_moving_ranges

RANDOM = np.random.default_rng(3)
COUNTS, SIZES = RANDOM.poisson(6, 30), RANDOM.integers(80, 120, 30)
VALUES = np.round(RANDOM.normal(50, 2, 40), 3)
COUNTS[20], VALUES[33] = 30, 75
SIGMA = sigma_of_moving_ranges(VALUES)


@pytest.mark.parametrize(
    ("type_", "keys", "drawn"),
    [
        ("p", ", n: n", attributes.p_chart(COUNTS, SIZES)),
        ("np", ", n: n", attributes.np_chart(COUNTS, SIZES)),
        ("u", ", n: n", attributes.u_chart(COUNTS, SIZES)),
        ("c", "", attributes.c_chart(COUNTS)),
        ("laney_p", ", n: n", laney.laney_p_chart(COUNTS, SIZES)),
        ("laney_u", ", n: n", laney.laney_u_chart(COUNTS, SIZES)),
    ],
)
def test_charts_of_counts(tmp_path, type_, keys, drawn):
    found = verdict(tmp_path, f"{{type: {type_}, rules: limits{keys}}}", {"x": COUNTS, "n": SIZES})

    assert found.outcome is Outcome.FAILED
    assert [int(item.item) - 1 for item in found.items] == np.flatnonzero(drawn.outside).tolist()
    assert found.measured["centre"] == pytest.approx(drawn.centre[-1], rel=1e-11)
    assert found.measured["upper_control_limit"] == pytest.approx(drawn.upper[-1], rel=1e-11)


@pytest.mark.parametrize(
    ("keys", "drawn"),
    [
        ("type: ewma", ewma.ewma_chart(VALUES, SIGMA)),
        ("type: ewma, weight: 0.1, nsigmas: 2.7", ewma.ewma_chart(VALUES, SIGMA, weight=0.1, nsigmas=2.7)),
        ("type: cusum", cusum.cusum_chart(VALUES, SIGMA)),
        (
            "type: cusum, shift: 1.5, decision_interval: 4, head_start: 2",
            cusum.cusum_chart(VALUES, SIGMA, shift=1.5, decision_interval=4, head_start=2),
        ),
        ("type: g", rare.g_chart(np.round(VALUES))),
        ("type: t, rules: limits", rare.t_chart(VALUES)),
    ],
)
def test_charts_of_values(tmp_path, keys, drawn):
    values = np.round(VALUES) if "type: g" in keys else VALUES
    keys = keys.replace("type: g", "type: g, rules: limits")
    found = verdict(tmp_path, f"{{{keys}}}", {"x": values})
    signalling = np.flatnonzero(drawn.outside)

    assert found.items_total == len(signalling)
    assert [int(item.item) - 1 for item in found.items] == signalling.tolist()


def test_a_sum_that_signals_says_where_it_began(tmp_path):
    found = verdict(tmp_path, "{type: cusum, first: 10}", {"x": [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, *[13] * 8]})

    assert "in a sum that began at point 11" in found.items[0].finding


def test_items_are_counted_by_the_criterion_they_do_not_meet(tmp_path):
    bad = [place % 10 == 0 or 240 <= place < 250 for place in range(500)]
    columns = {"x": ["cracked" if each else "whole" for each in bad], "s": [place // 50 for place in range(500)]}
    found = verdict(tmp_path, "{type: p, subgroup: s, of: {equals: whole}, rules: limits}", columns)
    drawn = attributes.p_chart(np.add.reduceat(bad, range(0, 500, 50)), 50)

    assert found.measured["centre"] == pytest.approx(drawn.centre[0])
    assert [item.item for item in found.items] == [str(place) for place in np.flatnonzero(drawn.outside)]


@pytest.mark.parametrize(
    ("rules", "finding"),
    [
        ("western_electric", "I: rule 4: 8 points in a row on one side of the centre"),
        ("nelson", "I: rule 2: 9 points in a row on one side of the centre"),
        ("aiag", "I: rule 2: 7 points in a row on one side of the centre"),
        ("juran", "I: rule 5: 9 points in a row on one side of the centre"),
        ("{run: 6}", "I: rule 2: 6 points in a row on one side of the centre"),
    ],
)
def test_each_set_of_rules_names_its_own(tmp_path, rules, finding):
    long = [10, 12, 8, 11, 9] * 4
    columns = {"x": [*long, *[10.5, 10.6] * 6]}
    found = verdict(tmp_path, f"{{type: i_mr, first: 20, rules: {rules}}}", columns)

    assert any(finding in item.finding for item in found.items)


def test_a_run_chart_tells_a_shift_that_limits_do_not_see(tmp_path):
    found = verdict(tmp_path, "{type: run}", {"x": [*[10, 11] * 8, *[12, 13] * 8]})

    assert found.outcome is Outcome.FAILED
    assert "the longest run is 16 (expected up to 8)" in found.message
