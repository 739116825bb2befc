"""Variables, read back by a shell, by python-dotenv, and by the rule of GitLab."""

import re
import subprocess
from io import StringIO

from dotenv import dotenv_values

from qa_run import Outcome


def of_gitlab(text: str) -> dict[str, str]:
    """`Ci::ParseDotenvArtifactService`: a line is a name, `=`, and a value as it stands."""
    assert len(text) < 5 * 1024
    lines = text.splitlines()
    assert len(lines) <= 20
    found = [re.fullmatch(r"(\w+?)=(.*)", line) for line in lines]
    return {each[1]: each[2].strip() for each in found if each}


def test_all_readers_read_the_same(hostile, rendered, tmp_path):
    text = rendered("env", hostile)
    (tmp_path / "verdict.env").write_text(text)
    script = ". ./verdict.env; set"
    said = subprocess.run(["sh", "-c", script], cwd=tmp_path, env={}, capture_output=True, text=True, check=True)
    of_shell = dict(re.findall(r"^(QA_RUN_\w+)='?(.*?)'?$", said.stdout, re.M))

    assert of_gitlab(text) == dict(dotenv_values(stream=StringIO(text))) == of_shell
    assert said.stderr == ""
    assert [each.name for each in tmp_path.iterdir()] == ["verdict.env"]


def test_every_outcome_is_counted(ended, rendered):
    found = of_gitlab(rendered("env", ended(*Outcome, Outcome.FAILED)))

    assert found["QA_RUN_FAILED"] == "2"
    assert found["QA_RUN_CONCEDED"] == found["QA_RUN_NOT_APPLICABLE"] == "1"
    assert (found["QA_RUN_VERDICTS"], found["QA_RUN_OUTCOME"], found["QA_RUN_EXIT_CODE"]) == ("8", "error", "3")


def test_nothing_from_elsewhere_gets_in(plain, rendered):
    from attrs import evolve

    text = rendered("env", evolve(plain, run_id="$(touch owned)\nX=1", version="1;`id`"))

    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ_=\nabcdefghijklmnopqrstuvwxyz0123456789.:+-")
    assert "QA_RUN_RUN_ID=__touch_owned__X_1\n" in text
