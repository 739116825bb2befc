"""Reports are whole or absent, valid against the published schema, and the same bytes for the same input."""

import json
import os
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import qa_run.cli.reports as reports
from qa_run.errors import PluginError

SCHEMA = json.loads(files("qa_run.builtin.reporters").joinpath("report.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("samples", ["specs/good.csv", "bad.csv"])
def test_the_report_is_valid_and_holds_nothing_that_the_schema_does_not_know(run, kitchen, samples):
    run("--samples", samples, "--json", "out.json", "-qq")
    report = json.loads((kitchen / "out.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(report, closed(SCHEMA), cls=jsonschema.Draft202012Validator)


def closed(schema):
    """`schema`, taking no key that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


def test_the_screen_is_quiet_while_a_report_has_stdout(run):
    code, out, err = run("--samples", "bad.csv", "--json", "-")

    assert (code, err) == (1, "")
    assert json.loads(out)["outcome"] == "failed"


def test_errors_are_told_beside_a_report_on_stdout(run):
    code, out, err = run("--samples", "nowhere.csv", "--json", "-")

    assert (code, json.loads(out)["outcome"]) == (4, "error")
    assert "nowhere.csv" in err


def test_twice_the_same_but_for_run_and_time(run, kitchen):
    found = []
    for name in ("one.json", "two.json"):
        run("--samples", "bad.csv", "--as-of", "2026-03-01", "--report", f"json={name}")
        report = json.loads((kitchen / name).read_text(encoding="utf-8"))
        found.append({key: value for key, value in report.items() if key not in ("run_id", "started", "duration_s")})

    assert found[0] == found[1]


def test_an_excluded_end_is_a_limit_that_is_not_included(run, kitchen):
    (kitchen / "above.yaml").write_text(
        "procedure: above\nsamples: {from: specs/good.csv, item: id}\ncharacteristics: {grams: {above: 59, unit: g}}\n"
    )
    run("above.yaml", "--json", "out.json")
    limits = json.loads((kitchen / "out.json").read_text())["verdicts"][-1]["limits"]

    assert limits == {
        "lower": 59, "upper": None, "lower_included": False, "upper_included": True, "unit": "g",
        "as_written": "more than 59 g",
    }  # fmt: skip


def test_a_report_is_added_to_the_summary_of_a_step_which_others_write_too(run, kitchen, monkeypatch):
    summary = kitchen / "summary.md"
    summary.write_text("of another command\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("--samples", "bad.csv", "--report", f"markdown={summary}", "--report", "markdown=own.md")

    assert summary.read_text(encoding="utf-8").startswith("of another command\n# ❌ failed")
    assert (kitchen / "own.md").read_text(encoding="utf-8").startswith("# ❌ failed")


def test_annotations_stand_in_the_log_beside_the_screen(run):
    code, out, _ = run("--samples", "bad.csv", "--report", "github=-", "-q")

    assert code == 1
    assert "2 failed" in out or "failed" in out.splitlines()[-2]
    assert [
        line for line in out.splitlines() if line.startswith("::error file=specs/ham.yaml,line=8,col=5,title=failed")
    ]


def test_the_screen_gives_no_commands_to_a_pipeline(run, kitchen):
    (kitchen / "bad.csv").write_text("id,shop,slices,grams\n::add-mask::x ##[error]y ##vso[z]q,::error::,3,60\n")
    code, out, _ = run("--samples", "bad.csv", "-vv")

    assert code == 1
    assert "#\\x23[error]y" in out
    assert not [line for line in out.splitlines() if "##" in line or line.lstrip().startswith("::")]


def test_junitxml_is_short_for_a_report(run, kitchen):
    run("--samples", "bad.csv", "--junitxml", "one.xml", "--report", "junit=two.xml", "--as-of", "2026-03-01")

    assert (kitchen / "one.xml").read_text() == (kitchen / "two.xml").read_text()


def test_a_link_stays_a_link(run, kitchen):
    (kitchen / "real").mkdir()
    (kitchen / "out.env").symlink_to("real/out.env")
    run("--report", "env=out.env")

    assert (kitchen / "out.env").is_symlink()
    assert "QA_RUN_EXIT_CODE=0\n" in (kitchen / "real" / "out.env").read_text()


def test_a_pipe_is_written_into(run, kitchen):
    os.mkfifo(kitchen / "pipe")
    reading = os.open(kitchen / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    run("--report", "env=pipe")

    assert b"QA_RUN_EXIT_CODE=0\n" in os.read(reading, 4096)
    assert (kitchen / "pipe").is_fifo()


def test_a_device_is_never_replaced_by_a_file(tmp_path):
    """Not tried on one: as root it would take the stream from everybody."""
    (tmp_path / "link").symlink_to("/dev/stderr")
    streams = ["/dev/stderr", "/dev/fd/1", "/dev/../dev/null", "/proc/self/fd/2", tmp_path / "link"]

    assert [reports.is_stream(Path(each)) for each in streams] == [True] * len(streams)
    assert not reports.is_stream(tmp_path / "out.json")
    assert not reports.is_stream(Path("/dev/shm/out.json"))


def test_a_write_that_breaks_leaves_the_old_report(kitchen, monkeypatch):
    (kitchen / "out.json").write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(Exception, match="No space left"):
        reports._put(reports.Target("json", "out.json", "--json out.json"), "new")
    assert (kitchen / "out.json").read_text() == "old"
    assert sorted(each.name for each in kitchen.iterdir()) == ["bad.csv", "out.json", "specs"]


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_judged(run, monkeypatch):
    monkeypatch.setattr("qa_run.cli.run.carry_out", lambda *_, **__: pytest.fail("judged"))

    assert run("--json", "nowhere/out.json")[0] == 4


def test_a_reporter_that_breaks_is_named_and_the_others_still_write(run, kitchen, monkeypatch):
    (kitchen / "crashing.py").write_text(
        "from qa_run import Reporter, hookimpl\n\n"
        "@hookimpl\ndef qa_reporters():\n    return [Reporter('crash', lambda report: 1 / 0)]\n"
    )
    monkeypatch.syspath_prepend(str(kitchen))
    code, _, err = run("-p", "crashing", "--report", "crash=a.txt", "--json", "out.json")

    assert code == 3
    assert err == "qa-run: the reporter crash failed: ZeroDivisionError: division by zero\n"
    assert (kitchen / "out.json").exists()
    assert not (kitchen / "a.txt").exists()
    assert issubclass(PluginError, Exception)
