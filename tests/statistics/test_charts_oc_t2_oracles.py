"""OC curves and T2 charts against qcc 2.7, and what was published beside them."""

from typing import Any

import numpy as np
import pytest
from comparing import apart
from oracles import cases

from qa_run.statistics.charts import (
    c_chart,
    oc_c,
    oc_p,
    oc_xbar,
    p_chart,
    process_of_subgroups,
    process_of_values,
    t2_chart,
)

CASES = cases("qcc27_oc_t2")


def wrong(case: dict[str, Any]) -> list[str]:
    given, told = case["input"], case["output"]
    if "xbar" in case["function"]:
        shift, n = np.array(given["shift_in_sigma"])[:, None], np.array(given["n"])
        return apart("beta", oc_xbar(shift, n, given["nsigmas"]), told["beta_rows_shift_cols_n"], 1e-9)
    if "oc.curves.p" in case["function"]:
        chart = p_chart(given["x"], given["n"])
        beta = oc_p(told["p"], given["n"][0], chart.lower[0], chart.upper[0], edges="qcc")
        return apart("beta", beta, told["beta"], 1e-9)
    if "oc.curves.c" in case["function"]:
        chart = c_chart(given["x"])
        return apart("beta", oc_c(told["c"], chart.lower[0], chart.upper[0], edges="qcc"), told["beta"], 1e-9)
    if "single" in case["function"]:
        values = np.array(given["X"], dtype=float)
        process, points = process_of_values(values), values
    else:
        # subgroups x values x characteristics, from one table for each characteristic
        stacked = np.stack([np.array(given[name], dtype=float) for name in ("X1", "X2")], axis=2)
        process, points = process_of_subgroups(stacked), stacked.mean(axis=1)
    chart = t2_chart(points, process, confidence=given["confidence_level"])
    future = t2_chart(points, process, confidence=given["confidence_level"], future=True)
    expected = told.get("ucl_prediction", told.get("pred_ucl"))
    return (
        apart("centre", process.centre, told["center"], 1e-9)
        + apart("covariance", process.covariance, told["cov"], 1e-9)
        + apart("T2", chart.statistic, told["statistics"], 1e-9)
        + apart("lower", chart.lower, told["lcl"], 1e-9)
        + apart("upper", chart.upper, told["ucl"], 1e-9)
        + ([] if expected is None else apart("prediction", future.upper, expected, 1e-9))
    )


@pytest.mark.parametrize("at", range(len(CASES)))
def test_oc_curves_and_t2_agree_with_qcc(at: int) -> None:
    assert wrong(CASES[at]) == []


def test_every_case_of_the_file_is_run() -> None:
    assert len(CASES) == 6
