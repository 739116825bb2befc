"""Strata by their names: one key for each."""

import pytest

from qa_run.judging.ids import node_id, stratum_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A,b=B", "C"), ("A", "B,b=C")),
        (("A", "B=C"), ("A=B", "C")),
        (("%2C", ""), (",", "")),
        (("a:b", "]"), ("a", ":b]")),
    ],
)
def test_no_two_strata_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert stratum_key(("a", "b"), one) != stratum_key(("a", "b"), other)


def test_a_key_is_what_stands_in_the_node_id() -> None:
    key = stratum_key(("shop", "line"), ("Milano: 2", "[x]"))

    assert key == "shop=Milano%3A 2,line=%5Bx%5D"
    assert node_id("p.yaml", "d", "chart", ("shop", "line"), ("Milano: 2", "[x]")) == f"p.yaml::d::chart[{key}]"
    assert stratum_key((), ()) == ""
