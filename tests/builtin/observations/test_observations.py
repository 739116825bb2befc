"""Every built-in kind of observations is what it says, on every engine."""

import pytest

from qa_run.builtin import plugin
from qa_run.host import CORE, make_host
from qa_run.testing import conformance

HOST = make_host([(CORE, plugin)])
KINDS = sorted({offer.name: offer.what for offer in HOST.observations.by_name.values() if offer.plugin == CORE}.items())


@pytest.mark.parametrize("kind", [what for _, what in KINDS], ids=[name for name, _ in KINDS])
def test_every_built_in_kind_conforms(kind: type) -> None:
    conformance(kind)


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])
def test_every_docstring_shows_how_the_kind_is_written(name: str, kind: type) -> None:
    assert f"{{{name}: " in (kind.__doc__ or "")
