"""Acceptance sampling by attributes agrees with the reference software, every case of its files counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from oracles import cases

from qa_run.statistics.sampling import (
    Lot,
    Plan,
    Rules,
    State,
    acceptance_probability,
    code_letter,
    code_letters,
    history,
    operating_characteristic,
    plan,
    table_plan,
    two_point_plan,
)

KINDS = ("single", "double", "multiple")
MODELS = {"binomial": "binomial", "poisson": "poisson", "hypergeom": "hypergeometric"}

#: Cases of these files that belong to another topic, by function or source, with how many there are.
ELSEWHERE = {
    "acceptance_sampling_oc_findplan": {
        "find.plan(normal)": (82, "variables sampling"),
        "OCvar(normal)": (12, "variables sampling"),
    },
    "aqlschemes_known_errors": {"Z1.9 reduced sigma unknown": (1, "variables sampling")},
}


def numbers(found: Plan) -> list[tuple[int, int, int]]:
    return [(stage.n, stage.ac, stage.re) for stage in found.stages]


def printed(output: dict[str, Any]) -> list[tuple[int, int, int]]:
    columns = [value if isinstance(value, list) else [value] for value in (output["n"], output["ac"], output["re"])]
    return [(n, ac, re) for n, ac, re in zip(*columns, strict=True)]


def relative(found: Any, wanted: list[float]) -> float:
    expected = np.array(wanted, dtype=float)
    return float(np.max(np.abs(np.asarray(found) - expected) / np.where(expected == 0, 1, expected)))


def agrees(kind: str, case: dict[str, Any]) -> bool:
    cell, output = case["input"], case["output"]
    found = table_plan(cell["code"], aql=cell["aql"], severity=cell["state"], kind=kind, standard="z1.4")
    if output["n"] is None:  # the table refers to a simpler kind
        return KINDS.index(found.kind) < KINDS.index(kind)
    return numbers(found) == printed(output)


def test_code_letters() -> None:
    run = 0
    for case in cases("z14_code_letters"):
        given, letter = case["input"], case["output"]["code"]
        level, last = given["inspection_level"], given["lot_size_max"] or 50_000_000
        assert code_letter(given["lot_size_min"], level) == code_letter(last, level) == letter, case
        assert code_letters([given["lot_size_min"], last], level).tolist() == [letter, letter]
        run += 1

    assert run == len(cases("z14_code_letters")) == 105


@pytest.mark.parametrize(("kind", "many"), [("single", 855), ("double", 823), ("multiple", 860)])
def test_the_master_tables(kind: str, many: int) -> None:
    file = cases(f"z14_{kind}_plans")
    right = [case for case in file if "known_error" not in case]
    wrong = [case for case in file if "known_error" in case]

    assert [case for case in right if not agrees(kind, case)] == []
    assert [case for case in wrong if agrees(kind, case)] == []  # the reference is wrong there; see the next test
    assert len(right) + len(wrong) == len(file) == many


def test_the_right_values_where_the_reference_is_wrong() -> None:
    file = cases("aqlschemes_known_errors")
    run = 0
    for case in file:
        if case["table"] in ELSEWHERE["aqlschemes_known_errors"]:
            continue
        kind, severity = case["table"].split()
        cell = case["input"]
        found = table_plan(cell["code"], aql=cell["aql"], severity=severity, kind=kind, standard="z1.4")
        assert numbers(found) == printed(case["corrected"]), case
        run += 1

    assert run == len(file) - 1 == 19


def test_switching() -> None:
    run = 0
    for case in cases("switching_iso2859_1"):
        given, wanted = case["input"], case["output"]
        tighter = given["accepted_at_tighter_aql"] or [None] * len(given["accepted"])
        lots = [Lot(accepted=a, at_tighter_aql=t) for a, t in zip(given["accepted"], tighter, strict=True)]
        rules = Rules(reduced_authorised=given["reduced_authorised"])
        found = history(lots, rules=rules, start=State(inspection=given["start"]))
        assert list(found.inspection) == wanted["severity"], case
        assert list(found.following) == wanted["severity_after"], case
        assert list(found.score) == wanted["switching_score"], case
        assert found.end.inspection == wanted["final"], case
        run += 1

    assert run == len(cases("switching_iso2859_1")) == 49


def by_function(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The function, the model and the case, of what belongs here."""
    for case in cases(name):
        if case["function"] not in ELSEWHERE.get(name, {}):
            function, _, model = case["function"].rstrip(")").partition("(")
            if function in ("OC2c", "find.plan"):
                yield function, MODELS[model], case


def check(function: str, model: Any, case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["output"]
    if function == "find.plan":
        found = two_point_plan(producer=given["PRP"], consumer=given["CRP"], model=model, lot_size=given.get("N"))
        assert numbers(found) == [(wanted["n"], wanted["c"], wanted["r"])], case
        return
    quality = next(given[name] for name in ("pd", "defects_per_unit", "D") if name in given)
    drawn = plan(given["n"], given["c"], given["r"])
    found_oc = acceptance_probability(drawn, quality, model=model, lot_size=given.get("N"))
    assert relative(found_oc, wanted["p_accept"]) < 1e-12, case


def test_operating_characteristics_and_plans_from_two_points() -> None:
    name = "acceptance_sampling_oc_findplan"
    run = Counter[str]()
    for function, model, case in by_function(name):
        check(function, model, case)
        run[case["function"]] += 1

    left_out = sum(many for many, _ in ELSEWHERE[name].values())
    assert run.total() + left_out == len(cases(name)) == 354
    assert Counter(case["function"] for case in cases(name)) == run + Counter(
        {function: many for function, (many, _) in ELSEWHERE[name].items()}
    )


def test_the_sampling_cases_of_the_mixed_file() -> None:
    run = 0
    for function, model, case in by_function("net_contents_scf_strd_misc"):
        check(function, model, case)
        run += 1

    assert run == 2  # the other 44 are about net contents, tolerance and summaries
    assert len(cases("net_contents_scf_strd_misc")) == 46


def test_operating_characteristics_and_average_sample_numbers() -> None:
    run = 0
    for case in cases("aqlschemes_oc_asn"):
        given, wanted = case["input"], case["output"]
        found = operating_characteristic(plan(given["n"], given["c"], given["r"]), given["pd"])
        assert relative(found.accept, wanted["p_accept"]) < 1e-10, case
        assert relative(found.asn, wanted["asn"]) < 1e-12, case
        run += 1

    assert run == len(cases("aqlschemes_oc_asn")) == 11


def test_published_values() -> None:
    file = {case["source"]: case for case in cases("published_crosscheck")}
    nist = file["NIST e-handbook 6.2.3.2 plan (52,3)"]
    found = acceptance_probability(plan(52, 3), [share / 100 for share in range(1, 13)])
    assert np.abs(found - nist["computed"]).max() < 5.1e-9
    assert np.abs(found - nist["published"]).max() < 1.1e-3  # the handbook is off by a unit at 4 % and 5 %

    minitab = file["Minitab attributes acceptance sampling example AQL 1.5%, RQL 10%"]
    smallest = two_point_plan(producer=(0.015, 0.95), consumer=(0.10, 0.10))
    assert [smallest.n, smallest.ac] == minitab["published"]

    assert len(cases("published_crosscheck")) == 31  # the other 29 are about charts, capability, agreement, variables
