"""Capability against qcc 2.7 and 3.0: every field of every case, through the public functions.

What the references do otherwise, field by field; none of it is skipped, each is compared as what it is:

- Cp_l, Cp_u (Pp_l, ...): the ends printed beside them are the lower and the upper one-sided bound.
- the ends beside a negative index are swapped.
- Cpm (Ppm): the degrees of freedom lack the square of Boyles; the same interval, with those degrees, is compared.
- exp_*: a share under 0.0001 is printed as 0.
- target of qcc 2.7 with one limit and no target: the limit itself, from which nothing is computed; here there is none.
- Cp_k of qcc 2.7 with one limit: none; here that side's index, as in qcc 3.0.
- nobs of qcc 3.0 with unequal subgroups: missing cells are counted; its intervals are made with the values, as ours.
- std_dev: R-bar/d2 and the moving range come from d2 with three digits.
"""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from oracles import cases
from scipy.integrate import quad
from scipy.special import ndtr

from qa_run.statistics.capability import SpecificationLimits, cpm_interval, observed, study, study_from
from qa_run.statistics.spread import of_groups, sigma_of_sds

EXACT = 1e-9
ROUNDED = 5e-4
FILES = {"qcc27_capability": (663, 1.0, ""), "qcc30_capability": (152, 100.0, "_percent")}
#: What is not run of a file, by its place in it, with the reason: nothing.
SKIPPED: dict[tuple[str, int], str] = {}
ONE_SIDED = {"pl", "pu"}


def near(ours, theirs, tolerance=EXACT):
    return ours is not None and abs(ours - theirs) <= tolerance * abs(theirs)


def d2(n):
    return quad(lambda x: 1 - ndtr(x) ** n - ndtr(-x) ** n, -12, 12)[0]


D2 = {n: d2(n) for n in range(2, 26)}


def rows_of(given):
    rows = given["subgroups"] if "subgroups" in given else [given["x"]]
    return [[each for each in row if each is not None] for row in rows]


def sigma_differs(given, rows, values, theirs):
    """How the sigma of the method named is wrong, or nothing."""
    method = given["std_dev_method"]
    if method in {"RMSDF", "SD"}:
        labels = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        of = of_groups(values, labels)
        return [] if near(sigma_of_sds(of.n, of.sd, method="pooled").value, theirs) else [method]
    if method == "MR":
        ours = np.mean([abs(b - a) for a, b in pairwise(rows[0])]) / D2[2]
    else:
        assert method == "UWAVE-R"
        ours = np.mean([(max(row) - min(row)) / D2[len(row)] for row in rows if len(row) > 1])
    return [] if near(ours, theirs, ROUNDED) else [method]


def index_differs(name, ours, theirs):
    """Which of the value and the ends differ; Cpm's ends are compared apart."""
    if theirs["value"] is None:
        return [] if ours is None and theirs["lower"] is None and theirs["upper"] is None else [name]
    ends = (ours.lower_bound, ours.upper_bound) if name in ONE_SIDED else (ours.lower, ours.upper)
    wanted = sorted((theirs["lower"], theirs["upper"]))
    wrong = [] if near(ours.value, theirs["value"]) else [f"{name} value"]
    if name == "pm":
        return wrong
    return wrong + [f"{name} end" for one, other in zip(ends, wanted, strict=True) if not near(one, other)]


def cpm_differs(ours, theirs, n, mean, sigma, target, confidence):
    if theirs["value"] is None:
        return []
    square = ((mean - target) / sigma) ** 2
    without_square = n * (1 + square) / (1 + 2 * square)
    ends = cpm_interval(ours.value, without_square, confidence)
    with_square = cpm_interval(ours.value, n * (1 + square) ** 2 / (1 + 2 * square), confidence)
    return [
        name
        for name, one, other in (
            ("pm lower", ends.lower, theirs["lower"]),
            ("pm upper", ends.upper, theirs["upper"]),
            ("pm Boyles lower", ours.lower, with_square.lower),
            ("pm Boyles upper", ours.upper, with_square.upper),
        )
        if not near(one, other)
    ]


def differences(name, case):
    given, wanted = case["input"], dict(case["output"])
    percent, suffix = FILES[name][1:]
    rows = rows_of(given)
    values = np.concatenate([np.asarray(row, float) for row in rows])
    limits = SpecificationLimits(given["lsl"], given["usl"], given["target"])
    confidence, spread = given["confidence_level"], 2.0 * given["nsigmas"]
    sigma, n = wanted.pop("std_dev"), wanted.pop("nobs")
    wrong = sigma_differs(given, rows, values, sigma)
    raw = study(values, limits, sigma_within=sigma, confidence=confidence, spread=spread)
    wrong += [] if raw.n == n or ("unequal" in case["source"] and n == len(rows) * max(map(len, rows))) else ["nobs"]
    wrong += [] if near(raw.mean, wanted.pop("center")) else ["center"]
    overall = raw.overall.sigma
    wrong += [] if near(overall, wanted.pop("overall_std_dev", overall)) else ["overall_std_dev"]
    made = study_from(
        raw.n, raw.mean, limits, sigma_within=sigma, sigma_overall=overall, confidence=confidence, spread=spread
    )
    wrong += [] if (made.within, made.overall) == (raw.within, raw.overall) else ["aggregates"]
    target = wanted.pop("target")
    if limits.aim is None:
        wrong += [] if target in {limits.lower, limits.upper} else ["target"]
    else:
        wrong += [] if near(limits.aim, target) else ["target"]
    for letter, side in (("C", made.within), ("P", made.overall)):
        printed = {
            "p": wanted.pop(f"{letter}p", None),
            "pl": wanted.pop(f"{letter}p_l", None),
            "pu": wanted.pop(f"{letter}p_u", None),
            "pk": wanted.pop(f"{letter}p_k", None),
            "pm": wanted.pop(f"{letter}pm", None),
        }
        for key, theirs in printed.items():
            if theirs is None:
                assert letter == "P"
                assert name == "qcc27_capability"
            elif key == "pk" and theirs["value"] is None and name == "qcc27_capability":
                wrong += [] if side.pk == (side.pl or side.pu) else ["pk of one side"]
            else:
                wrong += [f"{letter}: {each}" for each in index_differs(key, getattr(side, key), theirs)]
        if printed["pm"] is not None and side.pm is not None:
            about = (raw.n, raw.mean, side.sigma, limits.aim, confidence)
            wrong += [f"{letter}: {each}" for each in cpm_differs(side.pm, printed["pm"], *about)]
    for field, share, seen in (
        ("below_lsl", made.within.expected.below, raw.observed.below),
        ("above_usl", made.within.expected.above, raw.observed.above),
    ):
        theirs, counted = wanted.pop(f"exp_{field}{suffix}"), wanted.pop(f"obs_{field}{suffix}")
        if theirs is None:
            wrong += [] if share is None and seen is None and counted is None else [field]
            continue
        right = share < 1e-4 if theirs == 0 else near(share * percent, theirs)
        wrong += ([] if right else [f"expected {field}"]) + (
            [] if near(seen.value * percent, counted) or seen.value == counted == 0 else [f"observed {field}"]
        )
    return wrong + [f"{field} is not compared" for field in wanted]


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_every_case_agrees(name):
    given = cases(name)
    run = {place: differences(name, case) for place, case in enumerate(given) if (name, place) not in SKIPPED}

    assert {place: wrong for place, wrong in run.items() if wrong} == {}
    assert len(run) == len(given) - len(SKIPPED) == FILES[name][0]


def test_the_cases_hold_every_kind_that_is_told_apart_above():
    methods = Counter(case["input"]["std_dev_method"] for name in FILES for case in cases(name))
    negative = [case for name in FILES for case in cases(name) if (case["output"]["Cp_k"]["value"] or 0) < 0]

    assert set(methods) == {"MR", "RMSDF", "SD", "UWAVE-R"}
    assert negative


def test_published_values_hold_no_capability():
    """Among the published values is none of an index: nothing to run here. A new one would be told by this test."""
    told = [case["what"].lower() for case in cases("published_crosscheck")]

    assert [each for each in told if "cp" in each or "capab" in each or "ppk" in each] == []


def test_observed_values_are_counted_alike_in_a_study_and_alone():
    case = cases("qcc27_capability")[0]["input"]
    values = np.concatenate(case["subgroups"])
    limits = SpecificationLimits(case["lsl"], case["usl"])

    assert study(values, limits).observed == observed(values, limits)
