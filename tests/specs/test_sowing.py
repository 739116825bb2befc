"""The examples' samples and answers are what the script writes, and right."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from second_opinion import Judge, Spec, read
from sow import EXAMPLES, Answer, Fault, Row, faults, good_rows, sow, sow_beside, write_all, write_csv

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


def judged(name: str, rows: list[Row], chosen: Sequence[Fault]) -> Judge:
    example, lines = EXAMPLES[name], sow_beside(name, chosen)
    beside = {each.given_as: lines[each.name] for each in example.beside}
    return Judge(ROOT / example.spec, example.spec, rows, beside, promised(name))


def promised(name: str) -> list[Spec]:
    """What somebody promised to mend, where the example has a file of it."""
    kept = EXAMPLES[name].corrections
    return list(read(ROOT / kept)["corrections"]) if kept else []


def by_item(name: str, rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[EXAMPLES[name].item]].append(row)
    return found


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
    assert (ROOT / "specs" / "samples" / f"{name}-good.csv").stat().st_size < 170_000


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_good_sample_conforms(name: str) -> None:
    judge = judged(name, good_rows(name), [])

    assert (judge.items, judge.ids) == (set(), set())
    assert sow(name, []) == (good_rows(name), [])


def test_a_fault_alone_has_the_answer_that_a_second_opinion_gives(sown: Sown) -> None:
    name, fault, rows, answer = sown
    judge = judged(name, rows, [fault])

    assert judge.items == set(items_of(answer))
    assert judge.ids == set(ids_of(answer))
    assert answer


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_faults_together_have_the_answer_that_a_second_opinion_gives(name: str) -> None:
    rows, answer = sow(name, faults(name))
    judge = judged(name, rows, faults(name))

    assert judge.items == set(items_of(answer))
    assert judge.ids == set(ids_of(answer))


def test_a_fault_alone_changes_only_what_it_says(sown: Sown) -> None:
    name, fault, rows, _ = sown
    good, bad = by_item(name, good_rows(name)), by_item(name, rows)
    changed = {item for item in {*good, *bad} if good[item] != bad[item]}

    for item, lines in fault.lines.items():
        assert bad[item] == sorted(lines, key=lambda row: [row[column] for column in EXAMPLES[name].ordered_by])
    assert changed - set(fault.lines) == {*fault.copied, *fault.dropped, *(item for item, _ in fault.cells)}
    for item in changed - set(fault.lines):
        assert len(bad[item]) == (item not in fault.dropped) + (item in fault.copied)
        for row, before in zip(bad[item], good[item] * 2, strict=False):
            assert {column: text for column, text in row.items() if text != before[column]} == {
                column: text for (one, column), text in fault.cells.items() if one == item
            }


def test_a_fault_alone_changes_only_what_it_says_beside_the_sample(sown: Sown) -> None:
    name, fault, *_ = sown
    for each in EXAMPLES[name].beside:
        good, bad = each.rows(), sow_beside(name, [fault])[each.name]
        keys = {row[each.key] for row in (*good, *bad)}
        changed = {
            key for key in keys if [r for r in good if r[each.key] == key] != [r for r in bad if r[each.key] == key]
        }
        assert changed == {key for file, key in fault.beside if file == each.name}


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
    known |= {each["id"] for each in promised(name)}

    keys = {EXAMPLES[name].item, *(each.key for each in EXAMPLES[name].beside)}
    lines = [*good_rows(name), *(row for rows in sow_beside(name, faults(name)).values() for row in rows)]
    texts = {row[key] for row in lines for key in keys & set(row)}
    assert {item for item, _, _ in items_of(answer)} <= texts
    assert {characteristic for _, characteristic, _ in items_of(answer)} <= known


def test_decimals_are_written_as_asked_and_other_points_stay(tmp_path: Path) -> None:
    rows = [{"id": "0007", "weight": "80.5", "by": "A. Young", "count": "4"}]
    write_csv(rows, tmp_path / "x.csv", delimiter=";", decimal=",")

    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1] == ["0007", "80,5", "A. Young", "4"]
