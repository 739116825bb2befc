"""Items looked up in other files: each finds one row or none, and is never multiplied."""

from pathlib import Path

import pytest

from qa_run import Report, SampleError, SpecErrors, Verdict, run

PROCEDURE = """\
procedure: boxes
samples:
  from: boxes.csv
  item: box
  time: packed_at
  references: {training: {from: training.csv, key: {person: packed_by}MORE}}
characteristics:
  packed_by: {found_in: {reference: training, marginal: 30 days}}
  training.level: {lower: 2, when: {training: found}, may_be_none: true}
"""
VALID = ", valid: {from: given, until: ends}"
BOXES = """\
box,packed_by,packed_at
B1,ann,2026-03-02 09:00
B2,bob,2026-03-15 23:59
B3,eva,2026-03-16 00:00
B4,zoe,2026-03-02 09:00
B5, ann ,2026-03-02 09:00
B6,,2026-03-02 09:00
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "boxes.csv").write_text(BOXES, encoding="utf-8")
    return tmp_path


def written(more: str) -> str:
    """The procedure with this said of its reference; what holds for ever has no end to be near."""
    text = PROCEDURE.replace("MORE", more)
    return text if "valid" in more else text.replace(", marginal: 30 days", "")


def judged(shop: Path, training: str, more: str = VALID) -> dict[str, Verdict]:
    (shop / "training.csv").write_text(f"person,given,ends,level\n{training}", encoding="utf-8")
    (shop / "p.yaml").write_text(written(more), encoding="utf-8")
    return verdicts(run("p.yaml", here=shop))


def verdicts(report: Report) -> dict[str, Verdict]:
    return {verdict.id.partition("::")[2]: verdict for verdict in report.verdicts}


def findings(verdict: Verdict) -> dict[str, str]:
    return {item.item or "": item.finding for item in verdict.items}


def test_a_row_holds_from_its_first_day_until_the_end_of_its_last(shop: Path) -> None:
    found = judged(shop, "ann,2026-01-10,,3\nbob,2026-01-10,2026-03-15,2\neva,2026-01-10,2026-03-15,2\n")

    assert findings(found["packed_by::found_in"]) == {"B3": "not valid then", "B4": "not found", "B6": "missing"}
    assert found["packed_by::found_in"].measured["marginal"] == 1  # bob, on his last day
    assert (found["training.level::limits"].inspected, found["training.level::limits"].nonconforming) == (3, 0)


def test_a_date_that_cannot_be_read_never_holds(shop: Path) -> None:
    found = judged(shop, "ann,2026-01-10,soon,3\nbob,2026-01-10,,2\neva,2026-01-10,,2\nzoe,x,,1\n")

    assert findings(found["packed_by::found_in"]) == {
        "B1": "not valid then",
        "B4": "not valid then",
        "B5": "not valid then",
        "B6": "missing",
    }


def test_several_rows_that_hold_are_refused_with_the_key(shop: Path) -> None:
    with pytest.raises(SampleError) as error:
        raised(shop, "ann,2026-01-10,,3\nann,2026-02-10,,2\n", VALID)

    assert "the reference training has several rows for ann: write any: true or latest:" in str(error.value)


def raised(shop: Path, training: str, more: str) -> None:
    (shop / "training.csv").write_text(f"person,given,ends,level\n{training}", encoding="utf-8")
    (shop / "p.yaml").write_text(written(more), encoding="utf-8")
    report = run("p.yaml", here=shop)
    if report.refused:
        raise SampleError(report.refused[0])


def test_several_rows_of_which_one_holds_are_one(shop: Path) -> None:
    found = judged(
        shop,
        "ann,2025-01-10,2025-12-31,1\nann,2026-01-01,,2\nbob,2026-01-10,,2\neva,2026-01-10,,2\nzoe,2026-01-01,,2\n",
    )

    assert findings(found["packed_by::found_in"]) == {"B6": "missing"}


def test_the_latest_of_several_rows_is_taken(shop: Path) -> None:
    found = judged(shop, "ann,2026-01-10,,9\nann,2026-02-10,,1\nann,2026-01-20,,8\n", ", latest: given")

    assert findings(found["training.level::limits"]) == {"B1": "below", "B5": "below"}


def test_any_takes_several_rows_for_one_and_tells_no_column_of_them(shop: Path) -> None:
    training = "ann,2026-01-10,,3\nann,2026-02-10,,2\n"
    with pytest.raises(SampleError) as error:
        raised(shop, training, ", any: true")
    assert "p.yaml:6:26: training has any: true, which tells only whether there is a row" in str(error.value)

    text = written(", any: true").replace("  training.level", "#")
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    found = verdicts(run("p.yaml", here=shop))["packed_by::found_in"]
    assert found.buckets.population == 6
    assert findings(found) == {"B2": "not found", "B3": "not found", "B4": "not found", "B6": "missing"}


def test_a_column_that_the_reference_lacks_is_refused_with_what_it_has(shop: Path) -> None:
    with pytest.raises(SampleError) as error:
        raised(shop, "ann,2026-01-10,,3\n", ", valid: {from: givn, until: ends}")

    assert "training.csv: the reference training has no column 'givn' (did you mean 'given'?)" in str(error.value)


def test_a_reference_that_is_not_there_is_refused(shop: Path) -> None:
    (shop / "p.yaml").write_text(written(""), encoding="utf-8")
    report = run("p.yaml", here=shop)

    assert "no file training.csv, which the reference training is to be" in report.refused[0]
    assert report.exit_code != 0


def test_a_folder_is_no_reference(shop: Path) -> None:
    (shop / "p.yaml").write_text(written("").replace("training.csv", "training"), encoding="utf-8")
    (shop / "training").mkdir()

    assert (
        "training is a folder, and the reference training a file, or a pattern" in run("p.yaml", here=shop).refused[0]
    )


def test_a_frame_is_not_looked_up_in_a_file(shop: Path) -> None:
    polars = pytest.importorskip("polars")
    (shop / "training.csv").write_text("person,given,ends,level\nann,2026-01-10,,3\n", encoding="utf-8")
    (shop / "p.yaml").write_text(written(""), encoding="utf-8")
    frame = polars.DataFrame({"box": ["B1"], "packed_by": ["ann"], "packed_at": ["2026-03-02 09:00"]})
    report = run("p.yaml", here=shop, samples=frame)

    assert "a frame cannot be held against samples.references; give files" in report.refused[0]


def test_a_day_lasts_until_its_end_where_the_samples_are_at_home(shop: Path) -> None:
    text = written(VALID).replace("  time: packed_at\n", "  time: packed_at\n  time_zone: Europe/Rome\n")
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    (shop / "training.csv").write_text(
        "person,given,ends,level\nann,2026-04-01,2026-04-30,3\nbob,2026-04-01,2026-04-30 02:00,3\neva,2026-10-25,,3\n",
        encoding="utf-8",
    )
    times = {
        "B1": "ann,2026-04-30 23:59:59", "B2": "ann,2026-05-01 00:00", "B3": "ann,2026-04-01 00:00",
        "B4": "ann,2026-03-31 23:59", "B5": "bob,2026-04-30 02:00", "B6": "bob,2026-04-30 02:01",
        "B7": "eva,2026-10-25 02:30", "B8": "eva,2026-10-24 23:59", "B9": "ann,2026-04-30T21:59:00Z",
    }  # fmt: skip
    lines = [f"{box},{cells}" for box, cells in times.items()]
    (shop / "boxes.csv").write_text("\n".join(["box,packed_by,packed_at", *lines]) + "\n", encoding="utf-8")

    found = verdicts(run("p.yaml", here=shop))["packed_by::found_in"]
    assert findings(found) == dict.fromkeys(("B2", "B4", "B6", "B8"), "not valid then")


VISITS = """\
procedure: visits
samples:
  from: visits.csv
  item: visit
  time: at
  references: {earlier: {from: visits.csv, key: {customer: customer}, valid: {after: at}, any: true}}
characteristics:
  recognised: {equals: true, when: {earlier: found}}
"""


def test_a_visit_is_no_earlier_visit_of_itself(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(VISITS, encoding="utf-8")
    (tmp_path / "visits.csv").write_text(
        "visit,customer,at,recognised\n"
        "V1,ann,2026-03-02 09:00,false\n"
        "V2,ann,2026-03-02 09:00:01,false\n"
        "V3,,2026-03-02 10:00,false\n"
        "V4,bob,2026-03-02 10:00,false\n"
        "V5,bob,2026-03-02 10:00,false\n"
        "V6,eva,2026-03-03,false\n"
        "V7,eva,2026-03-03 12:00,false\n"
        "V8,eva,2026-03-04 00:00:01,false\n",
        encoding="utf-8",
    )

    found = verdicts(run("v.yaml", here=tmp_path))["recognised::equals"]
    # V5 is no later than V4; V6 is a day, which lasts until its end
    assert findings(found) == {"V2": "not the value", "V8": "not the value"}


def test_only_some_rows_of_a_file_may_be_looked_at(shop: Path) -> None:
    training = "ann,2026-01-10,,3\nbob,2026-01-10,,1\neva,2026-01-10,, 2 \n"
    found = judged(shop, training, ", only: {level: [2, 3]}")

    assert findings(found["packed_by::found_in"]) == {"B2": "not found", "B4": "not found", "B6": "missing"}


def test_a_row_without_a_column_for_its_end_holds_on(shop: Path) -> None:
    text = PROCEDURE.replace("MORE", ", valid: {from: given}").replace(", marginal: 30 days", "")
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    (shop / "training.csv").write_text("person,given,level\nann,2026-03-02,3\nbob,2026-03-16,3\n", encoding="utf-8")
    found = verdicts(run("p.yaml", here=shop))["packed_by::found_in"]

    assert findings(found) == {"B2": "not valid then", "B3": "not found", "B4": "not found", "B6": "missing"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (", valid: {from: given, after: given}", "after excludes from"),
        (", valid: {at: packed_at}", "from when until when a row holds is said nowhere"),
        (", only: {level: ['']}", "nothing stands here where a name is due"),
        (", only: [level]", "keys with values are due here"),
        (", valid: {from: given}", "the rows of training hold for ever, so that none ends soon"),
    ],
)
def test_a_reference_that_makes_no_sense_is_refused_with_its_place(shop: Path, more: str, message: str) -> None:
    (shop / "p.yaml").write_text(PROCEDURE.replace("MORE", more), encoding="utf-8")
    with pytest.raises(SpecErrors, match=message) as error:
        run("p.yaml", here=shop)
    assert "p.yaml:" in str(error.value)


def test_a_condition_that_looks_up_nothing_known_is_refused(shop: Path) -> None:
    text = written("").replace("when: {training: found}", "when: {packed_by: {found_in: trainning}}")
    (shop / "p.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(SpecErrors, match=r"the samples have no reference 'trainning' .did you mean 'training'"):
        run("p.yaml", here=shop)


def test_a_time_of_a_reference_is_read_by_the_clocks_of_the_samples(shop: Path) -> None:
    text = (
        PROCEDURE.replace("MORE", "")
        .replace(", marginal: 30 days", "")
        .replace("at\n", "at\n  time_zone: Europe/Rome\n", 1)
    )
    required = "training.given: {no_later_than: {column: packed_at, plus: 2 h}, when: {training: found}}"
    (shop / "p.yaml").write_text(text.replace(text.splitlines()[-1], f"  {required}"), encoding="utf-8")
    given = "ann,2026-03-02 09:30,,1\nbob,2026-03-16 03:00,,1\neva,2026-03-29 02:30,,1\nzoe,2026-01-01,,1\n"
    (shop / "training.csv").write_text(f"person,given,ends,level\n{given}", encoding="utf-8")
    found = verdicts(run("p.yaml", here=shop))["training.given::no_later_than"]

    # 02:30 is skipped on the night in which the clocks are put forward
    assert findings(found) == {"B2": "late", "B3": "unreadable"}
