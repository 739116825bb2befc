"""The constants of charts against R's, for every subgroup size of the file."""

import pytest
from oracles import cases

from qa_run.statistics.charts import factors
from qa_run.statistics.spread import c4, c5, d2, d3, d4

CASES = cases("spc_constants")
OWN = {"d2": d2, "d3": d3, "d4_median_range": d4, "c4": c4, "c5": c5}
#: qcc's own rounded tables stand beside the computed constants.
TABLES = {"qcc_d2_table": d2, "qcc_d3_table": d3}
#: R integrates ptukey, whose error grows with n; ours agree with a double integral to 11 digits: test_spread_constants.
OF_THE_RANGE = {"d3", "D1", "D2", "D3", "D4"}


@pytest.mark.parametrize("at", range(len(CASES)))
def test_constants_agree_with_r(at: int) -> None:
    n = CASES[at]["input"]["n"]
    wrong = {}
    for name, theirs in CASES[at]["output"].items():
        near = 2e-6 if name in OF_THE_RANGE and n > 76 else 1e-6
        if name in TABLES:
            ours, near = TABLES[name](n), 5e-4
        else:
            ours = OWN[name](n) if name in OWN else getattr(factors(n), name)
        if theirs is not None and not abs(ours - theirs) <= near * abs(theirs):
            wrong[name] = (ours, theirs)

    assert wrong == {}


def test_every_case_of_the_file_is_run() -> None:
    assert [case["input"]["n"] for case in CASES] == list(range(2, 101))
