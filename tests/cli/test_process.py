"""What only shows in a process of its own: pipes, colour by environment, Ctrl-C, what is imported."""

import json
import pty
import re
import select
import signal
import subprocess
import sys
import time
from os import close, read
from pathlib import Path

import pytest

QA_RUN = [sys.executable, "-m", "qa_run"]


@pytest.fixture
def launch(kitchen, environment):
    def launching(*words, **more):
        changed = environment | more.pop("env", {})
        return subprocess.run([*QA_RUN, *words], cwd=kitchen, env=changed, capture_output=True, text=True, timeout=60)

    return launching


def test_a_script_that_names_no_procedure_ends_with_the_error_and_is_not_aborted(kitchen, environment):
    words = [sys.executable, "-c", "import qa_run\nqa_run.run('nothing.yaml')"]
    done = subprocess.run(words, cwd=kitchen, env=environment, capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "qa_run.errors.UsageError: nothing.yaml: there is no such file or folder"


@pytest.mark.parametrize("words", [["nothing.yaml"], ["--samples", "a=b=c", "-o", "x"], ["--html", "no/where/a.html"]])
def test_a_program_that_asks_for_what_is_refused_is_not_aborted(kitchen, environment, words):
    program = f"import sys; from qa_run.cli.main import main; sys.exit(main({words}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=kitchen, env=environment, capture_output=True, timeout=60
    )

    assert done.returncode in (1, 4), done


def test_version_is_told_at_once(kitchen, environment):
    heavy = ["attr", "attrs", "pluggy", "duckdb", "narwhals", "yaml", "tabulate", "jsonschema"]
    code = (
        "import sys\nfrom qa_run.cli.main import main\n"
        f"code = main(['--version'])\nprint(code, [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=kitchen, env=environment, capture_output=True, text=True)
    first, second = done.stdout.splitlines()

    assert re.fullmatch(r"qa-run \d+\.\d+\.\d+\S*", first)
    assert second == "0 []"


def test_help_fits_in_80_columns(launch):
    for words in (["--help"], ["explain", "-h"], ["schema", "-h"], ["plugins", "-h"]):
        done = launch(*words, env={"COLUMNS": "80"})

        assert done.returncode == 0
        assert max(map(len, done.stdout.splitlines())) < 80


def test_a_reader_who_leaves_gets_no_traceback(kitchen, environment):
    for words in ("--samples bad.csv", "-vv", "schema report", "explain exactly", "plugins", "--json -"):
        done = subprocess.run(
            f"{sys.executable} -m qa_run {words} | head -c 1", shell=True, cwd=kitchen, env=environment,
            capture_output=True, text=True,
        )  # fmt: skip

        assert done.stderr == ""


def test_a_reader_who_leaves_does_not_keep_the_report_from_being_written(kitchen, environment):
    script = f"{sys.executable} -m qa_run --samples bad.csv --json out.json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=kitchen, env=environment, capture_output=True, text=True)

    assert done.stdout == "1\n"
    assert json.loads((kitchen / "out.json").read_text())["exit_code"] == 1


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "yes"], {"NO_COLOR": "1"}, True),
        (["--color", "no"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(launch, words, env, coloured):
    assert ("\x1b[" in launch(*words, env=env).stdout) is coloured


def test_results_only_on_stdout(launch):
    assert launch("--samples", "bad.csv").stderr == ""


def test_a_narrow_encoding_is_no_reason_to_stop(launch, kitchen):
    (kitchen / "wide.csv").write_text("id,shop,slices,grams\n東,京,3,60\n", encoding="utf-8")

    assert launch("--samples", "wide.csv", env={"PYTHONIOENCODING": "ascii"}).returncode == 1


SLOW = """\
import time
from pathlib import Path
from attrs import frozen
from qa_run import Number, criterion, hookimpl

@criterion("slowly")
@frozen
class Slowly:
    reads = Number

    def sentence(self, language):
        return "judged slowly"

    def conforms(self, value):
        Path("judging").touch()
        time.sleep(30)
        return value > 0

@hookimpl
def qa_criteria():
    return [Slowly]
"""


def slow_batch(kitchen: Path) -> None:
    (kitchen / "slowly.py").write_text(SLOW)
    (kitchen / "specs" / "later.yaml").write_text(
        "procedure: later\nsamples: {from: good.csv, item: id}\ncharacteristics: {grams: {slowly: true}}\n"
    )


def test_after_ctrl_c_what_was_done_is_reported(kitchen, environment):
    slow_batch(kitchen)
    path = f"{environment['PYTHONPATH']}:{kitchen}"
    running = subprocess.Popen(
        [*QA_RUN, "-p", "slowly", "--json", "out.json"], cwd=kitchen, env=environment | {"PYTHONPATH": path},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 20
    while not (kitchen / "judging").exists() and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    report = json.loads((kitchen / "out.json").read_text())

    assert (running.returncode, err) == (2, "")
    assert "The run is not complete: it was interrupted" in out
    assert out.splitlines()[-1].strip("= ").endswith(": interrupted")
    assert (report["complete"], report["exit_code"], len(report["verdicts"])) == (False, 2, 7)


def on_a_terminal(words, kitchen, environment, seconds=20.0):
    """What a terminal is sent on stdout and stderr together."""
    here, there = pty.openpty()
    running = subprocess.Popen([*QA_RUN, *words], cwd=kitchen, env=environment, stdout=there, stderr=there)
    close(there)
    sent, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        if not select.select([here], [], [], 0.1)[0]:
            if running.poll() is not None:
                break
            continue
        try:
            sent += read(here, 65536)
        except OSError:
            break
    running.kill()
    running.wait()
    close(here)
    return sent.decode()


def test_short_work_shows_no_progress_on_a_terminal(kitchen, environment):
    sent = on_a_terminal([], kitchen, environment | {"TERM": "xterm"})

    assert "\x1b[32m" in sent
    assert "passed" in sent


def test_long_work_shows_progress_and_takes_it_away(kitchen, environment):
    slow_batch(kitchen)
    slowly = (kitchen / "slowly.py").read_text().replace("sleep(30)", "sleep(1.6)")
    (kitchen / "slowly.py").write_text(slowly)
    path = {"PYTHONPATH": f"{environment['PYTHONPATH']}:{kitchen}", "TERM": "xterm"}
    sent = on_a_terminal(["-p", "slowly"], kitchen, environment | path)

    assert "working: 1 " in sent
    assert sent.rindex("\r\x1b[K") > sent.rindex("working:")


def test_who_sees_no_table_pays_for_none(kitchen, environment):
    code = "import sys\nfrom qa_run.cli.main import main\nmain(['-q'])\nprint('tabulate' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=kitchen, env=environment, capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "False"


def test_the_engine_starts_while_the_program_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("procedure: a\nsamples: {from: a.csv}\ncharacteristics: {g: {lower: 1}}\n")
    (tmp_path / "a.csv").write_text("g\n2\n")
    program = (
        "import sys, duckdb; from qa_run.cli.main import main; real, seen = duckdb.connect, []\n"
        "duckdb.connect = lambda *a, **k: seen.append('qa_run.session' in sys.modules) or real(*a, **k)\n"
        "code = main(['a.yaml', '--samples', 'a.csv', '-qq', '--no-history']); print(code, seen)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)

    assert done.stdout.strip().splitlines()[-1] == "0 [False]", done.stderr
