"""What is counted must be something that the procedure allows, where it says what that is."""

from pathlib import Path

import pytest

from qa_run import SpecErrors, run


def judged(folder: Path, allowed: str, counts: str) -> list[str]:
    lines = ["procedure: p", "samples: {from: s.csv, item: id}", "characteristics:", "  seen:", "    requirements:"]
    lines += [f"      - {allowed}", f"      - {counts}"]
    (folder / "p.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "s.csv").write_text("id,seen,who,shift\nA,ok,Ann,day\nB,1,Bob,night\n", encoding="utf-8")
    return [verdict.criterion for verdict in run("p.yaml", here=folder).verdicts]


@pytest.mark.parametrize(
    ("allowed", "counts", "told"),
    [
        ("[ok, not ok]", "share: {of: {equals: not okk}, upper: 1 %}", "share counts not okk in seen"),
        ("[ok, not ok]", "checkers_alike: {checker: who, finding: notok}", "did you mean 'not ok'?"),
        ("[ok, not ok]", "checkers_alike: {checker: who, finding: bad}", "one_of allows: ok, not ok"),
        ("[ok, not ok]", "share: {of: {one_of: [ok, nok]}, lower: 1 %}", "share counts nok in seen"),
        ("[1, 2]", "share: {of: {exactly: 3}, upper: 1 %}", "share counts 3 in seen"),
        ("[ok, not ok]", "share: {of: {equals: Not ok}, upper: 1 %}", "did you mean 'not ok'?"),
    ],
)
def test_a_value_that_is_never_allowed_cannot_be_counted(tmp_path: Path, allowed: str, counts: str, told: str) -> None:
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, f"one_of: {allowed}", counts)

    (fault,) = refused.value.faults
    assert str(fault).startswith("p.yaml:7:9: ")
    assert told in str(fault)


@pytest.mark.parametrize(
    ("allowed", "counts"),
    [
        ("[ok, not ok]", "share: {of: {equals: not ok}, upper: 1 %}"),
        ("{values: [ok, not ok], ignoring: [case]}", "share: {of: {equals: Not OK}, upper: 1 %}"),
        ("[ok, not ok]", "share: {of: {equals: {value: ' NOT OK ', ignoring: [case, spaces]}}, upper: 1 %}"),
        ("[1, 2]", "share: {of: {equals: 2.0}, upper: 1 %}"),
        ("[ok, not ok]", "share: {of: {none_of: [test]}, lower: 1 %}"),
        ("[ok, not ok]", "share: {of: {matches: ^bad}, upper: 1 %}"),
        ("[ok, not ok]", "count: {upper: 3}"),
    ],
)
def test_what_may_be_there_is_counted(tmp_path: Path, allowed: str, counts: str) -> None:
    assert counts.split(":")[0] in judged(tmp_path, f"one_of: {allowed}", counts)


def test_a_list_for_some_items_closes_nothing(tmp_path: Path) -> None:
    counts = "share: {of: {equals: bad}, upper: 1 %}"

    assert "share" in judged(tmp_path, "{one_of: [ok], when: {shift: night}}", counts)
