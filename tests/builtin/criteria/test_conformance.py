"""Every built-in criterion is what it says, on every engine."""

import pytest

from qa_run.builtin import plugin
from qa_run.host import CORE, make_host
from qa_run.testing import conformance, in_words

HOST = make_host([(CORE, plugin)])
CRITERIA = sorted({offer.name: offer.what for offer in HOST.criteria.by_name.values() if offer.plugin == CORE}.items())


@pytest.mark.parametrize("criterion", [what for _, what in CRITERIA], ids=[name for name, _ in CRITERIA])
def test_every_built_in_criterion_conforms(criterion):
    conformance(criterion)


@pytest.mark.parametrize("criterion", [what for _, what in CRITERIA], ids=[name for name, _ in CRITERIA])
def test_every_docstring_shows_how_the_criterion_is_written(criterion):
    offered = criterion.__qa_criterion__
    key = {"limits": "lower:", "listed": "of:"}.get(offered.name, f"{offered.name}:")

    assert any(line.startswith("        ") and key in line for line in criterion.__doc__.splitlines())


@pytest.mark.parametrize("criterion", [what for _, what in CRITERIA], ids=[name for name, _ in CRITERIA])
def test_every_sentence_fits_into_a_line(criterion):
    for example in criterion.examples:
        sentence = in_words(criterion, example.written, example.unit, calendar=example.calendar)

        assert sentence == sentence.strip()
        assert "\n" not in sentence
        assert "None" not in sentence
