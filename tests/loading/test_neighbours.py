"""What stands beside a criterion on its characteristic: the limits that a capability takes."""

from pathlib import Path

import pytest

from qa_run import SpecErrors
from qa_run.builtin import plugin
from qa_run.host import CORE, make_host
from qa_run.loading.loader import load

HEAD = "procedure: p\nsamples: {from: x.csv}\ncharacteristics:\n  d:\n    unit: g\n"


@pytest.fixture
def capabilities(tmp_path: Path):
    def loaded(text: str, head: str = HEAD):
        path = tmp_path / "p.yaml"
        path.write_text(head + "".join(f"    {line}\n" for line in text.splitlines()), encoding="utf-8")
        (procedure,) = load([path], make_host([(CORE, plugin)]), tmp_path)
        return {each.id: each for each in procedure.requirements if each.name == "capability"}

    return loaded


def limits(requirement):
    return requirement.criterion.limits


def test_a_capability_takes_the_limits_beside_it(capabilities):
    (one,) = capabilities("nominal: 80\ntolerance: 4\ncapability: {cpk: {lower: 1.33}}").values()

    assert limits(one) == {"lower": 76, "upper": 84}
    assert one.written.sentence("en") == "Cpk at least 1.33, specified 80 g ± 4 g"


def test_limits_come_in_the_unit_that_is_recorded(capabilities):
    (one,) = capabilities("recorded_in: kg\nlower: 76\ncapability: {cpk: {lower: 1.33}}").values()

    assert limits(one) == {"lower": 0.076}
    assert one.written.sentence("en") == "Cpk at least 1.33, specified at least 76 g"


def test_its_own_limits_come_first_and_are_converted_too(capabilities):
    text = "recorded_in: kg\nlower: 76\ncapability: {lower: 70, upper: 0.09 kg, cpk: {lower: 1.33}}"
    (one,) = capabilities(text).values()

    assert limits(one) == {"lower": 0.07, "upper": 0.09}
    assert float(one.criterion.cpk.lower.value) == 1.33


def test_the_nominal_value_beside_it_is_the_target(capabilities):
    (one,) = capabilities("nominal: 80\ntolerance: [-3, 5]\ncapability: {cpm: {lower: 1}}").values()

    assert one.criterion.target_of(one.criterion.specification) == 80


def test_limits_listed_apart_are_found(capabilities):
    (one,) = capabilities("requirements:\n- {lower: 76}\n- capability: {cpk: {lower: 1}}").values()

    assert limits(one) == {"lower": 76}


def test_of_two_limits_those_of_the_same_requirement_count(capabilities):
    text = (
        "requirements:\n- {lower: 76, id: near}\n- {lower: 70, id: far}\n- {lower: 60, capability: {cpk: {lower: 1}}}"
    )
    (one,) = capabilities(text).values()

    assert limits(one) == {"lower": 60}


def test_a_case_takes_the_limits_of_the_case(capabilities):
    text = "lower: 76\ncapability: {cpk: {lower: 1}}\ncases: [{id: ny, when: {s: NY}, lower: 78}]"
    found = capabilities(text)

    assert limits(found["capability"]) == {"lower": 76}
    assert limits(found["capability:ny"]) == {"lower": 78}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "capability: {cpk: {lower: 1}}",
            "p.yaml:6:5: capability: no specification limits: write lower, upper",
        ),
        (
            "requirements:\n- {lower: 76, id: near}\n- {lower: 70, id: far}\n- capability: {cpk: {lower: 1}}",
            "limits stand there 2 times: near, far",
        ),
        ("requirements:\n- {lower: 76, when: {s: NY}}\n- capability: {cpk: {lower: 1}}", "no specification limits"),
        ("lower: 76\ncapability: {cp: {lower: 1}}", "p.yaml:7:5: capability: cp needs the upper specification limit"),
        ("lower: 76\ncapability: {target: 70, cpk: {lower: 1}}", "the target 70.0 lies outside of the limits"),
        ("lower: 76\ncapability: {cpk: {lower: 1}, beside: 3}", "unknown key 'beside'"),
    ],
)
def test_what_is_missing_is_a_fault_with_its_place(capabilities, text, message):
    with pytest.raises(SpecErrors) as error:
        capabilities(text)

    assert message in str(error.value)


@pytest.mark.parametrize(
    ("subgroup", "expected"),
    [("4", 4), ("hour", "hour"), ("{column: hour}", "hour"), ('"4"', "4"), ("{column: 4}", "4")],
)
def test_a_subgroup_is_a_number_or_a_column(capabilities, subgroup, expected):
    (one,) = capabilities(f"lower: 76\ncapability: {{cpk: {{lower: 1}}, subgroup: {subgroup}}}").values()
    found = one.criterion.subgroup

    assert (found if isinstance(found, int) else found.name) == expected
