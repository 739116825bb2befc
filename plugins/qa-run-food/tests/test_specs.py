"""The shipped procedures, on samples whose faults are known."""

import json
from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("cook_chill", "counter")


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, food: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **food)

    assert set(report.summary) <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_sample_shows_the_sown_faults_and_no_other(name: str, food: dict[str, Any]) -> None:
    bad = SPECS / "samples" / f"{name}-bad.csv"
    report = qa_run.run(SPECS / f"{name}.yaml", samples=str(bad), items=100, **food)

    found = [
        [item.item, verdict.characteristic, item.finding]
        for verdict in report.verdicts
        if not verdict.per
        for item in verdict.items
    ]
    assert sorted(found) == json.loads(bad.with_suffix(".json").read_text(encoding="utf-8"))
