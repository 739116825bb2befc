"""Laney's charts, run charts and their tests, and what else qicharts2 draws: against every case of its file."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from comparing import apart
from oracles import cases

from qa_run.statistics.charts import (
    Chart,
    c_chart,
    individuals_chart,
    laney_p_chart,
    laney_u_chart,
    moving_range_chart,
    p_chart,
    run_chart,
    runs_about,
    t_chart,
    u_chart,
    xbar_s_by_factors,
)
from qa_run.statistics.spread import d2, of_rows

CASES = cases("qicharts2_laney_runs")
KINDS = sorted({case["function"].split("'")[1] for case in CASES})
#: qicharts2 has 1.128 for d2(2) and 3.267 for D4(2); with its d2 in place of ours, limits agree to nine digits.
ROUNDED, EXACT = 5e-4, 1e-9
TO_ITS_D2 = d2(2) / 1.128


def drawn(kind: str, given: dict[str, Any]) -> tuple[Chart, float]:
    x, n = given.get("x"), given.get("n")
    if kind == "run":
        return run_chart(x), EXACT
    if kind == "i":
        chart = individuals_chart(x, screened=True)
        return individuals_chart(x, sigma=chart.process_sigma * TO_ITS_D2, centre=chart.process_centre), EXACT
    if kind == "mr":
        return moving_range_chart(x), ROUNDED
    if kind in ("pp", "up"):
        draw = laney_p_chart if kind == "pp" else laney_u_chart
        chart = draw(x, n, screened=True)
        return draw(x, n, sigma_z=chart.process_sigma * TO_ITS_D2), EXACT
    if kind == "t":
        chart = t_chart(x, screened=True)
        return t_chart(x, sigma=chart.process_sigma * TO_ITS_D2, centre=chart.process_centre), EXACT
    if kind in ("xbar", "s"):
        of = of_rows(given["subgroups"])
        pair = xbar_s_by_factors(of.n, of.mean, of.sd)
        return (pair.level if kind == "xbar" else pair.spread), EXACT
    return {"p": lambda: p_chart(x, n), "u": lambda: u_chart(x, n), "c": lambda: c_chart(x)}[kind](), EXACT


def wrong(case: dict[str, Any]) -> list[str]:
    kind, told = case["function"].split("'")[1], case["output"]
    chart, near = drawn(kind, case["input"])
    # its moving ranges begin with a place for the first value
    theirs = {name: np.array(told[name][kind == "mr" :], dtype=float) for name in ("y", "cl", "lcl", "ucl")}
    found = apart("y", chart.statistic, theirs["y"], EXACT) + apart("centre", chart.centre, theirs["cl"], EXACT)
    if kind == "run":
        assert np.isnan(theirs["lcl"]).all()
        assert np.isinf(chart.upper).all()
    else:
        half = chart.upper - chart.centre
        found += apart("lower", chart.lower, theirs["lcl"], near, half)
        found += apart("upper", chart.upper, theirs["ucl"], near, half)
        if chart.outside.tolist() != told["sigma_signal"][kind == "mr" :]:
            found.append("sigma_signal")
    runs = runs_about(chart.statistic, chart.centre)
    # ranges that share values run without a shift: qicharts2 counts their runs, but lets them signal nothing
    signal = kind != "mr" and runs.signal
    ours = (runs.useful, runs.longest, runs.longest_expected, runs.crossings, runs.fewest_expected, signal)
    names = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min", "runs_signal")
    return found + [
        f"{name}: {one} instead of {told[name]}" for name, one in zip(names, ours, strict=True) if one != told[name]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_charts_and_runs_agree_with_qicharts2(kind: str) -> None:
    of_kind = {at: case for at, case in enumerate(CASES) if case["function"].split("'")[1] == kind}

    assert of_kind
    assert {at: (case["source"], found) for at, case in of_kind.items() if (found := wrong(case))} == {}


def test_every_case_of_the_file_is_run() -> None:
    run = Counter(kind for kind in KINDS for case in CASES if case["function"].split("'")[1] == kind)

    assert sum(run.values()) == len(CASES) == 79
