"""A YAML text that was read before is not parsed again, and its tree is the same to the last place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_run.loading import known_trees
from qa_run.loading.document import read_document
from qa_run.loading.known_trees import KEPT, keep_tree

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("specs/*.yaml"), *ROOT.glob("plugins/*/specs/*.yaml")])
ODD = """\
a: &one {b: [1, 1.50, '1.50', ~, true, no, 007, .5, 'ß🦪', "\\u2028"], c: {}}
again: *one
empty:
list: []
'quoted key': >
  folded
  text
block: |
  two
  lines
nested: [[[]], [{x: [y]}]]
"""


@pytest.fixture
def spec(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(ODD, encoding="utf-8")
    return path


def parses(monkeypatch):
    from qa_run.loading import yaml_text

    parsed, found = yaml_text.parse, []
    monkeypatch.setattr(yaml_text, "parse", lambda text, file: found.append(file) or parsed(text, file))
    return found


def values(node):
    return [node.value] if hasattr(node, "value") else [v for below in _below(node) for v in values(below)]


def _below(node):
    return node.items if hasattr(node, "items") else [entry.value for entry in node.entries]


def kept(tmp_path):
    (only,) = (tmp_path / "cache/trees").iterdir()
    return only


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_tree_of_a_shipped_procedure_is_the_same(path, tmp_path, monkeypatch):
    plain = read_document(path, "p.yaml")
    found = parses(monkeypatch)
    first, second = (read_document(path, "p.yaml", tmp_path) for _ in range(2))

    assert plain.root == first.root == second.root is not None
    assert found == ["p.yaml"]


def test_odd_values_stay_what_they_are(spec, tmp_path, monkeypatch):
    found = parses(monkeypatch)
    first, second = (read_document(spec, name, tmp_path / "cache") for name in ("first.yaml", "second.yaml"))

    assert found == ["first.yaml"]
    assert [type(each) for each in values(first.root)] == [type(each) for each in values(second.root)]
    assert second.root == read_document(spec, "second.yaml").root != first.root  # other places


def test_a_text_with_a_fault_is_told_each_time(spec, tmp_path):
    spec.write_text("a: 1\na: 2\n", encoding="utf-8")
    for _ in range(2):
        assert "stands twice" in str(read_document(spec, "p.yaml", tmp_path / "cache").faults[0])

    assert not (tmp_path / "cache").exists()


def test_a_changed_text_is_read_anew(spec, tmp_path, monkeypatch):
    read_document(spec, "p.yaml", tmp_path / "cache")
    found = parses(monkeypatch)
    spec.write_text(ODD + "more: 1\n", encoding="utf-8")

    assert read_document(spec, "p.yaml", tmp_path / "cache").root.get("more").value == 1
    assert found == ["p.yaml"]


@pytest.mark.parametrize(
    "spoil", [lambda kept: kept[:-9], lambda kept: kept.replace('"again"', '"other"'), lambda _: ""]
)
def test_a_spoiled_file_is_read_anew(spec, tmp_path, monkeypatch, spoil):
    read_document(spec, "p.yaml", tmp_path / "cache")
    kept(tmp_path).write_text(spoil(kept(tmp_path).read_text("utf-8")), "utf-8")
    found = parses(monkeypatch)

    for _ in range(2):
        assert read_document(spec, "p.yaml", tmp_path / "cache").root == read_document(spec, "p.yaml").root
    assert found == ["p.yaml"] * 3  # the first finds it spoiled and mends it; the plain ones keep nothing


def test_another_state_of_the_code_reads_anew(spec, tmp_path, monkeypatch):
    read_document(spec, "p.yaml", tmp_path / "cache")
    found = parses(monkeypatch)
    monkeypatch.setattr(known_trees, "_reader", lambda: b"another")

    read_document(spec, "p.yaml", tmp_path / "cache")
    assert found == ["p.yaml"]


def test_a_folder_that_cannot_be_written_is_left(spec, tmp_path):
    (tmp_path / "cache").write_text("a file")

    assert read_document(spec, "p.yaml", tmp_path / "cache").root is not None


def test_the_oldest_go_first(spec, tmp_path, monkeypatch):
    monkeypatch.setattr(known_trees, "KEPT", 3)
    root = read_document(spec, "p.yaml").root
    for number in range(5):
        keep_tree(tmp_path, b"%d" % number, root)
        os.utime(known_trees._path(tmp_path, b"%d" % number), (number, number))

    assert [bool(known_trees.known_tree(tmp_path, b"%d" % number, "p")) for number in range(5)] == [
        False, False, True, True, True,
    ]  # fmt: skip
    assert KEPT > 100


def test_the_second_run_loads_no_parser(tmp_path):
    (tmp_path / "a.yaml").write_text("procedure: a\nsamples: {from: a.csv}\ncharacteristics: {g: {lower: 1}}\n")
    (tmp_path / "a.csv").write_text("g\n2\n")
    program = (
        "import sys; from qa_run.cli.main import main; code = main(['a.yaml', '-qq', '--no-history']); "
        "print(code, 'yaml' in sys.modules)"
    )
    env = {**os.environ, "QA_RUN_CACHE": "on", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    told = [
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, env=env)
        for _ in range(2)
    ]

    assert [done.stdout.split()[-2:] for done in told] == [["0", "True"], ["0", "False"]], told
