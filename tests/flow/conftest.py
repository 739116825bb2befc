"""What all of these tests share: nothing remembered between runs, and one host."""

import pytest

from qa_run.builtin import plugin
from qa_run.host import CORE, Host, make_host


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RUN_CACHE", "off")


@pytest.fixture(scope="session")
def host() -> Host:
    return make_host([(CORE, plugin)])
