"""A plan by variables decides lot by lot, with the sizes and the order of the lots that plans by attributes have."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import jsonschema
import polars as pl
import pytest

import qa_run
from qa_run import Report, SpecErrors, Verdict, run
from qa_run.cli.main import main

#: Of mean 195 and s 8.8: Q is 1.59 to a limit of 209, which k 1.525 accepts and tightened k 1.646 does not.
FAIR = (197, 188, 184, 205, 201)
GOOD, BAD = tuple(190 + (each - 195) / 4 for each in FAIR), tuple(each + 10 for each in FAIR)
SPEC = """\
procedure: p
samples: {{from: s.csv, item: id, lot: {lot}, per: [shop]{more}}}
characteristics:
  temp: {{by_variables: {plan}}}
"""


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RUN_CACHE", "off")


def rows(lots: Mapping[str, Sequence[float | str]]) -> list[dict[str, str]]:
    days = {lot: f"2026-03-{day:02}" for day, lot in enumerate(lots, start=1)}
    return [
        {"id": f"{lot}-{n}", "lot": lot, "shop": "MN"[n % 2], "size": "40", "made": days[lot], "temp": str(value)}
        for lot, values in lots.items()
        for n, value in enumerate(values)
    ]


def judged(
    folder: Path,
    made: Sequence[Mapping[str, str]],
    plan: str = "{upper: 209, aql: 1.0}",
    lot: str = "{column: lot, size: 40}",
    more: str = "",
) -> dict[str, Verdict]:
    header = ("id", "lot", "shop", "size", "made", "temp")
    lines = [",".join(header), *(",".join(row[name] for name in header) for row in made)]
    (folder / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(SPEC.format(lot=lot, plan=plan, more=more), encoding="utf-8")
    return verdicts(run("p.yaml", here=folder))


def verdicts(report: Report) -> dict[str, Verdict]:
    assert report.errors == report.refused == ()
    found = {each.id.removeprefix("p.yaml::temp::by_variables"): each for each in report.verdicts}
    return {name: each for name, each in found.items() if name.startswith("[") or not name}


def outcomes(found: Mapping[str, Verdict]) -> dict[str, str]:
    return {name: each.outcome.value for name, each in found.items()}


def test_each_lot_is_decided_by_itself_whatever_per_says(tmp_path: Path) -> None:
    found = judged(tmp_path, rows({"A": FAIR, "B": BAD, "C": FAIR[:3]}))

    assert outcomes(found) == {"": "failed", "[lot=A]": "passed", "[lot=B]": "failed", "[lot=C]": "not_inspected"}
    assert "each lot is decided by itself: 1 failed, 1 not inspected, 1 passed" in found[""].message
    assert found[""].plan is None
    assert found["[lot=C]"].message.endswith("a lot of 40; 5 are to be inspected, 2 more to draw")


def test_the_verdict_tells_plan_lot_and_numbers(tmp_path: Path) -> None:
    lot = judged(tmp_path, rows({"A": FAIR}))["[lot=A]"]

    assert (lot.lot, lot.lot_size) == ("A", 40)
    assert lot.plan is not None
    assert (lot.plan["n"], round(lot.plan["k"], 3), lot.plan["m"]) == (5, 1.525, 0.0333)
    assert lot.measured["mean"] == 195
    assert lot.measured["by_variables"] == lot.measured["q_upper"]
    assert round(lot.measured["estimated_nonconforming"], 4) == 0.0218
    assert lot.limits["upper"] == 209
    assert lot.convention.startswith("ANSI/ASQ Z1.9, level II, normal, AQL 1, sigma unknown, letter D: n 5")


def test_two_limits_are_judged_by_what_is_estimated_beyond_both(tmp_path: Path) -> None:
    lot = judged(tmp_path, rows({"A": FAIR}), "{lower: 180, upper: 209, aql: 1.0}")["[lot=A]"]

    assert lot.outcome.value == "passed"
    assert "estimated nonconforming 2.799 % <= M = 3.33 %" in lot.message
    assert lot.measured["by_variables"] == lot.measured["estimated_nonconforming"]


@pytest.mark.parametrize("lot", ["{column: lot, size: {column: size}}", "{column: lot, size: 40}"])
def test_the_size_stands_in_the_lines_or_in_the_procedure(tmp_path: Path, lot: str) -> None:
    assert judged(tmp_path, rows({"A": FAIR}), lot=lot)["[lot=A]"].lot_size == 40


def test_a_lot_of_two_sizes_is_not_inspected(tmp_path: Path) -> None:
    made = rows({"A": FAIR, "B": FAIR})
    made[0]["size"] = "50"
    found = judged(tmp_path, made, lot="{column: lot, size: {column: size}}")

    assert outcomes(found)["[lot=A]"] == "not_inspected"
    assert "gives the lot A several sizes" in found["[lot=A]"].message


def test_without_a_size_the_tables_have_no_plan(tmp_path: Path) -> None:
    found = judged(tmp_path, rows({"A": FAIR}), lot="{column: lot}")["[lot=A]"]

    assert found.outcome.value == "not_inspected"
    assert "write samples.lot.size" in found.message
    assert found.plan is None


def test_without_a_lot_the_whole_sample_is_one(tmp_path: Path) -> None:
    made = rows({"A": FAIR})
    judged(tmp_path, made)
    text = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    text = text.replace("lot: {column: lot, size: 40}, ", "").replace("aql: 1.0", "n: 5, k: 1.53")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    found = verdicts(run("p.yaml", here=tmp_path))

    assert outcomes(found) == {"": "passed"}
    assert "the whole sample is taken as one lot" in found[""].message


def test_missing_values_fail_their_lot_alone(tmp_path: Path) -> None:
    found = judged(tmp_path, rows({"A": (*FAIR, ""), "B": FAIR, "C": ("", "")}))

    assert outcomes(found) == {"": "failed", "[lot=A]": "failed", "[lot=B]": "passed", "[lot=C]": "not_inspected"}
    assert "1 of 6 values is missing or cannot be read" in found["[lot=A]"].message
    assert "no value to compute with" in found["[lot=C]"].message


def test_no_more_is_asked_than_the_lot_has(tmp_path: Path) -> None:
    judged(tmp_path, rows({"A": GOOD[:3]}), lot="{column: lot, size: 3}")
    text = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    (tmp_path / "p.yaml").write_text(f"inspect: {{at_least: 20}}\n{text}", encoding="utf-8")
    found = verdicts(run("p.yaml", here=tmp_path))["[lot=A]"]

    assert found.outcome.value == "passed"
    assert "every item is measured, none beyond the limits: accepted" in found.message


def test_the_limits_of_the_characteristic_are_taken(tmp_path: Path) -> None:
    made = rows({"A": FAIR})
    judged(tmp_path, made)
    text = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    text = text.replace("{by_variables: {upper: 209, aql: 1.0}}", "{upper: 209, by_variables: {aql: 1.0}}")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    found = verdicts(run("p.yaml", here=tmp_path))["[lot=A]"]

    assert found.outcome.value == "passed"
    assert "specified at most 209" in found.requirement


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (
            "{aql: 1.0}",
            "p.yaml:4:10: by_variables: no specification limits: write lower, upper or both in it, or beside it",
        ),
        ("{upper: 209, aql: 1.0, severity: reduced, switching: true}", "p.yaml:4:77: switching decides the severity"),
        ("{upper: 209, aql: 1.2}", "p.yaml:4:42: aql 1.2 is in no table by variables: write 1 or 1.5"),
        (
            "{upper: 209, aql: 1.0, n: 5}",
            "p.yaml:4:50: n belongs to a plan given by its numbers, and aql beside it does not",
        ),
    ],
)
def test_what_makes_no_plan_is_refused_with_its_place(tmp_path: Path, plan: str, says: str) -> None:
    with pytest.raises(SpecErrors) as error:
        judged(tmp_path, rows({"A": FAIR}), plan)
    assert says in str(error.value)


def test_switching_needs_lots(tmp_path: Path) -> None:
    plan = "{upper: 9, aql: 1.0, switching: true}"
    spec = f"procedure: p\nsamples: {{from: s.csv}}\ncharacteristics: {{temp: {{by_variables: {plan}}}}}"
    (tmp_path / "p.yaml").write_text(spec, encoding="utf-8")

    with pytest.raises(SpecErrors, match="switching goes from lot to lot"):
        run("p.yaml", here=tmp_path)


SWITCHING = "{upper: 209, aql: 1.0, switching: {reduced: true}}"


def test_two_rejected_lots_of_five_lead_to_tightened_inspection_and_back(tmp_path: Path) -> None:
    lots = {"A": BAD, "B": GOOD, "C": BAD, "D": FAIR, **{f"E{n}": GOOD for n in range(5)}, "F": FAIR}
    found = judged(tmp_path, rows(lots), SWITCHING, more=", time: made")

    assert outcomes(found)["[lot=D]"] == "failed"
    assert "k = 1.646: rejected" in found["[lot=D]"].message
    assert "tightened inspection, which follows from the lots before" in found["[lot=D]"].message
    assert found["[lot=D]"].plan is not None
    assert round(found["[lot=D]"].plan["k"], 3) == 1.646
    assert "tightened" in found["[lot=E4]"].message
    assert outcomes(found)["[lot=F]"] == "passed"
    assert "normal inspection" in found["[lot=F]"].message


def test_five_rejected_on_tightened_inspection_discontinue_it(tmp_path: Path) -> None:
    lots = {**{f"A{n}": BAD for n in range(7)}, "B": GOOD}
    found = judged(tmp_path, rows(lots), SWITCHING, more=", time: made")

    assert outcomes(found)["[lot=A6]"] == "failed"
    assert outcomes(found)["[lot=B]"] == "not_inspected"
    assert "discontinued" in found["[lot=B]"].message


@pytest.mark.parametrize(("nearly", "severity"), [(GOOD, "reduced"), (FAIR, "normal")])
def test_ten_lots_that_tightened_inspection_accepts_too_lead_to_reduced(
    tmp_path: Path, nearly: Sequence[float], severity: str
) -> None:
    lots = {**{f"A{n}": GOOD for n in range(9)}, "B": nearly, "C": GOOD, "D": BAD, "E": GOOD}
    found = judged(tmp_path, rows(lots), SWITCHING, more=", time: made")

    assert f"{severity} inspection" in found["[lot=C]"].message
    assert found["[lot=C]"].plan is not None
    assert found["[lot=C]"].plan["n"] == (4 if severity == "reduced" else 5)
    assert "normal inspection" in found["[lot=E]"].message


def test_a_lot_that_is_not_decided_changes_nothing(tmp_path: Path) -> None:
    lots = {"A": BAD, "B": BAD[:2], "C": BAD, "D": FAIR}
    found = judged(tmp_path, rows(lots), SWITCHING, more=", time: made")

    assert outcomes(found)["[lot=B]"] == "not_inspected"
    assert "tightened" in found["[lot=D]"].message


def test_frames_say_the_same_as_files(tmp_path: Path) -> None:
    made = rows({"A": FAIR, "B": BAD, "C": FAIR[:1], "D": (200,) * 5, "E": (*FAIR, 195)})
    files = judged(tmp_path, made)
    frame = verdicts(run("p.yaml", here=tmp_path, samples=pl.DataFrame(made)))

    assert {name: (each.outcome, each.message, each.measured, each.plan) for name, each in files.items()} == {
        name: (each.outcome, each.message, each.measured, each.plan) for name, each in frame.items()
    }


def test_the_report_is_as_its_schema_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(tmp_path, rows({"A": FAIR, "B": BAD, "C": FAIR[:1], "D": (200,) * 5}))
    monkeypatch.chdir(tmp_path)
    main(["p.yaml", "--json", "out.json"])
    schema = Path(str(qa_run.__file__)).parent / "builtin" / "reporters" / "report.schema.json"
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, json.loads(schema.read_text(encoding="utf-8")))
    plans = {each["lot"]: each["plan"] for each in report["verdicts"] if each["lot"]}

    assert sorted(plans) == ["A", "B", "C", "D"]
    assert plans["A"] == {"n": 5, "k": pytest.approx(1.5247, abs=1e-4), "m": 0.0333}
