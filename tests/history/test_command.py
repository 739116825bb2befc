"""`qa-run history`, and what a run from the command line records: as people type it."""

import json
import sqlite3
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from made_runs import report as made_report

import qa_run
from qa_run.cli.main import main
from qa_run.errors import HistoryError, UsageError
from qa_run.history import past_outcomes

SPEC = """\
procedure: ham
samples: {from: good.csv, item: id}
characteristics:
  grams: {unit: g, lower: 55, upper: 65, mean: {lower: 59}}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run")
def _run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QA_RUN_HISTORY")
    monkeypatch.setenv("QA_RUN_CACHE", "off")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/ham.yaml").write_text(SPEC)
    (tmp_path / "specs/good.csv").write_text("id,grams\n" + "".join(f"S{n},{58 + n % 5}\n" for n in range(20)))
    (tmp_path / "bad.csv").write_text("id,grams\n" + "".join(f"S{n},{54 + n % 5}\n" for n in range(20)))

    def running(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return running


def listed(run: Run) -> list[dict]:
    return json.loads(run("history", "list", "--json", "-")[1])["runs"]


def test_every_full_run_is_recorded_and_said_only_with_v(run: Run) -> None:
    quiet, loud = run(), run("-v", "--samples", "bad.csv")

    first, second = listed(run)[::-1]
    assert "recorded" not in quiet[1]
    assert f"recorded as run {second['run_id']}\n" in loud[1]
    assert (first["outcome"], second["outcome"], second["batch"]) == ("passed", "failed", ["bad.csv"])
    assert Path(".qa-run/.gitignore").read_text() == "*\n"
    assert past_outcomes(["specs/ham.yaml::grams::limits"])["specs/ham.yaml::grams::limits"][0].value == "passed"


def test_the_digests_of_what_was_read_are_recorded(run: Run) -> None:
    run("-q")

    shown = json.loads(run("history", "show", "last", "--json", "-")[1])
    assert [len(each["sha256"]) for each in shown["sources"] + shown["procedures"]] == [64, 64]
    assert all(len(each["digest"]) == 64 for each in shown["verdicts"])


@pytest.mark.parametrize("words", [["--no-history"], ["-o", "history=false"]])
def test_a_run_that_is_not_to_be_recorded_leaves_nothing(run: Run, words: list[str]) -> None:
    assert run("-q", *words)[0] == 0
    assert not Path(".qa-run").exists()


def test_the_variable_takes_the_place_of_the_setting_but_not_of_an_option(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_RUN_HISTORY", "mine.sqlite")
    run("-q")
    assert Path("mine.sqlite").exists()
    run("-q", "-o", "history=other.sqlite")
    assert Path("other.sqlite").exists()
    monkeypatch.setenv("QA_RUN_HISTORY", " ")
    assert "QA_RUN_HISTORY is blank" in run("-q")[2]


def test_a_run_that_left_something_out_is_not_recorded(run: Run) -> None:
    Path("specs/more.yaml").write_text(SPEC.replace("ham", "more").replace("good.csv", "gone.csv"))
    code, out, _ = run("-v")

    assert code == 4
    assert "recorded as" not in out
    assert "no run is recorded yet" in run("history", "list")[2]


def test_what_is_required_to_be_recorded_and_was_not_exits_3(run: Run) -> None:
    Path(".qa-run").write_text("a file where the folder would be")

    assert run("-q")[0] == 0
    code, _, error = run("-q", "--require-history")
    assert code == 3
    assert error.startswith("qa-run: not recorded: ")
    assert run("-q", "--require-history", "--no-history")[0] == 4
    assert run("-q", "--require-history", "-o", "history=false")[0] == 4


def test_lists_shows_compares_and_follows(run: Run) -> None:
    run("-q")
    run("-q", "--samples", "bad.csv")

    _, out, _ = run("history", "list")
    assert out.splitlines()[0].split() == ["started", "(UTC)", "run", "outcome", "held", "back", "procedures", "batch"]
    assert out.splitlines()[1].split()[3:] == ["failed", "2", "of", "3", "ham", "bad.csv"]
    _, out, _ = run("history", "show", "last")
    assert "command   qa-run" in out
    assert "failed   specs/ham.yaml::grams::mean" in out
    _, out, _ = run("history", "diff", "-2", "last")
    assert "2 newly failing\n" in out
    assert "  specs/ham.yaml::grams::limits  passed  failed\n" in out
    _, out, _ = run("history", "trend", "grams::mean")
    assert "mean: █▁\n" in out
    assert [line.split()[-1] for line in out.splitlines()[-2:]] == ["60", "56"]
    told = json.loads(run("history", "trend", "grams::mean", "--json", "-")[1])
    assert [each["value"] for each in told["runs"]] == [60, 56]
    _, out, _ = run("history", "trend", "grams::limits")
    assert "nonconforming: ▁█\n" in out


def test_a_changed_requirement_is_told(run: Run) -> None:
    run("-q")
    Path("specs/ham.yaml").write_text(SPEC.replace("lower: 55", "lower: 56"))
    run("-q")

    _, out, _ = run("history", "diff", "-2", "-1")
    assert (
        "1 of another requirement\n  specs/ham.yaml::grams::limits\n    - from 55 g to 65 g\n    + from 56 g to 65 g"
        in out
    )
    assert run("history", "trend", "grams::limits")[1].count("*") == 2


def test_prune_only_says_what_it_would_do_until_it_is_told_to(run: Run) -> None:
    for _ in range(3):
        run("-q")
    _, out, _ = run("history", "prune", "--keep", "1")
    assert "2 runs would go, with their files, and 1 stay; --yes does it" in out
    assert len(listed(run)) == 3
    assert "2 runs removed" in run("history", "prune", "--keep", "1", "--yes")[1]
    assert len(listed(run)) == len(list(Path(".qa-run/runs").iterdir())) == 1
    assert "0 runs would go" in run("history", "prune", "--before", "2020-01-01")[1]


def test_export_import_and_reindex(run: Run) -> None:
    run("-q")
    assert run("history", "export", "out.jsonl")[1] == "1 run exported\n"
    there = ("-o", "history=there.sqlite")
    assert run("history", "import", "out.jsonl", *there)[1] == "1 run imported, 0 known before\n"
    assert run("history", "import", "out.jsonl", *there)[1] == "0 runs imported, 1 known before\n"
    assert run("history", "reindex")[1] == "1 run indexed in .qa-run/history.sqlite\n"


def test_a_damaged_database_is_put_aside_and_made_anew(run: Run) -> None:
    run("-q")
    Path(".qa-run/history.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    code, _, error = run("history", "list")
    assert (code, "qa-run history reindex puts it aside and makes it anew" in error) == (4, True)
    code, _, error = run("-q")
    assert (code, "not recorded: .qa-run/history.sqlite is no database, or is damaged" in error) == (0, True)
    code, out, _ = run("history", "reindex")
    assert (code, out.splitlines()[-1]) == (0, "2 runs indexed in .qa-run/history.sqlite")
    assert out.startswith("the damaged database is now history.sqlite.broken-")
    assert len(listed(run)) == 2


def test_files_of_runs_that_are_in_no_record_are_told(run: Run) -> None:
    run("-q")
    for path in Path(".qa-run").glob("history.sqlite*"):
        path.unlink()
    run("-q")

    assert "1 files of runs are not in the record" in run("history", "list")[1]


def written(name: str, text: str | bytes) -> None:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def foreign() -> None:
    with sqlite3.connect("foreign.sqlite") as other:
        other.execute("CREATE TABLE songs (name TEXT)")


def wrong_run(**more: object) -> str:
    run = {"schema": "qa-run/run/1", "run": {"user": "x"}, "report": made_report() | more}
    return json.dumps({name: value for name, value in run.items() if value is not None})


WRONG = {
    "no record yet": ("list", "no run is recorded yet: there is no .qa-run/history.sqlite"),
    "a foreign database": ("list -o history=foreign.sqlite", "is a database of something else (it has songs)"),
    "a text": ("list -o history=good.txt", "is no database, or is damaged"),
    "a folder": ("list -o history=specs", "is a folder: name a file"),
    "a folder with its slash": ("list -o history=specs/", "is no file: name one"),
    "a folder that is not there": ("list -o history=no/where.sqlite", "no run is recorded yet"),
    "another kind of database": (
        "list -o history=mysql://u:secret@h/d",
        "mysql://u@h/d: runs are recorded in a file or",
    ),
    "sqlite by URL": ("list -o history=sqlite:///x.db", "write the path of the file, without sqlite://"),
    "an unknown action": ("lst", "invalid choice: 'lst'"),
    "a word too few": ("diff last", "write qa-run history diff A B"),
    "a word too many": ("list last", "write qa-run history list"),
    "an option of another action": ("list --keep 3", "--keep is for prune, not for list"),
    "JSON of what has none": ("reindex --json -", "--json is for list, show, diff, trend, not for reindex"),
    "prune without saying what": ("prune", "takes --keep N or --before TIME"),
    "prune by both": ("prune --keep 1 --before 2026-01-01", "takes --keep N or --before TIME"),
    "prune before no time": ("prune --before soon", "--before soon: "),
    "prune by no number": ("prune --keep -3", "--keep"),
    "import of nothing": ("import no.jsonl", "import no.jsonl: cannot be read: No such file"),
    "import of no JSON": ("import good.txt", "good.txt:1: is no JSON"),
    "import of a report": ("import report.json", "report.json:1: is no file of a run"),
    "import of a later version": ("import later.json", "later.json:1: is of the version qa-run/run/7"),
    "import of a run that was not complete": ("import partial.json", "the run was not complete"),
    "import of a run without verdicts": ("import lacking.json", "the report has no 'verdicts'"),
    "import of a faulty verdict": ("import faulty.json", "verdict 1 has no 'digest'"),
    "import of a run without a time": ("import timeless.json", "are to be times"),
    "import of a time without an offset": ("import naive.json", "'started' has no offset"),
    "import of a run with a bad name": ("import named.json", "'../../x' is no name of a run"),
    "import of a changed text": ("import spec.json", "does not have the digest that is told"),
    "import of bytes": ("import bytes.json", "import bytes.json: cannot be read"),
    "export into nowhere": ("export no/where.jsonl -o history=ours.sqlite", "cannot be written"),
    "an unknown run": ("show deadbeef -o history=ours.sqlite", "no recorded run has an id that begins so"),
    "a run too far back": ("show -9 -o history=ours.sqlite", "so many runs are not recorded (there is 1)"),
    "an unknown verdict": ("trend nothing -o history=ours.sqlite", "no recorded verdict has an id like that"),
    "a part of several ids": ("trend specs -o history=ours.sqlite", "that is in several ids, write one of:"),
    "a trend of nothing": ("trend x -n 0 -o history=ours.sqlite", "a trend needs at least one run"),
    "no record kept": ("list -o history=false", "no record is kept here"),
    "a server that is not there": ("list -o history=postgresql://u:secret@127.0.0.1:1/x", "connection"),
    "a server without a database": ("list -o history=postgresql://u@127.0.0.1", "names no database"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_is_told_in_words(name: str, run: Run) -> None:
    words, said = WRONG[name]
    if "server" in name and not (find_spec("sqlalchemy") and find_spec("psycopg")):
        pytest.skip("SQLAlchemy and psycopg are not installed")
    foreign()
    written("good.txt", "hello\n")
    written("report.json", json.dumps(made_report()))
    written("later.json", '{"schema": "qa-run/run/7"}')
    written("partial.json", wrong_run(complete=False))
    written("lacking.json", wrong_run(verdicts=None))
    written(
        "faulty.json", wrong_run(verdicts=[{"id": "a", "outcome": "passed", "characteristic": "", "criterion": ""}])
    )
    written("timeless.json", wrong_run(started="soon"))
    written("naive.json", wrong_run(started="2026-01-01T00:00:00"))
    written("named.json", wrong_run(run_id="../../x"))
    written("spec.json", '{"schema": "qa-run/spec/1", "sha256": "00", "text": "x"}')
    written("bytes.json", b"\xff\xfe")
    if "ours" in words:
        run("-qq", "-o", "history=ours.sqlite")
    code, out, error = run("history", *words.split())

    assert (code, out) == (4, "")
    assert said in error
    assert "secret" not in error
    assert "Traceback" not in error


def test_a_driver_that_is_missing_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)

    code, out, error = run("-q", "-o", "history=postgresql://u@127.0.0.1/x")
    assert (code, out) == (4, "")
    assert "pip install 'qa-run[postgres]', or name a file" in error


@pytest.mark.skipif(not (find_spec("sqlalchemy") and find_spec("psycopg")), reason="SQLAlchemy, psycopg not installed")
def test_a_server_that_is_down_does_not_keep_verdicts_back(run: Run) -> None:
    code, out, error = run("-q", "-o", "history=postgresql://u:secret@127.0.0.1:1/x")

    assert code == 0
    assert "3 passed" in out
    assert error.startswith("qa-run: not recorded: postgresql://u@127.0.0.1:1/x: ")
    assert "its file is .qa-run/runs/" in error
    assert "secret" not in error


def test_from_python_only_what_is_asked_for_is_recorded(run: Run, tmp_path: Path) -> None:
    qa_run.run("specs")
    assert not Path(".qa-run").exists()
    first = qa_run.run("specs", history=True)
    second = qa_run.run("specs", history="mine.sqlite")
    third = qa_run.run("specs", "bad.csv", history=tmp_path / "mine.sqlite")

    node_id = "specs/ham.yaml::grams::limits"
    assert [each["run_id"] for each in listed(run)] == [first.run_id]
    assert node_id not in second.past
    assert [each.value for each in third.past[node_id]] == ["passed"]
    with pytest.raises(HistoryError, match="is a folder"):
        qa_run.run("specs", history="specs")
    Path("qa-run.toml").write_text("history = false\n")
    with pytest.raises(UsageError, match="keep no record"):
        qa_run.run("specs", history=True)
