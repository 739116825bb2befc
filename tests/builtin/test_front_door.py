"""What comes along uses what a stranger may use."""

import ast
from pathlib import Path

import pytest

import qa_run
from qa_run import escaping, readers, testing

PACKAGE = Path(qa_run.__file__).parent
PUBLIC = {"qa_run": qa_run, "qa_run.escaping": escaping, "qa_run.readers": readers, "qa_run.testing": testing}
BUILT_IN = sorted((PACKAGE / "builtin").rglob("*.py"))


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_built_ins_import_only_the_public_names(path):
    imported = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    plain = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Import)]
    names = [(node.module or "", alias.name) for node in imported for alias in node.names]
    ours = [(module, name) for module, name in names if module.split(".")[0] == "qa_run"]
    dug = [
        f"from {module} import {name}"
        for module, name in ours
        if not module.startswith(("qa_run.builtin", "qa_run.statistics"))
        and (module not in PUBLIC or name not in PUBLIC[module].__all__)
    ]
    dug += [alias.name for node in plain for alias in node.names if alias.name.startswith("qa_run.")]

    assert dug == []


def test_the_stub_and_the_list_of_public_names_agree():
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text("utf-8"))
    told = {
        alias.asname: node.module for node in ast.walk(stub) if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert told == qa_run._HOME


def test_the_public_names_are_sorted_and_each_can_be_had():
    for module in PUBLIC.values():
        assert list(module.__all__) == sorted(module.__all__)
        assert all(getattr(module, name) is not None for name in module.__all__)

    assert set(qa_run.__all__) == set(qa_run._HOME)
