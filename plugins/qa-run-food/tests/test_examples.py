"""The examples on the classes are what `qa-run explain` prints, so they are held to what they say."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from qa_run import Example, Verdict

import qa_run_food

OFFERED: list[Any] = list(qa_run_food.qa_criteria())
EXAMPLES = [
    pytest.param(cls.__qa_criterion__.name, example, id=f"{cls.__name__}-{number}")
    for cls in OFFERED
    for number, example in enumerate(cls.examples)
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_example_gives_the_findings_that_it_says(
    judge: Callable[..., Verdict], name: str, example: Example
) -> None:
    values = [*example.passes, *(value for values in example.fails.values() for value in values)]
    rows = [",".join(row) for row in zip(values, *example.columns.values(), strict=True)]
    unit = f"unit: {example.unit}, " if example.unit else ""
    verdict = judge(f"own: {{{unit}{name}: {json.dumps(example.written)}}}", ",".join(["own", *example.columns]), *rows)

    expected = {finding: len(values) for finding, values in example.fails.items()}
    assert (dict(verdict.buckets.findings), verdict.buckets.conforming) == (expected, len(example.passes))
