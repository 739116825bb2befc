"""The closed list of events: a misspelt name is refused in a procedure and found in a log, and never counts as none."""

from pathlib import Path

import pytest

from qa_run import Report, SpecErrors, run
from qa_run.cli.main import main

LOG = """\
order,activity,at
A,ordered,2026-03-01 09:00
A,paid,2026-03-01 10:00
B,ordered,2026-03-01 09:00
B,payed,2026-03-01 10:00
B,,2026-03-01 10:10
C,ordered,2026-03-01 10:10
C,,2026-03-01 10:20
D,all known,2026-03-01 10:20
E,Paid,2026-03-01 10:20
"""
KNOWN = "kinds: [ordered, paid, call]"


def procedure(observed: str, kinds: str = KNOWN, characteristics: str = "a: {upper: 1}") -> str:
    events = f"{{name: activity, {kinds}}}" if kinds else "{name: activity}"
    samples = f"samples: {{from: log.csv, item: order, time: at, events: {events}, of: rows}}\n"
    return f"procedure: p\n{samples}observations: {{a: {observed}}}\ncharacteristics: {{{characteristics}}}\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    return tmp_path


def judged(here: Path, text: str) -> Report:
    (here / "p.yaml").write_text(text, encoding="utf-8")
    return run("p.yaml", here=here)


def faults(here: Path, text: str) -> list[str]:
    with pytest.raises(SpecErrors) as error:
        judged(here, text)
    return [str(each) for each in error.value.faults]


@pytest.mark.parametrize(
    ("observed", "told"),
    [
        ("{count: [cal]}", "3:28: no event is called 'cal', says kinds: under samples.events (did you mean 'call'?)"),
        ("{count: xyz}", "no event is called 'xyz', says kinds: under samples.events (known: ordered, paid, call)"),
        ("{count: {activity: cal}}", "(did you mean 'call'?)"),
        ("{count: {activity: [call, payd]}}", "(did you mean 'paid'?)"),
        ("{count: {activity: {none_of: [cal]}}}", "(did you mean 'call'?)"),
        ("{count: {activity: {equals: {value: cal, ignoring: [case]}}}}", "(did you mean 'call'?)"),
        ("{count: [{activity: paid}, {activity: cal}]}", "(did you mean 'call'?)"),
        ("{missing_step: [ordered, [paid, payd]]}", "(did you mean 'paid'?)"),
        ("{elapsed: {from: {first: orderd}, to: {first: paid}}}", "(did you mean 'ordered'?)"),
        ("{position: {of: cal, among: [call]}}", "(did you mean 'call'?)"),
        ("{total: {column: amount, of: payd}}", "(did you mean 'paid'?)"),
        ("{repeats: [Paid]}", "(did you mean 'paid'?)"),
    ],
)
def test_a_name_that_is_not_in_the_list_is_a_fault(here: Path, observed: str, told: str) -> None:
    found = faults(here, procedure(observed))

    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    "observed",
    [
        "{count: [call]}",
        "{count: {activity: {equals: {value: CALL, ignoring: [case]}}}}",
        "{count: {activity: {matches: c.*}}}",
        "{count: {order: cal}}",
        "{count: true}",
    ],
)
def test_a_name_that_is_in_it_and_what_is_no_name_are_taken(here: Path, observed: str) -> None:
    assert judged(here, procedure(observed)).procedures


def test_steps_are_events_and_may_follow_one_by_its_id(here: Path) -> None:
    step = "{step: paid, id: settled}, {step: call, after: settled}"
    good = judged(here, procedure("{count: call}", characteristics=f"handling: {{steps: [{step}]}}"))
    bad = faults(here, procedure("{count: call}", characteristics=f"handling: {{steps: [{step}, {{step: calls}}]}}"))
    written = "handling: {steps: [{step: paid, when: {activity: x}}]}"
    lost = faults(here, procedure("{count: call}", characteristics=written))

    assert [each.id for each in good.verdicts if each.characteristic == "handling"]
    assert ["no event is called 'calls'" in each for each in bad] == [True]
    assert ["no event is called 'x'" in each for each in lost] == [True]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ("kinds: []", "the list of kinds is empty"),
        ("kinds: [call, call]", "kinds stand once each, and 'call' stands twice"),
        ('kinds: [call, " "]', "kinds are names, and one of them is blank"),
        ("kinds: {call: 1}", "a list is due here"),
        ("kind: [call]", "unknown key 'kind' (did you mean 'kinds'?)"),
    ],
)
def test_a_list_that_is_none_is_refused_once(here: Path, kinds: str, told: str) -> None:
    found = faults(here, procedure("{count: call}", kinds))

    assert len(found) == 1
    assert told in found[0]


def test_an_event_under_another_name_or_none_is_found_in_the_log(here: Path) -> None:
    report = judged(here, procedure("{count: call}"))
    verdict = next(each for each in report.verdicts if each.id.endswith("@item::kinds"))
    found = {(item.item, item.finding, item.value) for item in verdict.items}

    assert found == {
        ("B", "unknown kind", "'payed'"),
        ("C", "kind is blank", "nothing"),
        ("D", "unknown kind", "'all known'"),
        ("E", "unknown kind", "'Paid'"),
    }
    assert report.exit_code == 1


def test_without_the_list_every_run_says_that_names_are_not_checked(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = judged(here, procedure("{count: cal}", ""))
    told = "events: a misspelt name of an event would match nothing"
    closed = judged(here, procedure("{count: call}")).procedures[0].notices
    every = judged(here, procedure("{count: true}", "")).procedures[0].notices
    (here / "p.yaml").write_text(procedure("{count: cal}", ""), encoding="utf-8")
    monkeypatch.chdir(here)

    assert any(each.startswith(told) and "kinds: […]" in each for each in report.procedures[0].notices)
    assert not any(told in each for each in (*closed, *every))
    assert main(["lint", "p.yaml"]) == 0
    assert "p.yaml:2:10: warning: events: a misspelt name" in capsys.readouterr().out


def test_a_characteristic_may_ask_for_kinds_of_its_own(here: Path) -> None:
    report = judged(here, procedure("{count: true}", "", "activity: {kinds: [ordered, paid, payed]}"))
    verdict = next(each for each in report.verdicts if each.characteristic == "activity")

    assert verdict.nonconforming == 4
