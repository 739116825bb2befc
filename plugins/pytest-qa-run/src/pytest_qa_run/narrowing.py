"""What of each procedure has to be judged, once pytest has chosen."""

import pytest
from qa_run.embedding import inspectable

from pytest_qa_run.collecting import RequirementItem
from pytest_qa_run.judged import Runs


def narrow(session: pytest.Session, runs: Runs) -> None:
    """Note for each procedure the requirements that were chosen, unless they are all."""
    chosen: dict[str, dict[str, None]] = {}
    for item in session.items:
        if isinstance(item, RequirementItem):
            assert item.file.procedure is not None
            chosen.setdefault(item.file.procedure.path, {})[item.node] = None
    specs = runs.specs
    every = {each.path: len(inspectable(each, specs.host).requirements) for each in specs.loaded.values()}
    runs.asked = {path: tuple(nodes) for path, nodes in chosen.items() if len(nodes) < every[path]}
