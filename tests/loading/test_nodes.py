from collections import deque
from decimal import Decimal

import pytest

from qa_run.errors import Fault, Place
from qa_run.loading.nodes import Entry, ListNode, MapNode, Parsed, ScalarNode, at, doubled, key_place, plain, resolve


def scalar(text, line=1, column=1):
    return ScalarNode(resolve(text), text, False, Place("f", line, column))


HAM = MapNode(
    (
        Entry(scalar("exactly", 1), scalar("4", 1, 10)),
        Entry(scalar("one_of", 2), ListNode((scalar("no", 2, 10), scalar("80.10", 2, 14)), Place("f", 2, 9))),
    ),
    Place("f", 1),
)


@pytest.mark.parametrize("text", ["no", "on", "True", "NULL", "Null", "12:30", "007", "0x1F", "0o7", "1_000", "80,5"])
def test_what_only_looks_like_a_value_stays_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize("text", [".inf", "-.inf", ".nan", "2026-03-01", "1e", "e1", ".", "+", "1.2.3", "٤", "00.5"])
def test_what_is_no_plain_number_stays_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize("text", ["1e99999", "1e-9999", "9" * 401, "1e" + "9" * 50])
def test_a_number_that_no_column_holds_stays_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("~", None), ("null", None), ("true", True), ("false", False), ("4", 4), ("-0", 0), ("+12", 12)],
)
def test_a_plain_word_has_its_meaning(text, value):
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", ["80.10", "-0.5", ".3", "5.", "1e3", "1.50E-7", "0.0"])
def test_a_decimal_keeps_its_digits(text):
    value = resolve(text)

    assert isinstance(value, Decimal)
    assert value.as_tuple() == Decimal(text).as_tuple()


def test_a_map_gives_what_stands_under_a_key():
    assert HAM.get("exactly") == scalar("4", 1, 10)
    assert HAM.keys() == ("exactly", "one_of")


def test_a_map_has_nothing_under_a_key_it_lacks():
    assert HAM.get("lower") is None
    assert HAM.entry("lower") is None


def test_a_tree_becomes_plain_values_in_the_order_of_the_file():
    assert list(plain(HAM).items()) == [("exactly", 4), ("one_of", ["no", Decimal("80.10")])]


def test_the_first_of_two_equal_keys_counts():
    twice = MapNode((Entry(scalar("a"), scalar("1")), Entry(scalar("a"), scalar("2"))), Place("f"))

    assert plain(twice) == {"a": 1}
    assert twice.get("a") == scalar("1")


def test_every_key_that_stands_again_is_a_fault_that_names_the_first():
    entries = [Entry(scalar(name, line), scalar("1")) for line, name in enumerate(["a", "b", "a", "a"], start=12)]

    message = "key 'a' stands twice; the first is in line 12"
    assert doubled(entries) == [Fault(Place("f", 14), message), Fault(Place("f", 15), message)]


def test_a_path_leads_to_its_node():
    assert at(HAM, deque(["one_of", 1])) == scalar("80.10", 2, 14)


@pytest.mark.parametrize("path", [["one_of", 7], ["one_of", "x"], ["one_of", 1, "x"], ["lower"]])
def test_a_path_that_leaves_the_tree_ends_at_the_last_node_on_it(path):
    assert at(HAM, path).place.line in {1, 2}


def test_a_key_has_its_own_place():
    assert key_place(HAM, "one_of") == Place("f", 2, 1)


def test_a_key_that_is_missing_is_missing_in_its_map():
    assert key_place(HAM, "lower") == HAM.place
    assert key_place(scalar("4", 3), "lower") == Place("f", 3)


def test_faults_stand_in_the_order_of_their_places_and_once():
    late, early = Fault(Place("f", 9), "x"), Fault(Place("f", 2), "y")

    assert Parsed(None, [late, early, late]).faults == (early, late)
