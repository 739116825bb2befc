"""Criteria that are imported only when a procedure names them."""

import subprocess
import sys
from pathlib import Path

import pytest

from qa_run.errors import PluginError
from qa_run.host import make_host
from qa_run.offers import Deferred, hookimpl


class Offering:
    def __init__(self, *offered: Deferred) -> None:
        self.offered = list(offered)

    @hookimpl
    def qa_criteria(self) -> list[Deferred]:
        return self.offered


def test_what_no_procedure_names_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("procedure: a\nsamples: {from: a.csv}\ncharacteristics: {g: {lower: 1}}\n")
    (tmp_path / "a.csv").write_text("g\n2\n")
    program = (
        "import sys; from qa_run.cli.main import main; code = main(['a.yaml', '--no-header', '-q']); "
        "print(sorted(name for name in sys.modules if name.startswith('qa_run.builtin.c')), code)"
    )
    env = {"QA_RUN_CACHE": str(tmp_path / "cache")}
    for _ in range(2):  # the first run composes the whole schema, the next one knows the file to be valid
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, env=env)

    assert done.stdout.splitlines()[-1] == "['qa_run.builtin.criteria', 'qa_run.builtin.criteria.limits'] 0", (
        done.stderr
    )


@pytest.mark.parametrize(
    ("home", "told"),
    [
        ("nowhere.at_all:Thing", "cannot be loaded: ModuleNotFoundError"),
        ("qa_run.builtin.criteria.numbers:Median", "is not the criterion middle"),
        ("qa_run.builtin.criteria.numbers:Number", "is not marked with @criterion"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_plugin(home: str, told: str) -> None:
    host = make_host((), ["no:food"], [("mine", Offering(Deferred("middle", home)))])

    with pytest.raises(PluginError, match=f"plugin mine: .*{told}"):
        _ = host.criteria.by_name["middle"].what


def test_a_deferred_name_cannot_be_offered_twice() -> None:
    one = Deferred("middle", "nowhere:A")

    with pytest.raises(PluginError, match="plugin mine offers the criterion middle, which mine offers already"):
        make_host((), ["no:food"], [("mine", Offering(one, one))])
