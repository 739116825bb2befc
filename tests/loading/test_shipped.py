"""The procedures that ship, under the schema of everything built in."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from qa_run.builtin import plugin
from qa_run.host import make_host
from qa_run.loading.discovering import discovered
from qa_run.loading.document import read_document
from qa_run.loading.loader import load
from qa_run.loading.nodes import plain
from qa_run.loading.schema import procedure_schema

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def builtin():
    return make_host([("qa-run", plugin)])


def test_they_load(builtin):
    assert load(["specs"], builtin, ROOT)


def test_an_editor_finds_nothing_wrong_with_them(builtin):
    validator = Draft202012Validator(procedure_schema(builtin))
    paths = [each.path for each in discovered(["specs"], ROOT)]

    assert [path.name for path in paths if not validator.is_valid(plain(read_document(path, path.name).root))] == []
