"""A frame held against a procedure inside a test."""

import textwrap
from pathlib import Path

import pytest

FRAME = """
import polars as pl

def frame(**more):
    columns = {"order": ["a", "b"], "counter": ["Roma", "Roma"], "ham_slices": [4, 4], "scoop_g": [68.0, 69.0],
               "made_by": ["Anna", "Luca"], "checked_by": ["Luca", "Anna"]}
    return pl.DataFrame({**columns, **more})
"""


def write(project: Path, body: str) -> None:
    (project / "test_frames.py").write_text(FRAME + textwrap.dedent(body), encoding="utf-8")


def test_a_frame_that_conforms_passes(ran, project) -> None:
    write(
        project,
        """
        def test_it(qa_run):
            assert qa_run.check(frame(), "specs/portions.yaml").exit_code == 0
    """,
    )

    ran().assert_outcomes(passed=1)


def test_one_that_does_not_fails_with_the_sections(ran, project) -> None:
    write(
        project,
        """
        def test_it(qa_run):
            qa_run.check(frame(ham_slices=[4, 3]), "specs/portions.yaml")
    """,
    )

    result = ran("-n", "2")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E *AssertionError: something failed or was not inspected",
            "E *required  Slices of ham: exactly 4*",
            "E *b *3 *",
        ]
    )
    assert "fixture.py" not in result.stdout.str()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('check(frame().drop("ham_slices"), "specs/portions.yaml")', "*NOT INSPECTED*"),
        ('check(frame().head(0), "specs/portions.yaml")', "*nothing to inspect*"),
        ('check(frame(), "specs/portion.yaml")', "*there is no such file or folder*portions.yaml*"),
        ('check("nowhere.csv", "specs/portions.yaml")', "*no file matches nowhere.csv*"),
        ('check([1, 2], "specs/portions.yaml")', "E *"),
        ('check(frame(), "specs/portions.yaml", sampls=1)', "*sampls*"),
        ("check(frame())", "*paths*"),
    ],
)
def test_what_cannot_be_judged_never_passes(ran, project, call: str, says: str) -> None:
    write(
        project,
        f"""
        def test_it(qa_run):
            qa_run.{call}
    """,
    )

    result = ran()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([says])


def test_run_gives_the_report_whatever_it_says(ran, project) -> None:
    write(
        project,
        """
        def test_it(qa_run, monkeypatch, tmp_path):
            monkeypatch.chdir(tmp_path)
            assert qa_run.run("specs", frame(ham_slices=[4, 3])).exit_code == 1
            assert qa_run.run("specs").exit_code == 0
    """,
    )

    ran().assert_outcomes(passed=1)
