"""`qa-run draw`: the same seed, list and options give the same items; order and form of the list make no difference."""

import csv
import hashlib
import io
import json
import random

import pytest

from qa_run.statistics.sampling.drawing import allocation, drawn, number_of

SHOPS = ["Milano"] * 60 + ["Roma"] * 37 + ["Bari"] * 3
ROWS = [(f"{number:03d}", shop, str(number % 2)) for number, shop in enumerate(SHOPS, start=1)]


def as_csv(rows, delimiter=","):
    return "".join(f"{delimiter.join(row)}\n" for row in [("id", "shop", "shift"), *rows])


@pytest.fixture
def draw(run, kitchen):
    (kitchen / "lot.csv").write_text(as_csv(ROWS), encoding="utf-8")

    def drawing(*words, of="lot.csv"):
        return run("draw", of, "--items", "id", *words)

    return drawing


def items(out):
    return [row["id"] for row in csv.DictReader(io.StringIO(out))]


def test_the_choice_is_documented_and_does_not_change(draw):
    by_hand = sorted((hashlib.sha256(f"7\0{item}".encode()).hexdigest(), item) for item, *_ in ROWS)

    assert items(draw("-n", "5", "--seed", "7", "-o", "-")[1]) == [item for _, item in by_hand[:5]]
    assert items(draw("-n", "5", "--seed", "7", "-o", "-")[1]) == ["049", "021", "022", "008", "026"]


def test_the_order_and_the_form_of_the_list_make_no_difference(draw, kitchen):
    first = draw("-n", "10", "--seed", "x", "--per", "shop", "-o", "-")[1]
    mixed = random.Random(1).sample(ROWS, len(ROWS))
    (kitchen / "mixed.csv").write_text("﻿" + as_csv(mixed, ";").replace("\n", "\r\n"), encoding="utf-8")
    (kitchen / "lines.jsonl").write_text(
        "".join(json.dumps(dict(zip(("id", "shop", "shift"), row, strict=True))) + "\n" for row in mixed),
        encoding="utf-8",
    )

    for other in ("mixed.csv", "lines.jsonl"):
        assert draw("-n", "10", "--seed", "x", "--per", "shop", "-o", "-", of=other)[1] == first


def test_a_larger_sample_holds_the_smaller(draw):
    small, large = (set(items(draw("-n", n, "--seed", "7", "-o", "-")[1])) for n in ("5", "30"))

    assert small < large


def test_a_seed_is_made_printed_and_can_be_used_again(draw):
    out = draw("-n", "8")[1]
    seed = next(line.split()[1] for line in out.splitlines() if line.startswith("seed"))
    table = out.split("drawn")[0]

    assert len(seed) == 16
    assert draw("-n", "8", "--seed", seed)[1].split("drawn")[0] == table
    assert draw("-n", "8")[1].split("drawn")[0] != table


def test_what_it_takes_to_repeat_it_is_said(draw, kitchen):
    _, out, err = draw("-n", "3", "--seed", "a b", "-o", "-")
    digest = hashlib.sha256((kitchen / "lot.csv").read_bytes()).hexdigest()

    assert out.splitlines()[0] == "id"
    assert digest in err
    assert "qa-run draw lot.csv --items id -n 3 --seed 'a b'" in err


def test_strata_in_proportion(draw):
    _, out, err = draw("-n", "10", "--seed", "7", "--per", "shop", "-o", "-")
    shops = [row["shop"] for row in csv.DictReader(io.StringIO(out))]

    assert (shops.count("Milano"), shops.count("Roma"), shops.count("Bari")) == (6, 4, 0)
    assert "Bari" in err
    _, out, _ = draw("-n", "10", "--seed", "7", "--per", "shop", "--each", "-o", "-")
    assert [row["shop"] for row in csv.DictReader(io.StringIO(out))].count("Bari") == 1


@pytest.mark.parametrize("n", range(101))
def test_an_allocation_adds_up_and_is_within_one_of_its_share(n):
    sizes = {"a": 60, "b": 37, "c": 3}
    found = allocation(sizes, n)

    assert sum(found.values()) == n
    assert all(abs(found[name] - n * size / 100) < 1 for name, size in sizes.items())
    assert all(found[name] <= size for name, size in sizes.items())


@pytest.mark.parametrize("seed", range(200))
def test_at_least_one_of_each_whatever_the_sizes(seed):
    dice = random.Random(seed)
    sizes = {str(place): dice.choice([1, 2, 5, 1000]) for place in range(dice.randint(1, 12))}
    n = dice.randint(len(sizes), sum(sizes.values()))
    found = allocation(sizes, n, each=True)

    assert sum(found.values()) == n
    assert all(1 <= found[name] <= size for name, size in sizes.items())


def test_every_item_has_the_same_chance():
    often = dict.fromkeys(map(str, range(20)), 0)
    for seed in range(4000):
        for item in drawn(often, 5, str(seed)):
            often[item] += 1

    assert (
        sum((count - 1000) ** 2 / 750 for count in often.values()) < 45
    )  # chi-square, 19 degrees of freedom: 1 in 1000


def test_the_number_of_an_item_is_that_of_its_composed_name():
    assert number_of("1", "é") == number_of("1", "é") == hashlib.sha256("1\0é".encode()).digest()


def plan(kitchen, kind):
    (kitchen / "plan.yaml").write_text(
        "procedure: p\nsamples: {from: lot.csv, item: id}\ncharacteristics:\n"
        f"  shop: {{present: true, accept: {{plan: {{aql: 4.0, kind: {kind}}}}}}}\n",
        encoding="utf-8",
    )


def test_a_plan_says_how_many(draw, kitchen):
    plan(kitchen, "single")

    assert len(items(draw("--spec", "plan.yaml", "--seed", "7", "-o", "-")[1])) == 20  # a lot of 100: letter F
    assert len(items(draw("--spec", "plan.yaml", "--lot-size", "600", "--seed", "7", "-o", "-")[1])) == 80


def test_the_second_sample_of_a_double_plan_holds_nothing_of_the_first(draw, kitchen):
    plan(kitchen, "double")
    first, second = (
        items(draw("--spec", "plan.yaml", "--seed", "7", "--sample", k, "--per", "shop", "-o", "-")[1]) for k in "12"
    )

    assert (len(first), len(second), set(first) & set(second)) == (13, 13, set())
    assert draw("--spec", "plan.yaml", "--sample", "3")[0] == 4


def test_a_file_is_written(draw, kitchen):
    _, out, _ = draw("-n", "3", "--seed", "7", "-o", "drawn.csv")

    assert (kitchen / "drawn.csv").read_bytes() == b"id\n049\n021\n022\n"
    assert "seed      7" in out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("004,Roma,1\n", "lot.csv:102: 004 stands in lot.csv:5 already"),
        ("004,Milano,0\n", "lot.csv:102: 004 stands in lot.csv:5 already"),
        (" ,Roma,1\n", "lot.csv:102: no item is named in the column 'id'"),
        ("101,Roma,1,9\n", "lot.csv:102: too many fields"),
    ],
)
def test_a_list_with_holes_is_none_to_draw_from(draw, kitchen, more, said):
    (kitchen / "lot.csv").write_text(as_csv(ROWS) + more, encoding="utf-8")
    code, out, err = draw("-n", "3")

    assert (code, out) == (4, "")
    assert said in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say how many"),
        (("-n", "3", "--spec", "x.yaml"), "say how many"),
        (("-n", "0"), "write 1 or more"),
        (("-n", "101"), "101 of 100 items cannot be drawn"),
        (("-n", "3", "--per", "shp"), "did you mean 'shop'?"),
        (("-n", "3", "--per", "id"), "write different columns"),
        (("-n", "3", "--each"), "--per COLUMN"),
        (("-n", "2", "--per", "shop", "--each"), "draw 3 or more"),
        (("-n", "3", "--lot-size", "9"), "are for the plan of a --spec"),
        (("-n", "3", "--seed", " "), "leave it out"),
        (("--spec", "specs/ham.yaml"), "nothing says how many to inspect"),
        (("-n", "3", "-o", "no/where.csv"), "cannot be written"),
    ],
)
def test_words_that_make_no_sense(draw, words, said):
    code, _, err = draw(*words)

    assert code == 4
    assert said in err


def test_a_list_that_is_not_there(draw):
    assert draw("-n", "3", of="lost.csv")[0] == 4
