"""The rule `plan`: which plan it finds, what it says of a sample in hand, which plans it refuses where they stand."""

from pathlib import Path
from typing import Any

import pytest

from qa_run import Judged, Severity, Share, SpecErrors, run
from qa_run.builtin.plans import Point, SamplingPlan
from qa_run.loading.loader import load
from qa_run.session import Options, host_of
from qa_run.statistics.sampling import acceptance_probability


def share(written: str) -> Share:
    return Share.parse(written)


def answer(rule: SamplingPlan, n: int, found: int, lot: int | None = 1200, severity: Any = None) -> Judged:
    return rule.allows(n, found, lot, severity)


def numbers(rule: SamplingPlan, lot: int | None, severity: Any = None) -> list[tuple[int, int, int]]:
    return [(stage.n, stage.ac, stage.re) for stage in rule.plan_of(lot, severity).stages]


J = SamplingPlan(aql=1.0)
DOUBLE = SamplingPlan(aql=1.0, kind="double")


def test_the_plan_is_that_of_the_table():
    assert numbers(J, 1200) == [(80, 2, 3)]
    assert numbers(DOUBLE, 1200) == [(50, 0, 3), (50, 3, 4)]
    assert numbers(SamplingPlan(aql=1.0, level="S-3"), 1200) == [(13, 0, 1)]
    assert (J.plan_of(1200).letter, J.sample_size(1200), J.per_lot) == ("J", 80, True)


def test_tightened_and_reduced_inspection_have_plans_of_their_own():
    assert numbers(SamplingPlan(aql=1.0, severity="tightened"), 1200) == [(80, 1, 2)]
    assert numbers(SamplingPlan(aql=1.0, severity="reduced"), 1200) == [(32, 1, 2)]


def test_switching_leaves_no_severity_to_be_written():
    with pytest.raises(ValueError, match=r"write switching: \{start: reduced\}"):
        SamplingPlan(aql=1.0, severity="reduced", switching=True)


def test_each_class_has_its_aql_and_zero_takes_none_in_the_sample_of_the_letter():
    rule = SamplingPlan(aql={"critical": 0, "major": 1.0, "minor": 4.0})

    assert numbers(rule, 1200, Severity.MAJOR) == [(80, 2, 3)]
    assert numbers(rule, 1200, Severity.MINOR) == [(80, 7, 8)]
    assert numbers(rule, 1200, Severity.CRITICAL) == [(80, 0, 1)]
    assert rule.sample_size(1200) == 80
    assert "has no AQL for what is of no class" in answer(rule, 80, 0).undecided


@pytest.mark.parametrize(("found", "conforms"), [(0, True), (2, True), (3, False), (80, False)])
def test_a_full_sample_is_accepted_up_to_ac(found, conforms):
    judged = answer(J, 80, found)

    assert (judged.conforms, judged.need_more, judged.accept) == (conforms, 0, 2)
    assert "table II-A, letter J, n 80 Ac 2 Re 3" in judged.convention


def test_too_small_a_sample_asks_for_the_rest_unless_it_rejects_already():
    assert (answer(J, 79, 0).conforms, answer(J, 79, 0).need_more) == (False, 1)
    assert (answer(J, 0, 0).need_more, answer(J, 10, 3).need_more) == (80, 0)
    assert answer(J, 10, 3).conforms is False


def test_more_than_was_asked_for_is_judged_by_the_same_numbers():
    assert answer(J, 100, 2).conforms
    assert not answer(J, 100, 3).conforms
    assert "20 more inspected than asked for" in answer(J, 100, 2).convention


@pytest.mark.parametrize(
    ("n", "found", "conforms", "need_more"),
    [(50, 0, True, 0), (50, 3, False, 0), (50, 1, False, 50), (49, 0, False, 1), (70, 2, False, 30), (100, 3, True, 0),
     (100, 4, False, 0)],
)  # fmt: skip
def test_a_double_plan_asks_for_its_second_sample(n, found, conforms, need_more):
    judged = answer(DOUBLE, n, found)

    assert (judged.conforms, judged.need_more) == (conforms, need_more)


def test_between_ac_and_re_of_a_reduced_plan_is_accepted_but_told():
    rule = SamplingPlan(standard="z1.4", aql=1.0, severity="reduced")
    (n, ac, re), = numbers(rule, 1200)  # fmt: skip

    assert re > ac + 1
    assert (answer(rule, n, ac + 1).conforms, answer(rule, n, ac + 1).marginal) == (True, True)
    assert not answer(rule, n, ac).marginal


def test_where_the_sample_is_the_lot_every_item_is_inspected():
    assert numbers(J, 12) == [(12, 0, 1)]
    assert J.plan_of(12).inspect_all
    assert (answer(J, 11, 0, 12).need_more, answer(J, 12, 0, 12).conforms) == (1, True)
    assert "13 were inspected of a lot of 12" in answer(J, 13, 0, 12).undecided


def test_without_a_lot_size_nothing_is_decided():
    judged = answer(J, 1000, 0, None)

    assert not judged.conforms
    assert judged.undecided == "the plan needs the lot size: write samples.lot.size"
    with pytest.raises(ValueError, match="lot size"):
        J.sample_size(None)


def test_plans_for_a_limiting_quality():
    zero = SamplingPlan(standard="zero-acceptance", ltpd=share("5 %"))
    ltpd = SamplingPlan(standard="ltpd", ltpd=share("5 %"), ac=1)
    isolated = SamplingPlan(standard="isolated", ltpd=share("5 %"))

    assert numbers(zero, None) == [(59, 0, 1)]
    assert numbers(ltpd, None) == [(77, 1, 2)]
    assert numbers(zero, 50) == [(31, 0, 1)]  # 3 of 50: 19 * 18 * 17 / (50 * 49 * 48) is below 5 %
    (n, ac, _), = numbers(isolated, 200)  # fmt: skip
    chances = [acceptance_probability(isolated.plan_of(200), 10, model="hypergeometric", lot_size=200)[0], ac]
    assert chances[0] <= 0.1
    assert n < 200


def test_an_ac_that_the_limiting_number_of_a_small_lot_cannot_exceed_decides_nothing():
    rule = SamplingPlan(standard="isolated", ltpd=share("5 %"), ac=1)

    assert "lower Ac" in answer(rule, 10, 0, 10).undecided


def test_a_plan_through_two_points():
    points = {"producer": Point(share("1 %"), share("95 %")), "consumer": Point(share("6 %"), share("10 %"))}
    rule = SamplingPlan(standard="two-point", **points)
    (n, ac, _), = numbers(rule, None)  # fmt: skip

    assert acceptance_probability(rule.plan_of(None), 0.01)[0] >= 0.95
    assert acceptance_probability(rule.plan_of(None), 0.06)[0] <= 0.10
    assert (n, ac) == (110, 3)
    assert SamplingPlan(standard="isolated", **points).plan_of(100).n <= 100


def test_nonconformities_may_be_more_than_items():
    rule = SamplingPlan(aql=100, count="nonconformities")
    plan = rule.plan_of(1200)

    assert plan.ac > 0
    assert answer(rule, plan.n, plan.ac).conforms
    assert not answer(rule, plan.n, plan.re + 5 * plan.n).conforms


REFUSED = {
    "{aql: 1.1}": "aql 1.1 is in no table: write 1 or 1.5",
    "{aql: 5000}": "aql 5000 is in no table: write 1000",
    "{aql: 0.001}": "aql 0.001 is in no table: write 0.01",
    "{aql: 15}": "write count: nonconformities",
    "{aql: 1.0, level: IV}": "'IV' is none of I, II, III, S-1",
    "{aql: 1.0, standard: iso2859}": "did you mean 'iso2859-1'?",
    "{level: II}": "the AQL is missing",
    "{aql: {majr: 1.0}}": "aql is for the classes critical, major, minor, not majr",
    "{aql: {}}": "not for none",
    "{aql: 1.0, ltpd: 5 %}": "ltpd means nothing for iso2859-1",
    "{standard: zero-acceptance, ltpd: 5 %, level: III}": "level means nothing for zero-acceptance",
    "{standard: zero-acceptance}": "write ltpd: 5 %",
    "{standard: ltpd, ltpd: 1 %, aql: 4}": "ltpd 1 % is not above the AQL of 4 %",
    "{standard: ltpd, ltpd: 0 %}": "ltpd 0 %",
    "{standard: ltpd, ltpd: 5 %, confidence: 100 %}": "confidence lies between",
    "{standard: ltpd, ltpd: 5 %, ac: -1}": "ac is not negative",
    "{standard: isolated}": "isolated needs ltpd: 5 %, or two points",
    "{standard: two-point, producer: {quality: 1 %, accepted: 95 %}}": "two-point needs two points",
    "{standard: two-point, producer: {quality: 1 %, accepted: 95 %}, consumer: {quality: 1 %, accepted: 10 %}}":
        "worse",
    "{standard: two-point, producer: {quality: 1 %, accepted: 5 %}, consumer: {quality: 6 %, accepted: 10 %}}":
        "less often",
    "{standard: two-point, producer: {quality: 1 %, accepted: 95 %}, consumer: {quality: 1.0001 %, accepted: 10 %}}":
        "too close together",
}  # fmt: skip


def written(folder: Path, plan: str, lot: str = "") -> Path:
    path = folder / "ham.yaml"
    path.write_text(
        f"procedure: ham\nsamples: {{from: ham.csv, item: id{lot}}}\ncharacteristics:\n"
        f"  slices: {{exactly: 4, class: major, accept: {{plan: {plan}}}}}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("plan", REFUSED)
def test_a_plan_that_makes_no_sense_is_refused_where_it_stands(tmp_path, plan):
    with pytest.raises(SpecErrors) as refused:
        load([str(written(tmp_path, plan))], host_of(Options()), tmp_path)

    (fault,) = refused.value.faults
    assert REFUSED[plan] in str(fault)
    assert (fault.place.line, fault.place.column) >= (4, 34)


@pytest.mark.parametrize("plan", ["{aql: 1 %}", "{aql: 0.65, standard: z1.4}"])
def test_an_aql_is_a_number_or_a_share(tmp_path, plan):
    (procedure,) = load([str(written(tmp_path, plan))], host_of(Options()), tmp_path)

    assert procedure.requirements[0].acceptance.plan_of(1200).n == 80


@pytest.mark.parametrize(("rows", "bad", "outcome"), [(59, 0, "passed"), (58, 0, "not_inspected"), (59, 1, "failed")])
def test_a_run_says_what_the_plan_says(tmp_path, rows, bad, outcome):
    written(tmp_path, "{standard: zero-acceptance, ltpd: 5 %}")
    lines = [f"{number},{3 if number < bad else 4}" for number in range(rows)]
    (tmp_path / "ham.csv").write_text("\n".join(["id,slices", *lines]) + "\n", encoding="utf-8")
    report = run(str(tmp_path / "ham.yaml"), here=tmp_path)

    verdict = next(each for each in report.verdicts if "exactly" in each.id)
    assert verdict.outcome.value == outcome
    assert ("1 more to draw" in verdict.message) == (outcome == "not_inspected")
    assert "zero acceptance" in verdict.convention


def test_a_run_without_the_lot_size_is_not_green(tmp_path):
    written(tmp_path, "{aql: 1.0}")
    (tmp_path / "ham.csv").write_text("id,slices\n" + "".join(f"{n},4\n" for n in range(200)), encoding="utf-8")
    report = run(str(tmp_path / "ham.yaml"), here=tmp_path)

    verdict = next(each for each in report.verdicts if "exactly" in each.id)
    assert (verdict.outcome.value, report.exit_code) == ("not_inspected", 1)
    assert "the plan needs the lot size: write samples.lot.size" in verdict.message
