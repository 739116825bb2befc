"""EWMA and CUSUM charts against qcc 2.7, for every case of the file."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from comparing import apart, places
from oracles import cases

from qa_run.statistics.charts import cusum_chart, ewma_chart
from qa_run.statistics.spread import Sigma, of_rows, sigma_of_moving_ranges, sigma_of_ranges, sigma_of_sds
from qa_run.statistics.spread.columns import Floats

CASES = cases("qcc27_ewma_cusum")
KINDS = sorted({case["function"] for case in CASES})
#: qcc's d2 is a table of three or four digits, ours is computed; with its sigma given, the rest agrees to nine digits.
ROUNDED, EXACT = 5e-4, 1e-9


def points(given: dict[str, Any]) -> tuple[Floats, Floats, np.ndarray, Sigma]:
    """Sizes, means, which of them set the limits, and sigma as qcc chooses it."""
    if "x" in given:
        x = np.array(given["x"], dtype=float)
        return np.ones(x.size), x, np.full(x.size, True), sigma_of_moving_ranges(x)
    rows = given["subgroups"] + given.get("newdata", [])
    widest = max(map(len, rows))
    of = of_rows(np.array([[np.nan if x is None else x for x in row] + [np.nan] * (widest - len(row)) for row in rows]))
    counted = np.arange(len(rows)) < len(given["subgroups"])
    sigma = (
        sigma_of_sds(of.n, of.sd, method="pooled", counted=counted)
        if of.n.max() > 25
        else sigma_of_ranges(of.n, of.range, method="mean", counted=counted)
    )
    return of.n, of.mean, counted, sigma


def wrong(case: dict[str, Any]) -> list[str]:
    given, told = case["input"], case["output"]
    n, means, counted, sigma = points(given)
    found = [] if "std_dev" in given else apart("sigma", sigma.value, told["std_dev"], ROUNDED)
    known, centre = told["std_dev"], given.get("center")
    if "ewma" in case["function"]:
        chart = ewma_chart(
            means, known, n=n, weight=given["lambda"], nsigmas=given["nsigmas"], centre=centre, counted=counted
        )
        half = chart.upper - chart.centre
        return (
            found
            + apart("centre", chart.process_centre, told["center"], EXACT)
            + apart("z", chart.statistic, told["z"], EXACT, half)
            + apart("lower", chart.lower, told["lcl"], EXACT, half)
            + apart("upper", chart.upper, told["ucl"], EXACT, half)
            + signalled(chart.outside, told["violations_1based"])
        )
    both = cusum_chart(
        means,
        known,
        n=n,
        shift=given["se_shift"],
        decision_interval=given["decision_interval"],
        head_start=given.get("head_start", 0.0),
        centre=centre,
        counted=counted,
    )
    # sums of differences keep the digits of the values in standard errors, not those of the sums
    digits = 1 + 4e-16 / EXACT * float(np.abs(means).max()) / known * np.sqrt(n.max()) * means.size
    return (
        found
        + apart("high", both.high.statistic, told["pos"], EXACT, digits)
        + apart("low", both.low.statistic, told["neg"], EXACT, digits)
        + signalled(both.high.outside, told["violations_upper_1based"])
        + signalled(both.low.outside, told["violations_lower_1based"])
    )


def signalled(flags: np.ndarray, told: list[int]) -> list[str]:
    return [] if places(flags) == sorted(told) else [f"signals: {places(flags)} instead of {told}"]


@pytest.mark.parametrize("kind", KINDS)
def test_ewma_and_cusum_agree_with_qcc(kind: str) -> None:
    of_kind = {at: case for at, case in enumerate(CASES) if case["function"] == kind}

    assert of_kind
    assert {at: (case["source"], found) for at, case in of_kind.items() if (found := wrong(case))} == {}


def test_every_case_of_the_file_is_run() -> None:
    run = Counter(kind for kind in KINDS for case in CASES if case["function"] == kind)

    assert sum(run.values()) == len(CASES) == 552
