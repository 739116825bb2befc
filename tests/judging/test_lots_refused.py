"""Plans and lots that make no sense are refused, each with its place."""

from pathlib import Path

import pytest
from sampled import ONE, TWO, rows, spec, written

from qa_run import SpecErrors, run

FAULTS = {
    "accept: {plan: {aql: 1.0}}\n": "p.yaml:2:22: at the procedure's level each class of nonconformities has an AQL",
    "accept: {plan: {aql: {majro: 1}}}\n": "p.yaml:2:23: 'majro' is no class of nonconformities (did you mean",
    "accept: {at_most: 3}\n": "p.yaml:2:10: at_most accepts the items of one requirement: write it there",
    "accept: {plan: {aql: {critical: 0}}}\n": "p.yaml:2:10: no requirement is counted in critical: this plan",
    "accept: 3\n": "p.yaml:2:9: accept says by which plan",
    "accept: {}\n": "p.yaml:2:9: accept names no rule",
}


@pytest.mark.parametrize("more", FAULTS)
def test_what_is_wrong_with_accept_is_told_with_its_place(tmp_path: Path, more: str) -> None:
    written(tmp_path, rows({"B1": 1}), spec(TWO, more=more))
    with pytest.raises(SpecErrors) as caught:
        run("p.yaml", here=tmp_path)

    assert str(caught.value).startswith(FAULTS[more])


@pytest.mark.parametrize(
    ("lot", "plan", "says"),
    [
        (
            "{column: batch, size: {from: lots.csv, column: made}}",
            "{aql: 1.0}",
            "a list of lots needs the column that names",
        ),
        ("{column: batch, size: {key: batch, column: made}}", "{aql: 1.0}", "a list of lots needs the file"),
        ("{column: batch, size: 0}", "{aql: 1.0}", "a lot of 0 items is none"),
        ("batch", "{aql: {major: 1.0}}", "the plan of one requirement has one AQL"),
        ("batch", "{aql: 1.0, severity: reduced, switching: true}", r"p\.yaml:\d+:\d+: switching decides the severity"),
        ("", "{aql: 1.0, switching: true}", "switching goes from lot to lot, and the samples name none"),
    ],
)
def test_lots_and_plans_that_make_no_sense_are_told(tmp_path: Path, lot: str, plan: str, says: str) -> None:
    written(tmp_path, rows({"B1": 1}), spec(ONE.replace("{aql: 1.0}", plan), lot))
    with pytest.raises(SpecErrors, match=says):
        run("p.yaml", here=tmp_path)
