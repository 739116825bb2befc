"""`qa-run plan`: the numbers, the words, the plot, the picture and the JSON say the same."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from qa_run.cli.sampling.wording import chance, times
from qa_run.statistics.sampling import acceptance_probability, find

SPEC = """\
procedure: ham
called: {{en: [sandwich, sandwiches]}}
samples: {{from: good.csv, item: id, lot: {{column: shop{size}}}}}
characteristics:
  slices: {{exactly: 4, class: major, accept: {{plan: {plan}}}}}
"""


@pytest.fixture
def planned(run, kitchen):
    def planning(plan="{aql: 1.0}", *words, size=", size: 1200", more=""):
        (kitchen / "plan.yaml").write_text(SPEC.format(plan=plan, size=size) + more, encoding="utf-8")
        return run("plan", "plan.yaml", *words)

    return planning


def test_what_to_draw_and_when_to_accept(planned):
    code, out, _ = planned()

    assert code == 0
    assert "MIL-STD-105E table II-A, letter J" in out
    assert "draw 80 of the 1200 sandwiches of each lot at random" in out
    assert "accept with at most 2 nonconforming, reject with 3 or more" in out
    assert "tightened n 80 Ac 1 Re 2" in out


def test_the_lot_size_of_the_command_wins(planned):
    assert "draw 13 of the 90 sandwiches" in planned("{aql: 1.0}", "--lot-size", "90")[1]


def test_in_plain_words(planned):
    _, out, _ = planned()
    at_4 = acceptance_probability(find(aql=1.0, lot_size=1200), 0.04)[0]

    assert f"a lot with 4 % nonconforming is accepted {times(at_4)}" in out
    assert "producer's risk: a lot with 1 % nonconforming is rejected 1 time in 21" in out
    assert "(AOQL)" in out


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "always"), (0.9999, "practically always"), (0.93, "93 times in 100"), (0.95, "19 times in 20"),
     (0.997, "997 times in 1000"), (2 / 3, "2 times in 3"), (0.334, "1 time in 3"), (0.5, "1 time in 2"),
     (0.1, "1 time in 10"), (0.04, "1 time in 25"), (0.0001, "practically never"), (0, "never")],
)  # fmt: skip
def test_chances_in_words(value, said):
    assert times(value) == said


def test_no_chance_is_told_far_from_what_it_is():
    for value in (place / 5000 for place in range(3, 4998)):
        often, of = map(int, re.findall(r"\d+", times(value)))

        assert abs(often / of - value) <= 0.0201
        assert 0 < often < of


def test_what_is_not_certain_is_not_called_so():
    assert (chance(0.99999), chance(0.00001), chance(1.0)) == ("> 99.9 %", "< 0.1 %", "100.0 %")


def test_every_line_fits_and_is_ascii(planned):
    _, out, _ = planned("{aql: 15, kind: multiple, count: nonconformities, standard: z1.4, severity: reduced}")

    assert max(map(len, out.splitlines())) <= 80
    assert out.isascii()
    assert out.count("O") >= 3


def test_each_sample_of_a_double_plan(planned):
    _, out, _ = planned("{aql: 1.0, kind: double}")
    words = " ".join(out.split())

    assert "sample 1: draw 50 of the 1200 sandwiches of each lot at random; accept with at most 0" in words
    assert "sample 2: draw 50 more, 100 in all; accept with at most 3 nonconforming, reject with 4 or more" in words


def test_without_a_lot_size_the_plans_by_lot_size(planned):
    code, out, _ = planned(size="")

    assert code == 0
    assert "501 to 1200" in out
    assert "n 80 Ac 2 Re 3" in out
    assert planned("{aql: 1.0}", "--svg", "x.svg", size="")[0] == 4


def test_one_lot_by_itself_without_a_lot_size_is_shown_for_some(planned):
    code, out, _ = planned("{standard: isolated, ltpd: 5 %, ac: 1}", size="")

    assert code == 0
    assert "n 77 Ac 1 Re 2" in out


def test_every_item_of_a_small_lot(planned):
    _, out, _ = planned("{aql: 1.0}", "--lot-size", "8")

    assert "inspect every one of the 8 sandwiches" in out
    assert "nothing is left to chance" in out


def test_a_rule_that_is_no_plan_is_shown_for_some_number(planned):
    more = "  grams: {lower: 55, inspect: {at_least: 100}, accept: {at_most: 2 %}}\n  shop: {present: true}\n"
    _, out, _ = planned("{aql: 1.0}", more=more)

    assert "accept with at most 2 nonconforming" in out
    assert "nothing says how many are inspected; this is for 20" in out
    assert "draw 30 " in planned("{aql: 1.0}", "-n", "30", more=more)[1]


def test_a_plan_for_each_class(run, kitchen):
    (kitchen / "plan.yaml").write_text(
        "procedure: ham\nsamples: {from: good.csv, item: id, lot: {column: shop, size: 1200}}\n"
        "accept: {plan: {aql: {major: 0.65, minor: 1.0}}}\ncharacteristics:\n"
        "  slices: {exactly: 4, class: major}\n  grams: {lower: 55, class: minor}\n  id: {present: true}\n",
        encoding="utf-8",
    )
    plans = json.loads(run("plan", "plan.yaml", "--json", "-")[1])["plans"]

    assert [each["requirements"] for each in plans] == [["@major::plan"], ["@minor::plan"], ["id::present"]]
    assert [each["counts"] for each in plans] == [["slices::exactly"], ["grams::limits"], []]
    assert [each["plan"]["stages"][0]["ac"] for each in plans] == [1, 2, 0]


def test_the_picture_is_whole_and_says_what_it_shows(planned, kitchen):
    planned("{aql: 1.0}", "--svg", "oc.svg", more="  'a <b> & c': {exactly: 4, accept: {plan: {aql: 4.0}}}\n")
    root = ElementTree.parse(kitchen / "oc.svg").getroot()
    text = (kitchen / "oc.svg").read_text(encoding="utf-8")

    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert "a <b> & c::exactly" in "".join(root.itertext())
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert set(re.findall(r'(?:fill|stroke)="(\S+?)"', text)) <= {"black", "white", "none", "#bbb"}
    assert text.count("<circle") == 4


def test_the_json_has_the_curve(planned):
    code, out, _ = planned("{aql: 1.0}", "--json", "-")
    (plan,) = json.loads(out)["plans"]

    assert code == 0
    assert plan["requirements"] == ["slices::exactly"]
    assert plan["plan"]["stages"] == [{"n": 80, "ac": 2, "re": 3}]
    assert plan["class"] == "major"
    points = plan["curve"]["points"]
    expected = acceptance_probability(find(aql=1.0, lot_size=1200), [point["quality"] for point in points])
    assert [point["accept"] for point in points] == pytest.approx(list(expected), rel=1e-9)
    at_half = next(each["quality"] for each in plan["curve"]["accepted_at"] if each["accept"] == 0.5)
    assert acceptance_probability(find(aql=1.0, lot_size=1200), at_half)[0] == pytest.approx(0.5)


def test_one_lot_by_itself_is_told_in_items(planned):
    _, out, _ = planned("{standard: isolated, ltpd: 5 %}")

    assert "60 of 1200 nonconforming" in out
    assert "one lot of this size: hypergeometric" in out
    assert "AOQL" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--lot-size", "0"), "write 1 or more"), (("-n", "0"), "write 1 or more"), (("--svg", "no/where.svg"), "written"),
     (("--lotsize", "3"), "did you mean '--lot-size'?")],
)  # fmt: skip
def test_words_that_make_no_sense(planned, words, said):
    code, _, err = planned("{aql: 1.0}", *words)

    assert code == 4
    assert said in err


def test_a_plan_that_a_lot_cannot_have_is_told(planned):
    code, _, err = planned("{standard: isolated, ltpd: 5 %, ac: 1}", "--lot-size", "10")

    assert (code, "lower Ac" in err) == (4, True)


def test_a_fault_of_the_procedure_has_its_place(planned):
    code, _, err = planned("{aql: 1.1}")

    assert code == 4
    assert err.startswith("plan.yaml:5:") and "write 1 or 1.5" in err  # noqa: PT018


def test_the_rule_is_explained(run):
    assert run("explain", "plan")[1].startswith("plan  a rule for accept, offered by qa-run")


MEASURED = """\
procedure: ham
called: {{en: [sandwich, sandwiches]}}
samples: {{from: good.csv, item: id, lot: {{column: shop{size}}}}}
characteristics:
  grams: {{unit: g, by_variables: {plan}}}
"""


@pytest.fixture
def measured(run, kitchen):
    def planning(plan="{lower: 55, aql: 1.0}", *words, size=", size: 40", command="plan"):
        (kitchen / "plan.yaml").write_text(MEASURED.format(plan=plan, size=size), encoding="utf-8")
        return run(command, "plan.yaml", *words)

    return planning


def test_a_plan_by_variables_says_how_many_to_measure_and_what_it_accepts(measured):
    code, out, _ = measured()
    words = " ".join(out.split())

    assert code == 0
    assert "accepted by variables: ANSI/ASQ Z1.9, level II, normal, AQL 1, sigma unknown, k method" in words
    assert "specified at least 55 g" in words
    assert "letter D, n and M by its design" in words
    assert "draw 5 of the 40 sandwiches of each lot at random, and measure them" in words
    assert "the limit lies at least 1.525 standard deviations of the sample from the mean (k)" in words
    assert "tightened n 5 k 1.646 M 1.34 %" in words
    assert "reduced n 4 k 1.336 M 5.46 %" in words
    assert "a lot with 1 % nonconforming is rejected 1 time in 10" in words
    assert out.isascii()
    assert max(map(len, out.splitlines())) <= 80


def test_of_two_limits_it_says_the_share_that_is_borne(measured):
    words = " ".join(measured("{lower: 55, upper: 65, aql: 1.0}")[1].split())

    assert "accept where at most 3.33 % are estimated beyond the limits (M)" in words
    assert "what is nonconforming lies beyond one limit" in words


def test_a_known_sigma_and_two_points(measured):
    plan = "{lower: 55, sigma: 2, producer: {quality: 1 %, accepted: 95 %}, consumer: {quality: 6 %, accepted: 10 %}}"
    words = " ".join(measured(plan, "--lot-size", "1000")[1].split())

    assert "draw 15 of the 1000 sandwiches" in words
    assert "times sigma from the mean (k)" in words
    assert "consumer's risk: a lot with 6 % nonconforming is accepted 1 time in 1" in words
    assert "table" not in words


def test_a_plan_by_variables_by_lot_size(measured):
    _, out, _ = measured(size="")

    assert "281 to 400        H       n 20 k 1.826 M 2.93 %" in out
    assert "500001 and more" in out


def test_a_plan_by_variables_that_measures_the_whole_lot(measured):
    words = " ".join(measured("{lower: 55, aql: 1.0}", "--lot-size", "3")[1].split())

    assert "measure every one of the 3 sandwiches accept where none lies beyond the limits" in words
    assert "nothing is left to chance" in words


def test_a_plan_by_variables_as_json_and_as_a_picture(measured, kitchen):
    code, out, _ = measured("{lower: 55, aql: 1.0}", "--json", "-", "--svg", "x.svg")
    (told,) = json.loads(out)["plans"]

    assert code == 0
    assert told["plan"]["n"] == 5
    assert told["plan"]["kind"] == "by variables"
    assert round(told["plan"]["k"], 3) == 1.525
    assert told["curve"]["model"] == "variables"
    assert told["curve"]["accepted_at"][1] == {"accept": 0.5, "quality": pytest.approx(0.0789, abs=1e-4)}
    assert told["curve"]["aoql"] is None
    ElementTree.parse(kitchen / "x.svg")


def test_as_many_are_drawn_as_the_plan_by_variables_measures(run, kitchen, measured):
    (kitchen / "lot.csv").write_text("id\n" + "".join(f"{n}\n" for n in range(40)), encoding="utf-8")
    measured()
    code, out, _ = run("draw", "lot.csv", "--items", "id", "--spec", "plan.yaml", "--seed", "s")

    assert code == 0
    assert "5 of 40 items" in out


OWN = '''\
from attrs import frozen
from qa_run import Judged, Number, criterion, hookimpl, how_many, scalar


@criterion("dozen")
@frozen
class Dozen:
    """Twelve of each lot."""

    reads = Number
    per_lot = True

    def sentence(self, language):
        return "twelve of each lot"

    def measures(self, value):
        return {"n": how_many(value)}

    def sample_size(self, lot_size):
        return 12

    @scalar
    def judge(self, seen):
        return Judged(True, need_more=max(0, 12 - seen["n"]))


@hookimpl
def qa_criteria():
    return [Dozen]
'''


def test_a_criterion_that_decides_lot_by_lot_without_a_plan_says_how_many_it_asks_for(run, kitchen):
    (kitchen / "dozens_of_my_own.py").write_text(OWN, encoding="utf-8")
    text = "procedure: p\nsamples: {from: good.csv, item: id}\ncharacteristics: {slices: {dozen: true}}\n"
    (kitchen / "plan.yaml").write_text(text, encoding="utf-8")
    code, out, _ = run("plan", "plan.yaml", "-p", "dozens_of_my_own", "--lot-size", "90")

    assert code == 0
    assert "draw 12 of the 90 at random; the criterion says what becomes of the lot" in " ".join(out.split())
    code, out, _ = run("plan", "plan.yaml", "-p", "dozens_of_my_own", "--json", "-")
    assert (json.loads(out)["plans"][0]["draws"], json.loads(out)["plans"][0]["plan"]) == (12, None)
