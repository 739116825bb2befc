"""Each item is judged once, by the revision in force when it was made, and no part is taken for the whole."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars
import pytest
from batches import FORMS, ROOT, Batch, plain
from reported import lines_of, said_by, unexplained
from sow import FAMILIES, Fault, Row, faults, good_rows, sow

from qa_run import Outcome, Report, run

FOLDER, NAME = "specs/cold_room", "cold_room"
MANY = 10_000


def house_of(folder: Path, batch: Batch) -> Path:
    """Copies of both revisions; what a batch makes a procedure say stands in the first, which the second extends."""
    for path in (ROOT / FOLDER).glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for key, value in batch.says if "samples:" in text else ():
            text = text.replace("samples:\n", f"samples:\n  {key}: {value}\n") if value else text
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        (folder / FOLDER / path.name).write_text(text, encoding="utf-8")
    return folder


def by_hand(rows: Sequence[Row]) -> set[tuple[str, str, str]]:
    """What is wrong with which reading, without the runner: a second opinion."""
    found = set()
    names = [row["reading_id"] for row in rows]
    for row in rows:
        time = row["read_at"]
        told = re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", time) is not None
        if told and time < "2026-01-12":
            continue
        second = not told or time >= "2026-02-16"
        wrong = {"@item": "" if told else "revision cannot be told"}
        wrong["temp"] = _outside(row["temp"], 0, 5 if second else 8)
        wrong["humidity"] = _outside(row["humidity"], 60, 85) if second else ""
        wrong["door"] = "" if row["door"] == "closed" else "not allowed"
        wrong["read_by"] = "" if row["read_by"] else "missing"
        found |= {(row["reading_id"], what, finding) for what, finding in wrong.items() if finding}
        found |= {(row["reading_id"], "@item", "repeated")} if names.count(row["reading_id"]) > 1 else set()
    return found


def _outside(text: str, lower: float, upper: float) -> str:
    if not text:
        return "missing"
    try:
        value = float(text)
    except ValueError:
        return "unreadable"
    return "below" if value < lower else "above" if value > upper else ""


def check(chosen: Sequence[Fault], form: str, folder: Path) -> None:
    rows, answer = sow(NAME, chosen)
    batch = {"plain": plain, **FORMS}[form](FAMILIES[NAME], rows, folder)
    report = run(FOLDER, samples=batch.samples, here=house_of(folder, batch), items=MANY)

    assert report.errors == report.refused == ()
    assert by_hand(rows) == {(line["item"], line["characteristic"], line["finding"]) for line in answer}
    assert said_by(report) == lines_of(answer, report)
    assert unexplained(report) == []
    assert (report.exit_code, report.complete) == (1, True)


def test_each_reading_is_judged_once_or_told_to_be_older() -> None:
    report = run(FOLDER, here=ROOT)

    assert set(report.summary) == {Outcome.PASSED}
    assert report.exit_code == 0
    first, second = (one.sources[0] for one in report.procedures)
    none = "made before 2026-01-12, when the first revision took effect: judged by none"
    assert dict(first.excluded)[none] == dict(second.excluded)[none] == 24
    judged = [report.by_id[f"{FOLDER}/revision-{number}.yaml::temp::limits"].inspected for number in (1, 2)]
    assert sum(judged) + 24 == first.items == len(good_rows(NAME)) >= 500
    assert by_hand(good_rows(NAME)) == set()


@pytest.mark.parametrize("fault", faults(NAME), ids=lambda fault: fault.name)
def test_a_fault_alone_is_told_by_the_right_revision_and_nothing_else(fault: Fault, tmp_path: Path) -> None:
    check([fault], "plain", tmp_path)


@pytest.mark.parametrize("form", ["plain", *FORMS])
def test_all_faults_together_are_told_and_nothing_else(form: str, tmp_path: Path) -> None:
    check(faults(NAME), form, tmp_path)


def test_the_committed_answer_is_by_revision() -> None:
    rows, answer = sow(NAME, faults(NAME))
    report = run(FOLDER, samples=ROOT / "specs/samples/bad/cold_room.csv", here=ROOT, items=MANY)

    at = {row["reading_id"]: row["read_at"] for row in rows}
    for verdict in report.verdicts:
        for item in verdict.items:
            assert ("revision-1" in verdict.id) == (at[item.item] < "2026-02-16" and at[item.item][:1] == "2")
    assert said_by(report) == lines_of(answer, report)


ONE = """\
procedure: x
revision: 1
effective: 2026-03-01
samples: {{from: s.csv, item: id, time: at{zone}}}
characteristics: {{v: {{upper: 8}}}}
"""
TWO = "extends: one.yaml\nrevision: 2\neffective: 2026-04-01\ncharacteristics: {v: {upper: 5}}\n"
THREE = "extends: one.yaml\nrevision: 3\neffective: 2026-05-01\ncharacteristics: {v: {upper: 3}}\n"


def judged(folder: Path, rows: Sequence[tuple[Any, ...]], *paths: str, zone: str = "", frame: bool = False) -> Report:
    for name, text in (("one", ONE.format(zone=zone)), ("two", TWO), ("three", THREE)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    table = polars.DataFrame(rows, schema=["id", "at", "v"], orient="row")
    table.write_csv(folder / "s.csv")
    return run(list(paths or (".",)), samples=table if frame else None, here=folder, items=MANY)


def who(report: Report) -> dict[str, tuple[int, str]]:
    """Of each file how many items it judged, and how that ended."""
    limits = [verdict for verdict in report.verdicts if verdict.characteristic == "v"]
    return {verdict.id.partition("::")[0]: (verdict.inspected, verdict.outcome.value) for verdict in limits}


@pytest.mark.parametrize("frame", [False, True])
def test_the_first_moment_of_a_day_belongs_to_the_revision_of_that_day(tmp_path: Path, frame: bool) -> None:
    rows = [("a", "2026-03-31 23:59:59", 8), ("b", "2026-04-01", 5), ("c", "2026-05-01 00:00:00", 3)]

    assert who(judged(tmp_path, rows, frame=frame)) == {
        "one.yaml": (1, "passed"),
        "two.yaml": (1, "passed"),
        "three.yaml": (1, "passed"),
    }


@pytest.mark.parametrize("frame", [False, True])
def test_days_begin_where_the_samples_are(tmp_path: Path, frame: bool) -> None:
    rows = [("a", "2026-03-31T22:30:00Z", 5), ("b", "2026-03-31T21:59:59Z", 8), ("c", "2026-04-01 00:00:00", 5)]

    report = judged(tmp_path, rows, zone=", time_zone: Europe/Rome", frame=frame)
    assert who(report)["one.yaml"] == (1, "passed")
    assert who(report)["two.yaml"] == (2, "passed")


@pytest.mark.parametrize("frame", [False, True])
def test_a_time_that_the_clocks_showed_twice_still_tells_the_revision(tmp_path: Path, frame: bool) -> None:
    rows = [("a", "2026-10-25 02:30:00", 3), ("b", "2026-03-29 02:30:00", 3)]  # the second was never shown

    report = judged(tmp_path, rows, zone=", time_zone: Europe/Rome", frame=frame)
    told = report.by_id["three.yaml::@item::revision"]
    assert [(item.item, item.finding) for item in told.items] == [("b", "revision cannot be told")]
    assert told.inspected == 2


@pytest.mark.parametrize("frame", [False, True])
def test_without_a_time_the_latest_judges_and_tells(tmp_path: Path, frame: bool) -> None:
    rows = [("a", None, 1), ("b", "one day", 9), ("c", "2026-03-02", 1)]

    report = judged(tmp_path, rows, frame=frame)
    assert who(report) == {"one.yaml": (1, "passed"), "two.yaml": (0, "not_applicable"), "three.yaml": (2, "failed")}
    told = report.by_id["three.yaml::@item::revision"]
    assert [item.item for item in told.items] == ["a", "b"]
    assert "two.yaml::@item::revision" not in report.by_id


def test_a_sample_without_the_column_of_times_passes_nowhere(tmp_path: Path) -> None:
    judged(tmp_path, [("a", "2026-03-02", 1)])
    (tmp_path / "s.csv").write_text("id,v\na,1\n")

    report = run(".", here=tmp_path)
    assert report.exit_code == 1
    assert "the batch has no column 'at'" in report.by_id["three.yaml::@item::revision"].message


def test_items_of_before_the_first_revision_make_nothing_pass(tmp_path: Path) -> None:
    report = judged(tmp_path, [("a", "2026-02-28", 99)])

    assert set(report.summary) == {Outcome.NOT_INSPECTED}
    assert report.exit_code == 1


def test_a_part_of_a_family_judges_its_own_items_and_is_not_complete(tmp_path: Path) -> None:
    rows = [("a", "2026-03-02", 8), ("b", "2026-04-02", 5), ("c", "2026-05-02", 3)]
    report = judged(tmp_path, rows, "two.yaml")

    assert who(report) == {"two.yaml": (1, "passed")}
    assert not report.complete
    assert set(report.not_run) == {"one.yaml", "three.yaml"}
    whole = judged(tmp_path, rows[1:2], "two.yaml")
    assert whole.complete


def test_a_pipeline_that_names_the_old_file_does_not_turn_green(tmp_path: Path) -> None:
    report = judged(tmp_path, [("c", "2026-05-02", 3)], "one.yaml")

    assert set(report.summary) == {Outcome.NOT_INSPECTED}
    told = report.by_id["one.yaml::v::limits"].message
    assert told == "all items belong to what is not part of this run: three.yaml"
    assert report.exit_code == 1


def test_a_node_id_judges_what_the_whole_run_judges(tmp_path: Path) -> None:
    rows = [("a", "2026-03-02", 8), ("b", "2026-04-02", 9)]

    report = judged(tmp_path, rows, "two.yaml::v")
    assert who(report) == {"two.yaml": (1, "failed")}


def test_revisions_and_exclusions_go_together(tmp_path: Path) -> None:
    judged(tmp_path, [("a", "2026-03-02", 99), ("b", "2026-04-02", 99), ("c", "2026-03-03", 1)])
    (tmp_path / "one.yaml").write_text(ONE.format(zone="") + "exclude: [{items: [a], because: dropped}]\n")
    (tmp_path / "two.yaml").write_text(TWO + "exclude: null\n")

    report = run(["one.yaml", "two.yaml"], here=tmp_path)
    assert who(report) == {"one.yaml": (1, "passed"), "two.yaml": (1, "failed")}
    assert dict(report.procedures[0].sources[0].excluded)["dropped"] == 1
