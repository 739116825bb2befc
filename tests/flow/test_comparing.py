"""Strata held against each other, from files to the verdict."""

from pathlib import Path
from textwrap import dedent

import polars
import pytest

from qa_run import Outcome, Report, Verdict, run
from qa_run.engines.duck import Duck

SPEC = """
    procedure: weights
    samples: {{from: {source}, item: id, per: [shop], expected: {{shop: [Como, Roma]}}}}
    {more}
    characteristics:
      g: {{unit: g, per: [], {requirement}}}
"""
PLAIN = "alike: {across: shop, mean_within: 2}"


def rows_of(**shops: list[object]) -> list[tuple[str, object]]:
    return [(shop, value) for shop, values in shops.items() for value in values]


def written(folder: Path, name: str, rows: list[tuple[str, object]]) -> None:
    lines = [f"{name}-{place},{shop},{value},{place % 2}" for place, (shop, value) in enumerate(rows)]
    (folder / name).write_text("\n".join(["id,shop,g,hot", *lines, ""]), encoding="utf-8")


def judged(folder: Path, requirement: str, source: str = "a.csv", more: str = "", samples: object = None) -> Report:
    text = dedent(SPEC).format(source=source, more=more, requirement=requirement)
    (folder / "spec.yaml").write_text(text, encoding="utf-8")
    return run("spec.yaml", here=folder, **({"samples": samples} if samples is not None else {}))


def verdict_of(report: Report) -> Verdict:
    (found,) = (verdict for verdict in report.verdicts if verdict.characteristic == "g")
    return found


def test_there_is_one_verdict_with_a_star_for_the_stratum(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 82]))

    found = verdict_of(judged(tmp_path, PLAIN))

    assert found.id == "spec.yaml::g::alike[shop=*]"
    assert found.outcome is Outcome.PASSED
    assert found.limits["upper"] == 2
    assert found.limits["unit"] == "g"


def test_a_margin_may_have_another_unit(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 82]))

    found = verdict_of(judged(tmp_path, "alike: {across: shop, mean_within: 4 dg}"))

    assert found.outcome is Outcome.FAILED
    assert found.requirement == "the means of every two of shop within 4 dg"


def test_a_shop_that_was_expected_and_did_not_come_is_named(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Bari=[80, 82]))

    found = verdict_of(judged(tmp_path, PLAIN))

    assert found.outcome is Outcome.NOT_INSPECTED
    assert found.message.endswith("no items of Como")


def test_a_difference_fails_also_where_a_shop_did_not_come(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Bari=[90, 92]))

    found = verdict_of(judged(tmp_path, PLAIN))

    assert found.outcome is Outcome.FAILED
    assert found.message.endswith("no items of Como")


def test_the_least_number_to_inspect_holds_for_each_stratum(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80] * 20, Como=[80] * 3))

    found = verdict_of(judged(tmp_path, PLAIN, more="inspect: {at_least: 4}"))

    assert found.outcome is Outcome.NOT_INSPECTED
    assert found.message.endswith("4 are to be inspected in each: Como has 3")


def test_a_stratum_outside_of_the_condition_is_named_unless_there_may_be_none(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 82], Bari=[80]))
    when = f"when: {{hot: '1'}}, {PLAIN}"

    strict, lenient = (verdict_of(judged(tmp_path, f"{each}{when}")) for each in ("", "may_be_none: true, "))

    assert strict.outcome is Outcome.NOT_INSPECTED
    assert strict.message.endswith("no items of Bari")
    assert lenient.outcome is Outcome.PASSED


def test_one_file_is_compared_with_another(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 83]))
    written(tmp_path, "b.csv", rows_of(Roma=[80, 81], Como=[80, 79]))
    requirement = "compared: {across: '{source}', stratum: a.csv, to: b.csv, difference: {lower: -2, upper: 2}}"

    found = verdict_of(judged(tmp_path, requirement, source="[a.csv, b.csv]"))

    assert found.id == "spec.yaml::g::compared[{source}=*]"
    assert found.outcome is Outcome.PASSED
    assert found.message == "81 in a.csv (n = 4) less 80 in b.csv (n = 4): 1"


def test_a_limit_of_shares_has_no_unit_of_the_characteristic(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 82]))

    found = verdict_of(judged(tmp_path, "alike: {across: shop, of: {upper: 81}, share_within: 60 %}"))

    assert found.outcome is Outcome.PASSED
    assert found.limits["unit"] == ""
    assert found.message == "from 50 % in Como (n = 2) to 100 % in Roma (n = 2): 50 points apart"


@pytest.mark.parametrize("test", ["kruskal_wallis", "anova"])
def test_a_frame_is_compared_as_a_file_is(tmp_path: Path, test: str) -> None:
    rows = rows_of(Roma=[80, 81, 84, 80.5], Como=[80, 82, 86, 81, 80])
    written(tmp_path, "a.csv", rows)
    frame = polars.read_csv(tmp_path / "a.csv")
    requirement = f"alike: {{across: shop, test: {test}}}"

    one, other = (verdict_of(judged(tmp_path, requirement, samples=samples)) for samples in (None, frame))

    assert one.message == other.message
    assert one.measured == other.measured


def test_the_screen_names_the_strata_outside(tmp_path: Path) -> None:
    rows = rows_of(Roma=["yes"] * 10 + ["no"] * 30, Como=["yes"] * 39 + ["no"], Bari=["yes"] * 39 + ["no"])
    written(tmp_path, "a.csv", rows)

    found = verdict_of(judged(tmp_path, "alike: {across: shop, of: yes, funnel: 99 %}"))

    assert [item.item for item in found.items] == ["Roma", "Bari", "Como"]
    assert found.items[0].finding.startswith("below its limit ")
    assert found.items_total == 3


@pytest.mark.parametrize("per", ["[]", "[shop]", "[shop, hot]", "[[shop], [hot]]", "[[hot], [hot, shop]]"])
def test_the_comparison_is_the_same_whether_or_not_the_scan_has_the_strata(tmp_path: Path, per: str) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81.5, 84], Como=[80, 82, 86, 81]))
    text = f"""
        procedure: weights
        samples: {{from: a.csv, item: id, per: [[shop], [hot], [shop, hot], [hot, shop]]}}
        characteristics:
          g:
            per: {per}
            requirements:
              - {{id: mean, stdev: {{upper: 9}}}}
              - {{id: sure, alike: {{across: shop, mean_within: 9, confidence: 90 %}}}}
              - {{id: one, compared: {{across: shop, stratum: Como, to: Roma, difference: {{upper: 3}}}}}}
    """
    (tmp_path / "spec.yaml").write_text(dedent(text), encoding="utf-8")

    found = {verdict.id.partition("::g::")[2]: verdict for verdict in run("spec.yaml", here=tmp_path).verdicts}

    assert found["sure[shop=*]"].message.startswith("from 81.8333 in Roma (n = 3) to 82.25 in Como (n = 4): 0.416667")
    assert found["sure[shop=*]"].measured["upper_bound"] == pytest.approx(3.01380961982)  # scipy: ttest_ind, 80 %
    assert found["one[shop=*]"].outcome is Outcome.PASSED


def test_one_scan_serves_the_strata_and_their_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "a.csv", rows_of(Roma=[80, 81], Como=[80, 82]))
    asked = []
    aggregate = Duck.aggregate
    monkeypatch.setattr(Duck, "aggregate", lambda *given: asked.append(1) or aggregate(*given))
    text = (
        "procedure: w\nsamples: {from: a.csv, item: id, per: [shop]}\ncharacteristics: {g: {lower: 1, " + PLAIN + "}}"
    )
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")

    report = run("spec.yaml", here=tmp_path)

    assert set(report.summary) == {Outcome.PASSED}
    assert len(asked) == 1
