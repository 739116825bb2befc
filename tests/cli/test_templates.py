"""The templates of the installed plugins: each is written as it lies there, runs green, and sees one thing changed."""

from importlib.resources import files
from pathlib import Path

import pytest
from attrs import frozen
from filled_sheets import fill, told

import qa_run
from qa_run.session import Options, host_of


@frozen
class Change:
    """One place of one file, and what is told after it."""

    file: str
    old: str
    new: str
    characteristic: str
    finding: str


CHANGES = {
    "attendant": Change("attendant.menu", "done,invoices", "website,invoices", "ends_in", "forbidden"),
    "audit": Change("audit.csv", "2026-03-02 09:42:00", "2026-03-02 09:33:00", "photo", "taken after the audit"),
    "call": Change("call.csv", "You're welcome.", "Sure.", "courtesy", "after thanks: dismissive"),
    "checklist": Change("checklist.csv", "yes,yes,yes,3.4", "yes,yes,no,3.4", "exit_free", "not the value"),
    "counter": Change("counter.csv", "L003,Pier,4", "L003,Pier,3", "ham_slices", "not the value"),
    "kit": Change("kit.csv", "B03,S,leaflet,1\n", "", "contents", "no leaflet"),
    "package": Change("package.csv", "B01,2026-061,480,260.3", "B01,2026-061,480,240.3", "gross_g", "below T2"),
    "portion": Change("portion.csv", "11:39,Beach,4", "11:39,Beach,3", "slices", "not the value"),
    "promise": Change("promise.csv", "2026-03-03 17:20", "2026-03-04 09:31", "told_at", "late"),
    "repair": Change("repair.csv", "2026-03-06,yes", "2026-03-07,yes", "ready_on", "late and told too late"),
    "training": Change(
        "roster.csv", "Luca Greco,Anna Conti\nS-04", "Luca Greco,\nS-04", "person", "trainee without supervision"
    ),
}
#: Columns of its samples are worked out.
NO_SHEET = ("attendant",)
#: Of the plugins that lie beside qa-run; what others offer is theirs to test.
OURS = {name: one for name, one in host_of(Options()).templates.items() if one.home.startswith(("qa_run.", "qa_run_"))}


@pytest.fixture(params=sorted(CHANGES))
def written(request, run, kitchen, monkeypatch):
    """The name of a template, in the folder that `qa-run init` made of it."""
    if request.param not in OURS:
        pytest.skip(f"no installed plugin offers {request.param}")
    code, _, err = run("init", "new", "--template", request.param)
    assert code == 0, err
    monkeypatch.chdir(kitchen / "new")
    return request.param


def test_each_template_has_a_change_that_it_sees():
    assert set(OURS) <= set(CHANGES)


def test_it_is_written_as_it_lies_in_its_plugin(written, kitchen):
    package, _, folder = OURS[written].home.partition(":")
    home = files(package).joinpath(folder)

    made = {path.relative_to(kitchen / "new") for path in (kitchen / "new").rglob("*") if path.is_file()}
    assert {path: home.joinpath(*path.parts).read_bytes() for path in made} == {
        path: path.read_bytes() for path in made
    }


def test_it_has_no_faults_and_runs_green(written, run):
    assert run("lint")[0] == 0
    assert run("-q")[0] == 0


def test_it_fails_where_one_thing_is_changed(written, kitchen):
    change = CHANGES[written]
    path = kitchen / "new" / "specs" / "samples" / change.file
    text = path.read_text(encoding="utf-8")
    assert text.count(change.old) == 1
    path.write_text(text.replace(change.old, change.new), encoding="utf-8")
    report = qa_run.run("specs")

    found = {(each.characteristic, item.finding) for each in report.verdicts for item in each.items}
    assert (report.exit_code, (change.characteristic, change.finding) in found) == (1, True), found


def test_a_sheet_of_it_is_judged_alike_or_refused_with_the_reason(written, run):
    pytest.importorskip("xlsxwriter")
    spec, recorded = f"specs/{written}.yaml", Path("specs/samples") / CHANGES[written].file
    code, _, err = run("sheet", spec, "-o", "sheet.xlsx", "--lot-size", "480")
    if written in NO_SHEET:
        assert (code, "no sheet can stand for them" in err) == (4, True), err
        return
    fill(Path("sheet.xlsx"), recorded)

    assert told(qa_run.run(spec, samples="sheet.xlsx", items=100)) == told(qa_run.run(spec, items=100))


def test_a_sheet_is_proposed_where_one_can_be_made(run):
    for name in OURS:
        assert ("qa-run sheet" in run("init", name, "--template", name)[1]) == (name not in NO_SHEET)


def test_the_list_of_templates_is_as_wide_as_the_terminal(run, monkeypatch):
    for width in (48, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
        lines = run("init")[2].splitlines()[1:]

        assert max(map(len, lines)) <= width
        assert [line.split()[0] for line in lines if line[2:3].strip()] == sorted(host_of(Options()).templates)
