"""Shewhart charts against qcc 2.7: centre, sigma, limits, points beyond and runs, for every case of the file."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from comparing import apart, places
from oracles import cases

from qa_run.statistics.charts import (
    Chart,
    Run,
    binomial_overdispersion,
    c_chart,
    g_chart,
    individuals_chart,
    moving_range_chart,
    np_chart,
    p_chart,
    poisson_overdispersion,
    r_chart,
    s_chart,
    signals,
    u_chart,
    xbar_chart,
)
from qa_run.statistics.spread import Aggregates, Sigma, d2, of_rows, sigma_of_ranges, sigma_of_sds, sigma_overall

CASES = cases("qcc27_charts")
KINDS = sorted({case["function"] for case in CASES})
#: qcc's d2 and d3 are tables of three or four digits; ours are computed.
ROUNDED, EXACT = 5e-4, 1e-9
METHODS = {
    "UWAVE-R": ("R", "mean"),
    "UWAVE-SD": ("S", "mean"),
    "MVLUE-R": ("R", "weighted"),
    "MVLUE-SD": ("S", "weighted"),
    "RMSDF": ("S", "pooled"),
}


def subgroups(case: dict[str, Any]) -> tuple[Aggregates, np.ndarray]:
    """What the case's subgroups come to, and which of them set the limits: those of `newdata` do not."""
    rows = case["input"]["subgroups"] + case["input"].get("newdata", [])
    widest = max(map(len, rows))
    values = np.array([[np.nan if x is None else x for x in row] + [np.nan] * (widest - len(row)) for row in rows])
    return of_rows(values), np.arange(len(rows)) < len(case["input"]["subgroups"])


def method(case: dict[str, Any], of: Aggregates) -> tuple[str, str]:
    name = case["input"].get("std_dev_method", "UWAVE-R")
    if name.startswith("default"):
        name = "RMSDF" if of.n.max() > 25 else "UWAVE-R"
    return METHODS[name]


def sigma_within(case: dict[str, Any], of: Aggregates, counted: np.ndarray) -> Sigma:
    spread, how = method(case, of)
    if spread == "R":
        return sigma_of_ranges(of.n, of.range, method=how, counted=counted)  # type: ignore[arg-type]
    return sigma_of_sds(of.n, of.sd, method=how, counted=counted)  # type: ignore[arg-type]


def width(case: dict[str, Any]) -> dict[str, float]:
    if "confidence_level" in case["input"]:
        return {"confidence": case["input"]["confidence_level"]}
    return {"nsigmas": case["input"]["nsigmas"]}


def drawn(case: dict[str, Any]) -> tuple[Chart, float]:
    """The case's chart, and how near it must come."""
    kind, given = case["function"].split("'")[1], case["input"]
    if "moving-range" in case["function"]:
        return moving_range_chart(given["x"], **width(case)), ROUNDED
    if kind in ("xbar", "R", "S"):
        of, counted = subgroups(case)
        near = ROUNDED if method(case, of)[0] == "R" or kind == "R" else EXACT
        if kind == "xbar" and "center" in given:
            return xbar_chart(of.n, of.mean, given["std_dev"], centre=given["center"], **width(case)), EXACT
        sigma = sigma_within(case, of, counted)
        if kind == "xbar":
            return xbar_chart(of.n, of.mean, sigma, counted=counted, **width(case)), near
        if kind == "R":
            return r_chart(of.n, of.range, sigma=sigma, counted=counted, **width(case)), near
        return s_chart(of.n, of.sd, sigma=sigma, counted=counted, **width(case)), near
    if kind == "xbar.one":
        if given["std_dev_method"] == "MR":
            return individuals_chart(given["x"], span=given["k"], **width(case)), ROUNDED
        return individuals_chart(given["x"], sigma=sigma_overall(given["x"]), **width(case)), EXACT
    counts = given["x"] + given.get("newdata", [])
    counted = np.arange(len(counts)) < len(given["x"])
    if kind in ("p", "np"):
        draw = p_chart if kind == "p" else np_chart
        return draw(counts, given["n"] + given.get("newsizes", []), counted=counted, **width(case)), EXACT
    if kind == "u":
        return u_chart(counts, given["n"], **width(case)), EXACT
    return {"c": c_chart, "g": g_chart}[kind](counts, **width(case)), EXACT


def sigma_of_kind(chart: Chart) -> Any:
    """What qcc calls std.dev: of np charts that of a count."""
    return chart.process_sigma * np.sqrt(chart.n) if chart.kind == "np" else chart.process_sigma


def wrong(case: dict[str, Any]) -> list[str]:
    told = case["output"]
    if "overdispersion" in case["function"]:
        of = case["input"]
        tested = binomial_overdispersion(of["x"], of["n"]) if "n" in of else poisson_overdispersion(of["x"])
        # qcc prints five digits of the p-value, and none below the precision of its numbers
        return (
            apart("ratio", tested.ratio, told["var_ratio"], EXACT)
            + apart("statistic", tested.statistic, told["statistic"], EXACT)
            + apart("p", max(tested.p_value, 2.2204e-16), told["p_value"], 2e-5)
        )
    chart, near = drawn(case)
    half = np.maximum(chart.upper - chart.centre, 0)
    statistics = told["statistics"] + (told["newstats"] or [])
    # a mean or a spread of values far from 0 keeps only the digits that the values have
    typical = float(np.max(np.abs(statistics)))
    run = Run(told["run_length"])
    return (
        apart("statistic", chart.statistic, statistics, EXACT, typical)
        + apart("centre", chart.centre, told["center"], EXACT, typical)
        + apart("sigma", sigma_of_kind(chart), told["std_dev"], near)
        + apart("lower", chart.lower, told["lcl"], near, half)
        + apart("upper", chart.upper, told["ucl"], near, half)
        + [
            f"{what}: {ours} instead of {theirs}"
            for what, ours, theirs in (
                ("beyond", places(chart.outside), told["beyond_limits_1based"]),
                (f"runs of {run.length}", places(signals(chart, [run]).flags[0]), told["violating_runs_1based"]),
            )
            if ours != sorted(theirs)
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_charts_agree_with_qcc(kind: str) -> None:
    of_kind = {at: case for at, case in enumerate(CASES) if case["function"] == kind}

    assert of_kind
    assert {at: (case["source"], found) for at, case in of_kind.items() if (found := wrong(case))} == {}


def test_every_case_of_the_file_is_run() -> None:
    run = Counter(kind for kind in KINDS for case in CASES if case["function"] == kind)

    assert sum(run.values()) == len(CASES) == 361


def test_with_qccs_rounded_d2_means_and_single_values_agree_to_nine_digits() -> None:
    """So what is left of the difference above is the rounding of qcc's table, and nothing else."""
    table = {case["input"]["n"]: case["output"].get("qcc_d2_table") for case in cases("spc_constants")}
    compared, found = 0, {}
    for at, case in enumerate(CASES):
        if case["function"] not in ("qcc(type='xbar')", "qcc(type='xbar.one')"):
            continue
        chart, near = drawn(case)
        span = case["input"].get("k") or chart.n[0]
        if near == EXACT or ("subgroups" in case["input"] and (chart.n != span).any()):
            continue
        compared += 1
        sigma = chart.process_sigma * d2(span) / table[span]
        again = xbar_chart(chart.n, chart.statistic, sigma, centre=chart.process_centre, **width(case))
        half = again.upper - again.centre
        if differ := apart("lower", again.lower, case["output"]["lcl"], EXACT, half) + apart(
            "upper", again.upper, case["output"]["ucl"], EXACT, half
        ):
            found[at] = differ

    assert found == {}
    assert compared == 99
