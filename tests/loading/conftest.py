"""A host with the criteria of the test plugin, and procedures written into a folder of the test."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from qa_run.errors import SpecErrors
from qa_run.host import make_host
from qa_run.loading.loader import load

SAMPLES = "samples: {from: s.csv, item: id, per: [shop]}\n"


def plugin_module():
    spec = spec_from_file_location("loading_test_plugin", Path(__file__).with_name("plugin.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def host():
    return make_host([("qa-run", plugin_module())])


@pytest.fixture(autouse=True)
def no_cache(monkeypatch):
    monkeypatch.setenv("QA_RUN_CACHE", "off")


class House:
    """A folder of procedures: `write` puts files into it, `load` and `told` read them."""

    def __init__(self, folder, host):
        self.folder, self.host = folder, host

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self, *paths):
        return load(paths or ["."], self.host, self.folder)

    def told(self, *paths):
        """The faults, one line each; none if everything loads."""
        try:
            self.load(*paths)
        except SpecErrors as errors:
            return [str(fault) for fault in errors.faults]
        return []

    def one(self, characteristics):
        """The requirements of a procedure with these characteristics."""
        self.write("p.yaml", f"procedure: p\n{SAMPLES}characteristics:\n{characteristics}")
        return self.load("p.yaml")[0].requirements

    def wrong(self, characteristics):
        """The faults of such a procedure, without the name of the file; lines count from the characteristics."""
        self.write("p.yaml", f"procedure: p\n{SAMPLES}characteristics:\n{characteristics}")
        found = [fault.split(":", 3) for fault in self.told("p.yaml")]
        return [f"{int(line) - 3}:{column}:{message}" for _, line, column, message in found]


@pytest.fixture
def house(tmp_path, host):
    return House(tmp_path, host)
