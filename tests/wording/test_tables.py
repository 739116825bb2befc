"""The tables hold what the code says, and nothing else; no message lacks a word, a place or a form."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import qa_run

PACKAGE = Path(str(qa_run.__file__)).parent
PLUGINS = sorted(each.parent for each in PACKAGE.parents[1].glob("plugins/*/src/*/wording"))
FORMS = {"it": 2, "pl": 3}
TABLES = [(root, language) for root in (PACKAGE, *PLUGINS) for language in FORMS]


def table(root: Path, language: str) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = json.loads((root / "wording" / f"{language}.json").read_text(encoding="utf-8"))
    return found


def texts(root: Path) -> Iterator[str]:
    """Every text that stands in the code or in a template."""
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in root.glob("handbook/templates/*.html"):
        yield from re.findall(r'"([^"]+)"', path.read_text(encoding="utf-8"))


def asked(root: Path) -> Iterator[str]:
    """The messages that are said as they stand."""
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                told = node.args[:2] if name == "said" else ()
                yield from (each.value for each in told if isinstance(each, ast.Constant) and str(each.value) != "en")
    for path in root.glob("handbook/templates/*.html"):
        yield from re.findall(r'said\("([^"]+)"', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("root", "language"), TABLES, ids=str)
def test_what_is_said_has_words(root: Path, language: str) -> None:
    assert sorted(set(asked(root)) - set(table(root, language))) == []


@pytest.mark.parametrize(("root", "language"), TABLES, ids=str)
def test_no_words_are_left_over(root: Path, language: str) -> None:
    """Durations are asked for by their unit, charts by their article, classes and capabilities by their names."""
    made = re.compile(r"\{count\} \w+|in control on an? \{kind\} .*|Nonconformities of the class \w+")
    known = {text.replace("_", " ") for text in texts(root)} | set(texts(root))

    assert [key for key in table(root, language) if key not in known and not made.fullmatch(key)] == []


@pytest.mark.parametrize(("root", "language"), TABLES, ids=str)
def test_every_message_has_its_places_and_forms(root: Path, language: str) -> None:
    for message, words in table(root, language).items():
        forms = [words] if isinstance(words, str) else words
        places = set(re.findall(r"\{(\w+)\}", message))
        several = "|" in message or len(forms) > 1

        assert not several or len(forms) in (FORMS[language], FORMS[language] + 1), message
        for form in forms:
            assert form.strip(), message
            assert set(re.findall(r"\{(\w+)\}", form)) <= places | {"items"}, message


def test_both_languages_know_the_same_messages() -> None:
    for root in (PACKAGE, *PLUGINS):
        assert list(table(root, "it")) == list(table(root, "pl"))


def test_every_plugin_with_sentences_has_words_for_them() -> None:
    speaking = {
        path.parent
        for path in PACKAGE.parents[1].glob("plugins/*/src/*/*.py")
        if "def sentence(self, language: str)" in path.read_text(encoding="utf-8")
    }

    assert speaking == set(PLUGINS)
