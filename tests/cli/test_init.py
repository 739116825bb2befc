"""`qa-run init`: what it writes runs green at once, and nothing is ever overwritten."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from qa_run.builtin.plugin import TEMPLATES
from qa_run.cli.starting.answers import NotUnderstood, answer_of

ANSWERS = {
    "What is checked": 'Bed: time, "quoted"',
    "What is one": "room no",
    "A verdict": "floor",
    "A column?": ["warm_c", "made up", "linen", "note", "=1+1", ""],
    "What must hold for warm_c": ["21 +- x", "80,5", "21 +- 2"],
    "What must hold for made up": "yes",
    "What must hold for linen": "white, 007, no",
    "What must hold for note": "",
    "What must hold for =1+1": "at least -3.5",
    "In which unit": ["degC", ""],
}


@pytest.fixture
def answering(monkeypatch):
    """Somebody at a terminal who answers by the question."""

    def answered(answers):
        left = {start: list(said) if isinstance(said, list) else [said] for start, said in answers.items()}

        def ask(question):
            start = next((each for each in left if question.strip().startswith(each)), None)
            if start is None or not left[start]:
                raise EOFError
            return left[start].pop(0)

        monkeypatch.setattr("builtins.input", ask)
        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)

    return answered


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_each_template_runs_green_at_once(run, kitchen, monkeypatch, name):
    code, out, _ = run("init", "new", "--template", name)
    monkeypatch.chdir(kitchen / "new")

    assert (code, f"wrote new/specs/{name}.yaml" in out) == (0, True)
    assert run("-q")[0] == 0


def test_the_answers_make_a_procedure_that_runs_green(run, kitchen, monkeypatch, answering):
    answering(ANSWERS)
    code, out, err = run("init", "new")
    monkeypatch.chdir(kitchen / "new")

    assert (code, "new/specs/bed-time-quoted.yaml" in out) == (0, True), err
    code, out, _ = run("-v")
    assert (code, "21 degC ± 2 degC" in out, "16 passed" in out) == (0, True, True), out


def test_answers_that_make_no_procedure_write_nothing(run, kitchen, answering):
    answering({**ANSWERS, "In which unit": ["grms", ""]})
    code, _, err = run("init", "new")

    assert (code, "no unit is called 'grms'" in err) == (4, True)
    assert not (kitchen / "new").exists()


def test_questions_that_are_broken_off_write_nothing(run, kitchen, answering):
    answering({"What is checked": "x"})
    code, _, err = run("init", "new")

    assert (code, "nothing was written" in err) == (4, True)
    assert not (kitchen / "new").exists()


def test_without_a_terminal_nobody_is_asked(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("x\n" * 100))
    code, _, err = run("init", "new")

    assert (code, "say --template NAME" in err, "checklist" in err) == (4, True, True)


def test_at_a_real_terminal(kitchen, environment):
    """Typed ahead, as by a person who knows the questions."""
    main, side = pty.openpty()
    try:
        words = [sys.executable, "-m", "qa_run", "init", "new"]
        process = subprocess.Popen(words, stdin=side, stdout=side, stderr=side, env=environment, cwd=kitchen)
        os.write(main, b"Bed\nroom\n\nwarm\n20 to 22\n\n\n")
        code = process.wait(timeout=120)
    finally:
        os.close(side)
        os.close(main)

    assert code == 0
    assert (kitchen / "new" / "specs" / "bed.yaml").exists()


@pytest.mark.parametrize("there", ["specs/portion.yaml", "specs/samples/portion.csv"])
def test_nothing_is_overwritten(run, kitchen, there):
    path = kitchen / "new" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("init", "new", "--template", "portion")

    assert (code, f"new/{there}: there already" in err) == (4, True)
    assert [each for each in (kitchen / "new").rglob("*") if each.is_file()] == [path]
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new", "--template", "portoin"), "did you mean 'portion'?"),
        (("new", "--template", "zzz"), "(there are: "),
        (("bad.csv", "--template", "portion"), "this is a file"),
        (("a", "b"), "takes no such word"),
    ],
)
def test_what_makes_no_sense_is_refused(run, words, told):
    code, _, err = run("init", *words)

    assert (code, told in err) == (4, True), err


@pytest.mark.parametrize(
    ("module", "code", "told"),
    [
        ("[Template('mine', 'says', 'mine:files')]", 0, "wrote new/specs/x.yaml"),
        ("[Template('portion', 'says', 'mine:files')]", 3, "offers a template for the name portion, which qa-run has"),
        ("[Template('mine', 'says', 'mine:nothing')]", 3, "template mine: mine:nothing cannot be read"),
        ("[Template('mine', 'says', 'no_such_module:files')]", 3, "template mine: no_such_module:files cannot be read"),
    ],
)
def test_a_plugin_offers_one(run, kitchen, monkeypatch, module, code, told):
    package = kitchen / "mine"
    (package / "files" / "specs").mkdir(parents=True)
    (package / "files" / "specs" / "x.yaml").write_text("procedure: x\n", encoding="utf-8")
    text = f"from qa_run import Template, hookimpl\n@hookimpl\ndef qa_templates():\n    return {module}\n"
    (package / "__init__.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(kitchen))
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    found, out, err = run("init", "new", "--template", "mine", "-p", "mine")

    assert (found, told in out + err) == (code, True), out + err
    monkeypatch.delitem(sys.modules, "mine", raising=False)


@pytest.mark.parametrize(
    ("said", "yaml"),
    [
        ("76 to 84", ["lower: 76", "upper: 84"]), ("80 +- 4", ["nominal: 80", "tolerance: 4"]),
        ("-5..5", ["lower: -5", "upper: 5"]), ("at least 75.50", ["lower: 75.50"]), ("<= 5", ["upper: 5"]),
        ("exactly 4", ["exactly: 4"]), ("4", ["exactly: 4"]), ("yes", ["equals: true"]), ("No", ["equals: false"]),
        ("", ["present: true"]), ("a, true, 007", ['one_of: [a, "true", "007"]']), ("1, 2 x", None), ("what", None),
        ("5 to 4", None), ("80,5", None), ("80 +- -1", None),
    ],
)  # fmt: skip
def test_what_is_understood(said, yaml):
    if yaml is None and said != "1, 2 x":
        with pytest.raises(NotUnderstood):
            answer_of(said)
        return

    assert answer_of(said).yaml == (yaml or ['one_of: ["1", "2 x"]'])


def test_the_files_of_a_template_are_those_of_its_folder():
    import qa_run

    folder = Path(qa_run.__file__).parent / "builtin" / "templates"
    assert {each.name for each in folder.iterdir()} == set(TEMPLATES)
