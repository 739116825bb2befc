import pytest

from qa_run.loading.suggest import did_you_mean

KEYS = ["lower", "upper", "exactly", "one_of", "ham_slices", "differs_from", "tolerance"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Lower", "lower"),
        ("lowr", "lower"),
        ("loewr", "lower"),
        ("exactlly", "exactly"),
        ("one-of", "one_of"),
        ("oneOf", "one_of"),
        ("Ham slices", "ham_slices"),
        ("ham_slice", "ham_slices"),
        ("tolerence", "tolerance"),
    ],
)
def test_a_slip_is_recognised(word, meant):
    assert did_you_mean(word, KEYS) == f"did you mean '{meant}'?"


@pytest.mark.parametrize("word", ["", "at_most", "colour", "x", "flower_pot"])
def test_a_word_that_is_like_none_gets_no_suggestion(word):
    assert did_you_mean(word, KEYS) == ""


def test_nothing_is_near_where_nothing_is_known():
    assert did_you_mean("lower", []) == ""


def test_the_order_of_the_known_words_does_not_matter():
    assert did_you_mean("lowe", ["lowen", "lower"]) == did_you_mean("lowe", ["lower", "lowen"])
