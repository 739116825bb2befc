"""Run lengths of EWMA and CUSUM charts against spc, every case of the file, and what must hold of any."""

from typing import Any

import numpy as np
import pytest
from oracles import cases

from qa_run.statistics.charts import cusum_arl, cusum_decision_interval, ewma_arl, ewma_width

CASES = cases("arl")
KINDS = sorted({case["function"] for case in CASES})
LIMITS = {"fix (asymptotic)": "asymptotic", "fix": "asymptotic", "vacl (time-varying)": "exact"}


def computed(function: str, given: dict[str, Any]) -> list[float]:
    sided = given["sided"]
    if function == "xcusum.arl":
        k, h, start = given["k"], given["h"], given["headstart"]
        return [cusum_arl(k, h, shift, head_start=start, sided=sided) for shift in given["mu"]]
    if function == "xewma.arl":
        weight, width, limits = given["lambda"], given["L"], LIMITS[given["limits"]]
        return [ewma_arl(weight, width, shift, limits=limits, sided=sided) for shift in given["mu"]]  # type: ignore[arg-type]
    if function == "xcusum.crit":
        return [cusum_decision_interval(given["k"], given["arl0"], sided=sided)]
    return [ewma_width(given["lambda"], given["arl0"], limits=LIMITS[given["limits"]], sided=sided)]  # type: ignore[arg-type]


@pytest.mark.parametrize("function", KINDS)
def test_run_lengths_and_critical_values_agree_with_spc(function: str) -> None:
    wrong = {}
    for at, case in enumerate(CASES):
        if case["function"] == function:
            theirs = np.atleast_1d(next(iter(case["output"].values())))
            ours = np.array(computed(function, case["input"]))
            if (np.abs(ours / theirs - 1) > 1e-6).any():
                wrong[at] = (case["input"], (ours / theirs - 1).tolist())

    assert wrong == {}


def test_every_case_of_the_file_is_run() -> None:
    assert sum(case["function"] in KINDS for case in CASES) == len(CASES) == 122
