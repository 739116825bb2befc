"""The examples' samples and answers are what the script writes, and right."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from second_opinion import Judge, read
from sow import EXAMPLES, Answer, Fault, Row, faults, good_rows, sow, write_all, write_csv

ROOT = Path(__file__).parents[2]
EACH = [pytest.param((name, fault), id=f"{name}-{fault.name}") for name in EXAMPLES for fault in faults(name)]

Sown = tuple[str, Fault, list[Row], list[Answer]]


@pytest.fixture(scope="module", params=EACH)
def sown(request: pytest.FixtureRequest) -> Sown:
    """One fault, sown alone: example, fault, rows and answer."""
    name, fault = request.param
    return name, fault, *sow(name, [fault])


def items_of(answer: list[Answer]) -> list[tuple[str, str, str]]:
    return [(line["item"], line["characteristic"], line["finding"]) for line in answer if "item" in line]


def ids_of(answer: list[Answer]) -> list[tuple[str, str]]:
    return [(line["id"], line["finding"]) for line in answer if "id" in line]


def judged(name: str, rows: list[Row]) -> Judge:
    return Judge(ROOT / EXAMPLES[name].spec, EXAMPLES[name].spec, rows)


def test_the_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    write_all(tmp_path)

    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = (path for folder in ("samples", "answers") for path in (ROOT / "specs" / folder).rglob("*.*"))
    assert written == {path.relative_to(ROOT / "specs"): path.read_bytes() for path in kept}


@pytest.mark.parametrize("name", EXAMPLES)
def test_sowing_twice_gives_the_same(name: str) -> None:
    rows = EXAMPLES[name].rows()

    assert (rows, EXAMPLES[name].faults(rows)) == (good_rows(name), faults(name))
    assert sow(name, faults(name)) == sow(name, EXAMPLES[name].faults(rows))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_and_its_procedure_agree_on_names(name: str) -> None:
    example = EXAMPLES[name]
    path = ROOT / example.spec
    spec = read(path)
    per = spec["samples"]["per"]

    assert spec["procedure"] == example.procedure
    assert spec["samples"]["item"] == example.item
    assert tuple(map(tuple, per if isinstance(per[0], list) else [per])) == example.per
    assert (path.parent / spec["samples"]["from"]).resolve() == ROOT / "specs" / "samples" / f"{name}-good.csv"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_sample_holds_500_to_2000_items_in_a_small_file(name: str) -> None:
    assert 500 <= len({row[EXAMPLES[name].item] for row in good_rows(name)}) <= 2000
    assert (ROOT / "specs" / "samples" / f"{name}-good.csv").stat().st_size < 150_000


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_good_sample_conforms(name: str) -> None:
    judge = judged(name, good_rows(name))

    assert (judge.items, judge.ids) == (set(), set())
    assert sow(name, []) == (good_rows(name), [])


def test_a_fault_alone_has_the_answer_that_a_second_opinion_gives(sown: Sown) -> None:
    name, _, rows, answer = sown
    judge = judged(name, rows)

    assert judge.items == set(items_of(answer))
    assert judge.ids == set(ids_of(answer))
    assert answer


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_faults_together_have_the_answer_that_a_second_opinion_gives(name: str) -> None:
    rows, answer = sow(name, faults(name))
    judge = judged(name, rows)

    assert judge.items == set(items_of(answer))
    assert judge.ids == set(ids_of(answer))


def test_a_fault_alone_changes_only_what_it_says(sown: Sown) -> None:
    name, fault, rows, _ = sown
    key = EXAMPLES[name].item
    good = {row[key]: row for row in good_rows(name)}

    count = Counter(row[key] for row in rows)
    assert {item for item, n in count.items() if n == 2} == set(fault.copied)
    assert set(good) - set(count) == set(fault.dropped)
    assert fault.cells == {
        (row[key], column): text for row in rows for column, text in row.items() if good[row[key]][column] != text
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fault_of_items_is_sown_on_one_to_five_of_them(name: str) -> None:
    sown = [{item for item, _, _ in items_of(list(fault.answer))} for fault in faults(name)]

    assert max(map(len, sown)) <= 5
    assert len([items for items in sown if items]) >= 4


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_faults_meet_on_an_item_and_a_characteristic(name: str) -> None:
    answer = sow(name, faults(name))[1]

    where = Counter((item, characteristic) for item, characteristic, _ in items_of(answer))
    assert max(where.values()) == 1
    assert len({finding for _, _, finding in items_of(answer)}) >= 4


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_answer_names_items_and_characteristics_that_exist(name: str) -> None:
    answer = json.loads((ROOT / "specs" / "answers" / f"{name}.json").read_text(encoding="utf-8"))
    known = {*read(ROOT / EXAMPLES[name].spec)["characteristics"], "@item", "@major", "@minor"}

    assert {item for item, _, _ in items_of(answer)} <= {row[EXAMPLES[name].item] for row in good_rows(name)}
    assert {characteristic for _, characteristic, _ in items_of(answer)} <= known


def test_decimals_are_written_as_asked_and_other_points_stay(tmp_path: Path) -> None:
    rows = [{"id": "0007", "weight": "80.5", "by": "A. Young", "count": "4"}]
    write_csv(rows, tmp_path / "x.csv", delimiter=";", decimal=",")

    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1] == ["0007", "80,5", "A. Young", "4"]
