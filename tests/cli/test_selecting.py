"""Selecting and stopping from the command line."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

ROLLS = """\
procedure: rolls
title: Rolls of the day
tags: [bakery]
samples: {from: rolls.csv, item: id, per: [shop]}
characteristics:
  weight: {unit: g, lower: 70, class: major, tags: [scales, daily]}
  crust:
    tags: eye
    requirements:
      - {one_of: [brown, dark], class: minor}
      - {id: filled, present: true, class: minor, tags: [daily]}
"""
ID = "specs/ham.yaml::slices::exactly"


@pytest.fixture(autouse=True)
def bakery(kitchen):
    (kitchen / "specs" / "rolls.yaml").write_text(ROLLS, encoding="utf-8")
    rows = "id,shop,weight,crust\nR1,Milano,80,brown\nR2,Roma,60,dark\n"
    (kitchen / "specs" / "rolls.csv").write_text(rows, encoding="utf-8")
    return kitchen


def ids(out: str) -> list[str]:
    return [line for line in out.splitlines() if "::" in line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["specs/ham.yaml::slices"], [ID]),
        ([ID], [ID]),
        ([f"./specs/../{ID}"], [ID]),
        (["specs/ham.yaml::*"], ["specs/ham.yaml::@item::unique", ID, "specs/ham.yaml::grams::limits"]),
        ([f"{ID}[shop=Roma]"], [f"{ID}[shop=Roma]"]),
        (["-k", "SLICES"], [ID]),
        (["-k", "'slices of ham'"], [ID]),
        (["-k", "exactly or present"], [ID, "specs/rolls.yaml::crust::filled"]),
        (["-k", "ham and not (slices or unique)"], ["specs/ham.yaml::grams::limits"]),
        (["-m", "critical or scales"], [ID, "specs/rolls.yaml::weight::limits"]),
        (["-m", "eye and daily"], ["specs/rolls.yaml::crust::filled"]),
        (["-m", "bakery and not minor and not daily"], ["specs/rolls.yaml::@item::unique"]),
        (["--deselect", "specs/rolls.yaml", "--deselect", "specs/ham.yaml::@"], [ID, "specs/ham.yaml::grams::limits"]),
        (
            ["specs/ham.yaml", "specs/rolls.yaml::weight", "-m", "critical or major"],
            [ID, "specs/rolls.yaml::weight::limits"],
        ),
        (["-k", " "], None),
    ],
)  # fmt: skip
def test_what_is_selected(run, words, expected):
    code, out, err = run("--co", "-q", *words)

    assert (code, err) == (0, "")
    assert ids(out) == expected if expected else len(ids(out)) == 7


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["specs/ham.yaml::slics"], "did you mean 'specs/ham.yaml::slices'?"),
        (["specs/ham.yaml::slices::exactl"], "did you mean 'specs/ham.yaml::slices::exactly'?"),
        (["specs/ham.yaml::slices::exactl[shop=Roma]"], "did you mean 'specs/ham.yaml::slices::exactly[shop=Roma]'?"),
        (["specs/ham.yaml::qqq"], "it has: @item, slices, grams"),
        (["specs/hm.yaml::slices"], "did you mean 'ham.yaml'?"),
        (["specs::slices"], "is a folder"),
        (["specs/ham.yaml::"], "write specs/ham.yaml for all of it"),
        (["::slices"], "begins with a file"),
        ([f"{ID}[shop=Rome]"], "did you mean 'shop=Roma'?"),
        ([f"{ID}[Roma]"], "there are: [shop=Milano], [shop=Roma]"),
        ([f"{ID}[]"], "there are: [shop=Milano], [shop=Roma]"),
        (["specs/ham.yaml::*[shop=Bari]"], "the samples hold no such stratum"),
        ([ID, f"{ID}[shop=Bari]"], "the samples hold no such stratum"),
        (["-k", "ham and"], "-k 'ham and': at column 8"),
        (["-k", "(ham"], "at column 5"),
        (["-k", "ham roll"], "at column 5"),
        (["-m", "critcal"], "at column 1: 'critcal' is no class, and no tag here (did you mean 'critical'?)"),
        (["-m", "major or daly"], "at column 10: 'daly' is no class, and no tag here (did you mean 'daily'?)"),
        (["-m", "Daily"], "did you mean 'daily'?"),
        (["-m", "not"], "at column 4"),
        (["--deselect", "specs/hem"], "--deselect specs/hem: no node id begins so"),
        (["--deselect", ""], "no node id begins so"),
        (["--deselect", f"{ID}[shop=Ba"], "the samples hold no such stratum"),
        (["--maxfail", "x"], "'x' is no whole number"),
        (["--maxfail", "-1"], "maxfail"),
        (["--durations", "1.5"], "'1.5' is no whole number"),
        (["--co", "--json", "x.json"], "--co judges nothing"),
        (["--co", "--items-out", "x.csv"], "--co judges nothing"),
        (["--watch", "--co"], "--watch runs again and again"),
        (["--lf", "-k", "("], "at column 2"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(run, words, told):
    code, _, err = run(*words)

    assert code == 4
    assert told in err


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ("[critical]", "write class: critical"),
        ("[hot food]", "cannot be a tag"),
        ("[and]", "cannot be a tag"),
        ('["a(b"]', "cannot be a tag"),
        ('[""]', "nothing stands here where a tag is due"),
        ("{a: 1}", ""),
        ("[[a]]", ""),
    ],
)
def test_a_tag_that_could_not_be_named_is_a_fault(run, bakery, tags, told):
    (bakery / "specs" / "rolls.yaml").write_text(ROLLS.replace("[bakery]", tags), encoding="utf-8")
    code, _, err = run()

    assert code == 4
    assert err.startswith("specs/rolls.yaml:3:")
    assert told in err


def test_a_narrowed_run_says_so_everywhere(run, bakery):
    code, out, _ = run("-k", "slices", "--json", "report.json")
    report = json.loads((bakery / "report.json").read_text("utf-8"))

    assert code == 0
    assert "selected: -k slices (1 of 7 requirements)" in out
    assert "The run is not complete" in out
    assert "3 passed, 6 of 7 requirements deselected in" in out.splitlines()[-1]
    assert (report["complete"], report["selection"]) == (False, ["-k slices"])
    assert report["not_run"] == ["specs/ham.yaml::@item::unique", "specs/ham.yaml::grams::limits", "specs/rolls.yaml"]


def test_a_narrowed_run_does_not_release_where_it_must_be_complete(run):
    assert run("-k", "slices", "--require-complete")[0] == 1


def test_one_stratum_is_judged_and_the_others_are_counted_as_left_out(run):
    code, out, _ = run(f"{ID}[shop=Roma]")

    assert code == 0
    assert "1 passed, 2 of 3 requirements and 2 verdicts deselected" in out


def test_a_stratum_is_deselected(run):
    _, out, _ = run("-vv", ID, "--deselect", f"{ID}[shop=Roma]")

    assert [line for line in out.splitlines() if line.startswith(ID)] == [
        f"{ID} PASSED  n=4",
        f"{ID}[shop=Milano] PASSED  n=2",
    ]


def test_a_stratum_is_asked_for_whose_column_is_missing(run, bakery):
    (bakery / "bad.csv").write_text("id,slices,grams\nS1,4,60\n", encoding="utf-8")
    code, out, _ = run(f"{ID}[shop=Roma]", "--samples", "bad.csv")

    assert code == 1
    assert "no column 'shop'" in out


@pytest.mark.parametrize("words", [["-k", "nothing"], ["-m", "critical and minor"], ["--deselect", "specs"]])
def test_nothing_selected_is_nothing_inspected(run, words):
    code, out, _ = run(*words)

    assert code == 5
    assert "nothing to inspect: of 7 requirements none is left by" in out.splitlines()[-1]
    assert run("--co", *words)[0] == 5


def test_a_broken_procedure_is_told_though_another_was_selected(run, bakery):
    (bakery / "specs" / "rolls.yaml").write_text("procedure: x\n", encoding="utf-8")

    assert run("-k", "slices")[0] == 4
    assert run(ID)[0] == 0


def test_the_run_stops_before_the_next_procedure(run, bakery):
    code, out, _ = run("-x", "--samples", "ham=bad.csv", "--json", "r.json")
    report = json.loads((bakery / "r.json").read_text("utf-8"))

    assert code == 1
    assert report["not_run"] == ["specs/rolls.yaml"]
    assert not report["complete"]
    assert len(report["verdicts"]) == 7, "those of one procedure are judged by one scan"
    assert "stopped after 3 failures" in out


def test_it_stops_only_after_so_many(run):
    assert "stopped" not in run("--maxfail", "6", "--samples", "ham=bad.csv")[1]
    assert "stopped" in run("--maxfail", "3", "--samples", "ham=bad.csv")[1]
    assert "stopped" not in run("-x", "--maxfail", "0", "--samples", "ham=bad.csv")[1]


def test_a_run_that_passes_is_complete_with_x(run, bakery):
    run("-x", "specs/ham.yaml", "--json", "r.json")

    assert json.loads((bakery / "r.json").read_text("utf-8"))["complete"]


def test_samples_that_cannot_be_used_count_as_a_failure(run):
    code, out, _ = run("-x", "--samples", "ham=none.csv")

    assert code == 4
    assert "rolls.yaml" not in out.partition("not run")[0]


def test_only_what_failed_is_run_again(run, bakery):
    run()
    weight = "specs/rolls.yaml::weight::limits"

    assert ids(run("--lf", "--co", "-q")[1]) == [weight, f"{weight}[shop=Roma]"]
    code, out, _ = run("--lf", "-vv")
    assert code == 1
    assert "--lf (2 known failures) (1 of 7 requirements)" in out
    assert f"{weight}[shop=Milano] " not in out

    rows = "id,shop,weight,crust\nR1,Milano,80,brown\nR2,Roma,75,dark\n"
    (bakery / "specs" / "rolls.csv").write_text(rows, encoding="utf-8")
    assert run("--lf")[0] == 0
    code, out, _ = run("--lf")
    assert (code, "deselected" in out, "not complete" in out) == (0, False, False)


def test_what_was_not_run_stays_known(run):
    run()
    run("-k", "slices")

    assert "2 known failures" in run("--lf")[1]


def test_failures_that_are_not_selected_narrow_nothing(run):
    run()

    assert "6 of 7 requirements deselected" in run("--lf", "-k", "slices")[1]


def test_a_stratum_that_is_gone_is_forgotten(run, bakery):
    run()
    (bakery / "specs" / "rolls.csv").write_text("id,shop,weight,crust\nR1,Milano,80,brown\n", encoding="utf-8")

    assert run("--lf")[0] == 0
    assert json.loads((bakery / ".qa-run" / "last.json").read_text("utf-8"))["failed"] == []


def test_failed_ones_come_first(run):
    run()
    _, out, _ = run("--ff")

    assert out.index("specs/rolls.yaml ") < out.index("specs/ham.yaml ")
    assert "deselected" not in out


def test_the_record_of_the_last_run_is_kept_out_of_version_control(run, bakery):
    run()

    assert (bakery / ".qa-run" / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


def test_a_run_without_failures_leaves_no_folder(run, bakery):
    run("specs/ham.yaml")

    assert not (bakery / ".qa-run").exists()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"schema": "qa-run/last/9", "failed": []}', '{"schema": "qa-run/last/1"}']
)
def test_a_damaged_record_is_refused_by_lf_and_mended_by_a_run(run, bakery, text):
    (bakery / ".qa-run").mkdir()
    (bakery / ".qa-run" / "last.json").write_text(text, encoding="utf-8")

    assert "remove the file" in run("--lf")[2]
    assert run()[0] == 1
    assert run("--lf")[0] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_is_read_only_is_a_warning(run, bakery):
    bakery.chmod(0o555)
    try:
        code, _, err = run()
    finally:
        bakery.chmod(0o755)

    assert code == 1
    assert "warning: " in err


def test_a_record_that_cannot_be_written_is_a_warning(run, bakery):
    (bakery / ".qa-run").write_text("in the way", encoding="utf-8")
    code, _, err = run()

    assert code == 1
    assert "last.json cannot be written" in err


def test_the_record_is_that_of_the_project_wherever_somebody_stands(run, bakery, monkeypatch):
    (bakery / "qa-run.toml").write_text('paths = ["specs"]\n', encoding="utf-8")
    run()
    monkeypatch.chdir(bakery / "specs")

    assert ids(run("--lf", "--co", "-q", ".")[1])[0] == "rolls.yaml::weight::limits"


def test_the_slowest_steps_are_listed(run):
    _, out, _ = run("--durations", "3", "-v")
    listed = out.partition("slowest 3 durations")[2].partition("\n\n")[0].splitlines()[1:]

    assert len(listed) == 3
    assert {line.split()[2] for line in listed} <= {"load", "open", "scan", "judge", "items"}


def test_a_node_id_is_explained(run):
    code, out, _ = run("explain", ID)

    assert code == 0
    for told in ("Slices of ham: exactly 4", "The picture on the menu shows four.", "critical", "specs/ham.yaml:8:5"):
        assert told in out


def test_how_it_stood_is_told():
    from qa_run.cli.explain_node import _past
    from qa_run.model.outcome import Outcome

    assert _past([Outcome.FAILED, Outcome.PASSED]) == "F.  (1 of 2 released, the last one passed)"


def test_a_watched_run_is_repeated_until_somebody_interrupts(kitchen, environment):
    command = [sys.executable, "-m", "qa_run", "specs/ham.yaml", "--watch"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None

    def until(text: str) -> str:
        seen = ""
        for line in process.stdout:
            seen += line
            if text in line:
                return seen
        raise AssertionError(seen)

    try:
        assert "7 passed" in until("watching")
        (kitchen / "specs" / "good.csv").write_text("id,shop,slices,grams\nS1,Roma,3,60\n", encoding="utf-8")
        seen = until("watching")
        assert "changed: specs/good.csv" in seen
        assert "failed" in seen
        ham = kitchen / "specs" / "ham.yaml"
        good = ham.read_text("utf-8")
        ham.write_text(good.replace("exactly: 4", "exctly: 3"), encoding="utf-8")
        assert "did you mean 'exactly'?" in until("watching")
        ham.write_text(good.replace("exactly: 4", "exactly: 3"), encoding="utf-8")
        assert "5 passed" in until("watching")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    finally:
        process.kill()

    assert "no longer watching" in rest
    assert process.returncode == 2
    assert "\x1b" not in seen


def test_words_that_mean_nothing_are_not_watched(run):
    assert run("--watch", "specs/none.yaml")[0] == 4
