"""The number says what came of the run, and every refusal names its place and what to write instead."""

import sys
from pathlib import Path

import pytest

import qa_run
from qa_run import PluginError


def test_a_good_batch_is_released(run):
    code, out, err = run()

    assert (code, err) == (0, "")
    assert out.splitlines()[-1].strip("= ").startswith("7 passed in ")


def test_a_bad_batch_is_not(run):
    assert run("specs", "--samples", "bad.csv")[0] == 1


def test_samples_for_one_procedure_by_name(run):
    assert run("--samples", "ham=bad.csv")[0] == 1


def test_a_name_that_no_procedure_has_is_refused(run):
    code, _, err = run("--samples", "hem=bad.csv")

    assert code == 4
    assert "there are: ham" in err


def test_samples_that_are_not_there_are_told(run):
    code, out, _ = run("--samples", "nowhere.csv")

    assert code == 4
    assert "no file matches nowhere.csv" in out
    assert "1 not usable in" in out.splitlines()[-1]


def test_nothing_to_inspect_is_told_with_its_reason(run, kitchen):
    (kitchen / "none").mkdir()
    code, out, _ = run("none")

    assert code == 5
    assert "nothing to inspect" in out.splitlines()[-1]


def test_every_fault_stands_on_a_line_of_its_own(run, kitchen):
    (kitchen / "specs" / "broken.yaml").write_text(
        "procedure: broken\nbogus: 1\nsamples: {from: good.csv}\ncharacteristics: {slices: {exctly: 3}}\n"
    )
    code, _, err = run()
    first, second, last = err.splitlines()

    assert code == 4
    assert first.startswith("specs/broken.yaml:2:1: ")
    assert second.startswith("specs/broken.yaml:4:28: ")
    assert "did you mean 'exactly'?" in second
    assert last == "2 faults in 1 file"


def test_without_a_folder_of_procedures_the_default_is_refused(run, monkeypatch, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    assert run()[0] == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--jsn", "x"], "did you mean '--json'?"),
        (["--items", "many"], "--items"),
        (["--items", "-1"], "write 0"),
        (["-r", "fz"], "'z'"),
        (["--as-of", "tomorrow"], "2026-03-01T06:00:00+01:00"),
        (["--as-of", "20260301"], "RFC 3339"),
        (["--json", "nowhere/x.json"], "no folder nowhere"),
        (["--json", "specs"], "is a folder"),
        (["--report", "jsn=x"], "did you mean 'json'?"),
        (["--report", "json"], "NAME=FILE"),
        (["--json", "x", "--report", "json=x"], "one place"),
        (["--samples", "=x"], "NAME=PATH"),
        (["--samples", ""], "an empty path names no samples"),
        (["nowhere.yaml"], "no such file"),
        (["--color", "maybe"], "--color"),
        (["explain"], "CRITERION"),
        (["explain", "exactl"], "did you mean 'exactly'?"),
        (["./plugins"], "plugins"),
    ],
)
def test_words_that_make_no_sense(run, words, told):
    code, _, err = run(*words)

    assert code == 4
    assert told in err


def test_an_unknown_plugin_is_an_error(run):
    assert run("-p", "no:nobody")[0] == 4


ENDS = """\
import sys
from attrs import frozen
from qa_run import Number, criterion, hookimpl

@criterion("ends")
@frozen
class Ends:
    reads = Number
    def conforms(self, value):
        sys.exit(0)
    def sentence(self, language):
        return "ends"

@hookimpl
def qa_criteria():
    return [Ends]
"""


@pytest.mark.parametrize(
    ("module", "line"),
    [(ENDS, 10), ("import sys\nsys.exit(0)\n", 2), ("raise SystemExit\n", 1)],
    ids=["judging", "loading", "bare"],
)
def test_a_plugin_that_ends_the_program_releases_nothing(run, kitchen, monkeypatch, module, line):
    monkeypatch.syspath_prepend(str(kitchen))
    monkeypatch.delitem(sys.modules, "ending", raising=False)
    (kitchen / "ending.py").write_text(module, encoding="utf-8")
    (kitchen / "ends.yaml").write_text(
        "procedure: ends\nsamples: {from: ends.csv, item: id}\ncharacteristics: {grams: {ends: true}}\n",
        encoding="utf-8",
    )
    (kitchen / "ends.csv").write_text("id,grams\nA,4\n", encoding="utf-8")
    code, _, err = run("ends.yaml", "-p", "ending")

    assert code == 3
    assert f"ending.py:{line} ended the program" in err
    with pytest.raises(PluginError, match=r"ending\.py"):
        qa_run.run("ends.yaml", plugins=["ending"])


def test_an_unexpected_exception_is_a_line_and_a_log(run, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("qa_run.cli.run.carry_out", broken)
    code, _, err = run()
    first, second = err.splitlines()
    log = Path(second.partition("the traceback is in ")[2].partition(";")[0])

    assert code == 3
    assert first == "qa-run: internal error: ZeroDivisionError: by zero"
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()


def test_marginal_releases_unless_it_is_told_not_to(run, kitchen):
    (kitchen / "near.yaml").write_text(
        "procedure: near\nsamples: {from: specs/good.csv, item: id}\n"
        "characteristics: {grams: {lower: 59, marginal: 2}}\n"
    )

    assert run("near.yaml")[0] == 0
    code, out, _ = run("near.yaml", "--strict-marginal")
    assert code == 1
    assert "--strict-marginal" in out.splitlines()[-1]
